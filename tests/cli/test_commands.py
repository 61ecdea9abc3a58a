"""The commands as somebody types them, one after the other, against the running demo."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from launchready.demo.world import World
from launchready.manifest.read import read_manifest

from .conftest import Type

SHOP = "https://harvest-lane.test"


def test_an_audit_is_shown_written_and_kept(
    typed: Type, network: tuple[str, ...], read: Callable[[str], Any]
) -> None:
    files = ["--json", "out.json", "--html", "out.html", "--markdown", "out.md"]

    code, out, err = typed("audit", SHOP, *network, *files, "--plain")

    assert (code, err) == (1, "")
    assert "NO_GO" in out
    report = read("out.json")
    assert report["verdict"] == "NO_GO"
    assert report["decided_by"].endswith("are open")
    failed = {one["check"] for one in report["outcomes"] if one["status"] == "failed"}
    assert {"tls-old-protocol", "stack-trace-shown", "git-folder-exposed"} & failed
    assert report["network"]["dns_queries"] > 0
    assert "<html" in Path("out.html").read_text("utf-8")
    assert Path("out.md").read_text("utf-8").startswith("#")

    code, out, _ = typed("runs")
    assert code == 0
    assert "NO_GO" in out
    assert SHOP in out


def test_a_second_run_says_what_changed(typed: Type, network: tuple[str, ...]) -> None:
    typed("audit", SHOP, *network, "--only", "headers", "--plain")

    code, out, _ = typed("audit", SHOP, *network, "--only", "headers", "--plain")

    assert code == 1
    assert "Nothing has changed." in out


def test_a_run_is_judged_again_without_the_network(typed: Type, network: tuple[str, ...]) -> None:
    typed("audit", SHOP, *network, "--only", "headers,tls", "--no-store")
    assert typed("judge")[0] == 2

    typed("audit", SHOP, *network)
    code, out, _ = typed("judge", "latest", "--profile", "creator-first-customers", "--json", "-")

    assert code == 1
    assert json.loads(out)["profile"] == "creator-first-customers"

    assert typed("compare", "latest")[0] == 2
    first = typed("runs")[1].split()[0]
    typed("audit", SHOP, *network)
    code, out, _ = typed("compare", first)
    assert code == 0
    assert "fixed: 0\nnew: 0\nworse: 0" in out


def test_a_run_that_an_own_profile_judged_is_judged_again_without_its_file(
    typed: Type, network: tuple[str, ...]
) -> None:
    own = Path("ours.toml")
    own.write_text('name = "ours"\ntitle = "Our own"\nextends = "default"\n', "utf-8")
    typed("audit", SHOP, *network, "--only", "headers,tls", "--profile", "ours.toml")
    typed("audit", SHOP, *network, "--only", "headers,tls", "--profile", "ours.toml")
    own.unlink()

    code, out, err = typed("judge", "latest", "--json", "-")

    assert (code, err) == (1, "")
    assert json.loads(out)["profile_title"] == "Our own"
    first = typed("runs")[1].splitlines()[1].split()[0]
    assert typed("compare", first)[0] == 0


def test_a_run_is_exported_whole(typed: Type, network: tuple[str, ...]) -> None:
    typed("audit", SHOP, *network, "--only", "dns")

    code, out, _ = typed("export")

    assert code == 0
    kinds = {one["kind"] for one in json.loads(out)}
    assert {"Product", "Run", "Zone", "Addresses"} <= kinds


def test_status_stays_unproven_until_people_have_answered(
    typed: Type, network: tuple[str, ...]
) -> None:
    typed("audit", SHOP, *network)
    assert typed("answer", "ops.owner_names", "--text", "On the wall.", "--owner", "Ada")[0] == 0

    code, out, _ = typed("status", SHOP, "--plain")

    assert code == 1
    assert "Ada on " in out
    assert "over the whole bar" in out


def test_what_is_skipped_is_never_proven(
    typed: Type, network: tuple[str, ...], read: Callable[[str], Any]
) -> None:
    words = ["audit", SHOP, *network, "--only", "tls", "--no-store", "--json", "a.json"]
    assert typed(*words)[0] == 1
    failed = [one["check"] for one in read("a.json")["outcomes"] if one["status"] == "failed"]

    code, _, _ = typed(*words, "--skip", ",".join(failed))

    report = read("a.json")
    assert code == 3
    assert report["verdict"] == "NOT_PROVEN"
    assert all("left out" in one["why"] for one in report["outcomes"] if one["check"] in failed)


def test_a_look_at_one_area_takes_nothing_from_the_evidence(
    typed: Type, network: tuple[str, ...]
) -> None:
    typed("audit", SHOP, *network)
    before = typed("status", SHOP, "--plain")[1]
    typed("audit", SHOP, *network, "--only", "cors", "--plain")

    assert typed("status", SHOP, "--plain")[1] == before
    assert "Nothing has changed." in typed("audit", SHOP, *network, "--plain")[1]


def test_only_and_skip_narrow_what_is_judged(
    typed: Type, network: tuple[str, ...], read: Callable[[str], Any]
) -> None:
    typed(
        "audit", SHOP, *network, "--only", "cors", "--skip", "cors-null-origin", "--json", "a.json"
    )

    statuses = {one["check"]: one["status"] for one in read("a.json")["outcomes"]}
    assert all(one.startswith("cors-") for one in statuses)
    assert statuses["cors-null-origin"] == "unknown"


def test_every_row_is_listed(typed: Type, network: tuple[str, ...]) -> None:
    code, out, _ = typed("audit", SHOP, *network, "--checklist", "--plain")

    assert code == 1
    assert "198 rows" in out
    assert "UNKNOWN" in out


def test_init_writes_a_manifest_that_audit_reads(
    typed: Type, network: tuple[str, ...], world: World
) -> None:
    usable = [word for word in network if word not in {"--rdap", world.settings.rdap}]
    options = usable[: usable.index("--nameserver")]

    code, out, err = typed("init", SHOP, *options)

    assert (code, err) == (0, "")
    assert "hosts" in out
    written = Path("launchready.toml").read_text("utf-8")
    tomllib.loads(written)
    assert "belong to no known DNS host: who runs them?" in written
    product = read_manifest(Path("launchready.toml"))
    assert product.domain == "harvest-lane.test"
    assert {"api.harvest-lane.test", "app.harvest-lane.test"} <= {h.name for h in product.hosts}
    assert typed("init", SHOP, *options)[0] == 2

    assert typed("audit", *network, "--only", "redirect", "--no-store")[0] == 1


def test_a_list_of_domains_is_audited_and_resumed(typed: Type, network: tuple[str, ...]) -> None:
    Path("list.txt").write_text("harvest-lane.test # ours\n\nnowhere.test\n", "utf-8")
    words = ["audit", "--domains", "list.txt", "--json", "out.jsonl", "--only", "dns", *network]

    code, _, err = typed(*words)

    assert code == 1
    lines = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    assert {line["address"] for line in lines} == {f"{SHOP}/", "https://nowhere.test/"}
    assert "2 of 2" in err

    whole = Path("out.jsonl").read_bytes()
    Path("out.jsonl").write_bytes(whole[:-20])
    code, _, err = typed(*words)
    assert "1 are in out.jsonl already" in err
    assert len(Path("out.jsonl").read_text("utf-8").splitlines()) == 2


def test_checks_profiles_and_manuals_are_listed(typed: Type) -> None:
    code, out, _ = typed("checks", "--json")
    assert code == 0
    listed = {one["id"]: one for one in json.loads(out)}
    assert listed["csp-missing"]["severity_by_profile"]["default"] == "medium"
    assert listed["csp-missing"]["rows"] == ["headers.csp"]

    code, out, _ = typed("checks", "--area", "rate")
    assert code == 0
    assert "answers rate.auth (blocker in ai-startup-demo-to-launch" in out
    assert "1 check." in out

    code, out, _ = typed("profiles")
    assert code == 0
    assert "ecommerce-first-customers" in out
    assert "15552000" in out
    assert "e+0" not in out

    code, out, _ = typed("profiles", "--sources")
    assert code == 0
    assert "S2  founder-led ecommerce, launch to first customers" in out

    code, out, _ = typed("explain", "csp-missing")
    assert code == 0
    assert "How to fix it".lower() in out.lower()


def test_a_new_check_is_ready_to_be_filled_in(typed: Type, tmp_path: Path) -> None:
    code, out, _ = typed("dev", "new-check", "tls", "stale-thing", "--root", str(tmp_path))

    assert code == 0
    assert "checks/tls/stale_thing.py" in out
    compile((tmp_path / "src/launchready/checks/tls/stale_thing.py").read_text(), "x", "exec")
    assert typed("dev", "new-check", "tls", "stale-thing", "--root", str(tmp_path))[0] == 2


def test_a_new_area_is_made_only_on_request(typed: Type, tmp_path: Path) -> None:
    words = ["dev", "new-check", "zzz", "odd-thing", "--row", "tls.valid", "--root", str(tmp_path)]
    assert typed(*words)[0] == 2
    assert not (tmp_path / "src").exists()

    assert typed(*words, "--new-area")[0] == 0
    text = (tmp_path / "src/launchready/checks/zzz/odd_thing.py").read_text("utf-8")
    assert 'rows=("tls.valid",)' in text
