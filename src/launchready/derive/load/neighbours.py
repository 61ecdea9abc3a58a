"""What one noisy user does to the others."""

from __future__ import annotations

from launchready.derive.load.failures import Failures
from launchready.derive.load.scope import has_none
from launchready.derive.load.words import percentiles
from launchready.facts.crowd import LoadFairness
from launchready.facts.load import Fault
from launchready.facts.product import Product, RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError


def counted(fairness: LoadFairness) -> None:
    """Raise `UnclearError` where the measurement is void."""
    if fairness.void:
        raise UnclearError(fairness.void)


def in_a_chat(fairness: LoadFairness, product: Product | None) -> None:
    """Raise where the run went to no chat: pages that keep users apart say nothing of one.

    `UnclearError` where there is or may be one, else `NothingToJudgeError`.
    """
    if fairness.elsewhere and product is not None and has_none(product, RouteKind.CHAT):
        message = "the manifest declares no chat"
        raise NothingToJudgeError(message)
    if fairness.elsewhere:
        raise UnclearError(fairness.elsewhere)


def failed_beside(fairness: LoadFairness) -> Failures:
    """Count what failed of the others, refusals apart."""
    faults = ((Fault.TOO_MANY, fairness.others_limited), (Fault.SERVER, fairness.others_failed))
    return Failures(fairness.others_sent, faults)


def told(fairness: LoadFairness) -> tuple[str, ...]:
    """Return what was seen, as evidence."""
    one = fairness
    return (
        f"others, {one.users} users at {one.calm_per_s:,.3g}/s, calm: {percentiles(one.calm)}",
        (
            f"others, beside the noisy one: {percentiles(one.beside)}; {one.others_limited:,} times"
            f" 429 and {one.others_failed:,} other failures in {one.others_sent:,}"
        ),
        (
            f"the noisy one at {one.noisy_per_s:,.3g}/s: {one.noisy_served:,} of {one.noisy_sent:,}"
            f" served, {one.noisy_limited:,} times 429"
        ),
    )
