"""A shop for the tests of whole checks: it takes 30 ms for everything."""

from __future__ import annotations

from bench.load_world.wire import App, Request, Talk
from tests.load.experiments.world import CHECKOUT, HOME, order, scenario, visit

from launchready.facts.base import PRODUCT, Facts
from launchready.facts.load import LoadRun
from launchready.facts.product import RouteKind
from launchready.load.journey import Part, Target
from launchready.load.order import LoadOrder

SEND = Target("send", "POST", "/send", RouteKind.CHAT)
CLEAN = Target("clean", "POST", "/clean")


class Till(App):
    """Takes 30 ms for everything, and remembers who was there together."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []
        self.tags: set[str] = set()
        self.together = 0
        self._now = 0

    def answer(self, request: Request, talk: Talk) -> None:
        """Answer after a while."""
        self.paths.append(request.path)
        self.tags.add(request.headers.get("x-launchready-run", ""))
        buying = request.path == "/checkout"
        self._now += buying
        self.together = max(self.together, self._now)

        def done() -> None:
            self._now -= buying
            talk.reply(200, b"{}")

        self.alarm.at(request.at + 0.03, done)


def run_of(facts: Facts) -> LoadRun:
    run = facts.get(LoadRun, PRODUCT)
    assert isinstance(run, LoadRun)
    return run


def shop(base: str, **more: object) -> LoadOrder:
    """People who look, and people who buy."""
    made = scenario(
        base,
        Part("look", visit(HOME)),
        Part("buy", visit(HOME, CHECKOUT)),
        targets=(HOME, CHECKOUT),
        **more,
    )
    return order(base, made=made, seconds=0.6, window_s=0.2, users=10, rate=60.0)
