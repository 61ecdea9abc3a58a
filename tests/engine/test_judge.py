from __future__ import annotations

from collections.abc import Iterator

import pytest

from launchready.engine.judge import examine, judge
from launchready.facts.base import PRODUCT, Absent, Each, Fact, Facts, Sighting, Unmeasured
from launchready.facts.product import Accepted, Product
from launchready.facts.run import Run
from launchready.model.bar import Bar
from launchready.model.check import Check, NothingToJudgeError, UnclearError, check
from launchready.model.finding import Finding, Severity, When
from launchready.model.outcome import Failed, Gap, NotApplicable, NotMeasured, Passed
from launchready.model.profile import Profile
from launchready.model.result import Result

from .conftest import AT, Door, Window

made = check(
    title="A door stands open",
    impact="Anyone walks in.",
    severity=Severity.BLOCKER,
    rows=("authz.admin_private",),
    references=("https://example.com",),
)


def finding(subject: str) -> Finding:
    return Finding(subject, f"{subject} stands open.", "Close it.", "push")


@made
def each_door(door: Door) -> Iterator[Finding]:
    if door.open:
        yield finding(door.subject)


@made
def all_doors(doors: Each[Door]) -> Iterator[Finding]:
    if all(door.open for door in doors):
        yield finding("the house")


@made
def door_and_window(door: Door, window: Window | None, profile: Profile) -> Iterator[Finding]:
    if door.open and (window is None or window.broken) and profile.name:
        yield finding(door.subject)


@made
def house_or_hut(doors: Each[Door] | None, profile: Profile) -> Iterator[Finding]:
    del profile
    if doors is None:
        yield finding("the hut")


@made
def doubtful(door: Door) -> Iterator[Finding]:
    if door.open:
        yield finding(door.subject)
    if door.subject.startswith("far"):
        message = "too far away to see"
        raise UnclearError(message)
    if door.subject.startswith("fog"):
        message = "fog lies before it"
        raise UnclearError(message, "the fog")
    if door.subject.startswith("wall"):
        message = "it is a wall"
        raise NothingToJudgeError(message)


@made
def breaks(door: Door) -> Iterator[Finding]:
    yield finding(str(1 / int(door.open)))


def seen(*what: Fact | Absent | Unmeasured) -> Facts:
    return Facts(Sighting(one, AT) for one in what)


SHUT, OPEN = Door("a.example"), Door("b.example", open=True)
BLIND = Unmeasured(Door, "c.example", "timed out")
NONE = Absent(Door, "d.example", "it has no door")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(seen(SHUT), Passed(("a.example",)), id="all fine"),
        pytest.param(
            seen(SHUT, OPEN, BLIND, NONE),
            Failed((finding("b.example"),), (Gap("c.example", "timed out"),)),
            id="one failure among unknowns fails, and names the unknown",
        ),
        pytest.param(
            seen(SHUT, BLIND),
            NotMeasured("c.example: timed out", (Gap("c.example", "timed out"),)),
            id="one unknown among passes is unknown",
        ),
        pytest.param(seen(SHUT, NONE), Passed(("a.example",)), id="an absence does no harm"),
        pytest.param(seen(NONE), NotApplicable("it has no door"), id="only absences"),
        pytest.param(
            seen(),
            NotMeasured(
                "product: Door was not collected", (Gap(PRODUCT, "Door was not collected"),)
            ),
            id="what nobody collected is unknown",
        ),
    ],
)
def test_a_check_is_as_good_as_its_worst_subject(
    facts: Facts, expected: object, profile: Profile
) -> None:
    assert examine(each_door, facts, profile) == expected


def test_a_check_over_all_subjects_fails_or_is_unknown_as_a_whole(profile: Profile) -> None:
    assert examine(all_doors, seen(SHUT, OPEN), profile) == Passed((PRODUCT,))
    assert isinstance(examine(all_doors, seen(OPEN, BLIND), profile), Failed)
    assert isinstance(examine(all_doors, seen(SHUT, BLIND), profile), NotMeasured)
    assert examine(all_doors, seen(NONE), profile) == NotApplicable("it has no door")
    assert isinstance(examine(all_doors, seen(BLIND), profile), NotMeasured)


def test_an_optional_fact_may_be_missing(profile: Profile) -> None:
    unseen = Unmeasured(Window, "b.example", "dark")
    assert isinstance(examine(door_and_window, seen(OPEN, unseen), profile), Failed)
    assert isinstance(examine(door_and_window, seen(OPEN, Window("b.example")), profile), Passed)


def test_a_check_that_breaks_is_unknown_and_stops_no_other(bar: Bar, profile: Profile) -> None:
    broken, fine = judge([breaks, each_door], seen(SHUT), profile, bar)

    why = "the check itself broke: ZeroDivisionError at test_judge.py:75"
    assert broken.outcome == NotMeasured(f"a.example: {why}", (Gap("a.example", why),))
    assert isinstance(fine.outcome, Passed)


FAR, WALL = Door("far.example"), Door("wall.example")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(
            seen(SHUT, FAR),
            NotMeasured(
                "far.example: too far away to see", (Gap("far.example", "too far away to see"),)
            ),
            id="too little is unknown, whatever the others are",
        ),
        pytest.param(
            seen(Door("fog.example")),
            NotMeasured("the fog: fog lies before it", (Gap("the fog", "fog lies before it"),)),
            id="a check can say what is unclear",
        ),
        pytest.param(
            seen(Door("far.example", open=True), WALL),
            Failed((finding("far.example"),), (Gap("far.example", "too far away to see"),)),
            id="what was found before counts",
        ),
        pytest.param(seen(SHUT, WALL), Passed(("a.example",)), id="nothing to judge does no harm"),
        pytest.param(seen(WALL), NotApplicable("it is a wall"), id="nothing to judge at all"),
    ],
)
def test_a_check_can_see_a_fact_and_not_know(
    facts: Facts, expected: object, profile: Profile
) -> None:
    assert examine(doubtful, facts, profile) == expected


def test_all_of_something_may_be_none(profile: Profile) -> None:
    assert isinstance(examine(house_or_hut, seen(), profile), Failed)
    assert isinstance(examine(house_or_hut, seen(BLIND), profile), Failed)
    assert isinstance(examine(house_or_hut, seen(SHUT, BLIND), profile), Passed)


def accepting(until: str, subject: str = "*") -> Product:
    one = Accepted(each_door.id, subject, "Ada", "The lock comes on Monday.", until)
    return Product(accepted=(one,))


def test_an_accepted_risk_leaves_the_outcome_but_stays_named(
    bar: Bar, profile: Profile, run: Run
) -> None:
    [result] = judge([each_door], seen(OPEN, run, accepting("2026-03-01")), profile, bar)

    assert isinstance(result.outcome, Passed)
    assert [(one.finding.subject, one.by.owner) for one in result.accepted] == [
        ("b.example", "Ada")
    ]


@pytest.mark.parametrize(
    "product",
    [
        pytest.param(accepting("2026-02-28"), id="it has run out"),
        pytest.param(accepting("2026-12-31", "z.example"), id="another subject"),
    ],
)
def test_an_acceptance_that_does_not_hold_changes_nothing(
    product: Product, bar: Bar, profile: Profile, run: Run
) -> None:
    [result] = judge([each_door], seen(OPEN, run, product), profile, bar)

    assert isinstance(result.outcome, Failed)
    assert result.accepted == ()


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        pytest.param("src/app.py", "src/app.py:12", id="a path takes its lines"),
        pytest.param("src/app.py", "src/app.py:12:4", id="with columns"),
        pytest.param("src/app.py", "src/app.py", id="and itself"),
        pytest.param("src/app.py:12", "src/app.py:12", id="a line takes itself"),
    ],
)
def test_an_acceptance_of_a_path_holds_when_lines_move(
    subject: str, found: str, bar: Bar, profile: Profile, run: Run
) -> None:
    facts = seen(Door(found, open=True), run, accepting("2026-12-31", subject))
    [result] = judge([each_door], facts, profile, bar)

    assert isinstance(result.outcome, Passed)
    assert result.unmatched == ()


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        pytest.param("src/app.py:12", "src/app.py:13", id="another line"),
        pytest.param("src/app.py:12", "src/app.py", id="a line does not take the file"),
        pytest.param("app.py", "src/app.py:12", id="another path"),
        pytest.param("src", "src/app.py:12", id="a folder"),
        pytest.param("https", "https://a.example", id="a scheme"),
    ],
)
def test_an_acceptance_takes_nothing_else(
    subject: str, found: str, bar: Bar, profile: Profile, run: Run
) -> None:
    facts = seen(Door(found, open=True), run, accepting("2026-12-31", subject))
    [result] = judge([each_door], facts, profile, bar)

    assert isinstance(result.outcome, Failed)
    assert [one.subject for one in result.unmatched] == [subject]


@pytest.mark.parametrize("until", ["2026-02-28", "2026-12-31"])
def test_an_acceptance_that_matches_nothing_is_named_and_changes_nothing(
    until: str, bar: Bar, profile: Profile, run: Run
) -> None:
    def judged(*doors: Door | Unmeasured | Absent) -> Result:
        facts = seen(*doors, run, accepting(until, "z.example"))
        return judge([each_door], facts, profile, bar)[0]

    [without] = judge([each_door], seen(OPEN, run), profile, bar)
    assert [one.subject for one in judged(OPEN).unmatched] == ["z.example"]
    assert judged(OPEN).outcome == without.outcome
    assert judged(OPEN).expired == ()
    assert [one.subject for one in judged(SHUT).unmatched] == ["z.example"]
    # What could not be seen may be what somebody accepts.
    assert judged(BLIND).unmatched == ()
    assert judged(OPEN, BLIND).unmatched == ()
    assert judged(NONE).unmatched == ()


def test_medium_can_wait_and_the_rest_cannot() -> None:
    def with_severity(severity: Severity) -> Check:
        return check(title="t", impact="i.", severity=severity, rows=(), references=())(lambda: ())

    assert with_severity(Severity.MEDIUM).when is When.CAN_WAIT
    assert with_severity(Severity.HIGH).when is When.FIX_NOW
