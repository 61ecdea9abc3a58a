"""`launchready status`: the whole bar, from the newest evidence of every kind."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from launchready.cli.keep import StoreUrl, kept_runs
from launchready.cli.wrong import Wrong


def status(
    address: Annotated[
        str | None, typer.Argument(help="The product's address; none: the manifest's.")
    ] = None,
    *,
    manifest: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The manifest; launchready.toml by default.")
    ] = None,
    profile: Annotated[str | None, typer.Option(help="Judge by this profile.")] = None,
    store: StoreUrl = "",
    plain: Annotated[bool, typer.Option("--plain", help="Without colour and drawing.")] = False,
) -> None:
    """Judge the whole bar by the newest evidence of every kind.

    That is the newest audit, load runs, drills, monitors and people's answers.

    Stays NOT_PROVEN until each has given its evidence. Exit code as of `audit`.
    """
    from datetime import UTC, datetime

    from launchready.audit.again import judge_again
    from launchready.audit.evidence import FRESH, newest_evidence
    from launchready.cli.show import colourful, columns
    from launchready.cli.subject import answers_for, choose, profile_for
    from launchready.facts.base import Sighting
    from launchready.facts.product import Product
    from launchready.load.keep import add_load
    from launchready.mail.keep import newest_probe
    from launchready.profiles import load_bar
    from launchready.report import checklist

    chosen = choose(address, manifest)
    with kept_runs(store, chosen.folder) as kept:
        now = datetime.now(UTC)
        facts = newest_evidence(kept, chosen.product.canonical, now)
        for sighting in newest_probe(kept, chosen.product.canonical, now):
            facts.add(sighting)
        add_load(facts, kept, chosen.product.canonical, now, chosen.product)
    if not list(facts):
        message = (
            f"no audit of {chosen.product.canonical} from the last {FRESH.days} days is kept, and "
            "no load run: run `launchready audit`"
        )
        raise Wrong(message)
    if not facts.subjects(Product):
        facts.add(Sighting(chosen.product, now))
    bar = load_bar()
    again = judge_again(
        facts,
        profile_for(chosen.product, profile, chosen.folder),
        bar,
        answers_for(chosen.folder, bar),
    )
    typer.echo(
        checklist.terminal(
            again.rows,
            again.profile,
            occasion=checklist.Occasion(chosen.product.canonical, now, "", (again.status,)),
            width=columns(),
            colour=colourful() and not plain,
            plain=plain,
        ),
        nl=False,
    )
    typer.echo(f"\n{again.status.decision} over {again.status.scope}: {again.status.decided_by}")
    raise typer.Exit(again.status.decision.exit_code)
