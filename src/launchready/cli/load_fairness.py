"""`launchready load fairness`: one noisy user beside the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from launchready.cli.load_knee import USUAL_STEP
from launchready.cli.load_options import Address, LoadOptions, Scenario, takes_load_options


@takes_load_options(("duration", "arrivals"))
def fairness(
    address: Address = None,
    *,
    scenario: Scenario = None,
    step: Annotated[
        str, typer.Option(metavar="TIME", help="How long each round is, at least.")
    ] = USUAL_STEP,
    noisy: Annotated[
        float,
        typer.Option(
            metavar="PER_S", help="What the noisy user sends; by default five times all others."
        ),
    ] = 0.0,
    options: LoadOptions,
) -> None:
    """Measure what one noisy user does to the others, and who gets the 429s.

    Exit code: 0 GO, 1 NO_GO, 3 NOT_PROVEN, 2 wrong use.
    """
    from launchready.cli.load_order import order_of, per_s, seconds
    from launchready.cli.load_show import send
    from launchready.load.experiments.fairness import fairness as experiment

    own = {"--step": None if step == USUAL_STEP else step, "--noisy": noisy or None}
    asked = order_of(address, scenario, options, own)
    order = replace(
        asked.order, step_s=seconds("--step", step), noisy_per_s=per_s("--noisy", noisy)
    )
    send(experiment, "fairness", replace(asked, order=order), options)
