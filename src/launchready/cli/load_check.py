"""`launchready load check`: do the core flows survive the first customers?"""

from __future__ import annotations

from launchready.cli.load_options import OPEN, Address, LoadOptions, Scenario, takes_load_options


@takes_load_options(arrivals=OPEN)
def check(address: Address = None, *, scenario: Scenario = None, options: LoadOptions) -> None:
    """Prove that the core flows survive the first customers' traffic.

    Quiet first, then the load, then twice as much, then several people at once.

    Exit code: 0 GO, 1 NO_GO, 3 NOT_PROVEN, 2 wrong use; with --budget it is the budget's: 0 kept,
    1 broken, 3 not to be judged.
    """
    from launchready.cli.load_order import order_of
    from launchready.cli.load_show import send
    from launchready.load.experiments.check import check as experiment

    send(experiment, "check", order_of(address, scenario, options), options)
