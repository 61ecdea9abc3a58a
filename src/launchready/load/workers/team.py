"""The master: several machines that run a phase as one."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from typing import Any

from launchready.facts.load import Worker
from launchready.load.engine.stop import Stop
from launchready.load.journey import Scenario
from launchready.load.phase import Phase
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError
from launchready.load.workers.letters import (
    KEY,
    Finished,
    Halt,
    Letter,
    Prepare,
    Progress,
    Ready,
    Refused,
    Seal,
    Sent,
)
from launchready.load.workers.link import Link, carried
from launchready.load.workers.local import orders, started
from launchready.load.workers.meeting import Meeting
from launchready.load.workers.peer import Clock, Peer, answered, merged, raise_refused, shard_of
from launchready.load.workers.worker import is_loopback, traffic_of
from launchready.net.traffic import Traffic
from launchready.report.phrases import count as number_of
from launchready.report.visible import visible

PINGS = 8
PING_S = 5.0
LEAD_S = 0.4
"""From the letter that starts a phase to its first arrival."""
LATE_S = 20.0
"""How much longer than planned a shard may take before it is given up."""
STOP_S = 3.0
"""How long workers may take to stop."""
LOOK_S = 0.25
SELDOM = 20
"""Merging to watch takes a twentieth of the time at most: hours have many seconds."""
MOST_NAME = 60


class Team:
    """Runs phases on all workers and merges what they count: a `PhaseRunner`."""

    def __init__(self, link: Link, meeting: Meeting, key: str, stop: Stop) -> None:
        self.pids: tuple[int, ...] = ()
        """Processes of the workers on this machine."""
        self.own: frozenset[str] = frozenset()
        """What those are called."""
        self._link = link
        self._meeting = meeting
        self._key = key
        self._stop = stop
        self._peers: dict[str, Peer] = {}
        self._news = asyncio.Event()
        self._ended = ""
        self._number = 0
        self._sent: dict[str, Sent] = {}

    @property
    def traffic(self) -> Traffic:
        """What all workers sent and read so far; of one that was lost, until it last said so."""
        return traffic_of(self._sent.values())

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Every worker with its share of all arrivals so far."""
        peers = self._all()
        every = sum(p.arrivals + (p.tally.arrivals if p.tally else 0) for p in peers)
        return tuple(peer.fact(every, len(peers)) for peer in peers)

    async def listen(self) -> None:
        """Take letters until there are no more."""
        try:
            while not self._ended:
                self._take(await self._link.take())
                self._news.set()
        finally:
            self._ended = self._ended or "nobody takes letters any more"
            self._news.set()

    async def assemble(self) -> None:
        """Wait until all workers are ready. Raises `LoadError`."""
        count = self._meeting.here + self._meeting.expect
        await self._until(
            lambda: len(self._peers) >= count and all(p.parts or p.lost for p in self._all()),
            self._meeting.wait_s,
        )
        raise_refused(self._all())
        ready = [peer for peer in self._all() if peer.parts is not None and not peer.died]
        if len(ready) < count:
            lost = "".join(f"; {peer.name}: {peer.died}" for peer in self._all() if peer.died)
            message = f"only {len(ready)} of {count} workers are there{lost}"
            raise LoadError(message)

    async def __call__(
        self, scenario: Scenario, phase: Phase, watch: Callable[[Tally], None]
    ) -> Tally:
        """Make a phase on all workers that are left; who is lost in it makes it void.

        Raises `LoadError`: no worker is left, clocks that cannot be compared, a journey that the
        workers do not know, a host that one of them may not send to.
        """
        peers = [peer for peer in self._all() if not peer.lost]
        await self._compare_clocks(peers)
        peers = [peer for peer in peers if not peer.lost]
        if not peers:
            message = f"no worker is left{': ' + self._ended if self._ended else ''}"
            raise LoadError(message)
        self._number += 1
        epoch = time.time() + LEAD_S
        for shard, peer in enumerate(peers):
            peer.begin(self._number)
            self._say(
                peer,
                shard_of(
                    scenario, phase, self._number, (shard, len(peers)), epoch + peer.clock.ahead_s
                ),
            )
        self._stop.listen(self._halt)
        try:
            await self._follow(peers, phase, watch)
        finally:
            self._stop.forget(self._halt)
        raise_refused(peers)
        return merged(phase, peers)

    async def _follow(
        self, peers: list[Peer], phase: Phase, watch: Callable[[Tally], None]
    ) -> None:
        """Wait for all shards; end the others when one stops."""
        until = time.monotonic() + LEAD_S + phase.seconds + phase.drain_s + LATE_S
        halted, look_at = False, 0.0
        while waiting := [peer for peer in peers if not (peer.done or peer.lost)]:
            await self._until(lambda: all(p.done or p.lost for p in peers), LOOK_S)
            began = time.monotonic()
            if began >= look_at:
                watch(merged(phase, peers))
                look_at = began + SELDOM * (time.monotonic() - began)
            why = self._stop.why or next(
                (p.refused or p.stopped for p in peers if p.refused or p.stopped), ""
            )
            if why and not halted:
                halted = True
                until = time.monotonic() + STOP_S
                self._halt(why)
            if time.monotonic() > until:
                for peer in waiting:
                    peer.died = "it did not end in time"

    def _halt(self, why: str) -> None:
        for peer in self._all():
            if not peer.lost:
                self._say(peer, Halt(why))

    async def _compare_clocks(self, peers: list[Peer]) -> None:
        for peer in peers:
            peer.clock = Clock()
        for number in range(1, PINGS + 1):
            for peer in peers:
                if not peer.lost:
                    self._link.ping(peer.id)
            await self._until(partial(answered, peers, number), PING_S)
        for peer in peers:
            trouble = "" if peer.lost else peer.clock.trouble(peer.name)
            if trouble and not self._number:
                raise LoadError(trouble)
            peer.died = peer.died or trouble

    def _take(self, line: dict[str, Any]) -> None:
        peer = self._peers.get(line.get("peer", ""))
        if line["kind"] in {"end", "wrong"}:
            self._ended = line.get("why", "the carrier ended")
            for one in self._all():
                one.died = one.died or self._ended
        elif line["kind"] == "letter":
            self._read(line["peer"], peer, line["text"])
        elif peer is None:
            return
        elif line["kind"] == "gone":
            peer.died = peer.died or line["why"]
        elif line["kind"] == "pong":
            peer.clock.trips.append((line["trip_s"], line["offset_s"]))

    def _read(self, id_: str, peer: Peer | None, text: str) -> None:
        if peer is None:
            self._welcome(id_, text)
            return
        if peer.lost:
            return
        try:
            letter = peer.seal.read(text)
            if isinstance(letter, Progress | Finished):
                self._sent[id_] = letter.sent
                peer.take(letter)
            elif isinstance(letter, Ready):
                peer.parts = letter.parts
            elif isinstance(letter, Refused):
                peer.refused = visible(letter.why, 500)
        except LoadError as error:
            peer.died = str(error)

    def _welcome(self, id_: str, text: str) -> None:
        """Take a worker in; who comes when all are there is not needed."""
        seal = Seal(self._key)
        hello = seal.greeting(text)
        if hello is None or len(self._peers) >= self._meeting.here + self._meeting.expect:
            return
        name = visible(hello.name, MOST_NAME)
        taken = {peer.name for peer in self._all()}
        number = 2
        while name in taken:
            name, number = f"{visible(hello.name, MOST_NAME)} ({number})", number + 1
        peer = self._peers[id_] = Peer(id_, name, seal, here=name in self.own)
        meeting, parcel = self._meeting, self._meeting.parcel
        self._say(
            peer,
            Prepare(
                seal.nonce,
                parcel.file,
                parcel.text,
                dict(parcel.feeds),
                meeting.tag,
                meeting.limits,
                meeting.most,
                (len(self._peers) - 1, meeting.here + meeting.expect),
                meeting.ceiling,
            ),
        )

    def _say(self, peer: Peer, letter: Letter) -> None:
        self._link.letter(peer.id, peer.seal.write(letter))

    def _all(self) -> list[Peer]:
        return sorted(self._peers.values(), key=lambda peer: peer.name)

    async def _until(self, true: Callable[[], bool], seconds: float) -> None:
        """Wait until something is true, for at most so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not (true() or self._ended):
                    self._news.clear()
                    await self._news.wait()


@asynccontextmanager
async def open_team(
    meeting: Meeting, stop: Stop, tell: Callable[[str], None]
) -> AsyncIterator[Team]:
    """Gather the workers: those started here, and those that join; `tell` gets lines about it.

    Raises `LoadError`: Locust is not installed, the port is taken, no key beyond loopback, workers
    that do not come or that refuse the scenario.
    """
    host, port = meeting.listen
    if meeting.expect and not meeting.key and not is_loopback(host):
        message = f"workers of other machines need a key that both sides know: set {KEY}"
        raise LoadError(message)
    key = meeting.key or ("" if meeting.expect else secrets.token_hex(16))
    async with AsyncExitStack() as stack:
        link = await stack.enter_async_context(carried("master", host, port))
        opened = await link.take()
        if opened["kind"] != "open":
            message = f"nothing can listen on {host} port {port}: is the port taken?"
            raise LoadError(message)
        team = Team(link, meeting, key, stop)
        listening = asyncio.create_task(team.listen())
        stack.push_async_callback(_cancel, listening)
        if meeting.expect:
            expected = number_of(meeting.expect, "worker")
            tell(f"waiting for {expected} on {host} port {opened['port']}")
        names = [f"worker {number}" for number in range(1, meeting.here + 1)]
        team.own = frozenset(names)
        told = [
            orders(opened["port"], key, name, meeting.hosts, meeting.settings) for name in names
        ]
        team.pids = await stack.enter_async_context(started(told))
        await team.assemble()
        there = len(team.workers)
        tell(f"{number_of(there, 'worker')} {'is' if there == 1 else 'are'} ready")
        yield team


async def _cancel(task: asyncio.Task[None]) -> None:
    """End a task; what went wrong in it is raised."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
