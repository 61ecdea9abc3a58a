"""`launchready runs`, `compare`, `judge`, `export`: what was seen before, without the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from launchready.cli.keep import StoreUrl, kept_runs
from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from launchready.report.view import Entry

Run = Annotated[str, typer.Argument(help="The id of a run, a beginning of it, or `latest`.")]
Folder = Annotated[Path, typer.Option(help="Where the manifest and the store stand.")]


def runs(
    target: Annotated[str | None, typer.Argument(help="Only runs of this address.")] = None,
    *,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many at most.")] = 20,
    store: StoreUrl = "",
    folder: Folder = Path(),
) -> None:
    """List the runs that were kept, newest first."""
    from launchready.manifest.names import target as read_target

    url = read_target(target).url if target else None
    with kept_runs(store, folder) as kept:
        found = kept.all(url, limit)
    for run in found:
        at = f"{run.at:%Y-%m-%d %H:%M}"
        typer.echo(f"{run.id}  {at}  {run.decision:<10} {run.profile:<30} {run.target}")
    if not found:
        typer.echo("No runs yet: `launchready audit` makes one.")


def compare(
    before: Run, after: Run = "latest", *, store: StoreUrl = "", folder: Folder = Path()
) -> None:
    """Show what is fixed, new and worse between two runs."""
    from launchready.audit.again import judge_again
    from launchready.audit.compare import changes
    from launchready.cli.subject import answers_for
    from launchready.profiles import load_bar
    from launchready.store.own_profile import profile_of

    with kept_runs(store, folder) as kept:
        old, new = kept.find(before), kept.find(after)
        if old.id == new.id:
            message = f"{old.id} is the newest run itself; name an earlier one"
            raise Wrong(message)
        if old.target != new.target:
            message = f"{old.id} and {new.id} are of different products"
            raise Wrong(message)
        profile = profile_of(new)
        bar = load_bar()
        again = judge_again(kept.facts(new.id), profile, bar, answers_for(folder, bar))
        change = changes(old.at, kept.outcomes(old.id), again.results)
    typer.echo(f"{old.id} ({old.decision}) -> {new.id} ({new.decision})")
    _list("fixed", change.fixed)
    _list("new", change.new)
    _list("worse", change.worse)


def _list(word: str, entries: tuple[Entry, ...]) -> None:
    from launchready.report.phrases import blind
    from launchready.report.visible import visible

    typer.echo(f"{word}: {len(entries)}")
    for entry in entries:
        why = f": {visible(blind(entry.why))}" if entry.why else ""
        typer.echo(f"  {entry.check}: {visible(entry.subject)}{why}")


def judge(
    run: Run = "latest",
    *,
    profile: Annotated[str | None, typer.Option(help="The profile to judge by.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Without colour and drawing.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Every detail of every risk.")] = False,
    json_file: Annotated[Path | None, typer.Option("--json", metavar="FILE")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", metavar="FILE")] = None,
    markdown_file: Annotated[Path | None, typer.Option("--markdown", metavar="FILE")] = None,
    store: StoreUrl = "",
    folder: Folder = Path(),
) -> None:
    """Judge again what a run saw, without the network.

    Another profile, a newer version or new answers may come to another verdict.
    """
    from launchready.cli.show import Outputs, show
    from launchready.cli.subject import answers_for
    from launchready.facts.load import LoadRun
    from launchready.profiles import load_bar, load_profile
    from launchready.store.own_profile import profile_of

    bar = load_bar()
    with kept_runs(store, folder) as kept:
        found = kept.find(run)
        facts = kept.facts(found.id)
    from launchready.audit.again import judge_again
    from launchready.audit.report import again_report

    by = load_profile(profile) if profile else profile_of(found)
    outputs = Outputs(json_file, html_file, markdown_file, plain=plain, full=full)
    if facts.subjects(LoadRun):
        from launchready.load.judged import report_again

        load = report_again(found, facts, by, bar)
        show(load, outputs)
        raise typer.Exit(load.verdict.decision.exit_code)
    again = judge_again(facts, by, bar, answers_for(folder, bar))
    show(again_report(found, again), outputs)
    raise typer.Exit(again.verdict.decision.exit_code)


def export(
    run: Run = "latest",
    *,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write there.")] = None,
    store: StoreUrl = "",
    folder: Folder = Path(),
) -> None:
    """Write all that a run saw as one JSON document."""
    from launchready.cli.show import write
    from launchready.store.codec import dump_facts

    with kept_runs(store, folder) as kept:
        document = dump_facts(kept.facts(kept.find(run).id)).decode()
    if out is None:
        typer.echo(document)
    else:
        write(out, document)
