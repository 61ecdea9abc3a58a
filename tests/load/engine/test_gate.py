from __future__ import annotations

from launchready.load.engine.gate import void_of
from launchready.load.journey import Target
from launchready.load.phase import Phase
from launchready.load.tally import RouteTally, Tally


def tally(
    *, late_us: int = 800, response_us: int = 20_000, arrivals: int = 1000, dropped: int = 0
) -> Tally:
    made = Tally(Phase("load", 10, 100), arrivals=arrivals, begun=arrivals - dropped)
    made.dropped = dropped
    route = made.routes["home"] = RouteTally(Target("home"))
    for _ in range(arrivals - dropped):
        made.lateness.record(late_us)
        route.response.record(response_us)
    return made


def test_a_generator_in_time_may_be_judged() -> None:
    assert void_of(tally()) == ""


def test_nothing_sent_is_nothing_judged() -> None:
    assert void_of(Tally(Phase("load", 10, 100))) == "nothing was sent"


def test_a_late_generator_blames_itself() -> None:
    assert "too busy" in void_of(tally(late_us=9_000))


def short(journeys: int, *late_us: int) -> Tally:
    made = tally(arrivals=journeys - len(late_us))
    made.arrivals = made.begun = journeys
    for one in late_us:
        made.lateness.record(one)
        made.routes["home"].response.record(20_000 + one)
    return made


def test_one_late_journey_voids_no_short_window() -> None:
    for journeys in (20, 26, 60, 99, 100, 150):
        assert void_of(short(journeys, 60_000)) == "", journeys


def test_two_late_journeys_void_a_short_window() -> None:
    for journeys in (20, 26, 60, 99, 100, 150):
        assert "too busy" in void_of(short(journeys, 60_000, 60_000)), journeys
    assert void_of(short(26, 9_000, 9_000)) == (
        "this machine was too busy: two of 26 journeys began 9 ms late or more, 5 ms are tolerable"
    )


def test_two_in_two_hundred_are_one_in_a_hundred() -> None:
    assert void_of(short(200, 60_000, 60_000)) == ""
    assert "too busy" in void_of(short(200, 60_000, 60_000, 60_000))


def test_so_few_journeys_that_each_counts_may_none_be_late() -> None:
    assert "one of 19 journeys began" in void_of(short(19, 60_000))


def test_being_late_by_a_tenth_of_the_answer_changes_nothing() -> None:
    assert void_of(tally(late_us=9_000, response_us=100_000)) == ""
    assert "too busy" in void_of(tally(late_us=11_000, response_us=100_000))


def test_one_dropped_in_a_hundred_is_borne_and_more_is_not() -> None:
    assert void_of(tally(dropped=10)) == ""
    assert "too many were under way" in void_of(tally(dropped=11))


def test_arrivals_that_never_began_void_it() -> None:
    made = tally()
    made.begun = 980
    assert void_of(made) == "only 980 of 1000 journeys were begun"
