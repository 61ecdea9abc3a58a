"""The run itself: when it looked and with what permission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from launchready.facts.base import PRODUCT, Fact


@dataclass(frozen=True, slots=True)
class Run(Fact):
    """One audit. Checks take their clock from here."""

    subject: str = PRODUCT
    at: datetime = datetime.min  # noqa: DTZ901 - a placeholder that no run keeps
    """When it began, UTC."""
    deep: bool = False
    consent_burst: bool = False
    surface: bool = True
    """It looked at the live product."""
    repository: str = ""
    """The name of the folder whose repository it looked at; empty: it looked at none."""
    logs: tuple[str, ...] = ()
    """The names of the log files it read."""
    audit_dependencies: bool = False
    """It was allowed to ask other tools about dependencies, which ask their vendors."""
