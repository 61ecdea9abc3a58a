"""One request after the other for one journey, without a future or a task for any."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter

from launchready.facts.load import Fault
from launchready.load.caching import said
from launchready.load.engine import blame
from launchready.load.engine.course import Course
from launchready.load.engine.desk import Desk
from launchready.load.engine.heard import (
    SAYS_WHEN,
    SETS_COOKIES,
    SPEAKS_OF_CACHES,
    Heard,
    marks_of,
    values,
)
from launchready.load.engine.taking import Taking
from launchready.load.engine.way import Way
from launchready.load.journey import Answer, Step
from launchready.load.trouble import LoadError
from launchready.net.failure import Failure, Phase
from launchready.net.http.connection import Connection

Answered = Callable[[Answer, float, float], None]
"""Is given the answer, and the moments when the request was sent and the answer was there."""

_COME_BACK = frozenset({429, 503})
"""Statuses whose Retry-After is of interest."""
_BAD = 400
_RESTED_S = 3.0
"""Idle for as long, a connection is not trusted with what cannot be repeated: servers that close
idle ones after five seconds are common."""


class Errand:
    """Asks, over a kept connection or one of its own, and calls back with the answer.

    `answered` is never called before `ask` returns. Answers go into the tally where it counts
    what only an answer shows: streams, caches, handshakes, when to come back.
    """

    __slots__ = (
        *("_answered", "_bounds", "_connection", "_course", "_due", "_lines", "_own", "_repeated"),
        *("_step", "_taking", "_tally", "_way", "_ways", "asked", "over"),
    )

    def __init__(self, course: Course, answered: Answered) -> None:
        self.over = False
        """Nobody wants an answer any more."""
        self.asked = 0.0
        self._course = course
        self._lines = course.lines
        self._ways = course.lines.ways
        self._bounds = course.bounds
        self._tally = course.count.tally
        self._answered = answered
        self._own: dict[Desk, Connection] | None = {} if course.phase.per_user else None
        """Connections of its own; None: they are shared."""
        self._step: Step | None = None
        """What is under way; None: nothing."""
        self._way: Way | None = None
        self._connection: Connection | None = None
        self._due = 0.0
        self._repeated = False
        self._taking: Taking | None = None

    @property
    def busy(self) -> bool:
        """Whether a request is under way, or waits for a connection."""
        return self._step is not None

    def ask(self, step: Step, due: float) -> None:
        """Make a request that was due at this moment. Raises `LoadError` for a host not allowed."""
        self._step = step
        self._due = due
        self._repeated = False
        target = step.target
        try:
            key = (
                step.url,
                target.name,
                target.method,
                target.stream,
                step.headers,
                len(step.body),
            )
            way = self._ways.get(key) or self._lines.way(step)
        except Failure as failure:
            answer = Answer(fault=Fault.ASSERTION, why=str(failure))
            asyncio.get_running_loop().call_soon(self._finish, answer)
            return
        except (TypeError, AttributeError) as error:
            # A scenario in Python may hand over anything.
            answer = Answer(fault=Fault.ASSERTION, why=f"no request: {blame.words_of(error)}")
            asyncio.get_running_loop().call_soon(self._finish, answer)
            return
        self._way = way
        if self._own is not None:
            connection = self._own.get(way.desk)
        elif way.repeatable:
            connection = way.desk.take()
        else:
            # It could not be repeated if the server, tired of waiting, hangs up just now.
            connection = way.desk.take(perf_counter() - _RESTED_S)
        if connection is not None and not connection.closed:
            self._send(connection, step, way)
        else:
            self._want(way.desk)

    def end(self) -> None:
        """Break off what is under way, and close connections of its own."""
        self.over = True
        # It holds whoever holds this: without the circle, memory is freed at once.
        self._answered = _nobody
        connection = self._connection
        if connection is not None:
            # It calls `_ended`, which puts it back.
            connection.abort()
        for desk, own in (self._own or {}).items():
            desk.drop(own)

    # The desk calls what follows.

    def lent(self, connection: Connection) -> None:
        """Send the request."""
        step, way = self._step, self._way
        if step is not None and way is not None:
            self._send(connection, step, way)

    def refused(self, failure: Failure) -> None:
        """Answer that there is no connection."""
        if failure.phase in {Phase.GUARD, Phase.SEND}:
            self._course.fail(LoadError(failure.why))
        fault, why = blame.of_opening(failure)
        self._finish(Answer(fault=fault, why=why))

    def shook(self, seconds: float) -> None:
        """Count the handshake."""
        self._tally.handshake.record(int(seconds * 1e6))

    def _want(self, desk: Desk, *, fresh: bool = False) -> None:
        self.asked = perf_counter()
        if self._own is None:
            desk.want(self, fresh=fresh)
        else:
            desk.want_own(self)

    def _send(self, connection: Connection, step: Step, way: Way) -> None:
        self._connection = connection
        if self._own is not None:
            self._own[way.desk] = connection
        message = way.message(step)
        if not step.target.stream:
            connection.begin(message, self._bounds.page, self._ended, bodiless=way.bodiless)
            return
        self._taking = taking = Taking(connection, self._tally.route(step.target), self._due)
        bounds, taker = self._bounds.stream, taking.take
        connection.begin(message, bounds, self._ended, bodiless=way.bodiless, taker=taker)

    # The connection calls what follows.

    def _ended(self) -> None:
        connection, step, way = self._connection, self._step, self._way
        if connection is None or step is None or way is None:
            return
        try:
            if self.over:
                self._put_back(connection, way)
            elif connection.stale and self._may_repeat(connection, way):
                self._repeated = True
                self._put_back(connection, way)
                self._want(way.desk, fresh=True)
            else:
                self._heard(connection, step, way)
        except Exception as error:  # noqa: BLE001 - an event loop would only log it
            self._course.broke(error)

    def _heard(self, connection: Connection, step: Step, way: Way) -> None:
        reading = connection.reading
        pairs = reading.pairs
        if pairs is not way.pairs:
            way.marks = marks_of(pairs)
            way.pairs = pairs
        marks = way.marks
        if marks & SETS_COOKIES and reading.headed:
            step.user.jar.store(way.url.text, values(pairs, b"set-cookie"))
        status = reading.status
        answer = Heard(status, pairs, reading.chunks, marks, self._bounds.page)
        sent, heard = connection.sent, connection.heard
        answer.response_s = heard - self._due
        if status >= _BAD or step.expect or not reading.complete or self._taking:
            self._judge(answer, connection, step, marks)
        if way.reads and answer.fault is None and (way.read or self._lines.read_before(way)):
            self._remember(step, way, answer, marks)
        self._connection = None
        if self._own is None:
            way.desk.give(connection)
        else:
            self._put_back(connection, way)
        self._step = None
        self._answered(answer, sent, heard)

    def _judge(self, answer: Heard, connection: Connection, step: Step, marks: int) -> None:
        cut = ""
        if self._taking is not None:
            cut = self._taking.close()
            self._taking = None
        if not connection.reading.complete:
            answer.fault, answer.why = blame.of_cut(connection)
        else:
            try:
                answer.fault, answer.why = blame.of_answer(step, answer)
            except blame.SlipError as slip:
                # No fault, but a reason: the flight ends by it.
                answer.why = slip.why
            if marks & SAYS_WHEN and answer.status in _COME_BACK:
                self._tally.route(step.target).retry_after += 1
        if cut and answer.fault is None:
            answer.fault, answer.why = Fault.CLOSED, cut

    def _may_repeat(self, connection: Connection, way: Way) -> bool:
        """RFC 9112 section 9.3.1: only idempotent requests may be repeated without asking."""
        return connection.exchanges > 1 and way.repeatable and not self._repeated

    def _remember(self, step: Step, way: Way, answer: Heard, marks: int) -> None:
        """Count another read, and what caches say of it."""
        if way.tally is not self._tally:
            way.tally = self._tally
            way.cache = self._tally.route(step.target).cache
        cache = way.cache
        cache.repeats += 1
        if marks & SPEAKS_OF_CACHES:
            hit, said_by = said(answer.headers)
            if hit is not None:
                cache.hits += hit
                cache.misses += not hit
                cache.said_by = cache.said_by or said_by

    def _put_back(self, connection: Connection, way: Way) -> None:
        self._connection = None
        if self._own is None:
            way.desk.give(connection)
        elif connection.closed:
            self._own.pop(way.desk, None)
            way.desk.drop(connection)

    def _finish(self, answer: Answer) -> None:
        """Answer a request that nothing came of."""
        if self.over:
            return
        now = perf_counter()
        answer.response_s = now - self._due
        self._step = None
        self._answered(answer, now, now)


def _nobody(_answer: Answer, _sent: float, _heard: float) -> None:
    """Nobody wants an answer any more."""
