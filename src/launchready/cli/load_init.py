"""`launchready load init`: write a scenario from the manifest's routes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from launchready.cli.wrong import Wrong


def init(
    *,
    manifest: Annotated[
        Path, typer.Option(metavar="FILE", help="The manifest whose routes it takes.")
    ] = Path("launchready.toml"),
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the scenario goes.")] = Path(
        "scenario.yaml"
    ),
    force: Annotated[bool, typer.Option("--force", help="Replace a scenario.")] = False,
) -> None:
    """Write a commented scenario from the manifest's routes.

    Make it real before you run it: what visitors do in which order, how often, and what they send.
    """
    from launchready.cli.show import write
    from launchready.load.scenario.write import write_scenario
    from launchready.manifest.read import read_manifest

    if out.suffix not in {".yaml", ".yml"}:
        message = f"--out {out}: a scenario's name ends in .yaml"
        raise Wrong(message)
    if out.exists() and not force:
        message = f"{out} exists already; --force replaces it"
        raise Wrong(message)
    if not manifest.exists():
        message = f"there is no {manifest}: `launchready init https://shop.example` writes it"
        raise Wrong(message)
    product = read_manifest(manifest)
    if not product.canonical and not product.routes:
        message = f"{manifest} names no address and no route to write a scenario from"
        raise Wrong(message)
    write(out, write_scenario(product, out.name))
    typer.echo(f"{out}: read it, correct it, then run `launchready load run {out}`.")
