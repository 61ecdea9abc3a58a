"""The load commands as a user types them, against servers on loopback whose truth is known."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.load.servers import Server, started

from launchready.report.json_report import schema

Type = Callable[..., tuple[int, str, str]]

BUDGET = """
[all]
p95_ms = {p95}
[run]
min_rate = 5
"""


@pytest.fixture(scope="module")
def quick() -> Iterator[Server]:
    with started("fixed", ms=80.0) as server:
        yield server


@pytest.fixture(scope="module")
def swift() -> Iterator[Server]:
    with started("fixed", ms=3.0) as server:
        yield server


@pytest.fixture(scope="module")
def slow() -> Iterator[Server]:
    with started("fixed", ms=200.0) as server:
        yield server


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def declare(server: Server, *, owned: bool = True) -> str:
    """Write the manifest of a product, and a scenario; returns the address to type."""
    Path("launchready.toml").write_text(
        f"""
[product]
canonical = "{server.base}/"
owned = {str(owned).lower()}
[[host]]
name = "127.0.0.1"
role = "app"
[[route]]
name = "home page"
url = "/"
[[route]]
name = "search"
url = "/search?q=secret-of-mine"
kind = "search"
"""
    )
    Path("scenario.yaml").write_text(
        f"""
name: two pages
base: {server.base}
journeys:
  - name: look around
    steps:
      - {{url: /, name: home page}}
      - {{url: /search?q=1, name: search, kind: search}}
"""
    )
    return f"{server.base}/"


def run_words(server: Server, *words: str) -> tuple[str, ...]:
    address = declare(server)
    pace = ("--rate", "25", "--duration", "4s", "--arrivals", "constant")
    return ("load", "run", "scenario.yaml", address, *pace, *words)


def honest(typed: Type, *words: str) -> tuple[int, str, str]:
    """Type a load command again while this machine is too busy to be believed."""
    for _ in range(3):
        found = typed(*words)
        if not is_void(found[1]):
            break
    return found


def parsed(name: str) -> ET.Element:
    return ET.fromstring(Path(name).read_text())  # noqa: S314 - our own output


def is_void(out: str) -> bool:
    """Whether a run may not be judged, because this machine was busy with something else."""
    return "VOID" in out


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "onload" not in dict(attrs)
        self.tags.append(tag)


FILES = ("--html", "r.html", "--json", "r.json", "--markdown", "r.md", "--junit", "r.xml")


def test_a_run_is_written_in_every_format_without_a_secret(
    typed: Type, quick: Server, read: Callable[[str], Any]
) -> None:
    code, out, err = typed(*run_words(quick, *FILES, "--hdr", "hdr"))
    assert code in {0, 3}
    assert "to 127.0.0.1, and to no other host" in err
    document = read("r.json")
    Draft202012Validator(schema()).validate(document)
    assert document["work"] == "load run"
    assert {chart["title"] for chart in document["charts"]} >= {"Response times over time"}
    page = Page(Path("r.html").read_text())
    assert page.tags.count("svg") > 4
    assert "script" not in page.tags
    assert "| route | kind |" in Path("r.md").read_text()
    assert parsed("r.xml").tag == "testsuites"
    assert Path("hdr/home-page-load-response.hgrm").exists()
    written = "".join(Path(name).read_text() for name in FILES[1::2])
    assert "secret-of-mine" not in out + err + written


@pytest.mark.slow
def test_a_check_says_what_breaks_first(typed: Type, swift: Server) -> None:
    address = declare(swift)
    code, out, err = typed("load", "check", address, "--rate", "60", "--duration", "2s")
    assert code in {0, 1, 3}
    assert "twice as much" in err
    assert "Load check of" in out
    assert "home page" in out
    assert "load of" in typed("runs")[1]


def test_a_run_is_kept_judged_and_exported_like_an_audit(typed: Type, quick: Server) -> None:
    code, out, _ = typed(*run_words(quick))
    assert code in {0, 3}
    assert "Load run of" in out
    assert "Each carried X-Launchready-Run: lr-" in out
    assert '"LoadRun"' in typed("export", "latest")[1]
    assert not Path("baseline.json").exists()


def test_a_budget_decides_the_exit_code(typed: Type, quick: Server) -> None:
    Path("tight.toml").write_text(BUDGET.format(p95=1))
    code, out, _ = honest(typed, *run_words(quick, "--budget", "tight.toml", "--junit", "b.xml"))
    assert code == (3 if is_void(out) else 1)
    assert "home page p95_ms <= 1" in out
    cases = parsed("b.xml").iter("testcase")
    state = {case.get("name"): [inside.tag for inside in case] for case in cases}
    assert state["home page p95_ms <= 1"] == (["skipped"] if is_void(out) else ["failure"])
    Path("loose.toml").write_text(BUDGET.format(p95=5000))
    code, out, _ = honest(typed, *run_words(quick, "--budget", "loose.toml", "--no-store"))
    assert code == (3 if is_void(out) else 0)


def test_a_baseline_is_written_and_then_held_against(
    typed: Type, quick: Server, slow: Server
) -> None:
    _, first, err = honest(typed, *run_words(quick, "--baseline", "base.json", "--update-baseline"))
    assert "Wrote the baseline base.json." in err
    code, out, _ = honest(typed, *run_words(slow, "--baseline", "base.json"))
    assert "Before and after" in out
    if is_void(first + out):
        assert "Nothing can be compared" in out
        return
    assert code == 1
    assert "WORSE" in out
    code, out, _ = typed("load", "compare", "base.json", "latest")
    assert code == 1
    assert "Worse beyond noise" in out
    code, out, _ = typed("load", "compare", "base.json", "base.json", "--json", "-")
    assert code == 0
    assert json.loads(out)["worse"] == []


@pytest.mark.slow
def test_rates_are_tried_up_to_the_ceiling_and_drawn(typed: Type, swift: Server) -> None:
    address = declare(swift)
    words = ("--step", "1s", "--ceiling", "50", "--html", "k.html", "--expected", "5")
    code, out, _ = typed("load", "knee", address, *words)
    assert code in {0, 1, 3}
    assert "Load knee of" in out
    assert "Response times" in out
    assert "svg" in Page(Path("k.html").read_text()).tags


@pytest.mark.slow
def test_one_noisy_user_is_set_beside_the_others(typed: Type, quick: Server) -> None:
    address = declare(quick)
    pace = ("--users", "10", "--rate", "20", "--step", "1s", "--noisy", "60")
    code, out, _ = typed("load", "fairness", address, *pace)
    assert code in {0, 1, 3}
    assert "the noisy user" in out
    assert "Load fairness of" in out


def test_ctrl_c_ends_a_run_with_a_report_of_what_was_measured(quick: Server) -> None:
    words = run_words(quick, "--no-store")
    words = tuple("120s" if one == "4s" else one for one in words)
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "launchready", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stderr is not None
        while " of 120 s" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        out, _ = process.communicate(timeout=30)
    assert time.monotonic() - asked < 20
    assert process.returncode in {1, 3}
    assert "Stopped early: stopped by you (Ctrl-C)." in out
    assert "home page" in out
    assert "GO  " not in out.replace("NO_GO", "")


def test_a_closed_loop_is_said_to_be_one(typed: Type, quick: Server) -> None:
    words = tuple("closed" if one == "constant" else one for one in run_words(quick, "--no-store"))
    words = tuple(one for one in words if one not in {"--rate", "25"})
    _, out, _ = typed(*words, "--users", "3", "--ceiling", "2000")
    assert "These users were a closed loop" in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("check", "--rate", "0"), "--rate 0 is not above 0"),
        (("check", "--rate", "-3"), "--rate -3 is not above 0"),
        (("check", "--rate", "nan"), "--rate nan is not above 0"),
        (("check", "--duration", "nonsense"), "--duration 'nonsense' is no time: write 30s, 2m"),
        (("check", "--duration", "0s"), "--duration '0s' is not above 0"),
        (("check", "--duration", "90d"), "--duration '90d' is no time"),
        (("check", "--users", "0"), "Invalid value for '--users'"),
        (("check", "--users", "5"), "a check takes 10 to 100 users"),
        (("check", "--rate", "500"), "500/s is above the ceiling of 200 requests/s"),
        (("check", "--ceiling", "9000"), "say --no-limit"),
        (("check", "--arrivals", "sometimes"), "Invalid value for '--arrivals'"),
        (("check", "--scenario", "none.yaml"), "none.yaml"),
        (("run", "none.yaml"), "none.yaml"),
        (("knee", "--step", "soon"), "--step 'soon' is no time"),
        (("knee", "--factor", "1"), "--factor has to be above 1"),
        (("fairness", "--users", "1"), "--users has to be at least 2"),
        (("check", "--budget", "none.toml"), "none.toml cannot be read: no such file"),
        (("check", "--budget", "wrong.toml"), "did you mean [all] p95_ms?"),
        (("check", "--baseline", "wrong.toml"), "no baseline and no exported run"),
        (("check", "--update-baseline"), "--update-baseline needs --baseline FILE"),
        (("check", "--html", "no/such/r.html"), "no/such is not a folder"),
        (("check", "--hdr", "wrong.toml"), "--hdr wrong.toml is not a folder"),
        (("check", "--master", "10.0.0.5:5557"), "--master ADDR:PORT and --expect N go together"),
        (("check", "--master", "nowhere", "--expect", "2"), "'nowhere' is not ADDRESS:PORT"),
        (("worker", "nowhere"), "'nowhere' is not ADDRESS:PORT"),
        (("compare", "1", "2"), "there is no run '1'"),
        (("compare", "wrong.toml", "latest"), "no baseline and no exported run"),
        (("chekc",), "No such command 'chekc'"),
    ],
)
def test_wrong_use_is_one_sentence_and_nothing_is_sent(
    typed: Type, words: tuple[str, ...], says: str
) -> None:
    dead = Server("http://127.0.0.1:9", 9, 0.0, 0)
    address = declare(dead)
    Path("wrong.toml").write_text("[all]\np95ms = 3\n")
    if words[0] in {"check", "knee", "fairness"}:
        words = (words[0], address, *words[1:])
    code, out, err = typed("load", *words)
    assert (code, out) == (2, "")
    assert says in " ".join(err.split())
    assert len(err.splitlines()) == 1


def test_what_is_not_owned_is_refused(typed: Type, quick: Server) -> None:
    address = declare(quick, owned=False)
    code, _, err = typed("load", "check", address)
    assert code == 2
    assert "load goes only to products that are yours" in err


def test_a_host_that_the_manifest_does_not_list_is_refused(typed: Type, quick: Server) -> None:
    address = declare(quick)
    text = Path("scenario.yaml").read_text()
    Path("scenario.yaml").write_text(text.replace("url: /,", "url: 'http://other.example/',"))
    code, _, err = typed("load", "run", "scenario.yaml", address)
    assert code == 2
    assert "is not on a declared host" in err


def test_production_takes_a_word(typed: Type) -> None:
    declare(Server("https://shop.example", 443, 0.0, 0))
    text = Path("launchready.toml").read_text()
    Path("launchready.toml").write_text(text.replace("127.0.0.1", "shop.example"))
    code, _, err = typed("load", "check")
    assert code == 2
    assert "shop.example may be production: say --production" in err
