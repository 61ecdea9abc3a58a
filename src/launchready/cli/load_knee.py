"""`launchready load knee`: the rate at which response times double."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from launchready.cli.load_options import (
    LEVEL,
    VISITORS,
    Address,
    LoadOptions,
    Scenario,
    takes_load_options,
)

Step = Annotated[str, typer.Option(metavar="TIME", help="How long each rate is tried, at least.")]
USUAL_STEP, USUAL_FACTOR = "5s", 2.0


@takes_load_options(("rate", "duration"), users=VISITORS, arrivals=LEVEL)
def knee(
    address: Address = None,
    *,
    scenario: Scenario = None,
    step: Step = USUAL_STEP,
    factor: Annotated[
        float, typer.Option(help="How many times the quiet response time is too much.")
    ] = USUAL_FACTOR,
    expected: Annotated[
        float,
        typer.Option(metavar="PER_S", help="Journeys each second that you expect tomorrow."),
    ] = 0.0,
    options: LoadOptions,
) -> None:
    """Find the rate at which response times double.

    Rates rise until the 95th percentile is twice the quiet one, then the gap is halved. A rate
    counts as too much only when it fails twice.

    Exit code: 0 GO, 1 NO_GO, 3 NOT_PROVEN, 2 wrong use.
    """
    from launchready.cli.load_order import order_of, per_s, seconds
    from launchready.cli.load_show import send
    from launchready.load.experiments.knee import knee as experiment

    own = {
        "--step": None if step == USUAL_STEP else step,
        "--factor": None if factor == USUAL_FACTOR else factor,
        "--expected": expected or None,
    }
    asked = order_of(address, scenario, options, own)
    order = replace(
        asked.order,
        step_s=seconds("--step", step),
        factor=per_s("--factor", factor),
        expected_per_s=per_s("--expected", expected),
    )
    send(experiment, "knee", replace(asked, order=order), options)
