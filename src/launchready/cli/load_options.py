"""What the commands that send load have in common: their options, written once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from launchready.cli.network_options import AllowPrivate, CaFile, Connect, Reach, Resolver, Timeout

File = Path | None


class Arrivals(StrEnum):
    """How journeys follow each other."""

    POISSON = "poisson"
    CONSTANT = "constant"
    RAMP = "ramp"
    STEPS = "steps"
    CLOSED = "closed"


class OpenArrivals(StrEnum):
    """The same, where nobody waits for answers."""

    POISSON = "poisson"
    CONSTANT = "constant"
    RAMP = "ramp"
    STEPS = "steps"


class LevelArrivals(StrEnum):
    """The same, at a rate that stays as it is."""

    POISSON = "poisson"
    CONSTANT = "constant"


class Connections(StrEnum):
    """What connections journeys go over."""

    SHARED = "shared"
    PER_USER = "per_user"


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """Options of `load check`, `run`, `knee` and `fairness`."""

    manifest: Annotated[
        File, typer.Option(metavar="FILE", help="The manifest; launchready.toml by default.")
    ] = None
    users: Annotated[
        int,
        typer.Option(min=1, max=100_000, help="How many people's traffic; 10 to 100 for a check."),
    ] = 20
    rate: Annotated[
        float | None,
        typer.Option(metavar="PER_S", help="Journeys to begin each second, instead of --users."),
    ] = None
    duration: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="How long the main phase is: 30s, 2m, 1h. By default 60s, and in a check longer "
            "where a route is rare.",
        ),
    ] = None
    arrivals: Annotated[
        Arrivals, typer.Option(help="How journeys arrive; closed: users wait for answers.")
    ] = Arrivals.POISSON
    connections: Annotated[
        Connections, typer.Option(help="Kept ones for all, or new ones for each journey.")
    ] = Connections.SHARED
    answer_timeout: Annotated[
        float, typer.Option(min=0.1, max=600, metavar="SECONDS", help="Limit for a whole answer.")
    ] = 20.0
    ceiling: Annotated[
        float, typer.Option(metavar="PER_S", help="Requests each second that nothing may pass.")
    ] = 200.0
    no_limit: Annotated[bool, typer.Option("--no-limit", help="Allow a --ceiling above 2,000.")] = (
        False
    )
    stop_errors: Annotated[
        float,
        typer.Option(
            min=0,
            max=100,
            metavar="PERCENT",
            help="Stop when more fail, of at least 50 requests; 100: never.",
        ),
    ] = 50.0
    production: Annotated[
        bool, typer.Option("--production", help="The target may be production.")
    ] = False
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before sending.")] = False
    seed: Annotated[int, typer.Option(help="The same seed, the same chance.")] = 1
    profile: Annotated[str | None, typer.Option(help="Judge by this profile.")] = None
    budget: Annotated[
        File, typer.Option(metavar="FILE", help="A budget (TOML); the exit code is its own.")
    ] = None
    baseline: Annotated[
        File,
        typer.Option(metavar="FILE", help="Compare with this earlier run; written if missing."),
    ] = None
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write the baseline anew after comparing.")
    ] = False
    json_file: Annotated[
        File, typer.Option("--json", metavar="FILE", help="Write JSON; `-` is standard output.")
    ] = None
    html_file: Annotated[
        File, typer.Option("--html", metavar="FILE", help="Write one self-contained HTML page.")
    ] = None
    markdown_file: Annotated[
        File, typer.Option("--markdown", metavar="FILE", help="Write Markdown.")
    ] = None
    junit: Annotated[File, typer.Option("--junit", metavar="FILE", help="Write JUnit XML.")] = None
    hdr: Annotated[
        File,
        typer.Option(metavar="FOLDER", help="Write the histograms of every route (.hgrm and V2)."),
    ] = None
    plain: Annotated[bool, typer.Option("--plain", help="Without colour and drawing.")] = False
    full: Annotated[bool, typer.Option("--full", help="Every detail of every risk.")] = False
    store: Annotated[
        str,
        typer.Option(
            "--store", metavar="URL", help="Keep runs there: sqlite:///FILE or postgresql://…"
        ),
    ] = ""
    no_store: Annotated[bool, typer.Option("--no-store", help="Do not keep this run.")] = False
    workers: Annotated[
        int,
        typer.Option(
            min=0, max=64, metavar="N", help="Make the load in N processes; 0: in this one."
        ),
    ] = 0
    expect: Annotated[
        int,
        typer.Option(
            min=0, max=500, metavar="N", help="Wait for N machines that run `load worker`."
        ),
    ] = 0
    master: Annotated[
        str, typer.Option(metavar="ADDR:PORT", help="Where those machines find this one.")
    ] = ""
    resolver: Resolver = None
    connect: Connect = None
    ca_file: CaFile = None
    allow_private: AllowPrivate = False
    timeout: Timeout = 5.0

    def reach(self) -> Reach:
        """Return what was typed about the network."""
        return Reach(
            tuple(self.resolver or ()),
            tuple(self.connect or ()),
            (),
            self.ca_file,
            self.allow_private,
            self.timeout,
        )


Scenario = Annotated[
    File,
    typer.Option(
        metavar="FILE", help="What people do (YAML or Python); the manifest's routes by default."
    ),
]
Address = Annotated[str | None, typer.Argument(help="The product's address; none: the manifest's.")]


OPEN = Annotated[OpenArrivals, typer.Option(help="How journeys arrive.")]
LEVEL = Annotated[LevelArrivals, typer.Option(help="How journeys arrive.")]
VISITORS = Annotated[
    int, typer.Option(min=1, max=100_000, help="How many different visitors take turns.")
]


def takes_load_options(
    without: tuple[str, ...] = (), **instead: object
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of `LoadOptions`; it gets them as its argument `options`.

    `without` names those that mean nothing to it; `instead` says others in its own words.
    """
    return lambda command: _taking(command, without, instead)


def _taking(
    command: Callable[..., None], without: tuple[str, ...], instead: dict[str, object]
) -> Callable[..., None]:
    own = inspect.signature(command)
    hints = get_type_hints(command, include_extras=True)
    shared = get_type_hints(LoadOptions, include_extras=True) | instead
    taken = [field for field in fields(LoadOptions) if field.name not in without]
    parameters = [
        one.replace(annotation=hints[one.name])
        for one in own.parameters.values()
        if one.name != "options"
    ]
    parameters += [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None if field.default is MISSING else field.default,
            annotation=shared[field.name],
        )
        for field in taken
    ]

    @wraps(command)
    def run(**typed: Any) -> None:  # noqa: ANN401 - typer's own values
        shared_values = {field.name: typed.pop(field.name) for field in taken}
        command(**typed, options=LoadOptions(**shared_values))

    run.__dict__["__signature__"] = own.replace(parameters=parameters)
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run
