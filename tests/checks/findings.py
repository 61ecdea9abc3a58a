"""What every finding of every check must carry, asked in one place."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.model.finding import Finding

LONGEST_LINE = 200
"""Characters: what a target sent must not fill a report."""


def complete(findings: Iterable[Finding], *, absence: bool = False) -> tuple[Finding, ...]:
    """The same findings, each sure to say where, how it is mended and tested, and what was seen.

    Of an absence, a header that was not sent for instance, there is nothing to show.
    """
    found = tuple(findings)
    for one in found:
        assert one.subject, one
        assert one.fix, one
        assert one.verify, one
        assert one.evidence or absence, one
        assert all(len(line) <= LONGEST_LINE for line in one.evidence), one
    return found


def messages(findings: Iterable[Finding], *, absence: bool = False) -> list[str]:
    """What these findings say, each of them complete."""
    return [one.message for one in complete(findings, absence=absence)]
