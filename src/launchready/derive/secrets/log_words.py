"""The words of findings about logs."""

from __future__ import annotations

from launchready.facts.secrets import LogFile, LogLeak
from launchready.model.finding import Finding


def log_finding(file: LogFile, leak: LogLeak, fix: str) -> Finding:
    """Return the finding about one kind of leak in lines of one form."""
    what = leak.what or leak.leak.value
    times = "once" if leak.count == 1 else f"{leak.count:,} times"
    line = f"line {leak.first_line}"
    if leak.count > 1:
        line = f"lines {leak.first_line} to {leak.last_line}"
    return Finding(
        subject=f"{file.name}: {leak.leak.value}: {leak.template[:60]}",
        message=f"{file.name} holds a {what} {times}, {line}.",
        fix=fix,
        verify=f"launchready secrets --logs {file.name}",
        evidence=(f"{file.name}:{leak.first_line}: {leak.sample}"[:200], f"form: {leak.template}"),
    )
