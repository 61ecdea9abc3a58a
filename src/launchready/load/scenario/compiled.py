"""A scenario file made into journeys that the engine drives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from launchready.load.journey import Journey, Part, Scenario, User
from launchready.load.scenario.body import plain
from launchready.load.scenario.build import Builder
from launchready.load.scenario.course import Begin, cleaning, course, with_last
from launchready.load.scenario.document import Document
from launchready.load.scenario.feeds import Feed, Row, read_feed
from launchready.load.scenario.flow import StepFlow, Use, flow, ordered
from launchready.load.scenario.places import Places
from launchready.load.scenario.ready import Ready
from launchready.load.scenario.shape import ScenarioFile, StepTable
from launchready.load.scenario.template import (
    BUILT_IN,
    NAME,
    Reference,
    Rendering,
    Template,
    Text,
    as_is,
    parse,
)

Taker = Callable[[User], Row]


def compiled(
    document: Document, file: ScenarioFile, folder: Path, environ: Mapping[str, str]
) -> Scenario:
    """Make a file's journeys. Raises `LoadError` for whatever cannot work."""
    return _Compiling(document, file, folder, environ).scenario()


class _Compiling:
    def __init__(
        self, document: Document, file: ScenarioFile, folder: Path, environ: Mapping[str, str]
    ) -> None:
        self.document = document
        self.file = file
        self.constants = _environment(document, file, environ)
        self.feeds = _feeds(document, file, folder)
        self.rendering = Rendering(self.constants)
        self.made: list[tuple[str, Text]] = []
        """Variables that every journey makes anew, each after those it uses."""
        self.start = self._start()
        places = _places(document, file, self.constants)
        self.extracted = self._extracted()
        self.builder = Builder(document, places, self.rendering, _links(_all_steps(file)))
        self.builder.headers = {name: plain(value) for name, value in (file.headers or {}).items()}

    def scenario(self) -> Scenario:
        file, shared = self.file, dict[str, str]()
        setup, setup_flows = self._steps("setup", file.setup, (0.0, 0.0))
        found = {name for one in setup_flows for name in one.gives}
        sure = flow(self.document, setup_flows, self.start, found)
        begin = self._begin()
        parts = []
        visited = set[str]()
        for at, table in enumerate(file.journeys):
            place = f"journeys[{at}]"
            think = self.builder.think(f"{place}.think", table.think)
            steps, flows = self._steps(f"{place}.steps", table.steps, think)
            given = {name for one in flows for name in one.gives}
            flow(self.document, flows, sure, self.extracted)
            pause = self.builder.think(f"{place}.pause", table.pause)
            journey = course(steps, begin)
            last, flows = self._steps(f"{place}.finally", table.finally_, (0.0, 0.0))
            if last:
                flow(self.document, flows, sure | given, self.extracted)
                journey = with_last(journey, last)
            every = (*steps, *last)
            routes = tuple(ready.target.name for ready in every for _ in range(ready.repeat))
            think_s = sum(ready.repeat * sum(ready.think) / 2 for ready in every)
            parts.append(Part(table.name, journey, table.weight, pause, routes, think_s))
            visited |= set(routes)
        _refuse_twice(self.document, [part.name for part in parts])
        cleanup, flows = self._steps("cleanup", file.cleanup, (0.0, 0.0))
        flow(self.document, flows, sure | found, self.extracted)
        places = self.builder.places
        return Scenario(
            name=file.name or Path(self.document.source).stem,
            base=places.base,
            parts=tuple(parts),
            targets=tuple(self.builder.targets.values()),
            hosts=places.hosts,
            setup=_sharing(course(setup, begin), found, shared) if setup else None,
            cleanup=cleaning(cleanup, begin) if cleanup else None,
            new_user=self._new_user(places.base, shared),
            shared=shared,
            aside=frozenset(self.builder.targets) - visited,
        )

    def _steps(
        self, place: str, tables: tuple[StepTable, ...], think: tuple[float, float]
    ) -> tuple[tuple[Ready, ...], list[StepFlow]]:
        made = [
            self.builder.step(f"{place}[{at}]", table, think if at else (0.0, 0.0))
            for at, table in enumerate(tables)
        ]
        return tuple(ready for ready, _ in made), [one for _, one in made]

    def _start(self) -> set[str]:
        """Return the names that have a value when a journey begins, and make them ready."""
        columns = [name for feed in self.feeds for name in feed.columns]
        known = set(BUILT_IN) | set(self.constants) | set(columns)
        self._refuse_double([*BUILT_IN, *self.constants, *columns, *(self.file.variables or {})])
        templates: dict[str, Template] = {}
        uses: dict[str, list[Use]] = {}
        for name, value in (self.file.variables or {}).items():
            place = f"variables.{name}"
            if not NAME.fullmatch(name):
                self.document.refuse(place, "is no name of a variable: letters, digits, `_`")
            try:
                templates[name] = parse(plain(value))
            except ValueError as error:
                self.document.refuse(place, str(error))
            uses[name] = [Use(place, one) for one in templates[name].names]
        for name in ordered(self.document, uses, known):
            text = self.rendering.ready(templates[name], as_is)
            if text.fixed is None:
                self.made.append((name, text))
            else:
                self.constants[name] = text.fixed
        return known | set(templates)

    def _extracted(self) -> set[str]:
        names = set()
        for place, table in _placed(self.file):
            for name in table.extract or {}:
                if name in self.start:
                    sentence = "is the name of another variable already"
                    self.document.refuse(f"{place}.extract.{name}", sentence)
                names.add(name)
        return names

    def _refuse_double(self, names: list[str]) -> None:
        for name in sorted({one for one in names if names.count(one) > 1}):
            sentence = f"the variable {name!r} is set twice: env, variables, feeds, built-in"
            self.document.refuse("", sentence)

    def _begin(self) -> Begin | None:
        takers = [feed.taker() for feed in self.feeds if feed.each_journey]
        made = tuple(self.made)
        if not takers and not made:
            return None

        def begin(user: User) -> None:
            for taker in takers:
                user.variables.update(taker(user))
            for name, text in made:
                user.variables[name] = text.text(user, 0)

        return begin

    def _new_user(self, base: str, shared: dict[str, str]) -> Callable[[int], User]:
        takers = [feed.taker() for feed in self.feeds if not feed.each_journey]
        constants = dict(self.constants)

        def new_user(number: int) -> User:
            user = User(number, base, {**constants, **shared})
            for taker in takers:
                user.variables.update(taker(user))
            return user

        return new_user


def _environment(
    document: Document, file: ScenarioFile, environ: Mapping[str, str]
) -> dict[str, str]:
    values = {}
    for name, variable in (file.env or {}).items():
        if not NAME.fullmatch(name):
            document.refuse(f"env.{name}", "is no name of a variable: letters, digits, `_`")
        value = environ.get(variable, "")
        if not value:
            sentence = f"needs the environment variable {variable}, which is not set"
            document.refuse(f"env.{name}", sentence)
        values[name] = value
    return values


def _feeds(document: Document, file: ScenarioFile, folder: Path) -> list[Feed]:
    feeds = []
    for at, table in enumerate(file.feeds):
        try:
            feeds.append(read_feed(table, folder))
        except (ValueError, OSError) as error:
            said = error.strerror if isinstance(error, OSError) else str(error)
            document.refuse(f"feeds[{at}]", f"{said} ({table.file})")
    return feeds


def _places(document: Document, file: ScenarioFile, constants: Mapping[str, str]) -> Places:
    """Read base and hosts; both may use constants, so that one file serves several systems."""
    texts = {"base": file.base, **{f"hosts[{at}]": one for at, one in enumerate(file.hosts)}}
    fixed = {}
    for place, text in texts.items():
        try:
            pieces = parse(text).pieces
            fixed[place] = "".join(
                constants[one.name] if isinstance(one, Reference) else one for one in pieces
            )
        except ValueError as error:
            document.refuse(place, str(error))
        except KeyError:
            sentence = "may only use variables of `env`, and those made of them"
            document.refuse(place, sentence)
    base = fixed.pop("base")
    try:
        Places(base, ())
    except ValueError as error:
        document.refuse("base", str(error))
    try:
        return Places(base, tuple(fixed.values()))
    except ValueError as error:
        document.refuse("hosts", str(error))


def _placed(file: ScenarioFile) -> list[tuple[str, StepTable]]:
    """Return every step with its place."""
    lists = [("setup", file.setup), ("cleanup", file.cleanup)]
    for at, one in enumerate(file.journeys):
        lists += [(f"journeys[{at}].steps", one.steps), (f"journeys[{at}].finally", one.finally_)]
    return [(f"{place}[{at}]", one) for place, steps in lists for at, one in enumerate(steps)]


def _all_steps(file: ScenarioFile) -> Iterable[StepTable]:
    return (table for _, table in _placed(file))


def _links(steps: Iterable[StepTable]) -> frozenset[str]:
    """Return the variables that URLs begin with; texts that are no templates are refused later."""
    names = set()
    for step in steps:
        try:
            pieces = parse(step.url.strip()).pieces
        except ValueError:
            continue
        if pieces and isinstance(pieces[0], Reference):
            names.add(pieces[0].name)
    return frozenset(names)


def _refuse_twice(document: Document, names: list[str]) -> None:
    for at, name in enumerate(names):
        if name in names[:at]:
            document.refuse(f"journeys[{at}].name", f"is taken: another is called {name!r}")


def _sharing(setup: Journey, names: set[str], shared: dict[str, str]) -> Journey:
    """Keep what setup finds, however far it comes: cleanup needs it."""

    async def journey(user: User) -> None:
        try:
            await setup(user)
        finally:
            shared.update({name: user.variables[name] for name in names if name in user.variables})

    return journey
