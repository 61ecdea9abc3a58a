from __future__ import annotations

import json

import pytest
from tests.load import samples

from launchready.facts.base import Facts
from launchready.facts.load import Fault, LoadRun, RouteTimings
from launchready.load.budgets.demands import exit_code
from launchready.load.comparison.compare import compare_runs
from launchready.load.comparison.report import as_json, as_markdown, as_text, summary
from launchready.report.view import Kept

from .runs import NAMES, measured


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
    assert said["checkout p95"].endswith(" About 170 answers each would tell.")
    assert found.table.rows[1][-2].endswith(" x; takes about 170 answers")
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
    [p50, p95, _] = found.table.rows
    assert p50[-2:] == ("takes about 7 answers", "unknown")
    assert p95[-2:] == ("takes about 94 answers", "unknown")


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


def test_programs_and_comments_get_the_same_comparison() -> None:
    found = compare_runs(measured(100), measured(140))
    document = json.loads(as_json(NAMES, found))
    assert document["schema"] == "launchready.load-compare/1"
    assert document["worse"] == ["checkout p50", "checkout p95"]
    text = as_markdown(NAMES, found)
    assert "| checkout | p95 |" in text
    assert "- **WORSE** checkout p50\\:" in text or "- **WORSE** checkout p50:" in text
