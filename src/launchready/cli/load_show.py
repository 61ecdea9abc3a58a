"""Send a load, show it while it runs, then judge, keep and report it."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from launchready.cli.load_options import LoadOptions
from launchready.cli.load_order import AskedLoad
from launchready.cli.show import Outputs, show
from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from launchready.load.budgets.budget import Budget
    from launchready.load.comparison.baseline import Baseline
    from launchready.load.experiments.ground import Experiment
    from launchready.load.judged import Judged
    from launchready.report.view import Demand, Report


def send(experiment: Experiment, name: str, asked: AskedLoad, options: LoadOptions) -> None:
    """Do one experiment from the announcement to the report, and exit by what it came to.

    Raises `Wrong` and `LoadError` before anything is sent, where it can be known by then.
    """
    import time

    from launchready.cli.load_drive import drive
    from launchready.cli.loop import run_loop
    from launchready.load.judged import judge_load, load_report
    from launchready.load.safety import announce, refuse

    outputs = _outputs(options)
    budget, baseline = _demanded(options)
    order = asked.order
    refuse(order, name)
    for line in announce(order, name):
        typer.echo(line, err=True)
    if not options.yes:
        _ask()
    began = time.perf_counter()
    facts = run_loop(drive(experiment, asked, options))
    judged = judge_load(facts, order.profile, order.bar)
    report = load_report(judged, order, (time.perf_counter() - began) * 1e3)
    report, demands = _with_demands(report, judged, budget, baseline)
    if not options.no_store:
        from launchready.cli.keep import kept_runs
        from launchready.load.keep import keep_load

        with kept_runs(options.store, asked.folder) as kept:
            keep_load(kept, order, judged, report)
    _write_files(options, judged, had_baseline=baseline is not None)
    show(report, outputs)
    raise typer.Exit(_exit_code(report, demands, has_budget=budget is not None))


def _outputs(options: LoadOptions) -> Outputs:
    outputs = Outputs(
        options.json_file,
        options.html_file,
        options.markdown_file,
        junit_file=options.junit,
        plain=options.plain,
        full=options.full,
    )
    outputs.refuse_bad_paths()
    Outputs(json_file=options.baseline).refuse_bad_paths()
    if options.hdr is not None and options.hdr.exists() and not options.hdr.is_dir():
        message = f"--hdr {options.hdr} is not a folder"
        raise Wrong(message)
    return outputs


def _demanded(options: LoadOptions) -> tuple[Budget | None, Baseline | None]:
    """Read the files that a run is held against, before anything is sent."""
    budget = baseline = None
    if options.budget is not None:
        from launchready.load.budgets.budget import read_budget

        budget = read_budget(options.budget)
    if options.update_baseline and options.baseline is None:
        message = "--update-baseline needs --baseline FILE"
        raise Wrong(message)
    if options.baseline is not None and options.baseline.exists():
        from launchready.load.comparison.baseline import read_baseline

        baseline = read_baseline(options.baseline)
    return budget, baseline


def _ask() -> None:
    """Ask whoever sits at the terminal; where nobody does, what was announced is sent."""
    if sys.stdin.isatty() and sys.stderr.isatty():
        typer.confirm("Send this?", default=True, abort=True, err=True)


def _with_demands(
    report: Report, judged: Judged, budget: Budget | None, baseline: Baseline | None
) -> tuple[Report, tuple[Demand, ...]]:
    from launchready.load.budgets.demands import GROUP, demand_table, judge_budget

    demands: tuple[Demand, ...] = ()
    tables = report.tables
    if baseline is not None:
        from launchready.load.comparison.baseline import judge_baseline

        held, table = judge_baseline(baseline, judged.facts)
        demands, tables = held, (table, *tables)
    if budget is not None:
        kept = judge_budget(budget, judged.facts)
        demands, tables = (*kept, *demands), (demand_table(GROUP, kept), *tables)
    return replace(report, demands=demands, tables=tables), demands


def _write_files(options: LoadOptions, judged: Judged, *, had_baseline: bool) -> None:
    if options.baseline is not None and (options.update_baseline or not had_baseline):
        from launchready.load.comparison.baseline import no_baseline, write_baseline

        why = no_baseline(judged.facts)
        if why:
            typer.echo(f"No baseline is written: {why}.", err=True)
        else:
            write_baseline(options.baseline, judged.facts)
            typer.echo(f"Wrote the baseline {options.baseline}.", err=True)
    if options.hdr is not None:
        from launchready.load.telling.hdr_files import write_histograms

        count = write_histograms(options.hdr, judged.facts)
        typer.echo(f"Wrote {count} histograms to {options.hdr}.", err=True)


def _exit_code(report: Report, demands: tuple[Demand, ...], *, has_budget: bool) -> int:
    """Return the budget's code where there is one, else the verdict's; a baseline adds its own."""
    from launchready.load.budgets.demands import exit_code

    code = exit_code(demands)
    if has_budget or code == 1:
        return code
    return report.verdict.decision.exit_code or code
