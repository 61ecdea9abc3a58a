"""`launchready init`: write a commented manifest from what is found."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from launchready.cli.network_options import (
    AllowPrivate,
    CaFile,
    Connect,
    Nameserver,
    Rdap,
    Reach,
    Resolver,
    Timeout,
)
from launchready.cli.wrong import Wrong


def init(
    address: Annotated[str, typer.Argument(help="The product's address: https://shop.example.")],
    *,
    repo: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Its code, to find where it is deployed.")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the manifest goes.")] = Path(
        "launchready.toml"
    ),
    force: Annotated[bool, typer.Option("--force", help="Replace a manifest.")] = False,
    resolver: Resolver = None,
    connect: Connect = None,
    nameserver: Nameserver = None,
    ca_file: CaFile = None,
    allow_private: AllowPrivate = False,
    timeout: Timeout = 5.0,
    rdap: Rdap = "",
) -> None:
    """Look at a product and write its launchready.toml.

    It names the hosts, routes, mail and providers that were found, each to be corrected by you.
    """
    from launchready.audit.discover import discover
    from launchready.cli.loop import run_loop
    from launchready.manifest.names import target
    from launchready.manifest.write import write_manifest

    if out.exists() and not force:
        message = f"{out} exists already; --force replaces it"
        raise Wrong(message)
    if repo is not None and not repo.is_dir():
        message = f"--repo {repo}: there is no such folder"
        raise Wrong(message)
    where = target(address)
    reach = Reach(
        tuple(resolver or ()),
        tuple(connect or ()),
        tuple(nameserver or ()),
        ca_file,
        allow_private,
        timeout,
        rdap,
        frozenset({where.host}),
    )
    found = run_loop(discover(where, reach.settings(), repo))
    from launchready.cli.show import write

    write(out, write_manifest(found))
    typer.echo(f"{out}: {len(found.product.hosts)} hosts, {len(found.product.routes)} routes.")
    typer.echo("Read it, correct it, then run `launchready audit`.")
