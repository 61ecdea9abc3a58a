from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.load import samples

from launchready.facts.base import Fact
from launchready.facts.load import Fault, RouteTimings
from launchready.facts.product import RouteKind
from launchready.load.budgets.budget import read_budget
from launchready.load.budgets.demands import demand_table, exit_code, judge_budget
from launchready.load.trouble import LoadError
from launchready.report.view import Demand, Kept

GOOD = """
[all]
p95_ms = 400
error_percent = 1
[kind.login]
p95_ms = 300
[route.checkout]
p95_ms = 600
p99_ms = 700
[run]
min_rate = 15
"""


def budget_file(folder: Path, text: str) -> Path:
    path = folder / "budget.toml"
    path.write_text(text, "utf-8")
    return path


def judged(folder: Path, text: str, *found: Fact) -> dict[str, Demand]:
    facts = samples.facts_of(*(found or (samples.a_run(), *samples.routes())))
    demands = judge_budget(read_budget(budget_file(folder, text)), facts)
    return {one.name: one for one in demands}


def test_a_routes_own_line_comes_before_its_kinds_and_that_before_all(tmp_path: Path) -> None:
    names = judged(tmp_path, GOOD)
    assert "checkout p95_ms <= 600" in names
    assert "login p95_ms <= 300" in names
    assert "search p95_ms <= 400" in names
    assert "run min_rate >= 15" in names


def test_kept_and_broken_lines_say_what_was_measured(tmp_path: Path) -> None:
    names = judged(tmp_path, GOOD)
    broken = names["login p95_ms <= 300"]
    assert (broken.state, broken.says) == (Kept.BROKEN, "p95 is 313 ms (1,200 answers)")
    assert names["checkout p95_ms <= 600"].state is Kept.KEPT
    assert names["run min_rate >= 15"].says == "20/s went to their end"
    assert exit_code(names.values()) == 1


def test_a_budget_that_is_kept_exits_with_zero(tmp_path: Path) -> None:
    names = judged(tmp_path, "[all]\np95_ms = 2000\nerror_percent = 1\n[run]\nmin_requests = 10\n")
    assert exit_code(names.values()) == 0


def test_a_closed_loop_keeps_no_time_and_may_break_one(tmp_path: Path) -> None:
    waiting = samples.a_run(phases=(samples.phase("load", 0, 60, 40, law="closed", users=6),))
    names = judged(tmp_path, GOOD, waiting, *samples.routes())
    kept = names["checkout p95_ms <= 600"]
    assert kept.state is Kept.UNKNOWN
    assert kept.says.endswith("but a closed loop hides what visitors wait")
    assert names["login p95_ms <= 300"].state is Kept.BROKEN
    assert names["login error_percent <= 1"].state is Kept.KEPT


def test_a_void_phase_cannot_be_judged(tmp_path: Path) -> None:
    late = samples.a_run(phases=(samples.phase("load", 20, 60, 40, void="too busy"),))
    names = judged(tmp_path, GOOD, late, *samples.routes())
    assert {one.state for one in names.values()} == {Kept.UNKNOWN}
    assert exit_code(names.values()) == 3
    assert "the phase 'load' is void: too busy" in names["run min_rate >= 15"].says


def test_half_a_run_may_break_a_budget_but_keeps_none(tmp_path: Path) -> None:
    names = judged(tmp_path, GOOD, samples.a_run(stopped="Ctrl-C"), *samples.routes())
    kept = names["checkout p95_ms <= 600"]
    assert (kept.state, kept.says[-25:]) == (Kept.UNKNOWN, ", but the run ended early"[-25:])
    assert names["login p95_ms <= 300"].state is Kept.BROKEN


def test_too_few_samples_cannot_keep_a_budget_but_may_break_it(tmp_path: Path) -> None:
    few = RouteTimings("home page", phases=(samples.timings("load", 40, 30),))
    loose = judged(tmp_path, "[all]\np95_ms = 400\n", samples.a_run(), few)
    assert loose["home page p95_ms <= 400"].says == "30 answers; p95 takes 60"
    tight = judged(tmp_path, "[all]\np95_ms = 10\n", samples.a_run(), few)
    assert tight["home page p95_ms <= 10"].state is Kept.BROKEN


def test_errors_take_enough_requests_to_be_judged(tmp_path: Path) -> None:
    few = RouteTimings("home page", phases=(samples.timings("load", 40, 50),))
    name = "home page error_percent <= 1"
    assert judged(tmp_path, "[all]\nerror_percent = 1\n", samples.a_run(), few)[name].state is (
        Kept.UNKNOWN
    )
    bad = RouteTimings("home page", phases=(samples.timings("load", 40, 50, (Fault.SERVER, 9)),))
    assert judged(tmp_path, "[all]\nerror_percent = 1\n", samples.a_run(), bad)[name].state is (
        Kept.BROKEN
    )


def test_a_route_that_the_run_did_not_go_to_is_unknown_not_kept(tmp_path: Path) -> None:
    names = judged(tmp_path, "[route.chekout]\np95_ms = 500\n")
    assert names["chekout"].state is Kept.UNKNOWN
    assert "the run has no such route" in names["chekout"].says


def test_streams_have_lines_of_their_own(tmp_path: Path) -> None:
    text = "[route.chat]\nfirst_event_ms = 500\ngap_ms = 40\ncut_percent = 5\nstall_ms = 400\n"
    chat = RouteTimings("chat", kind=RouteKind.CHAT)
    names = judged(tmp_path, text, samples.a_run(), chat, samples.a_stream())
    states = {name.split()[1]: one.state for name, one in names.items()}
    assert states == {
        "first_event_ms": Kept.BROKEN,
        "gap_ms": Kept.KEPT,
        "cut_percent": Kept.KEPT,
        "stall_ms": Kept.KEPT,
    }


def test_a_knee_and_a_noisy_neighbour_can_be_budgeted(tmp_path: Path) -> None:
    text = "[run]\nmin_knee_rate = 300\nneighbour_ratio = 2\n"
    names = judged(tmp_path, text, samples.a_knee(), samples.fairness(limited=False))
    assert names["run min_knee_rate >= 300"].state is Kept.KEPT
    assert names["run neighbour_ratio <= 2"].state is Kept.BROKEN
    nothing = judged(tmp_path, text, samples.a_run())
    assert exit_code(nothing.values()) == 3


def test_another_phase_can_be_named(tmp_path: Path) -> None:
    names = judged(tmp_path, '[run]\nphase = "double"\n[route.checkout]\np95_ms = 600\n')
    assert names["checkout p95_ms <= 600"].state is Kept.BROKEN
    gone = judged(tmp_path, '[run]\nphase = "calm"\n[route.checkout]\np95_ms = 600\n')
    assert "no phase 'calm'" in gone["checkout p95_ms <= 600"].says


def test_the_table_shows_broken_lines_first(tmp_path: Path) -> None:
    rows = demand_table("budget", judged(tmp_path, GOOD).values()).rows
    assert [row[1] for row in rows] == sorted(
        (row[1] for row in rows), key=["BROKEN", "unknown", "kept"].index
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "[all]\np95ms = 3\n",
            r"there is no \[all\] p95ms in a budget; did you mean \[all\] p95_ms\?",
        ),
        ("[al]\np95_ms = 3\n", r"there is no al in a budget; did you mean all\?"),
        ("[kind.logn]\np95_ms = 3\n", r"did you mean kind.login\?"),
        ("[run]\nmin_rat = 3\n", r"did you mean \[run\] min_rate\?"),
        ("[all]\np95_ms = 'fast'\n", r"\[all\] p95_ms is not a number from 0 on"),
        ("[all]\np95_ms = true\n", r"is not a number"),
        ("[all]\np95_ms = -1\n", r"is not a number from 0 on"),
        ("[all]\np95_ms = nan\n", r"is not a number from 0 on"),
        ("[all]\n", "demands nothing"),
        ("", "demands nothing"),
        ("all = 3\n", r"\[all\] is not a table"),
        ("[route]\ncheckout = 3\n", r"\[route.checkout\] is not a table"),
        ("[all]\nerror_percent = 500\n", r"\[all\] error_percent is not a number from 0 to 100"),
        ("[kind.chat]\ncut_percent = 100.5\n", r"cut_percent is not a number from 0 to 100"),
        ("[all]\nmin_cache_hit_percent = 101\n", r"is not a number from 0 to 100"),
        (
            "[run]\nphase = 'nope'\nmin_rate = 1\n",
            "no run has a phase 'nope'; there are quiet, load, double, calm, beside, noisy",
        ),
        ("[run]\nphase = 3\n", "phase is not the name of a phase"),
        ("[all\n", "is not TOML"),
    ],
)
def test_a_budget_that_cannot_be_read_says_why_in_one_sentence(
    tmp_path: Path, text: str, why: str
) -> None:
    with pytest.raises(LoadError, match=why) as found:
        read_budget(budget_file(tmp_path, text))
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    "phase", ["quiet", "load", "double", "calm", "beside", "noisy", "12.5/s", "capacity at 80.0/s"]
)
def test_a_phase_that_some_experiment_has_may_be_judged(tmp_path: Path, phase: str) -> None:
    text = f"[all]\nerror_percent = 100\n[run]\nphase = '{phase}'\n"
    assert read_budget(budget_file(tmp_path, text)).phase == phase


def test_a_missing_or_huge_budget_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="cannot be read: no such file"):
        read_budget(tmp_path / "budget.toml")
    huge = budget_file(tmp_path, "#" * 200_000)
    with pytest.raises(LoadError, match="larger than a budget can be"):
        read_budget(huge)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200) | st.sampled_from([GOOD, GOOD[:40], GOOD.replace("p95", "p9")]))
def test_any_text_is_a_budget_or_a_load_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("budget") / "budget.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(LoadError):
        read_budget(path)
