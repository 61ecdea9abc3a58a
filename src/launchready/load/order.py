"""What load is asked for: on which product, by which scenario, how much and how long."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.load.journey import Scenario
from launchready.load.phase import Law
from launchready.model.bar import Bar
from launchready.model.profile import Profile
from launchready.net.http.limits import Limits
from launchready.net.network import Settings

LOAD_OF = "load of "
"""What the target of a kept load run begins with."""

CEILING = 200.0
"""Requests each second that nothing may pass unless the user raises it."""
HIGHEST_CEILING = 2000.0
"""What it can be raised to without `raised`."""


def new_tag() -> str:
    """Return a mark for every request of one run: `lr-3f9a12c0`."""
    return f"lr-{secrets.token_hex(4)}"


def load_target(target: str) -> str:
    """Return what load runs are kept under, so that audits compare with audits only."""
    return f"{LOAD_OF}{target}"


@dataclass(frozen=True, slots=True)
class LoadOrder:
    """One load run. Rates are journeys begun each second, times are seconds."""

    product: Product
    profile: Profile
    bar: Bar
    run: Run
    settings: Settings = field(repr=False)
    scenario: Scenario
    tag: str = field(default_factory=new_tag)
    """What every request carries in X-Launchready-Run."""
    users: int = 20
    """How many people's traffic; also how many different visitors take turns."""
    rate: float = 0.0
    """0: made from `users` and how long a journey takes."""
    seconds: float = 60.0
    """Of the main phase."""
    stretch: bool = False
    """A check goes on for longer where a rare route would get too few requests for a verdict."""
    lift: bool = False
    """A check makes rare journeys often enough for a verdict; for a mix that nobody stated."""
    law: Law = Law.POISSON
    from_per_s: float = 0.0
    """Where a ramp or stairs begin."""
    steps: int = 5
    """Stairs of `Law.STEPS`."""
    per_user: bool = False
    """Each journey gets new connections of its own."""
    production: bool = False
    """`--production` was given."""
    ceiling: float = CEILING
    """Requests each second that no phase may ask for more than."""
    raised: bool = False
    """The user allowed a ceiling above `HIGHEST_CEILING`."""
    stop_share: float = 0.5
    """A phase stops when more than this share of its requests failed; 1: never."""
    windows: int = 3
    """Quiet windows that a baseline is the median of; at least 3."""
    window_s: float = 0.0
    """Of each quiet window; 0: as long as the scenario's rarest route needs."""
    step_s: float = 5.0
    """Of each rate that the knee tries, and of each round of fairness."""
    factor: float = 2.0
    """How many times the quiet response time is too much."""
    expected_per_s: float = 0.0
    """What the first customers are expected to bring; 0: nobody said."""
    noisy_per_s: float = 0.0
    """What one noisy user sends; 0: five times what all others send together."""
    most_in_flight: int = 2000
    limits: Limits = field(default_factory=Limits)
    seed: int = 1
    manifest: str = "launchready.toml"
    """The file that the product is declared in, for sentences about it."""
    asked: tuple[str, ...] = ()
    """What was typed that shapes the run, as words of a command line."""

    @property
    def loaded(self) -> str:
        """What the load goes to: the product's address, or the scenario's base where it differs."""
        canonical, base = self.product.canonical, self.scenario.base
        if not base or place(base) == place(canonical):
            return canonical or ", ".join(self.scenario.hosts)
        return f"{base}/"


def place(address: str) -> tuple[str, int | None]:
    """Return host and port of an address; both are nothing where it is none."""
    parts = urlsplit(address)
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    try:
        return (parts.hostname or "").lower(), parts.port or usual
    except ValueError:
        return "", None
