"""`launchready secrets`: keys in files, in the history, in what visitors load, in logs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from launchready.cli.network_options import AllowPrivate, CaFile, Connect, Resolver, Timeout

File = Path | None


def secrets(
    path: Annotated[
        File, typer.Argument(help="A folder in the repository; the one you are in by default.")
    ] = None,
    *,
    history: Annotated[
        bool, typer.Option("--history", help="Every commit, message, stash and loose object too.")
    ] = False,
    bundle: Annotated[
        str | None, typer.Option(metavar="URL", help="What visitors of this address load.")
    ] = None,
    logs: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A log; may be given again.")
    ] = None,
    values: Annotated[
        File,
        typer.Option(
            metavar="FILE", help="NAME=value lines of production to look for; never shown or kept."
        ),
    ] = None,
    json_file: Annotated[
        File, typer.Option("--json", metavar="FILE", help="Write JSON; `-` is standard output.")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Without colour and drawing.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Every detail of every risk.")] = False,
    seconds: Annotated[
        float, typer.Option(min=1, max=3600, help="Limit for the whole search.")
    ] = 600.0,
    resolver: Resolver = None,
    connect: Connect = None,
    ca_file: CaFile = None,
    allow_private: AllowPrivate = False,
    timeout: Timeout = 5.0,
) -> None:
    """Look for keys and passwords where they should not be.

    Nothing about them leaves this machine.

    Exit code: 0 GO, 1 NO_GO, 3 NOT_PROVEN, 2 wrong use.
    """
    from launchready.cli.network_options import Reach
    from launchready.cli.secrets_run import Asked, run_secrets
    from launchready.cli.show import Outputs

    outputs = Outputs(json_file, plain=plain, full=full)
    outputs.refuse_bad_paths()
    reach = Reach(
        resolver=tuple(resolver or ()),
        connect=tuple(connect or ()),
        ca_file=ca_file,
        allow_private=allow_private,
        timeout=timeout,
    )
    asked = Asked(path, history, bundle, tuple(logs or ()), values, seconds, reach)
    raise typer.Exit(run_secrets(asked, outputs))
