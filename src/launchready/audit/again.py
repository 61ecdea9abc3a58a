"""Judge saved facts again: another profile, new checks, the same evidence."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.audit.run import Answers, Order, rejudge
from launchready.checks import all_checks
from launchready.facts.base import PRODUCT, Facts
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.model.bar import Bar
from launchready.model.check import Check
from launchready.model.profile import Profile
from launchready.model.result import Result
from launchready.model.verdict import RowState, Verdict


@dataclass(frozen=True, slots=True)
class Again:
    """What saved facts come to."""

    facts: Facts
    profile: Profile
    results: tuple[Result, ...]
    rows: tuple[RowState, ...]
    verdict: Verdict
    status: Verdict


def judge_again(
    facts: Facts,
    profile: Profile,
    bar: Bar,
    answers: Answers,
    checks: tuple[Check, ...] = (),
) -> Again:
    """Judge as an audit would have, had it been asked for this profile."""
    product, run = facts.get(Product, PRODUCT), facts.get(Run, PRODUCT)
    order = Order(
        product=product if isinstance(product, Product) else Product(),
        run=run if isinstance(run, Run) else Run(),
        surface=run.surface if isinstance(run, Run) else True,
        profile=profile,
        bar=bar,
        checks=checks,
        answers=answers,
    )
    return Again(facts, profile, *rejudge(order, facts, checks or all_checks()))
