"""DMARC records: what they ask receivers to do (RFC 7489 section 6.3, RFC 9989 section 4.7)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from launchready.derive.mail.alignment import Mode
from launchready.derive.mail.report_uri import ReportUri, read_report_uris
from launchready.derive.mail.tags import Problem, TagList, read_tags, shown
from launchready.derive.pattern import lazy

_EXACT = lazy(r"v[ \t]*=[ \t]*DMARC1[ \t]*(;|$)")
_MEANT = lazy(r"[\s\"']*v\s*[=:]?\s*dmarc", re.IGNORECASE)
_WHOLE = 100


class Policy(StrEnum):
    """What receivers are asked to do with mail that fails."""

    NONE = "none"
    QUARANTINE = "quarantine"
    REJECT = "reject"

    @property
    def level(self) -> int:
        """1 for `none`, 2 for `quarantine`, 3 for `reject`, as profiles count it."""
        return tuple(Policy).index(self) + 1


@dataclass(frozen=True, slots=True)
class DmarcRecord:
    """One record, with what receivers make of its mistakes."""

    text: str
    policy: Policy | None = None
    """None: receivers ignore the whole record."""
    subdomains: Policy | None = None
    """`sp`; None: as the domain itself."""
    missing_subdomains: Policy | None = None
    """`np`; None: as other subdomains."""
    percent: int = _WHOLE
    """`pct`, gone in RFC 9989 but still obeyed by many."""
    testing: bool = False
    """`t=y`: the policy counts one level less."""
    dkim: Mode = Mode.RELAXED
    spf: Mode = Mode.RELAXED
    psd: str = "u"
    aggregate: tuple[ReportUri, ...] = ()
    failure: tuple[ReportUri, ...] = ()
    options: tuple[str, ...] = ("0",)
    """`fo`: when failure reports are wanted."""
    problems: tuple[Problem, ...] = ()
    lost: bool = False
    """The policy that was meant is not the one that receivers act on."""

    @property
    def usable(self) -> bool:
        """Whether receivers act on it at all."""
        return self.policy is not None

    @property
    def for_subdomains(self) -> Policy | None:
        """What holds for existing subdomains without a record of their own."""
        return self.subdomains or self.policy

    @property
    def for_missing_subdomains(self) -> Policy | None:
        """What holds for subdomains that do not exist."""
        return self.missing_subdomains or self.for_subdomains


def dmarc_records(values: Iterable[str]) -> tuple[str, ...]:
    """Return the TXT records that receivers take for DMARC: the version first and exact."""
    return tuple(value for value in values if _EXACT.match(value))


def meant_as_dmarc(values: Iterable[str]) -> tuple[str, ...]:
    """Return the TXT records that are meant as DMARC, mistakes in the version included."""
    return tuple(value for value in values if _MEANT.match(value))


def read_dmarc(text: str) -> DmarcRecord:
    """Read one record. Any text is accepted; what receivers ignore is None and a problem."""
    tags = read_tags(text)
    problems = [*_version(text), *tags.problems]
    aggregate = read_report_uris(tags.tag("rua"), problems)
    failure = read_report_uris(tags.tag("ruf"), problems)
    policy = _policy(tags, "p", problems)
    sub = _policy(tags, "sp", problems)
    missing = _policy(tags, "np", problems)
    if tags.tag("p") is None and _EXACT.match(text):
        problems.append(Problem(0, "there is no p= tag, which says what to do with forged mail"))
    lost = policy is None or _is_wrong(tags, "sp", sub) or _is_wrong(tags, "np", missing)
    if lost:
        # RFC 9989 section 4.7: such a record only asks for reports, where it names an address.
        policy = Policy.NONE if any(uri.address for uri in aggregate) else None
        sub = missing = None
    if not _EXACT.match(text) or tags.duplicates:
        policy, lost = None, True
    return DmarcRecord(
        text,
        policy,
        sub,
        missing,
        _percent(tags, problems),
        _word(tags, "t", ("y", "n"), problems) == "y",
        _mode(tags, "adkim", problems),
        _mode(tags, "aspf", problems),
        _word(tags, "psd", ("y", "n", "u"), problems) or "u",
        aggregate,
        failure,
        tuple(word.strip() for word in tags.get("fo", "0").split(":")),
        tuple(sorted(dict.fromkeys(problems), key=lambda one: one.at)),
        lost,
    )


def _version(text: str) -> list[Problem]:
    if _EXACT.match(text):
        return []
    if re.match(r"v[ \t]*=[ \t]*DMARC1", text):
        at = text.index("DMARC1") + len("DMARC1") + 1
        return [Problem(at, "a semicolon must follow v=DMARC1")]
    return [Problem(1, "the record must begin with exactly v=DMARC1;")]


def _policy(tags: TagList, name: str, problems: list[Problem]) -> Policy | None:
    word = _word(tags, name, tuple(Policy), problems)
    return Policy(word) if word else None


def _is_wrong(tags: TagList, name: str, policy: Policy | None) -> bool:
    return tags.tag(name) is not None and policy is None


def _word(tags: TagList, name: str, words: Iterable[str], problems: list[Problem]) -> str:
    """Return a value that is one of these words, whatever its case; else empty and a problem."""
    tag = tags.tag(name)
    if tag is None:
        return ""
    word = tag.value.lower()
    if word in set(words):
        return word
    known = ", ".join(words)
    problems.append(Problem(tag.value_at, f"{name} is {shown(tag.value)}, not one of {known}"))
    return ""


def _mode(tags: TagList, name: str, problems: list[Problem]) -> Mode:
    return Mode(_word(tags, name, tuple(Mode), problems) or Mode.RELAXED)


def _percent(tags: TagList, problems: list[Problem]) -> int:
    tag = tags.tag("pct")
    if tag is None:
        return _WHOLE
    if tag.value.isascii() and tag.value.isdigit() and int(tag.value[:4]) <= _WHOLE:
        return int(tag.value[:4])
    problems.append(Problem(tag.value_at, f"pct is {shown(tag.value)}, not 0 to 100"))
    return _WHOLE
