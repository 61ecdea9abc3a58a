"""Judge the facts: every check runs, and no check can stop another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from launchready.engine.broken import broken
from launchready.engine.weigh import Scales, weigh
from launchready.facts.base import PRODUCT, Absent, Fact, Facts, Unmeasured
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.model.bar import Bar
from launchready.model.check import Check, Need, NothingToJudgeError, UnclearError, Wants
from launchready.model.finding import Finding
from launchready.model.outcome import Failed, Gap, NotApplicable, NotMeasured, Outcome, Passed
from launchready.model.profile import Profile
from launchready.model.result import Result


def judge(
    checks: Iterable[Check],
    facts: Facts,
    profile: Profile,
    bar: Bar,
    skipped: AbstractSet[str] = frozenset(),
) -> tuple[Result, ...]:
    """Run every check on the facts it asked for, and on nothing else.

    A check that is skipped, by its id, is unknown: what nobody looks at is not proven.
    """
    product = facts.get(Product, PRODUCT)
    run = facts.get(Run, PRODUCT)
    scales = Scales(
        profile,
        bar,
        product.accepted if isinstance(product, Product) else (),
        run.at.date().isoformat() if isinstance(run, Run) else "",
    )
    return tuple(
        weigh(check, SKIPPED if check.id in skipped else examine(check, facts, profile), scales)
        for check in checks
    )


SKIPPED = NotMeasured("it was left out (--skip)", (Gap(PRODUCT, "left out (--skip)"),))


@dataclass(slots=True)
class _Tally:
    """What the runs of one check came to."""

    findings: list[Finding] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    def outcome(self) -> Outcome:
        """Fail if any subject fails; unknown if none fails and one could not be seen."""
        gaps = tuple(dict.fromkeys(self.gaps))
        if self.findings:
            return Failed(tuple(dict.fromkeys(self.findings)), gaps)
        if gaps:
            return NotMeasured(_summary(gaps), gaps)
        if self.passed:
            return Passed(tuple(dict.fromkeys(self.passed)))
        return NotApplicable("; ".join(dict.fromkeys(self.absent)) or "there is nothing to judge")


def examine(check: Check, facts: Facts, profile: Profile) -> Outcome:
    """Run one check over all its subjects."""
    tally = _Tally()
    for subject in _subjects(check, facts):
        _run(check, facts, profile, subject, tally)
    return tally.outcome()


def _summary(gaps: tuple[Gap, ...]) -> str:
    first = f"{gaps[0].subject}: {gaps[0].why}"
    return first if len(gaps) == 1 else f"{first} (and {len(gaps) - 1} more)"


def _subjects(check: Check, facts: Facts) -> Iterator[str]:
    """Walk the subjects of the first one-subject parameter, or the product once."""
    own = [need for need in check.needs if need.wants is Wants.ONE]
    many = next((n for n in own if set(facts.subjects(n.kind)) - {PRODUCT}), None)
    if many is None:
        yield PRODUCT
    else:
        yield from facts.subjects(many.kind)


def _run(check: Check, facts: Facts, profile: Profile, subject: str, tally: _Tally) -> None:
    given: dict[str, Any] = {}
    for need in check.needs:
        value = _given(need, facts, profile, subject, tally)
        match value:
            case Unmeasured(why=why):
                tally.gaps.append(Gap(value.subject, why))
                return
            case Absent(why=why):
                tally.absent.append(why)
                return
            case _:
                given[need.name] = value
    before = len(tally.findings)
    try:
        for finding in check.judge(**given):
            tally.findings.append(finding)
    except UnclearError as unclear:
        tally.gaps.append(Gap(unclear.subject or subject, str(unclear)))
    except NothingToJudgeError as nothing:
        tally.absent.append(str(nothing))
    except Exception as error:  # noqa: BLE001 - one broken check must not hide the others
        del tally.findings[before:]
        tally.gaps.append(Gap(subject, f"the check itself broke: {broken(error)}"))
    else:
        if len(tally.findings) == before:
            tally.passed.append(subject)


def _given(need: Need, facts: Facts, profile: Profile, subject: str, tally: _Tally) -> object:
    match need.wants:
        case Wants.PROFILE:
            return profile
        case Wants.EACH:
            return _every(need, facts, tally)
        case Wants.ANY:
            each = facts.each(need.kind)
            return each if each.seen else None
        case Wants.ONE | Wants.OPTIONAL:
            return _one(need, facts, subject)


def _every(need: Need, facts: Facts, tally: _Tally) -> object:
    each = facts.each(need.kind)
    tally.gaps.extend(Gap(one.subject, one.why) for one in each.unseen)
    if each.seen:
        return each
    if each.absent and not each.unseen:
        return each.absent[0]
    if not each.unseen:
        return Unmeasured(need.kind, PRODUCT, f"{need.kind.__name__} was not collected")
    # The gaps say it all already: repeat the first so that the check does not run.
    return each.unseen[0]


def _one(need: Need, facts: Facts, subject: str) -> Fact | Absent | Unmeasured | None:
    known = facts.subjects(need.kind)
    place = PRODUCT if subject not in known and PRODUCT in known else subject
    value = facts.get(need.kind, place)
    if need.wants is Wants.OPTIONAL and isinstance(value, Absent | Unmeasured):
        return None
    return value
