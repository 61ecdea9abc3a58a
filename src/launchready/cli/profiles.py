"""`launchready profiles`: what each profile demands, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from launchready.model.profile import Profile, Threshold


def profiles(
    names: Annotated[
        list[str] | None, typer.Argument(help="Names or files; none: all that ship.")
    ] = None,
    *,
    sources: Annotated[
        bool, typer.Option("--sources", help="Where each number comes from.")
    ] = False,
) -> None:
    """Show the profiles and their numbers side by side."""
    from launchready.profiles import load_profile, profile_names, source_documents

    shown = [load_profile(name) for name in (names or profile_names())]
    for profile in shown:
        typer.echo(f"{profile.name}: {profile.title}")
    if sources:
        typer.echo("\nS2:32 is line 32 of the document S2. The documents, by segment and stage:")
        for one in source_documents():
            typer.echo(f"  {one.seed}  {one.segment}, {one.stage}")
    for threshold in shown[0].thresholds:
        typer.echo(f"\n{threshold.key} ({threshold.unit}; target, fail)")
        for profile in shown:
            typer.echo(f"  {profile.name:<32} {_numbers(profile, threshold.key, sources)}")


def _numbers(profile: Profile, key: str, sources: bool) -> str:
    from launchready.model.profile import plain_number

    threshold = _threshold(profile, key)
    if threshold is None:
        return "-"
    numbers = f"{plain_number(threshold.target)}, {plain_number(threshold.fail)}"
    note = threshold.source if sources else ("inherited" if threshold.inherited else "")
    return f"{numbers:<14} {note}".rstrip()


def _threshold(profile: Profile, key: str) -> Threshold | None:
    try:
        return profile.threshold(key)
    except KeyError:
        return None
