"""The manual page of a check, made from the check itself."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.markdown import Markdown

from launchready.model.check import Check, Need, Wants

PAGE = """\
# {title}

{impact}

| id | area | severity | label | rows of the bar | facts it reads |
|---|---|---|---|---|---|
| `{id}` | {area} | {severity} | {label} | {rows} | {facts} |

{manual}

## References
{references}
"""

NOTE = "<!-- Made from the check. Edit the check, not this page. -->\n"


def page(check: Check, *, note: bool = False) -> str:
    """Render one page of Markdown; `note` tells a reader of the file where it comes from."""
    text = PAGE.format(
        title=check.title,
        impact=check.impact,
        id=check.id,
        area=check.area,
        severity=check.severity.value,
        label=check.when.value,
        rows=", ".join(f"`{row}`" for row in check.rows) or "none",
        facts=", ".join(_facts(check)) or "none",
        manual=check.manual.strip(),
        references="\n".join(f"- <{link}>" for link in check.references) or "None.",
    )
    return f"{NOTE}{text}" if note else text


def explain(check: Check, *, width: int = 100, colour: bool = False, plain: bool = False) -> str:
    """Render the page for a terminal; `plain` has no colour and no box drawing."""
    if plain:
        return "\n".join(_wrapped(_leaflet(check), width)) + "\n"
    paper = StringIO()
    console = Console(
        file=paper,
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        no_color=not colour,
        legacy_windows=False,
    )
    console.print(Markdown(_leaflet(check), code_theme="ansi_dark", hyperlinks=False))
    text = paper.getvalue()
    return text if colour else "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _leaflet(check: Check) -> str:
    """Write the page with a list in place of the table, which a narrow terminal would break."""
    references = "\n".join(f"- {link}" for link in check.references)
    return "\n".join(
        (
            f"# {check.title}",
            "",
            check.impact,
            "",
            f"- id: `{check.id}`",
            f"- area: {check.area}",
            f"- severity: {check.severity.value}, {check.when.value}",
            f"- rows of the bar: {', '.join(check.rows) or 'none'}",
            f"- facts it reads: {', '.join(need.replace('`', '') for need in _facts(check))}",
            "",
            check.manual.strip(),
            "",
            "## References",
            references or "None.",
        )
    )


def _facts(check: Check) -> Iterator[str]:
    for need in check.needs:
        if need.wants is not Wants.PROFILE:
            yield f"`{need.kind.__name__}`{_manner(need)}"


def _manner(need: Need) -> str:
    match need.wants:
        case Wants.EACH:
            return " (of every subject)"
        case Wants.OPTIONAL:
            return " (where there is one)"
        case Wants.ANY:
            return " (of every subject, where there is one)"
        case Wants.ONE | Wants.PROFILE:
            return ""


def _wrapped(text: str, width: int) -> Iterator[str]:
    fenced = False
    for line in text.splitlines():
        fence = line.lstrip().startswith("```")
        fenced ^= fence
        if fence or fenced or not line.strip():
            yield line
        else:
            yield from textwrap.wrap(
                line,
                width,
                subsequent_indent="  " if line.startswith("- ") else "",
                break_long_words=False,
                break_on_hyphens=False,
            )
