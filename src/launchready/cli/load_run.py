"""`launchready load run`: one scenario, one phase, as asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from launchready.cli.load_options import Address, Arrivals, LoadOptions, takes_load_options
from launchready.cli.wrong import Wrong

USUAL_STEPS = 5


@takes_load_options()
def run(
    scenario: Annotated[
        Path, typer.Argument(metavar="SCENARIO", help="What people do: YAML or Python.")
    ],
    address: Address = None,
    *,
    from_rate: Annotated[
        float, typer.Option("--from", metavar="PER_S", help="Where a ramp or steps begin.")
    ] = 0.0,
    steps: Annotated[
        int, typer.Option(min=1, max=100, help="Stairs of --arrivals steps.")
    ] = USUAL_STEPS,
    options: LoadOptions,
) -> None:
    """Run a scenario at one rate, and say what every route took.

    Exit code: 0 GO, 1 NO_GO, 3 NOT_PROVEN, 2 wrong use; with --budget it is the budget's: 0 kept,
    1 broken, 3 not to be judged.
    """
    from launchready.cli.load_order import order_of, per_s
    from launchready.cli.load_show import send
    from launchready.load.experiments.plain import run_plain

    bends = options.arrivals in {Arrivals.RAMP, Arrivals.STEPS}
    if from_rate and not bends:
        message = "--from goes with --arrivals ramp or --arrivals steps"
        raise Wrong(message)
    if steps != USUAL_STEPS and options.arrivals is not Arrivals.STEPS:
        message = "--steps goes with --arrivals steps"
        raise Wrong(message)
    own = {
        "SCENARIO": True,
        "--from": from_rate or None,
        "--steps": None if steps == USUAL_STEPS else steps,
    }
    asked = order_of(address, scenario, options, own)
    order = replace(asked.order, from_per_s=per_s("--from", from_rate), steps=steps)
    send(run_plain, "run", replace(asked, order=order), options)
