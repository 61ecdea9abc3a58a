"""What the master knows of one worker."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from launchready.facts.load import Worker
from launchready.load.journey import Scenario
from launchready.load.phase import Phase
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError
from launchready.load.workers.codec import read_tally, take_newer
from launchready.load.workers.letters import Finished, Go, Progress, Seal

UNSURE_S = 0.1
"""Half a round trip: a clock is known no better than that."""
PAST_S = 60
"""Seconds after which a window is kept as a drawing needs it."""
ASTRAY_S = 10.0
"""A clock that is off by more is set wrong; what is less is made up for."""


@dataclass(slots=True)
class Clock:
    """How far a worker's clock is ahead of ours, from the quickest of several pings."""

    trips: list[tuple[float, float]] = field(default_factory=list)
    """Seconds of the round trip, seconds ahead."""

    @property
    def ahead_s(self) -> float:
        """Seconds that it is ahead."""
        return min(self.trips)[1] if self.trips else 0.0

    def trouble(self, name: str) -> str:
        """Say why phases cannot begin together; empty: they can."""
        if not self.trips:
            return f"{name} does not answer"
        trip, ahead = min(self.trips)
        if trip / 2 > UNSURE_S:
            return f"{name} is too far away: a letter there and back takes {trip * 1e3:.0f} ms"
        if abs(ahead) > ASTRAY_S:
            word = "ahead" if ahead > 0 else "behind"
            return f"the clock of {name} is {abs(ahead):.0f} s {word}: set it"
        return ""


@dataclass(slots=True)
class Peer:
    """One worker."""

    id: str
    name: str
    seal: Seal
    parts: tuple[str, ...] | None = None
    """Journeys that it can take; None: it has not said so yet."""
    refused: str = ""
    died: str = ""
    here: bool = False
    """A process on this machine."""
    clock: Clock = field(default_factory=Clock)
    number: int = 0
    """The phase it is in, counted from 1."""
    tally: Tally | None = None
    """What it counted in this phase, so far or in the end."""
    done: bool = False
    void: str = ""
    """Why nothing may be judged by its shard."""
    arrivals: int = 0
    """In all phases before this one."""

    @property
    def lost(self) -> bool:
        """Whether nothing more is to be expected of it."""
        return bool(self.died or self.refused)

    @property
    def stopped(self) -> str:
        """Why its shard ended early, in words; empty: it did not."""
        return self.tally.stopped if self.tally is not None else ""

    def begin(self, number: int) -> None:
        """Forget the last phase."""
        self.arrivals += self.tally.arrivals if self.tally is not None else 0
        self.number, self.tally, self.done, self.void = number, None, False, ""

    def take(self, letter: Progress | Finished) -> None:
        """Take what it counted; of an earlier phase nothing. Raises `LoadError` for nonsense."""
        if letter.number != self.number or self.done:
            return
        tally = read_tally(bytes(letter.tally))
        if isinstance(letter, Finished):
            self.done, self.void = True, letter.void
        elif self.tally is not None:
            tally = take_newer(self.tally, tally)
            try:
                tally.thin(max(tally.windows, default=0) - PAST_S)
            except (struct.error, OverflowError) as error:
                message = f"a worker sent something that is no tally: {error}"
                raise LoadError(message) from None
        self.tally = tally

    def fact(self, all_arrivals: int, count: int) -> Worker:
        """Return it as a value that is kept."""
        arrivals = self.arrivals + (self.tally.arrivals if self.tally is not None else 0)
        share = arrivals / all_arrivals if all_arrivals else 1.0 / max(count, 1)
        off_ms = round(self.clock.ahead_s * 1e3, 3)
        return Worker(self.name, share, arrivals, off_ms, self.died, self.here)


def shard_of(
    scenario: Scenario, phase: Phase, number: int, shard: tuple[int, int], epoch: float
) -> Go:
    """Return the letter that starts shard `shard[0]` of `shard[1]`."""
    mine = replace(
        phase,
        shard=shard[0],
        shards=shard[1],
        most_in_flight=-(-phase.most_in_flight // shard[1]),
    )
    parts = tuple((part.name, part.weight, part.pause) for part in scenario.parts)
    return Go(number, mine, epoch, parts, dict(scenario.shared))


def merged(phase: Phase, peers: Sequence[Peer]) -> Tally:
    """Return what all shards counted, as one; void when one is lost or may not be judged."""
    whole = Tally(phase)
    voids = []
    for peer in peers:
        if peer.tally is not None:
            whole.add(peer.tally)
        if peer.died:
            share = 100 / len(peers)
            voids.append(f"{peer.name} was lost with {share:.0f} % of the traffic: {peer.died}")
        elif peer.void:
            voids.append(f"{peer.name}: {peer.void}")
    whole.void = "; ".join(voids)
    return whole


def answered(peers: Sequence[Peer], pings: int) -> bool:
    """Whether all that are left have answered so many pings."""
    return all(peer.lost or len(peer.clock.trips) >= pings for peer in peers)


def raise_refused(peers: list[Peer]) -> None:
    """Raise `LoadError` when a worker said that it will not, or cannot go on."""
    for peer in peers:
        if peer.refused:
            what = "" if peer.here else "worker "
            message = f"{what}{peer.name}: {peer.refused}"
            raise LoadError(message)
