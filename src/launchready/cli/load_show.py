"""Send a load, show it while it runs, then judge, keep and report it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from launchready.cli.load_keep import Keeper
from launchready.cli.load_options import LoadOptions
from launchready.cli.load_order import AskedLoad
from launchready.cli.load_ready import be_ready, demanded
from launchready.cli.show import Outputs, folded, show
from launchready.cli.wrong import Wrong
from launchready.load.telling.aloud import hush, say

if TYPE_CHECKING:
    from launchready.load.budgets.budget import Budget
    from launchready.load.comparison.baseline import Baseline
    from launchready.load.experiments.ground import Experiment
    from launchready.load.judged import Judged
    from launchready.report.view import Demand, Report


def send(experiment: Experiment, name: str, asked: AskedLoad, options: LoadOptions) -> None:
    """Do one experiment from the announcement to the report, and exit by what it came to.

    Raises `Wrong` and the packages' own errors before anything is sent, where it can be known by
    then. What was measured is kept before it is judged, and shown whatever cannot be written.
    """
    import time

    from launchready.cli.load_drive import drive
    from launchready.cli.loop import run_loop
    from launchready.load.judged import judge_load, load_report
    from launchready.load.safety import announce, refuse
    from launchready.store.runs import new_id

    order = asked.order
    refuse(order, name)
    outputs = be_ready(options, asked.folder)
    budget, baseline = demanded(options)
    for line in announce(order, name):
        typer.echo(folded(line), err=True)
    if not options.yes:
        _ask()
    began = time.perf_counter()
    facts = run_loop(drive(experiment, asked, options))
    took_ms = (time.perf_counter() - began) * 1e3
    keeper = Keeper(options, asked, new_id(order.run.at))
    keeper.keep(facts, took_ms)
    judged = judge_load(facts, order.profile, order.bar)
    keeper.judge(judged)
    report = load_report(judged, order, took_ms, keeper.run_id)
    report, demands = _with_demands(report, judged, budget, baseline)
    why = keeper.why or _write_files(options, judged, had_baseline=baseline is not None)
    _show(report, outputs)
    if why:
        raise Wrong(why)
    raise typer.Exit(_exit_code(report, demands, has_budget=budget is not None))


def _show(report: Report, outputs: Outputs) -> None:
    """Show the report to whoever is still there."""
    try:
        show(report, outputs)
        sys.stdout.flush()
    except OSError:
        # The reader went away (`| head`), or the terminal was closed: the verdict still counts.
        hush(sys.stdout)


def _ask() -> None:
    """Ask whoever sits at the terminal; where nobody does, what was announced is sent."""
    if sys.stdin.isatty() and sys.stderr.isatty():
        typer.confirm("Send this?", default=True, abort=True, err=True)


def _with_demands(
    report: Report, judged: Judged, budget: Budget | None, baseline: Baseline | None
) -> tuple[Report, tuple[Demand, ...]]:
    from launchready.load.budgets.demands import GROUP, demand_table, judge_budget

    demands: tuple[Demand, ...] = ()
    tables, lines = report.tables, report.lines
    if baseline is not None:
        from launchready.load.comparison.baseline import judge_baseline

        held, table, differs = judge_baseline(baseline, judged.facts)
        demands, tables = held, (table, *tables)
        lines = (differs, *lines) if differs else lines
    if budget is not None:
        kept = judge_budget(budget, judged.facts)
        demands, tables = (*kept, *demands), (demand_table(GROUP, kept), *tables)
    return replace(report, demands=demands, tables=tables, lines=lines), demands


def _write_files(options: LoadOptions, judged: Judged, *, had_baseline: bool) -> str:
    """Write what is no report. Return why it cannot be written; empty: it is."""
    from launchready.load.trouble import LoadError

    try:
        if options.baseline is not None and (options.update_baseline or not had_baseline):
            _write_baseline(options.baseline, judged)
        if options.hdr is not None:
            from launchready.load.telling.hdr_files import write_histograms

            count = write_histograms(options.hdr, judged.facts)
            say(
                sys.stderr,
                f"Wrote {count} histograms to {options.hdr}; histograms.json there says which file "
                "is of which route.\n",
            )
    except LoadError as error:
        return str(error)
    return ""


def _write_baseline(path: Path, judged: Judged) -> None:
    from launchready.load.comparison.baseline import no_baseline, write_baseline

    why = no_baseline(judged.facts)
    if why:
        say(sys.stderr, f"No baseline is written: {why}.\n")
    else:
        write_baseline(path, judged.facts)
        say(sys.stderr, f"Wrote the baseline {path}.\n")


def _exit_code(report: Report, demands: tuple[Demand, ...], *, has_budget: bool) -> int:
    """Return the budget's code where there is one, else the verdict's; a baseline adds its own."""
    from launchready.load.budgets.demands import exit_code

    code = exit_code(demands)
    if has_budget or code == 1:
        return code
    return report.verdict.decision.exit_code or code
