"""Search for the knee of a server whose capacity is known, several times in a row.

Two numbers come out, and they are not the same: the rate at which the 95th percentile doubles (with
arrivals by chance that is well below capacity, as visitors meet each other), and the most that is
served however much is asked for.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from datetime import UTC, datetime

from bench.load_world.serving import started
from bench.measure import say
from launchready.facts.crowd import LoadKnee
from launchready.facts.product import Host, Product, Role
from launchready.facts.run import Run
from launchready.load.engine.stop import Stop
from launchready.load.experiments.knee import knee
from launchready.load.journey import Part, Scenario, Target, User
from launchready.load.order import LoadOrder
from launchready.load.phase import Law
from launchready.net.network import Settings
from launchready.profiles import load_bar, load_profile

WORKERS, MS = 4, 10.0
CAPACITY = WORKERS * 1000 / MS
HOME = Target("home", url="/")
CLOSE_PCT = 15.0
TRIES = 4
"""Where this machine is too busy, the search says so and names no number."""


async def look(user: User) -> None:
    """Read the front page."""
    await user.request(HOME)


def order(base: str, law: Law, seed: int) -> LoadOrder:
    """Order a search on a server of our own."""
    return LoadOrder(
        product=Product(owned=True, canonical=base, hosts=(Host("127.0.0.1", Role.APP),)),
        profile=load_profile("default"),
        bar=load_bar(),
        run=Run(at=datetime.now(UTC)),
        settings=Settings(allow_private=True),
        scenario=Scenario(
            "the front page",
            base,
            (Part("look", look),),
            (HOME,),
            (base.partition("://")[2],),
            new_user=lambda number: User(number, base),
        ),
        law=law,
        step_s=3.0,
        ceiling=1000.0,
        seed=seed,
    )


def found(law: Law, number: int) -> tuple[LoadKnee, int]:
    """Search until something can be said; return also how often nothing could."""
    for again in range(TRIES):
        seen = once(law, 1000 * number + 100 * again)
        if not seen.inconclusive and seen.capacity_per_s:
            break
    return seen, again


def once(law: Law, seed: int) -> LoadKnee:
    """Search once."""
    began = time.perf_counter()
    with started("capacity", workers=WORKERS, ms=MS) as server:
        facts = asyncio.run(knee(order(server.base, law, seed), lambda _: None, Stop()))
    [seen] = facts.each(LoadKnee)
    print(
        f"{law}: held {seen.highest_per_s:.0f}/s, did not {seen.lowest_bad_per_s:.0f}/s, "
        f"served at most {seen.capacity_per_s:.0f}/s of {CAPACITY:.0f}/s, "
        f"in {time.perf_counter() - began:.0f} s {seen.inconclusive or seen.capacity_why}",
        flush=True,
    )
    return seen


def main() -> None:
    """Measure and print; the last line is JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="searches in a row, of each law")
    options = parser.parse_args()
    figures: dict[str, float] = {"capacity": CAPACITY}
    for law in (Law.POISSON, Law.CONSTANT):
        every = [found(law, number) for number in range(1, options.times + 1)]
        seen = [one for one, _ in every if not one.inconclusive and one.capacity_per_s]
        errors = [abs(one.capacity_per_s / CAPACITY - 1) * 100 for one in seen]
        figures[f"{law}_searches"] = len(every)
        figures[f"{law}_inconclusive"] = sum(again for _, again in every)
        figures[f"{law}_within_15_pct"] = sum(error <= CLOSE_PCT for error in errors)
        if seen:
            figures[f"{law}_worst_error_pct"] = max(errors)
            figures[f"{law}_p95_doubles"] = statistics.median(
                (one.highest_per_s * one.lowest_bad_per_s) ** 0.5 for one in seen
            )
    say("load-knee", figures, {})


if __name__ == "__main__":
    main()
