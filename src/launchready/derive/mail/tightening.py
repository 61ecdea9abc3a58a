"""The way from no DMARC policy to `p=reject`, a record at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from launchready.derive.mail.alignment import Mode
from launchready.derive.mail.dmarc import DmarcRecord, Policy
from launchready.derive.mail.publish import must_exist
from launchready.derive.mail.report_uri import ReportUri

_OPTIONS = frozenset({"0", "1", "d", "s"})
_LONGEST, _MOST = 200, 4
"""Characters and number of the addresses that are kept: the record is hostile text."""


@dataclass(frozen=True, slots=True)
class Step:
    """One record to publish, and when to go on."""

    policy: Policy
    record: str
    until: str
    """What must be true before the next step; empty for the last."""


_UNTIL = {
    Policy.NONE: (
        "keep it for two weeks, until the reports show only senders that you know, each of them"
        " with DKIM or SPF aligned"
    ),
    Policy.QUARANTINE: "keep it for two weeks, until no mail of your own is reported as failing",
    Policy.REJECT: "",
}


def tightening_plan(
    domain: str, record: DmarcRecord | None, goal: Policy = Policy.REJECT
) -> tuple[Step, ...]:
    """Return the steps that are still ahead, up to the goal; none where it is reached.

    Report addresses, alignment modes and `fo` of the record in force are kept.
    """
    now = record.policy.level if record is not None and record.policy is not None else 0
    if record is not None and now >= goal.level and not held_back(record):
        return ()
    first = now if record is not None and held_back(record) and now else now + 1
    return tuple(
        Step(policy, render(domain, record, policy), "" if policy is goal else _UNTIL[policy])
        for policy in Policy
        if first <= policy.level <= goal.level
    )


def held_back(record: DmarcRecord) -> bool:
    """Whether the record takes back part of its own policy: `pct`, `t=y`, a weaker `sp` or `np`."""
    policy = record.policy
    if policy is None or policy is Policy.NONE:
        return False
    weaker = [one for one in (record.subdomains, record.missing_subdomains) if one is not None]
    return (
        record.testing
        or record.percent < 100  # noqa: PLR2004 - per cent
        or any(one.level < policy.level for one in weaker)
    )


def render(domain: str, record: DmarcRecord | None, policy: Policy) -> str:
    """Return the text of a record with this policy for the domain and all names below it."""
    tags = ["v=DMARC1", f"p={policy}"]
    reports = _uris(record.aggregate) if record is not None else []
    tags.append("rua=" + ",".join(reports or [f"mailto:dmarc@{domain}"]))
    if record is not None:
        failures = _uris(record.failure)
        if failures:
            tags.append("ruf=" + ",".join(failures))
            if record.options != ("0",) and all(one in _OPTIONS for one in record.options):
                tags.append("fo=" + ":".join(record.options))
        if record.dkim is Mode.STRICT:
            tags.append("adkim=s")
        if record.spf is Mode.STRICT:
            tags.append("aspf=s")
    return "; ".join(tags)


def report_mailbox(domain: str, record: DmarcRecord | None) -> str:
    """Say of the mailbox that `render` proposes that it must exist; empty where it keeps others."""
    kept = record is not None and _uris(record.aggregate)
    return "" if kept else f" {must_exist(f'dmarc@{domain}')}"


def merged(domain: str, records: Iterable[DmarcRecord]) -> str:
    """Return one record in place of several: the strictest policy, everyone's report addresses."""
    all_of_them = tuple(records)
    policies = [one.policy for one in all_of_them if one.policy is not None]
    policy = max(policies, key=lambda one: one.level, default=Policy.NONE)
    addresses = tuple(dict.fromkeys(uri for one in all_of_them for uri in one.aggregate))
    return render(domain, DmarcRecord("", policy, aggregate=addresses), policy)


def _uris(addresses: tuple[ReportUri, ...]) -> list[str]:
    return [uri.uri for uri in addresses if uri.address and len(uri.uri) <= _LONGEST][:_MOST]


def worded(domain: str, steps: tuple[Step, ...]) -> str:
    """Return the plan as text: a numbered zone-file line for each step."""
    lines = []
    for number, step in enumerate(steps, 1):
        then = f" — {step.until}" if step.until else ""
        lines.append(f'{number}. `_dmarc.{domain}. 300 IN TXT "{step.record}"`{then}')
    return "\n".join(lines)
