"""One journey under way: driven from answer to answer by the calls that bring them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from time import perf_counter
from typing import Any, Final, Protocol

from launchready.facts.load import Fault
from launchready.load.engine.blame import slip_of, words_of
from launchready.load.engine.course import Course
from launchready.load.engine.errand import Errand
from launchready.load.engine.meter import Meter
from launchready.load.journey import Answer, Part, Pause, Step, Target, User
from launchready.load.trouble import LoadError

_ENDED: Final = object()
_RAISED: Final = object()
_SLIPPED: Final = object()
"""It raised what is no judgement of an answer, but a mistake of its own."""


class Tower(Course, Protocol):
    """The run that a flight is part of."""

    def landed(self, flight: Flight, *, finished: bool) -> None:
        """Hear that a journey ended: by itself, or because it raised."""

    def slipped(self, why: str) -> None:
        """Hear that a journey made a mistake that says nothing of the target."""


class Flight:
    """Drives the coroutine of a journey without a task: each await of it ends in a call here."""

    __slots__ = (
        *("_count", "_coroutine", "_course", "_due", "_errand", "_failed", "_future", "_meter"),
        *("_part", "_slip", "_step", "over", "then", "trouble", "user"),
    )

    def __init__(
        self, course: Tower, part: Part, user: User, then: Callable[[Flight], None] | None = None
    ) -> None:
        self.user = user
        self.then = then
        """Called when it has ended by itself."""
        self.over = False
        self.trouble = ""
        """Why it failed first; empty: it did not."""
        self._course = course
        self._count = course.count
        self._meter = course.meter
        self._part = part
        self._coroutine: Coroutine[Any, Any, None] | None = None
        self._due = 0.0
        """When the next step is due: times count from here."""
        self._step: Step | None = None
        """The last one, under way or done."""
        self._failed = False
        """The last step did."""
        self._slip = ""
        """Which mistake of its own ended it; empty: none."""
        self._future: asyncio.Future[Any] | None = None
        self._errand = Errand(course, self._answered)

    @property
    def failed(self) -> bool:
        """Whether its last step failed."""
        return self._failed

    def begin(self, due: float) -> None:
        """Begin the journey that was to begin at `due`."""
        self._due = due
        try:
            self._coroutine = self._part.journey(self.user)
        except Exception as error:  # noqa: BLE001 - a scenario is anybody's code
            self._go_on(self._raised(error))
            return
        self._go_on(self._resume(None))

    def cut(self) -> None:
        """End it because the time is up: a request under way counts as one that took too long."""
        if self._errand.busy and self._step is not None:
            self._count.fault(self._step.target, Fault.TIMEOUT, 0, self._due)
            self._note("not finished when the run ended")
        self.end()

    def end(self) -> None:
        """End it at once and tell nobody."""
        if self.over:
            return
        self.over = True
        self._errand.end()
        future, self._future = self._future, None
        if future is not None:
            future.remove_done_callback(self._awaited)
            future.cancel()
        if self._coroutine is not None:
            try:
                self._coroutine.close()
            except Exception as error:  # noqa: BLE001 - a scenario is anybody's code
                self._note(words_of(error))

    def _answered(self, answer: Answer, sent: float, heard: float) -> None:
        """Hand the answer to the journey, which may find it wrong by raising, and count it."""
        step = self._step
        if step is None or self.over:
            return
        due, self._due = self._due, heard
        fault, target, status = answer.fault, step.target, answer.status
        if fault is not None:
            self._note(f"{target.name}: {answer.why}")
        elif answer.why:
            self._failed = False
            self._count.success(target, status, due, sent, heard)
            self._trip(answer.why)
            return
        wanted = self._resume(answer)
        if fault is not None or wanted is _RAISED:
            self._failed = True
            self._count.fault(target, fault or Fault.ASSERTION, status, due)
        else:
            self._failed = False
            self._count.success(target, status, due, sent, heard)
        self._go_on(wanted)

    def _resume(self, value: object) -> object:
        """Let the journey run to what it awaits next."""
        coroutine = self._coroutine
        if coroutine is None:
            return _RAISED
        try:
            return coroutine.send(value)
        except StopIteration:
            return _ENDED
        except LoadError as error:
            self._course.fail(error)
            return _ENDED
        except BaseException as error:  # noqa: BLE001 - a scenario is anybody's code, and may even exit
            return self._raised(error)

    def _raised(self, error: BaseException) -> object:
        self._slip = slip_of(error)
        self._note(self._slip or words_of(error))
        return _SLIPPED if self._slip else _RAISED

    def _go_on(self, wanted: object) -> None:
        """Do what the journey awaits."""
        if self.over:
            return
        if isinstance(wanted, Step):
            self._step = wanted
            meter = self._meter
            if meter.left < 1 and not self._may_ask(meter):
                return
            meter.left -= 1
            try:
                self._errand.ask(wanted, self._due)
            except LoadError as error:
                self._course.fail(error)
        else:
            self._go_elsewhere(wanted)

    def _go_elsewhere(self, wanted: object) -> None:
        if isinstance(wanted, Pause):
            seconds = wanted.seconds if wanted.seconds > 0 else 0.0
            self._course.timetable.at(self._due + seconds, self._rested)
        elif wanted is _ENDED:
            self._land(finished=True)
        elif wanted is _RAISED:
            self._land(finished=False)
        elif wanted is _SLIPPED:
            self._stumble()
            self._land(finished=False)
        elif wanted is None:
            asyncio.get_running_loop().call_soon(self._awaited)
        elif getattr(wanted, "_asyncio_future_blocking", None) is not None:
            self._await(wanted)
        else:
            self._trip(f"a journey cannot await {type(wanted).__name__}")

    def _may_ask(self, meter: Meter) -> bool:
        """Whether the ceiling lets one more request through; if not, wait for it or end the run."""
        now = perf_counter()
        wait = meter.wait_s(now)
        if not wait:
            return True
        if self._course.waits:
            meter.held += 1
            self._course.timetable.at(now + wait, self._held)
        else:
            self._course.at_ceiling()
        return False

    def _held(self, due: float) -> None:
        """Go on with the step that was held up."""
        self._due = due
        self._go_on(self._step)

    def _await(self, future: Any) -> None:  # noqa: ANN401 - whatever behaves as a future
        # What a task does with a future that it is given (asyncio's Future.__await__).
        future._asyncio_future_blocking = False  # noqa: SLF001 - the protocol of futures
        self._future = future
        future.add_done_callback(self._awaited)

    def _awaited(self, _future: object = None) -> None:
        self._future = None
        self._due = perf_counter()
        self._wake()

    def _rested(self, due: float) -> None:
        self._due = due
        self._wake()

    def _wake(self) -> None:
        if self.over:
            return
        wanted = self._resume(None)
        if wanted is _RAISED and not self._failed:
            self._blame()
        self._go_on(wanted)

    def _land(self, *, finished: bool) -> None:
        if not finished and self._step is None and not self._failed:
            self._blame()
        # As `end` does, where neither a future nor the coroutine is left.
        self.over = True
        self._errand.end()
        self._course.landed(self, finished=finished)

    def _trip(self, why: str) -> None:
        """End by a mistake that the journey itself did not raise."""
        self._slip = why
        self._note(why)
        self._stumble()
        self.end()
        self._course.landed(self, finished=False)

    def _stumble(self) -> None:
        """Tell of a mistake of its own, unless it comes of an answer that failed."""
        if not self._failed:
            self._failed = True
            self._course.slipped(self._slip)

    def _blame(self) -> None:
        """Count that the journey raised where no answer can be blamed."""
        self._failed = True
        target = Target(self._part.name) if self._step is None else self._step.target
        self._count.fault(target, Fault.ASSERTION, 0, self._due)

    def _note(self, why: str) -> None:
        self.trouble = self.trouble or why
