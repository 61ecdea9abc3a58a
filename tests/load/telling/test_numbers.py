from __future__ import annotations

from tests.load import samples

from launchready.facts.load import Fault, RouteTimings
from launchready.load.telling.numbers import route_numbers
from launchready.report.view import RouteNumbers


def test_programs_get_numbers_and_nothing_where_answers_are_too_few() -> None:
    slow = samples.timings("load", 40, 62, (Fault.SERVER, 2))
    few = samples.timings("double", 40, 3)
    never = samples.timings("quiet", 40, 0)
    found = route_numbers(samples.facts_of(RouteTimings("home", phases=(never, slow, few))))
    assert [(one.phase, one.requests, one.answers, one.failed) for one in found] == [
        ("load", 62, 60, 2),
        ("double", 3, 3, 0),
    ]
    assert found[0].p50_ms is not None
    assert found[0].p95_ms is not None
    assert found[0].p50_ms < 45 < found[0].p95_ms < 90
    assert (found[0].p99_ms, found[1].p95_ms) == (None, None)


def test_a_route_that_never_answered_has_no_times() -> None:
    [dead] = route_numbers(
        samples.facts_of(
            RouteTimings("home", phases=(samples.timings("load", 40, 9, (Fault.TIMEOUT, 9)),))
        )
    )
    assert dead == RouteNumbers("home", "load", 9, 0, 9)
