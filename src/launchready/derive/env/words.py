"""Words that several checks of environments use."""

from __future__ import annotations

from shlex import quote

from launchready.facts.env import Environment, Use, Variable

_MOST = 5


def place(environment: Environment, variable: Variable) -> str:
    """Return where a variable stands: `.env.production:3`."""
    return f"{environment.source}:{variable.line}" if variable.line else environment.source


def reads(use: Use) -> str:
    """Return where the code reads a variable, as evidence."""
    return f"{use.path}:{use.line}: reads {use.name} ({use.need})"


def sources(environments: tuple[Environment, ...]) -> str:
    """Name the sources of environments, each once: at most five."""
    return listed(list(dict.fromkeys(one.source for one in environments)))


def listed(names: list[str]) -> str:
    """Name the first five, and say that there are more."""
    return ", ".join(names[:_MOST]) + ("…" if len(names) > _MOST else "")


def compare_command(*environments: Environment) -> str:
    """Return the command that shows environments beside each other, without values."""
    files = dict.fromkeys(one.source for one in environments)
    return "launchready env compare " + " ".join(quote(file) for file in files)
