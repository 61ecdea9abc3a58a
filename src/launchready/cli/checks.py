"""`launchready checks`: every check, what it weighs and what it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from launchready.model.check import Check
    from launchready.model.profile import Profile


def checks(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    area: Annotated[str, typer.Option(help="Only this area.")] = "",
) -> None:
    """List all checks: id, area, severity under each profile, rows they answer, what they read."""
    from launchready.checks import all_checks
    from launchready.profiles import load_profile, profile_names

    chosen = [one for one in all_checks() if area in {"", one.area}]
    profiles = [load_profile(name) for name in profile_names()]
    if as_json:
        import msgspec

        listed = [_listed(one, profiles) for one in chosen]
        typer.echo(msgspec.json.format(msgspec.json.encode(listed), indent=2).decode())
        return
    for one in chosen:
        typer.echo(f"{one.id:<40} {one.area:<9} {one.severity:<8} {one.title}")
    typer.echo(f"\n{len(chosen)} checks. `launchready explain ID` shows the page of one.")


def _listed(check: Check, profiles: list[Profile]) -> dict[str, object]:
    from launchready.engine.weigh import label_under, severity_under
    from launchready.profiles import load_bar

    bar = load_bar()
    severities = {profile.name: severity_under(check, profile, bar) for profile in profiles}
    return {
        "id": check.id,
        "area": check.area,
        "title": check.title,
        "severity": check.severity,
        "label": check.when,
        "severity_by_profile": severities,
        "label_by_profile": {
            profile.name: label_under(check, profile, severities[profile.name])
            for profile in profiles
        },
        "rows": check.rows,
        "reads": sorted(kind.__name__ for kind in check.kinds),
    }
