"""`launchready load compare`: two load runs, with honest uncertainty."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from launchready.cli.keep import StoreUrl, kept_runs

if TYPE_CHECKING:
    from launchready.load.comparison.baseline import Baseline
    from launchready.load.comparison.compare import Compared

Which = Annotated[
    str, typer.Argument(help="The id of a load run, or a file: a baseline or an exported run.")
]


def compare(
    before: Which,
    after: Which,
    *,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", metavar="FILE", help="Write JSON; `-` is standard output."),
    ] = None,
    markdown_file: Annotated[
        Path | None, typer.Option("--markdown", metavar="FILE", help="Write Markdown.")
    ] = None,
    store: StoreUrl = "",
    folder: Annotated[Path, typer.Option(help="Where the manifest and the store stand.")] = Path(),
) -> None:
    """Compare two load runs, route by route.

    A route is called worse only where chance does not explain it: the whole interval of the ratio
    lies above 5 %. Exit code 1: something is worse, 3: something cannot be told, else 0.
    """
    from launchready.cli.show import Outputs
    from launchready.load.comparison.compare import compare_runs
    from launchready.report.view import Kept

    Outputs(json_file, None, markdown_file).refuse_bad_paths()
    sides = [_side(one, store, folder) for one in (before, after)]
    compared = compare_runs(sides[0].facts, sides[1].facts)
    _show(sides, compared, json_file, markdown_file)
    if compared.worse:
        raise typer.Exit(1)
    if any(one.state is Kept.UNKNOWN for one in compared.demands):
        raise typer.Exit(3)


def _side(wanted: str, store: str, folder: Path) -> Baseline:
    from launchready.facts.load import LoadRun
    from launchready.load.comparison.baseline import Baseline, read_baseline
    from launchready.load.trouble import LoadError

    if Path(wanted).is_file():
        return read_baseline(Path(wanted))
    if Path(wanted).suffix:
        message = f"{wanted}: there is no such file, and no run is called that"
        raise LoadError(message)
    with kept_runs(store, folder) as kept:
        found = kept.find(wanted)
        facts = kept.facts(found.id)
    if not facts.subjects(LoadRun):
        message = f"{found.id} is no load run: `launchready runs` lists them"
        raise LoadError(message)
    return Baseline(found.id, facts)


def _show(
    sides: list[Baseline], compared: Compared, json_file: Path | None, markdown_file: Path | None
) -> None:
    from launchready.cli.show import columns, write
    from launchready.load.comparison.report import as_json, as_markdown, as_text

    names = (sides[0].name, sides[1].name)
    to_stdout = False
    for path, render in ((json_file, as_json), (markdown_file, as_markdown)):
        if path is None:
            continue
        text = render(names, compared)
        if str(path) == "-":
            typer.echo(text, nl=False)
            to_stdout = True
        else:
            write(path, text)
    if not to_stdout:
        typer.echo(as_text(names, compared, columns()), nl=False)
