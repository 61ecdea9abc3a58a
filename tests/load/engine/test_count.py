from __future__ import annotations

from launchready.facts.load import Fault
from launchready.load.engine.count import Count
from launchready.load.journey import Target
from launchready.load.phase import Phase
from launchready.load.tally import Tally

HOME = Target("home")
CART = Target("cart")


def counting(stop_share: float = 1.0, stop_after: int = 10) -> tuple[Count, Tally, list[str]]:
    tally = Tally(Phase("load", 10, 100, stop_share=stop_share, stop_after=stop_after))
    said: list[str] = []
    return Count(tally, 100.0, said.append), tally, said


def test_a_success_is_in_its_route_its_second_and_the_whole() -> None:
    count, tally, _ = counting()
    count.success(HOME, 200, 100.5, 100.6, 100.7)
    count.success(HOME, 200, 101.5, 101.5, 101.6)
    count.success(CART, 204, 101.6, 101.6, 101.9)
    count.fold()
    count.fold()
    home = tally.routes["home"]
    assert (home.requests, home.response.count, home.service.count) == (2, 2, 2)
    assert (home.response.high, home.service.high) == (200_000, 100_000)
    assert {second: window.started for second, window in tally.windows.items()} == {0: 1, 1: 2}
    assert (tally.requests, tally.failed, home.statuses) == (3, 0, {200: 2})


def test_a_failure_is_in_no_histogram() -> None:
    count, tally, _ = counting()
    count.fault(HOME, Fault.SERVER, 503, 102.0)
    count.fault(HOME, Fault.CLOSED, 0, 102.5)
    count.fold()
    home = tally.routes["home"]
    assert (home.requests, home.response.count, home.service.count) == (2, 0, 0)
    assert home.statuses == {503: 1}
    window = tally.windows[2].window(2)
    assert (window.started, window.finished, window.failed, window.p95_us) == (2, 0, 2, 0)


def test_it_says_once_the_share_is_passed_that_too_many_fail() -> None:
    count, _, said = counting(0.5, 10)
    for _ in range(6):
        count.success(HOME, 200, 100.0, 100.0, 100.1)
    for _ in range(6):
        count.fault(HOME, Fault.SERVER, 500, 100.0)
    assert said == []
    count.fault(HOME, Fault.SERVER, 500, 100.0)
    assert said == ["7 of 13 requests failed"]


def test_many_successes_are_sorted_in_before_anybody_looks() -> None:
    count, tally, _ = counting()
    for number in range(1000):
        due = 100.0 + number * 0.003
        count.success(HOME, 200 + number % 2, due, due + 0.001, due + 0.01)
    assert len(count._books["home"].notes) < 1000
    count.fold()
    home = tally.routes["home"]
    assert (count.succeeded, home.requests, home.response.count) == (1000, 1000, 1000)
    assert home.statuses == {200: 500, 201: 500}
    started = {second: window.started for second, window in tally.windows.items()}
    assert started == {0: 334, 1: 333, 2: 333, 3: 0}
    assert sum(window.ended for window in tally.windows.values()) == 1000
    assert tally.windows[0].ended == 330
    assert abs(home.response.high - 10_000) <= 1 >= abs(home.service.high - 9_000)


def test_a_request_counts_in_the_second_it_was_due_however_late_its_answer_is() -> None:
    count, tally, _ = counting()
    count.success(HOME, 200, 103.9, 103.9, 104.2)
    count.success(HOME, 200, 100.5, 100.5, 104.25)
    count.fold()
    assert {second: window.started for second, window in tally.windows.items()} == {
        0: 1,
        3: 1,
        4: 0,
    }
    assert {second: window.ended for second, window in tally.windows.items()} == {0: 0, 3: 0, 4: 2}
    assert tally.windows[0].response.high == 3_750_000


def test_what_comes_while_the_tally_is_brought_up_to_date_is_not_lost() -> None:
    count, tally, _ = counting()
    targets = [Target(f"route {number}") for number in range(20)]
    for target in targets:
        count.success(target, 200, 100.5, 100.5, 100.6)
    turns = count.folding()
    for _ in range(7):
        next(turns)
    for target in (*targets, Target("new")):
        count.success(target, 200, 101.5, 101.5, 101.6)
    count.fold()
    for _ in turns:
        count.success(HOME, 200, 102.5, 102.5, 102.6)
    count.fold()
    assert {name: route.requests for name, route in tally.routes.items()} == {
        **{target.name: 2 for target in targets},
        "new": 1,
        "home": 13,
    }
    assert {second: window.ended for second, window in tally.windows.items()} == {
        0: 20,
        1: 21,
        2: 13,
    }
    assert {second: window.started for second, window in tally.windows.items()} == {
        0: 20,
        1: 21,
        2: 13,
    }
