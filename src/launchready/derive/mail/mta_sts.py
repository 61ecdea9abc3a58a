"""MTA-STS: the record and the policy file that ask for encrypted delivery (RFC 8461)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from launchready.derive.mail.tags import Problem, read_tags, shown
from launchready.derive.pattern import lazy
from launchready.facts.dns import MailHosts

LONGEST_POLICY = 64 * 1024
LONGEST_LIFE = 31_557_600
"""Seconds: a year, the most that `max_age` may be (section 3.2)."""
MODES = ("enforce", "testing", "none")
_MOST_LINES = 200
_VERSION = lazy(r"v=STSv1[ \t]*(;|$)")
_MEANT = lazy(r"\s*v\s*=\s*STSv", re.IGNORECASE)
_ID = lazy(r"[A-Za-z0-9]{1,32}")
_HOST = lazy(r"(\*\.)?([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}")


@dataclass(frozen=True, slots=True)
class StsRecord:
    """The record at `_mta-sts`."""

    id: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class StsPolicy:
    """The policy file."""

    mode: str = ""
    max_age: int = 0
    """Seconds that a sender keeps it."""
    mx: tuple[str, ...] = ()
    """Names of mail servers, lower case; `*.` stands for exactly one label."""
    problems: tuple[Problem, ...] = ()
    """`at` is the line of the file."""


def sts_records(values: Iterable[str]) -> tuple[str, ...]:
    """Return the TXT records that are meant as MTA-STS."""
    return tuple(value for value in values if _MEANT.match(value))


def read_sts_record(text: str) -> StsRecord:
    """Read the record (section 3.1). Any text is accepted."""
    tags = read_tags(text)
    problems = list(tags.problems)
    if not _VERSION.match(text):
        problems.append(Problem(1, "the record must begin with exactly v=STSv1;"))
    tag = tags.tag("id")
    if tag is None:
        problems.append(Problem(0, "there is no id= tag, so senders never fetch the policy"))
    elif not _ID.fullmatch(tag.value):
        why = f"the id {shown(tag.value)} is not 1 to 32 letters and digits"
        problems.append(Problem(tag.value_at, why))
    return StsRecord(tags.get("id")[:32], tuple(problems))


def read_sts_policy(text: str) -> StsPolicy:
    """Read the policy file (section 3.2). Any text is accepted; unknown keys are ignored."""
    fields: dict[str, str] = {}
    patterns: list[str] = []
    problems: list[Problem] = []
    lines = text[:LONGEST_POLICY].split("\n")
    for number, raw in enumerate(lines[:_MOST_LINES], 1):
        line = raw.rstrip("\r").strip(" \t")
        if not line:
            continue
        key, colon, value = line.partition(":")
        key, value = key.strip(" \t"), value.strip(" \t")
        if not colon:
            problems.append(Problem(number, f"{shown(line)} is not of the form key: value"))
        elif key == "mx":
            patterns.append(value.lower().rstrip("."))
            if not _HOST.fullmatch(patterns[-1]):
                problems.append(Problem(number, f"mx {shown(value)} is not a host name"))
        else:
            # The first of several counts (section 3.2).
            fields.setdefault(key, value)
    if len(lines) > _MOST_LINES:
        problems.append(Problem(_MOST_LINES, f"the file has more than {_MOST_LINES} lines"))
    mode = fields.get("mode", "")
    problems += _faults(fields, mode, patterns)
    age = fields.get("max_age", "")
    seconds = int(age) if _is_age(age) else 0
    return StsPolicy(mode if mode in MODES else "", seconds, tuple(patterns), tuple(problems))


def matches(pattern: str, host: str) -> bool:
    """Whether a mail server fits an `mx` line; `*.` stands for exactly one label (section 4.1)."""
    pattern, host = pattern.lower().rstrip("."), host.lower().rstrip(".")
    if pattern.startswith("*."):
        label, _, rest = host.partition(".")
        return bool(label) and rest == pattern[2:]
    return pattern == host


def unmatched(policy: StsPolicy, hosts: Iterable[str]) -> tuple[str, ...]:
    """Return the mail servers that no `mx` line of the policy allows."""
    return tuple(host for host in hosts if not any(matches(one, host) for one in policy.mx))


def reachable(hosts: Iterable[str], known: MailHosts | None) -> tuple[str, ...]:
    """Return the mail servers without those that do not exist; all of them where none does."""
    every = tuple(hosts)
    dead = {one.name for one in known.hosts if one.problem} if known is not None else set()
    return tuple(host for host in every if host not in dead) or every


def policy_text(hosts: Iterable[str], mode: str = "testing", max_age: int = 604_800) -> str:
    """Return a policy file for these mail servers."""
    lines = ["version: STSv1", f"mode: {mode}", *(f"mx: {host}" for host in hosts)]
    return "\n".join((*lines, f"max_age: {max_age}"))


def _faults(fields: dict[str, str], mode: str, patterns: list[str]) -> list[Problem]:
    problems = []
    if fields.get("version") != "STSv1":
        problems.append(Problem(0, "there is no line “version: STSv1”"))
    if mode not in MODES:
        why = (
            f"the mode is {shown(mode)}, not enforce, testing or none" if mode else "no mode: line"
        )
        problems.append(Problem(0, why))
    age = fields.get("max_age", "")
    if not _is_age(age):
        why = f"max_age is {shown(age)}, not 0 to {LONGEST_LIFE}" if age else "no max_age: line"
        problems.append(Problem(0, why))
    if not patterns and mode in {"enforce", "testing"}:
        problems.append(Problem(0, "no mx: line names a mail server"))
    return problems


def _is_age(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LONGEST_LIFE  # noqa: PLR2004 - digits
