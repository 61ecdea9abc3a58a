"""`launchready explain`: the manual page of a check."""

from __future__ import annotations

from typing import Annotated

import typer

from launchready.cli.wrong import Wrong


def explain(
    check: Annotated[str, typer.Argument(help="The id of a check: `spf-too-many-lookups`.")],
    *,
    plain: Annotated[bool, typer.Option("--plain", help="Without colour and drawing.")] = False,
) -> None:
    """Show the manual page of a check."""
    from difflib import get_close_matches

    from launchready.checks import all_checks
    from launchready.cli.choose_checks import NEAR
    from launchready.cli.show import colourful, columns
    from launchready.report import manual

    pages = {one.id: one for one in all_checks()}
    if check not in pages:
        near = get_close_matches(check, pages, 1, NEAR)
        hint = f"; did you mean {near[0]!r}?" if near else "; `launchready checks` lists them"
        message = f"there is no check {check!r}{hint}"
        raise Wrong(message)
    colour = colourful() and not plain
    text = manual.explain(pages[check], width=columns(), colour=colour, plain=plain)
    typer.echo(text, nl=False, color=colour)
