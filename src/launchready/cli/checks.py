"""`launchready checks`: every check, what it weighs and what it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from launchready.model.bar import Bar
    from launchready.model.check import Check
    from launchready.model.profile import Profile


def checks(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    area: Annotated[str, typer.Option(help="Only this area.")] = "",
) -> None:
    """List all checks, and what each weighs and answers.

    Severities that a profile changes follow in brackets; --json adds labels and the facts read.
    """
    from launchready.checks import all_checks
    from launchready.cli.choose_checks import refuse_unknown
    from launchready.profiles import load_bar, load_profile, profile_names
    from launchready.report.phrases import count

    if area:
        refuse_unknown({area}, {one.area for one in all_checks()}, "area")
    chosen = [one for one in all_checks() if area in {"", one.area}]
    profiles = [load_profile(name) for name in profile_names()]
    if as_json:
        import msgspec

        listed = [_listed(one, profiles) for one in chosen]
        typer.echo(msgspec.json.format(msgspec.json.encode(listed), indent=2).decode())
        return
    bar = load_bar()
    for one in chosen:
        typer.echo(f"{one.id:<40} {one.area:<9} {one.severity:<8} {one.title}")
        typer.echo(f"  answers {', '.join(one.rows)}{_elsewhere(one, profiles, bar)}")
    typer.echo(f"\n{count(len(chosen), 'check')}. `launchready explain ID` shows the page of one.")


def _elsewhere(check: Check, profiles: list[Profile], bar: Bar) -> str:
    """Name the profiles under which a check weighs something else than by itself."""
    from launchready.engine.weigh import severity_under

    weights: dict[str, list[str]] = {}
    for profile in profiles:
        severity = severity_under(check, profile, bar)
        if severity is not check.severity:
            weights.setdefault(severity, []).append(profile.name)
    said = "; ".join(f"{severity} in {', '.join(names)}" for severity, names in weights.items())
    return f" ({said})" if said else ""


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
