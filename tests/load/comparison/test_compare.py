from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.load import samples

from launchready.facts.base import Facts
from launchready.facts.load import Fault, LoadRun, PhaseTimings, RouteTimings
from launchready.load.budgets.demands import exit_code
from launchready.load.comparison.baseline import (
    judge_baseline,
    no_baseline,
    read_baseline,
    write_baseline,
)
from launchready.load.comparison.compare import Compared, compare_runs
from launchready.load.comparison.report import as_json, as_markdown, as_text, summary
from launchready.load.telling.hdr_files import write_histograms
from launchready.load.trouble import LoadError
from launchready.report.markdown_text import prose
from launchready.report.view import Kept

NAMES = ("before", "after")


def measured(median_ms: float, count: int = 2000, *faults: tuple[Fault, int], **more: Any) -> Facts:
    run = samples.a_run(phases=(samples.phase("load", 20, 60, median_ms, **more),))
    timings = PhaseTimings("load", samples.spread(median_ms, count), requests=count, faults=faults)
    return samples.facts_of(run, RouteTimings("checkout", phases=(timings,)))


def test_a_route_that_became_slower_beyond_noise_is_worse() -> None:
    found = compare_runs(measured(100), measured(140))
    assert [one.name for one in found.worse] == ["checkout p50", "checkout p95"]
    assert found.table.rows[0][-1] == "WORSE"
    assert summary(found) == "Worse beyond noise: 2."


def test_the_same_server_twice_is_the_same() -> None:
    found = compare_runs(measured(100), measured(102))
    assert not found.worse
    assert [row[-1] for row in found.table.rows] == ["same", "same", "same"]
    assert summary(found) == "Nothing became worse beyond noise."


def test_times_that_scatter_widely_are_unknown_never_the_same() -> None:
    before, after = measured(100, 100), measured(103, 100)
    found = compare_runs(before, after)
    results = {row[1]: row[-1] for row in found.table.rows}
    assert results == {"p50": "same", "p95": "unknown", "failed": "unknown"}
    assert not found.worse
    said = {one.name: one.says for one in found.demands}
    assert "the times scatter too widely: p95 went from" in said["checkout p95"]
    assert "too few requests to tell: " in said["checkout failures"]
    assert exit_code(found.demands) == 3
    assert summary(found) == (
        "Whether anything became worse is unknown; 2 of 3 figures cannot be compared, and the"
        " others did not."
    )


def test_a_run_beside_itself_is_the_same_run() -> None:
    found = compare_runs(measured(100, 4), measured(100, 4))
    assert summary(found) == "Both are the same run: there is nothing to compare."
    assert exit_code(found.demands) == 0


def between(before: dict[str, Any], after: dict[str, Any]) -> Compared:
    """Compare two runs that have one route and differ in what is given."""
    told: list[Facts] = []
    for changes in (before, after):
        more = dict(changes)
        phase = samples.phase("load", more.pop("per_s", 20), 60, 100, **more.pop("phase", {}))
        routes = more.pop("routes", ("checkout",))
        url = more.pop("url", "")
        run = samples.a_run(**{"phases": (phase,), **more})
        timings = samples.timings("load", 100, 1000 + len(told))
        made = (RouteTimings(name, url=url, phases=(timings,)) for name in routes)
        told.append(samples.facts_of(run, *made))
    return compare_runs(told[0], told[1])


A, B = {"hosts": ("a.example",)}, {"hosts": ("b.example:8443", "a.example")}
TARGETS = (
    "The runs went to different targets, a.example before and b.example:8443 after: "
    "a difference may be theirs."
)


def test_runs_against_different_targets_are_compared_and_said_to_be() -> None:
    found = between(A, B)
    assert found.comparable
    assert len(found.table.rows) == 3
    assert summary(found) == f"Nothing became worse beyond noise. {TARGETS}"
    assert TARGETS in " ".join(as_text(NAMES, found, 100).split())
    assert prose(TARGETS) in as_markdown(NAMES, found)
    document = json.loads(as_json(NAMES, found))
    assert document["comparable"] is True
    assert document["summary"].endswith(TARGETS)
    assert document["differences"] == [
        {
            "what": "target",
            "before": "a.example",
            "after": "b.example:8443",
            "comparable": True,
            "says": TARGETS[0].lower() + TARGETS[1:-1],
        }
    ]
    same = json.loads(as_json(NAMES, between(A, A)))
    assert (same["comparable"], same["differences"]) == (True, [])


def test_encrypted_and_plain_are_different_targets() -> None:
    plain, tls = ({**A, "url": f"{one}://a.example/pay"} for one in ("http", "https"))
    [found] = between(plain, tls).differences
    assert (found.what, found.before, found.after) == (
        "target",
        "http://a.example",
        "https://a.example",
    )


@pytest.mark.parametrize(
    ("before", "after", "what", "says"),
    [
        (
            {"scenario": "buy"},
            {"scenario": "look"},
            "scenario",
            "the scenario was 'buy' before and 'look' after: give both the same one",
        ),
        (
            {"per_s": 20},
            {"per_s": 40},
            "rate",
            "20/s were asked for before and 40/s after: give both the same --rate",
        ),
        (
            {},
            {"phase": {"law": "ramp"}},
            "arrivals",
            "arrivals were poisson before and ramp after",
        ),
        (
            {"phase": {"law": "closed", "users": 10}},
            {"phase": {"law": "closed", "users": 30}},
            "users",
            "there were 10 users before and 30 after",
        ),
        (
            {},
            {"asked": ("--connections", "per_user")},
            "connections",
            "connections were shared before and per user after",
        ),
        ({}, {"routes": ("login",)}, "routes", "they have no route in common"),
    ],
)
def test_different_loads_are_no_pair_in_every_output(
    before: dict[str, Any], after: dict[str, Any], what: str, says: str
) -> None:
    found = between(before, after)
    assert not found.comparable
    assert exit_code(found.demands) == 3
    assert summary(found) == f"Nothing can be compared: {says}."
    assert says in " ".join(as_text(NAMES, found, 100).split())
    assert "| route |" not in as_markdown(NAMES, found)
    document = json.loads(as_json(NAMES, found))
    assert document["comparable"] is False
    told = [(one["what"], one["comparable"], one["says"]) for one in document["differences"]]
    assert told == [(what, False, says)]


def test_a_different_target_is_named_even_where_nothing_can_be_compared() -> None:
    found = between({**A, "per_s": 20}, {**B, "per_s": 60})
    assert [one.what for one in found.differences] == ["target", "rate"]
    assert not found.comparable
    void = between(A, {**B, "phase": {"void": "too busy"}})
    assert [one.what for one in void.differences] == ["target"]
    assert not void.comparable


def test_nearly_the_same_rate_is_no_difference_and_another_one_is_named() -> None:
    assert not between({"per_s": 20}, {"per_s": 20.6}).differences
    found = between({"per_s": 20}, {"per_s": 23})
    assert found.comparable
    assert summary(found).endswith("20/s were asked for before and 23/s after.")


def test_a_route_that_only_one_run_went_to_is_named() -> None:
    found = between({}, {"routes": ("checkout", "login")})
    assert found.comparable
    assert summary(found).endswith("Only the run after went to login.")


def test_a_check_beside_a_run_is_named() -> None:
    found = between({"experiment": "check"}, {"experiment": "run"})
    assert found.comparable
    assert "A load check made the run before and a load run the one after" in summary(found)


def test_a_baseline_of_another_target_is_named_beside_every_figure(tmp_path: Path) -> None:
    timings = samples.timings("load", 100, 1000)
    told = [
        samples.facts_of(
            samples.a_run(**hosts, phases=(samples.phase("load", 20, 60, 100),)),
            RouteTimings("checkout", phases=(timings,)),
        )
        for hosts in (A, {**B, "tag": "lr-other"})
    ]
    write_baseline(tmp_path / "base.json", told[0])
    demands, _, says = judge_baseline(read_baseline(tmp_path / "base.json"), told[1])
    assert says == f"Beside the baseline {tmp_path}/base.json: {TARGETS[0].lower()}{TARGETS[1:]}"
    assert len(demands) == 3
    beside = "; different targets: a.example before, b.example:8443 after"
    assert all(one.says.endswith(beside) for one in demands)
    assert not any(".;" in one.says for one in demands)


def test_faster_is_better_and_no_regression() -> None:
    found = compare_runs(measured(100), measured(60))
    assert not found.worse
    assert found.table.rows[0][-1] == "better"
    assert "better" in as_text(NAMES, found, 100)


def test_more_failures_are_worse_even_where_times_are_the_same() -> None:
    found = compare_runs(measured(100), measured(100, 2000, (Fault.SERVER, 200)))
    assert [one.name for one in found.worse] == ["checkout failures"]


def test_few_samples_are_unknown_not_fine() -> None:
    found = compare_runs(measured(100, 4), measured(300, 4))
    assert not found.worse
    assert {one.state for one in found.demands} == {Kept.UNKNOWN}
    assert summary(found) == "Nothing can be compared."


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (measured(100, void="too busy"), "is void: too busy"),
        (measured(100, law="constant"), "arrivals were poisson before and constant after"),
        (
            samples.facts_of(samples.a_run(phases=(samples.phase("load", 60, 60, 100),))),
            "give both the same --rate",
        ),
        (samples.facts_of(samples.a_run(phases=())), "no phase under load"),
        (Facts(), "holds no load run"),
        (
            samples.facts_of(samples.a_run(phases=(samples.phase("load", 20, 60, 100),))),
            "no route in common",
        ),
    ],
)
def test_what_is_no_pair_is_not_compared(after: Facts, why: str) -> None:
    found = compare_runs(measured(100), after)
    assert why in found.demands[0].says
    assert found.demands[0].state is Kept.UNKNOWN


def test_a_route_that_is_gone_is_unknown() -> None:
    run, *_ = measured(100)
    both = samples.facts_of(
        samples.a_run(phases=(samples.phase("load", 20, 60, 100),)),
        RouteTimings("checkout", phases=(samples.timings("load", 100, 2000),)),
        RouteTimings("login", phases=(samples.timings("load", 100, 2000),)),
    )
    found = compare_runs(both, measured(100))
    assert [one.name for one in found.demands if one.state is Kept.UNKNOWN] == ["login"]
    assert run.kind is LoadRun


def test_a_baseline_is_written_read_and_held_against(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    write_baseline(path, samples.everything())
    again = read_baseline(path)
    demands, table, differs = judge_baseline(again, samples.everything())
    assert not differs
    assert {one.group for one in demands} == {"baseline"}
    assert not [one for one in demands if one.state is Kept.BROKEN]
    assert [one.says for one in demands] == ["they are the same run"]
    assert not table.rows
    assert "shop.example/checkout" in path.read_text()
    assert '"lateness"' not in json.dumps(json.loads(path.read_text())[1])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no baseline and no exported run"),
        (b"{}", "no baseline and no exported run"),
        (b"[]", "holds no load run"),
        (b"\xff\xfe", "no baseline and no exported run"),
        (
            b'[{"kind":"No","subject":"x","at":"2026-01-01T00:00:00Z","state":"fact","body":""}]',
            "does not know",
        ),
    ],
)
def test_a_broken_baseline_is_one_sentence(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(content)
    with pytest.raises(LoadError, match=why) as found:
        read_baseline(path)
    assert "\n" not in str(found.value)


def test_a_baseline_that_cannot_be_read_or_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="cannot be read"):
        read_baseline(tmp_path)
    with pytest.raises(LoadError, match="cannot be written"):
        write_baseline(tmp_path, samples.everything())


def test_programs_and_comments_get_the_same_comparison() -> None:
    found = compare_runs(measured(100), measured(140))
    document = json.loads(as_json(NAMES, found))
    assert document["schema"] == "launchready.load-compare/1"
    assert document["worse"] == ["checkout p50", "checkout p95"]
    text = as_markdown(NAMES, found)
    assert "| checkout | p95 |" in text
    assert "- **WORSE** checkout p50\\:" in text or "- **WORSE** checkout p50:" in text


@pytest.mark.parametrize(
    ("run", "why"),
    [
        (samples.a_run(), ""),
        (samples.a_run(stopped="Ctrl-C"), "the run ended early: Ctrl-C"),
        (samples.a_run(phases=()), "the run has no phase under load"),
        (
            samples.a_run(phases=(samples.phase("load", 9, 9, 9, void="too busy"),)),
            "the phase 'load' is void: too busy",
        ),
    ],
)
def test_only_a_whole_run_becomes_a_baseline(run: LoadRun, why: str) -> None:
    assert no_baseline(samples.facts_of(run)) == why


def test_histograms_are_files_that_other_tools_read(tmp_path: Path) -> None:
    timings = (samples.timings("load", 240, 120),)
    count = write_histograms(
        tmp_path / "hdr", samples.facts_of(RouteTimings("checkout", phases=timings))
    )
    files = sorted(one.name for one in (tmp_path / "hdr").iterdir())
    assert len(files) == count + 1
    assert "checkout-load-response.hgrm" in files
    table = (tmp_path / "hdr" / "checkout-load-response.hgrm").read_text()
    assert table.startswith("       Value")
    index = json.loads((tmp_path / "hdr" / "histograms.json").read_text())["histograms"]
    assert index[0]["hdr_v2"].startswith("HISTFA")


def test_a_table_of_histograms_says_which_route_it_is_of(tmp_path: Path) -> None:
    pair = (
        RouteTimings(one, phases=(samples.timings("load", 9, 80),)) for one in ("/login", "login")
    )
    write_histograms(tmp_path, samples.facts_of(*pair))
    lasts = {one.name: one.read_text().splitlines()[-1] for one in tmp_path.glob("login*.hgrm")}
    wanted = '#[route = "/login", phase = "load", what = "response"]'
    assert lasts["login-load-response.hgrm"] == wanted
    assert lasts["login-load-response-2.hgrm"] == wanted.replace("/", "")


def test_names_of_routes_cannot_leave_the_folder_or_hide_each_other(tmp_path: Path) -> None:
    names = ("../../etc/passwd", "a b", "a-b", "\u202e")
    routes = (RouteTimings(name, phases=(samples.timings("load", 9, 80),)) for name in names)
    write_histograms(tmp_path / "hdr", samples.facts_of(*routes))
    written = sorted(one.name for one in (tmp_path / "hdr").iterdir())
    assert "etc-passwd-load-response.hgrm" in written
    assert {"a-b-load-response.hgrm", "a-b-load-response-2.hgrm"} <= set(written)
    with pytest.raises(LoadError, match="cannot be written"):
        write_histograms(tmp_path / "hdr" / "histograms.json", samples.everything())
