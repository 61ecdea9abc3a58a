"""Runs that differ in more than the product: named, or no pair."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.load import samples

from launchready.facts.base import Facts
from launchready.facts.load import RouteTimings
from launchready.load.budgets.demands import exit_code
from launchready.load.comparison.baseline import judge_baseline, read_baseline, write_baseline
from launchready.load.comparison.compare import Compared, compare_runs
from launchready.load.comparison.report import as_json, as_markdown, as_text, summary
from launchready.report.markdown_text import prose

from .runs import NAMES


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
