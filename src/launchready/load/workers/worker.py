"""One of several machines: join a master, make shards of its phases, report them."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from ipaddress import ip_address

import msgspec

from launchready import __version__
from launchready.load.engine.gate import void_of
from launchready.load.engine.lines import Lines, open_lines
from launchready.load.engine.run import run_phase
from launchready.load.engine.stop import Stop
from launchready.load.journey import Part, Scenario
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError
from launchready.load.workers.codec import tally_json
from launchready.load.workers.letters import (
    KEY,
    Finished,
    Go,
    Halt,
    Hello,
    Letter,
    Prepare,
    Progress,
    Ready,
    Refused,
    Seal,
    Sent,
)
from launchready.load.workers.link import Link, carried
from launchready.load.workers.parcel import Parcel, unpack
from launchready.load.workers.watch import watching
from launchready.net.network import Settings
from launchready.net.traffic import Traffic

REPORT_S = 0.5
OVERLAP_S = 15
"""Seconds of windows that a report repeats: older ones have long been told."""
LAST_WORDS_S = 3.0
"""How long a phase may take to end when the master is gone."""


@dataclass(frozen=True, slots=True)
class Joining:
    """Whom to join, and what may be sent where."""

    host: str
    port: int
    settings: Settings = field(repr=False)
    allow: frozenset[str] = frozenset()
    """Hosts that load may be sent to; loopback too where the master is on loopback."""
    key: str = field(default="", repr=False)
    name: str = ""
    """Empty: this machine's name."""
    python: bool = False
    """Whether to run a scenario that is a Python program."""
    wait_s: float = 60.0
    """How long to wait for the master to be there."""
    here: bool = False
    """The master started it, in the same terminal: what it is told is said there."""
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)


async def work(joining: Joining, tell: Callable[[str], None]) -> None:
    """Join a master and do as it says until it ends; `tell` gets lines for the terminal.

    Raises `LoadError`: no key for a master beyond loopback, no master, no Locust.
    """
    if not joining.key and not is_loopback(joining.host):
        message = f"a master beyond loopback needs a key that both sides know: set {KEY}"
        raise LoadError(message)
    async with carried("worker", joining.host, joining.port) as link:
        try:
            opened = await asyncio.wait_for(link.take(), joining.wait_s)
        except TimeoutError:
            opened = {"why": f"nobody answers at {joining.host} port {joining.port}"}
        if opened.get("kind") != "open":
            message = f"cannot join: {opened.get('why') or 'the carrier ended'}"
            raise LoadError(message)
        desk = _Desk(joining, link, tell)
        desk.greet()
        tell(f"joined {joining.host} port {joining.port}, waiting for work")
        try:
            with watching(desk.stuck):
                tell(await desk.serve())
        finally:
            await desk.close()


class _Desk:
    """What a worker does with each letter."""

    def __init__(self, joining: Joining, link: Link, tell: Callable[[str], None]) -> None:
        self._joining = joining
        self._link = link
        self._tell = tell
        self._seal = Seal(joining.key)
        self._ready: tuple[Scenario, Lines] | None = None
        self._stop = Stop()
        self._running: asyncio.Task[None] | None = None

    def greet(self) -> None:
        name = self._joining.name or f"{socket.gethostname()} {os.getpid()}"
        self._say(Hello(name, __version__, self._seal.nonce))

    async def serve(self) -> str:
        """Do as letters say; return why there are no more."""
        while True:
            line = await self._link.take()
            if line["kind"] == "letter":
                letter = self._seal.read(line["text"])
                if isinstance(letter, Prepare):
                    await self._prepare(letter)
                elif isinstance(letter, Go) and self._ready is not None:
                    await self._finish()
                    self._stop = Stop()
                    self._running = asyncio.create_task(self._go(letter, *self._ready))
                elif isinstance(letter, Halt):
                    self._stop.request(letter.why)
            elif line["kind"] in {"gone", "end", "wrong"}:
                return f"the master is gone: {line.get('why', 'it ended')}"

    def stuck(self, why: str) -> bool:
        """Tell the master, from another thread, why this process ends; return whether it says it.

        The loop does not turn any more: nothing else writes letters.
        """
        told = self._link.letter_now(self._seal.write(Refused(why)))
        return told and self._joining.here

    async def close(self) -> None:
        """End what is under way."""
        self._stop.request("the master is gone")
        await self._finish()
        if self._ready is not None:
            await self._ready[1].close()

    async def _finish(self) -> None:
        running, self._running = self._running, None
        if running is None:
            return
        self._stop.request("the master asks for something else")
        await asyncio.wait([running], timeout=LAST_WORDS_S)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running

    async def _prepare(self, letter: Prepare) -> None:
        await self._finish()
        if self._ready is not None:
            await self._ready[1].close()
            self._ready = None
        parcel = Parcel(letter.file, letter.text, letter.feeds)
        try:
            refuse_python(parcel, self._joining)
            scenario = unpack(parcel, self._joining.environ, letter.share)
            refuse_hosts(scenario.hosts, self._joining)
        except LoadError as error:
            self._tell(f"refused: {error}")
            self._say(Refused(str(error)))
            return
        lines = open_lines(
            self._joining.settings,
            limits=letter.limits,
            tag=letter.tag,
            most=letter.most,
            allowed=frozenset(scenario.hosts),
            ceiling=letter.ceiling / letter.share[1],
        )
        self._ready = scenario, lines
        self._tell(f"{scenario.name}: load for {', '.join(scenario.hosts)}")
        self._say(Ready(tuple(part.name for part in scenario.parts)))

    async def _go(self, letter: Go, scenario: Scenario, lines: Lines) -> None:
        told = 0.0

        def watch(tally: Tally) -> None:
            nonlocal told
            if (now := time.monotonic()) - told >= REPORT_S:
                told = now
                since = int(time.time() - letter.epoch) - OVERLAP_S
                counted = msgspec.Raw(tally_json(tally, since))
                self._say(Progress(letter.number, counted, sent_over(lines)))

        try:
            tally = await run_phase(
                _reduced(scenario, letter),
                letter.phase,
                lines,
                watch=watch,
                stop=self._stop,
                epoch=letter.epoch,
            )
        except LoadError as error:
            self._say(Refused(str(error)))
            return
        except Exception as error:
            self._say(Refused(f"it broke: {type(error).__name__}"))
            raise
        counted = msgspec.Raw(tally_json(tally))
        self._say(Finished(letter.number, counted, void_of(tally), sent_over(lines)))
        await self._link.drain()

    def _say(self, letter: Letter) -> None:
        self._link.letter("", self._seal.write(letter))


def sent_over(lines: Lines) -> Sent:
    """Return what went over the lines so far."""
    traffic = lines.traffic
    return Sent(traffic.requests, traffic.connections, traffic.bytes_in)


def traffic_of(workers: Iterable[Sent]) -> Traffic:
    """Return what several workers sent and read, added up."""
    whole = Traffic()
    for one in workers:
        whole.requests += one.requests
        whole.connections += one.connections
        whole.bytes_in += one.bytes_in
    return whole


def _reduced(scenario: Scenario, letter: Go) -> Scenario:
    """Return the scenario with the journeys that the phase takes."""
    known = {part.name: part.journey for part in scenario.parts}
    try:
        parts = tuple(
            Part(name, known[name], weight, pause) for name, weight, pause in letter.parts
        )
    except KeyError as error:
        message = f"the scenario has no journey {error}"
        raise LoadError(message) from None
    scenario.shared.update(letter.shared)
    return replace(scenario, parts=parts)


def refuse_python(parcel: Parcel, joining: Joining) -> None:
    """Raise `LoadError` for a Python scenario where the worker's command line allows none."""
    if parcel.python and not joining.python:
        message = f"{parcel.file} is a Python program, and this worker runs none"
        raise LoadError(message)


def refuse_hosts(hosts: tuple[str, ...], joining: Joining) -> None:
    """Raise `LoadError` for a host that the worker's command line does not allow."""
    near = is_loopback(joining.host)
    for host in hosts:
        bare = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        bare = bare.strip("[]")
        if {host, bare} & joining.allow or (near and is_loopback(bare)):
            continue
        message = f"this worker may not send load to {host}: start it with --allow {bare}"
        raise LoadError(message)


def is_loopback(host: str) -> bool:
    """Whether a name or an address is this machine's own."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
