"""Orders and scenarios for experiments on loopback."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from launchready.facts.product import Host, Product, Role, RouteKind
from launchready.facts.run import Run
from launchready.load.experiments.ground import Now
from launchready.load.journey import Journey, Part, Scenario, Target, User
from launchready.load.order import LoadOrder
from launchready.net.network import Settings
from launchready.profiles import load_bar, load_profile

BASE = "http://127.0.0.1:8000"
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOME = Target("home", url="/")
CHECKOUT = Target("checkout", "POST", "/checkout", RouteKind.CHECKOUT)


def visit(*targets: Target) -> Journey:
    """Go to these, one after the other."""

    async def journey(user: User) -> None:
        for target in targets:
            await user.request(target)

    return journey


def scenario(base: str = BASE, *parts: Part, **more: Any) -> Scenario:
    """A scenario at a server; without parts everybody reads the home page."""
    targets = more.pop("targets", (HOME,))
    host = base.partition("://")[2]
    made = Scenario(
        "the shop",
        base,
        parts or (Part("look", visit(HOME)),),
        targets,
        (host,),
        new_user=lambda number: User(number, base),
    )
    return replace(made, **more)


def order(base: str = BASE, *, made: Scenario | None = None, **more: Any) -> LoadOrder:
    """An order on a product that is the tester's own."""
    given: dict[str, Any] = {
        "product": Product(
            name="Shop",
            owned=True,
            canonical=f"{base}/",
            hosts=(Host("127.0.0.1", Role.APP),),
        ),
        "profile": load_profile("default"),
        "bar": load_bar(),
        "run": Run(at=AT),
        "settings": Settings(allow_private=True, named=frozenset({"127.0.0.1"})),
        "scenario": made or scenario(base),
        "tag": "lr-test",
        "seconds": 2.0,
        "step_s": 1.0,
        **more,
    }
    return LoadOrder(**given)


def nobody(_: Now) -> None:
    """Watch nothing."""
