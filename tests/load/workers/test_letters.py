from __future__ import annotations

import importlib.util

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.facts.load import Fault
from launchready.load.journey import Target
from launchready.load.phase import Law, Phase
from launchready.load.tally import StreamTally, Tally, WindowTally
from launchready.load.trouble import LoadError
from launchready.load.workers.codec import read_tally, take_newer, tally_json
from launchready.load.workers.letters import Halt, Hello, Seal
from launchready.load.workers.link import carried
from launchready.load.workers.peer import Clock

TIMES = st.lists(st.integers(0, 10**10), max_size=30)


def _counted(times: list[int], statuses: list[int]) -> Tally:
    tally = Tally(Phase("load", 9.5, 30.0, Law.RAMP, shards=3, shard=1))
    route = tally.route(Target("a page", url="/a"))
    for number, us in enumerate(times):
        route.response.record(us)
        tally.lateness.record(us // 3)
        window = tally.windows.setdefault(number % 7, WindowTally())
        window.response.record(us)
        window.started += 1
    route.statuses.update(statuses)
    route.faults.update([Fault.SERVER for status in statuses if status >= 500])
    route.stream = StreamTally("sse", streams=len(times)) if times else None
    tally.stopped = "because" if times else ""
    return tally


@settings(deadline=None, max_examples=50)
@given(TIMES, st.lists(st.integers(100, 599), max_size=9))
def test_a_tally_comes_back_as_it_was(times: list[int], statuses: list[int]) -> None:
    tally = _counted(times, statuses)
    again = read_tally(tally_json(tally))
    assert tally_json(again) == tally_json(tally)
    assert again.run() == tally.run()
    assert again.phase == tally.phase
    assert again.routes["a page"].timings("x") == tally.routes["a page"].timings("x")


@settings(deadline=None, max_examples=50)
@given(TIMES, TIMES)
def test_merging_after_the_journey_is_merging_before(ours: list[int], theirs: list[int]) -> None:
    whole, far = _counted(ours, [200]), _counted(ours, [200])
    whole.add(_counted(theirs, [500]))
    far = read_tally(tally_json(far))
    far.add(read_tally(tally_json(_counted(theirs, [500]))))
    assert far.run() == whole.run()
    assert far.routes["a page"].timings("x") == whole.routes["a page"].timings("x")


def test_windows_that_a_report_leaves_out_stay_known() -> None:
    early, late = _counted(list(range(7)), []), _counted(list(range(14)), [])
    brief = read_tally(tally_json(late, since=5))
    assert sorted(brief.windows) == [5, 6]
    known = take_newer(early, brief)
    assert [window.started for _, window in sorted(known.windows.items())] == [1] * 5 + [2] * 2


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=200))
def test_nonsense_is_no_tally(text: bytes) -> None:
    with pytest.raises(LoadError, match="no tally"):
        read_tally(text)


def _talking(theirs: str = "key") -> tuple[Seal, Seal]:
    master, worker = Seal("key"), Seal(theirs)
    master.greeting(worker.write(Hello("w", "1", worker.nonce)))
    return master, worker


def test_a_signed_letter_is_read_once() -> None:
    master, worker = _talking()
    line = master.write(Halt("enough"))
    assert worker.read(line) == Halt("enough")
    assert worker.read(line) is None


def test_a_letter_of_another_run_or_key_is_none() -> None:
    master, _ = _talking()
    _, worker = _talking()
    assert worker.read(master.write(Halt("enough"))) is None
    stranger = Seal("other")
    assert Seal("key").greeting(stranger.write(Hello("w", "1", stranger.nonce))) is None


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=100))
def test_text_of_anybody_is_no_letter(text: str) -> None:
    assert Seal("key").read(text) is None
    assert Seal("key").greeting(text) is None


def test_a_clock_is_known_by_its_quickest_ping() -> None:
    clock = Clock([(0.2, 5.0), (0.001, 1.5), (0.1, 3.0)])
    assert clock.ahead_s == 1.5
    assert not clock.trouble("far")


@pytest.mark.parametrize(
    ("trips", "words"),
    [
        ([], "far does not answer"),
        ([(0.5, 0.0)], "far is too far away: a letter there and back takes 500 ms"),
        ([(0.001, -75.0)], "the clock of far is 75 s behind: set it"),
    ],
)
def test_clocks_that_cannot_be_compared_are_refused(
    trips: list[tuple[float, float]], words: str
) -> None:
    assert Clock(trips).trouble("far") == words


async def test_without_locust_one_sentence_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(LoadError, match="comes with the extra `load-distributed`"):
        async with carried("master", "127.0.0.1", 0):
            pass
