"""`launchready repo`: the repository alone, for CI and before a commit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from launchready.cli.env import Recorded, recorded_files
from launchready.cli.output_options import (
    Annotations,
    AuditDependencies,
    Checklist,
    Full,
    HtmlFile,
    JsonFile,
    Junit,
    MarkdownFile,
    Only,
    Plain,
    ProfileName,
    Sarif,
    Skip,
)
from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from launchready.audit.run import Order
    from launchready.cli.show import Outputs
    from launchready.model.check import Check

File = Path | None


def repo(
    path: Annotated[Path, typer.Argument(help="A folder in the repository.")] = Path(),
    *,
    manifest: Annotated[
        File, typer.Option(metavar="FILE", help="The manifest; the repository's own by default.")
    ] = None,
    profile: ProfileName = None,
    only: Only = None,
    skip: Skip = None,
    audit_dependencies: AuditDependencies = False,
    recorded: Recorded = None,
    checklist: Checklist = False,
    json_file: JsonFile = None,
    html_file: HtmlFile = None,
    markdown_file: MarkdownFile = None,
    sarif: Sarif = None,
    junit: Junit = None,
    annotations: Annotations = None,
    plain: Plain = False,
    full: Full = False,
    seconds: Annotated[
        float, typer.Option(min=1, max=3600, help="Limit for the whole look.")
    ] = 300.0,
) -> None:
    """Judge a repository: GO, NO_GO or NOT_PROVEN.

    Nothing leaves this machine.

    Exit code: 0 GO, 1 NO_GO, 3 NOT_PROVEN, 2 wrong use.
    """
    from launchready.cli.choose_checks import choose_checks
    from launchready.cli.show import Outputs

    outputs = Outputs(
        json_file,
        html_file,
        markdown_file,
        sarif,
        junit,
        annotations,
        plain=plain,
        full=full,
        checklist=checklist,
    )
    outputs.refuse_bad_paths()
    choice = choose_checks(only or (), skip or ())
    order = _order(path, manifest, profile, choice.checks, seconds, allowed=audit_dependencies)
    order = replace(order, recorded=recorded_files(recorded), skipped=choice.skipped)
    raise typer.Exit(_judge(order, outputs))


def _order(
    path: Path,
    manifest: Path | None,
    profile: str | None,
    checks: tuple[Check, ...],
    seconds: float,
    *,
    allowed: bool,
) -> Order:
    from datetime import UTC, datetime

    from launchready.audit.run import Order
    from launchready.audit.scope import judged
    from launchready.cli.subject import answers_for, profile_for
    from launchready.facts.product import Product
    from launchready.facts.run import Run
    from launchready.manifest.read import FILE_NAME, read_manifest
    from launchready.profiles import load_bar
    from launchready.repo.open import open_repository

    root = open_repository(path).root
    own = manifest or root / FILE_NAME
    product = read_manifest(own) if manifest or own.is_file() else Product(name=root.name)
    run = Run(at=datetime.now(UTC), surface=False, repository=root.name, audit_dependencies=allowed)
    if checks and not judged(checks, run):
        message = "nothing is left to check: a repository alone does not show what was asked for"
        raise Wrong(message)
    bar = load_bar()
    return Order(
        product=product,
        run=run,
        profile=profile_for(product, profile, own.parent),
        bar=bar,
        checks=checks,
        answers=answers_for(own.parent, bar),
        seconds=seconds,
        repo=root,
        surface=False,
    )


def _judge(order: Order, outputs: Outputs) -> int:
    from launchready.audit.report import audit_report
    from launchready.audit.run import audit
    from launchready.cli.loop import run_loop
    from launchready.cli.progress import progress
    from launchready.cli.show import show
    from launchready.store.runs import new_id

    with progress(order.run.repository) as tell:
        done = run_loop(audit(order, tell))
    show(audit_report(order, done, new_id(order.run.at), None), outputs)
    return done.verdict.decision.exit_code
