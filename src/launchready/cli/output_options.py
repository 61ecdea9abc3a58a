"""Options that several commands share: where a report is written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
