"""Options that several commands share: what is judged, and how it is told and written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ProfileName = Annotated[
    str | None, typer.Option("--profile", help="Judge by this profile: a name or a .toml file.")
]
Only = Annotated[list[str] | None, typer.Option("--only", metavar="AREA", help="Only this area.")]
Skip = Annotated[list[str] | None, typer.Option("--skip", metavar="ID", help="Not this check.")]
Checklist = Annotated[
    bool, typer.Option("--checklist", help="Every row of the bar, instead of the risks.")
]
Plain = Annotated[bool, typer.Option("--plain", help="Without colour and drawing.")]
Full = Annotated[bool, typer.Option("--full", help="Every detail of every risk.")]
JsonFile = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Write JSON; `-` is standard output.")
]
HtmlFile = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained HTML page.")
]
MarkdownFile = Annotated[
    Path | None, typer.Option("--markdown", metavar="FILE", help="Write Markdown.")
]
Sarif = Annotated[Path | None, typer.Option("--sarif", metavar="FILE", help="Write SARIF 2.1.0.")]
Junit = Annotated[Path | None, typer.Option("--junit", metavar="FILE", help="Write JUnit XML.")]
Annotations = Annotated[
    Path | None,
    typer.Option("--annotations", metavar="FILE", help="Write GitHub annotations; `-` in Actions."),
]
AuditDependencies = Annotated[
    bool,
    typer.Option(
        "--audit-dependencies",
        help="Let npm, pip-audit or osv-scanner ask about the lock files; they use the network.",
    ),
]
