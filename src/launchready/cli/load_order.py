"""Turn what was typed into an order for load."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from launchready.cli.load_options import Connections, LoadOptions
from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from launchready.cli.subject import Chosen
    from launchready.load.journey import Scenario
    from launchready.load.order import LoadOrder

LONGEST_S = 24 * 3600.0
UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "": 1.0}
TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h|)")
WHOLE = 100.0
USUAL = "60s"
"""The main phase, where nobody says how long it is."""


@dataclass(frozen=True, slots=True)
class AskedLoad:
    """An order, and where its files stand."""

    order: LoadOrder
    folder: Path
    scenario_file: Path | None


def order_of(
    address: str | None,
    scenario: Path | None,
    options: LoadOptions,
    own: Mapping[str, object] = MappingProxyType({}),
) -> AskedLoad:
    """Put together what is to be sent; `own` is as of `asked_words`.

    Raises `Wrong` and the packages' own errors.
    """
    from datetime import UTC, datetime

    from launchready.cli.load_asked import asked_words
    from launchready.cli.subject import choose, profile_for
    from launchready.facts.run import Run
    from launchready.load.order import LoadOrder
    from launchready.load.phase import Law
    from launchready.net.http.limits import Limits
    from launchready.profiles import load_bar

    if options.rate is not None and not (0 < options.rate < math.inf):
        message = f"--rate {options.rate:g} is not above 0: name journeys each second, like 20"
        raise Wrong(message)
    if bool(options.master) is not bool(options.expect):
        message = "--master ADDR:PORT and --expect N go together: where to wait, and for how many"
        raise Wrong(message)
    if options.master:
        listening(options.master)
    _refuse_missing(address, scenario, options)
    chosen = choose(address, options.manifest)
    settings = replace(options.reach(), named=chosen.named).settings()
    whole = options.answer_timeout
    order = LoadOrder(
        chosen.product,
        profile_for(chosen.product, options.profile, chosen.folder),
        load_bar(),
        Run(at=datetime.now(UTC)),
        settings,
        _scenario(scenario, chosen),
        users=options.users,
        rate=options.rate or 0.0,
        seconds=seconds("--duration", USUAL if options.duration is None else options.duration),
        stretch=options.duration is None,
        lift=scenario is None,
        law=Law(options.arrivals.value),
        per_user=options.connections is Connections.PER_USER,
        production=options.production,
        ceiling=per_s("--ceiling", options.ceiling),
        raised=options.no_limit,
        stop_share=options.stop_errors / WHOLE,
        limits=Limits(total_s=whole, first_byte_s=whole, idle_s=whole),
        seed=options.seed,
        manifest=_manifest_of(chosen),
        asked=asked_words(address, scenario, options, own),
    )
    return AskedLoad(order, chosen.folder, scenario)


def listening(text: str) -> tuple[str, int]:
    """Read where the master waits. Raises `Wrong`."""
    from launchready.cli.load_worker import address

    return address("--master", text) if text else ("127.0.0.1", 0)


def seconds(option: str, text: str) -> float:
    """Read `30s`, `2m`, `1h` or a number of seconds. Raises `Wrong`."""
    found = TIME.fullmatch(text.strip().lower())
    if found is None:
        message = f"{option} {text!r} is no time: write 30s, 2m or 1h"
        raise Wrong(message)
    length = float(found[1]) * UNITS[found[2]]
    if not 0 < length <= LONGEST_S:
        message = f"{option} {text!r} is not above 0 and at most 24h"
        raise Wrong(message)
    return length


def per_s(option: str, number: float) -> float:
    """Take a number that an option was given. Raises `Wrong` for one that nothing can be."""
    if not 0 <= number < math.inf:
        message = f"{option} {number:g} is no number from 0 up"
        raise Wrong(message)
    return number


def _refuse_missing(address: str | None, scenario: Path | None, options: LoadOptions) -> None:
    """Raise `Wrong` where the scenario is missing, or a manifest that says whose the product is."""
    from launchready.manifest.read import FILE_NAME

    if scenario is not None and not scenario.exists():
        message = f"{scenario}: there is no such scenario"
        raise Wrong(message)
    if address is None and options.manifest is None and not Path(FILE_NAME).exists():
        message = (
            f"load goes only to products that are yours, and there is no {FILE_NAME} here: write "
            "it with `launchready init https://shop.example`, with `owned = true` in [product]"
        )
        raise Wrong(message)


def _manifest_of(chosen: Chosen) -> str:
    """Name the file that declares the product, or the one that has to be written."""
    from launchready.manifest.read import FILE_NAME

    if chosen.manifest is None and Path(FILE_NAME).exists():
        host = ", ".join(sorted(chosen.named))
        return f"a manifest of {host} ({FILE_NAME} here is of another product)"
    return str(chosen.manifest or FILE_NAME)


def _scenario(path: Path | None, chosen: Chosen) -> Scenario:
    from launchready.load.scenario.read import read_scenario
    from launchready.load.scenario.routes import scenario_of

    if path is None:
        return scenario_of(chosen.product, os.environ)
    return read_scenario(path, os.environ)
