"""What two load runs differ in before any time is compared: target, scenario, arrivals, rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from launchready.facts.load import LoadRun, PhaseRun
from launchready.load.comparison.side import Side
from launchready.load.telling.reading import rate
from launchready.report.phrases import listed

ALIKE = 1.25
"""Rates that are further apart than this are different loads."""
NEARLY = 1.05
"""Rates that are no further apart than this are the same: chance says how many arrive."""
NAMED = 4
SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was not the same in both runs."""

    what: str
    """`target`, `scenario`, `experiment`, `connections`, `arrivals`, `rate`, `users`, `routes`."""
    before: str
    after: str
    says: str
    """A clause about it."""
    decides: bool = True
    """Nothing can be compared because of it; otherwise times are compared, and it is named."""

    @property
    def short(self) -> str:
        """Say it in a few words, beside each figure."""
        return f"different {self.what.removesuffix('s')}s: {self.before} before, {self.after} after"


def differences(old: Side, new: Side) -> tuple[Difference, ...]:
    """Return what differs, as far as both runs tell."""
    return tuple(_all(old, new))


def _all(old: Side, new: Side) -> Iterator[Difference]:
    yield from _target(old, new)
    before, after = old.run.scenario, new.run.scenario
    if before and after and before != after:
        says = f"the scenario was {before!r} before and {after!r} after: give both the same one"
        yield Difference("scenario", before, after, says)
    if old.phase is None or new.phase is None:
        return
    before, after = old.run.experiment, new.run.experiment
    if before != after:
        says = (
            f"a load {before} made the run before and a load {after} the one after: "
            "how often each journey is made may differ"
        )
        yield Difference(
            "experiment", before, after, says, decides=old.phase.name != new.phase.name
        )
    yield from _manner(old.run, new.run)
    yield from _pace(old.phase, new.phase)
    yield from _routes(old, new)


def _target(old: Side, new: Side) -> Iterator[Difference]:
    before, after = _places(old), _places(new)
    if before and after and set(before) != set(after):
        first = before[0] != after[0]
        shown = [one[0] if first else listed(one, NAMED) for one in (before, after)]
        says = (
            f"the runs went to different targets, {shown[0]} before and {shown[1]} after: "
            "a difference may be theirs"
        )
        yield Difference("target", shown[0], shown[1], says, decides=False)


def _places(side: Side) -> tuple[str, ...]:
    """Return where the run went: hosts, with the scheme where all routes tell the same one."""
    schemes = {url.partition("://")[0] for one in side.routes.values() if "://" in (url := one.url)}
    scheme = f"{schemes.pop()}://" if len(schemes) == 1 else ""
    return tuple(f"{scheme}{host}" for host in side.run.hosts)


def _manner(old: LoadRun, new: LoadRun) -> Iterator[Difference]:
    before, after = _connections(old), _connections(new)
    if before != after:
        says = f"connections were {before} before and {after} after"
        yield Difference("connections", before, after, says)


def _connections(run: LoadRun) -> str:
    words = dict(zip(run.asked, run.asked[1:], strict=False))
    return words.get("--connections", SHARED).replace("_", " ")


def _pace(old: PhaseRun, new: PhaseRun) -> Iterator[Difference]:
    if old.law != new.law:
        says = f"arrivals were {old.law} before and {new.law} after"
        yield Difference("arrivals", old.law, new.law, says)
    low, high = sorted((old.asked_per_s, new.asked_per_s))
    if high > low * NEARLY:
        before, after = rate(old.asked_per_s), rate(new.asked_per_s)
        apart = high > low * ALIKE
        advice = ": give both the same --rate" if apart else ""
        says = f"{before} were asked for before and {after} after{advice}"
        yield Difference("rate", before, after, says, decides=apart)
    if old.law == new.law == "closed" and old.users != new.users:
        says = f"there were {old.users} users before and {new.users} after"
        yield Difference("users", str(old.users), str(new.users), says)


def _routes(old: Side, new: Side) -> Iterator[Difference]:
    if old.wrong or new.wrong or old.routes.keys() == new.routes.keys():
        return
    before, after = (listed(sorted(one.routes), NAMED) or "none" for one in (old, new))
    if not old.routes.keys() & new.routes.keys():
        yield Difference("routes", before, after, "they have no route in common")
        return
    told = [
        f"only the run {when} went to {listed(sorted(names), NAMED)}"
        for when, names in (
            ("before", old.routes.keys() - new.routes.keys()),
            ("after", new.routes.keys() - old.routes.keys()),
        )
        if names
    ]
    yield Difference("routes", before, after, " and ".join(told), decides=False)
