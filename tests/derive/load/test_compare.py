"""A difference is called one only where chance cannot explain it."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.load.bootstrap import between, percentile_masses, ratio_masses
from launchready.derive.load.clumps import clumping_of
from launchready.derive.load.compare import Change, failures_grew, regressed, samples_needed
from launchready.derive.load.histogram import Histogram, percentile_us
from launchready.facts.load import Spread, Window

DIFFERENT = {Change.BETTER, Change.WORSE}
SEEDS = 40
RATE = 20


def recorded(values: Sequence[float]) -> Spread:
    histogram = Histogram()
    for value in values:
        histogram.record(round(value))
    return histogram.spread()


def drawn(count: int, seed: int, *, times: float = 1.0, sigma: float = 0.4) -> list[float]:
    """Lognormal response times around 100 ms."""
    samples = NormalDist(11.5, sigma).samples(count, seed=f"{seed}")
    return [exp(one) * times for one in samples]


def frozen(seed: int) -> tuple[Spread, list[Window]]:
    """A minute in which every second freezes with a chance of 5 %: all its answers take longer."""
    chances = NormalDist().samples(60, seed=f"when {seed}")
    values = drawn(60 * RATE, seed)
    seconds = [
        [value * (10 if chance > 1.645 else 1) for value in values[at * RATE : (at + 1) * RATE]]
        for at, chance in enumerate(chances)
    ]
    windows = [window(number, one) for number, one in enumerate(seconds)]
    return recorded([value for one in seconds for value in one]), windows


def queued(seed: int, seconds: int = 60) -> tuple[Spread, list[Window]]:
    """Poisson arrivals at two workers of 10 ms that are busy 80 % of the time: waits make waits."""
    uniform = NormalDist()
    chances = iter(uniform.samples(seconds * 200, seed=f"{seed}"))
    moment, free = 0.0, [0.0, 0.0]
    met: list[list[float]] = [[] for _ in range(seconds)]
    while True:
        moment -= log(uniform.cdf(next(chances))) / 160
        if moment >= seconds:
            break
        free.sort()
        free[0] = max(moment, free[0]) + 0.01
        met[int(moment)].append((free[0] - moment) * 1e6)
    return recorded([us for one in met for us in one]), [
        window(n, one) for n, one in enumerate(met)
    ]


def window(second: int, values: Sequence[float]) -> Window:
    spread = recorded(values)
    half, slow = percentile_us(spread, 50) or 0, percentile_us(spread, 95) or 0
    return Window(second, len(values), len(values), 0, half, slow)


@pytest.mark.parametrize("percent", [50, 95])
@pytest.mark.parametrize("count", [100, 1000])
@pytest.mark.parametrize("sigma", [0.05, 0.4, 0.8])
def test_samples_of_one_distribution_are_hardly_ever_called_different(
    percent: float, count: int, sigma: float
) -> None:
    wrong = sum(
        regressed(
            recorded(drawn(count, seed, sigma=sigma)),
            recorded(drawn(count, seed + 10_000, sigma=sigma)),
            percent,
        ).change
        in DIFFERENT
        for seed in range(SEEDS)
    )
    assert wrong <= SEEDS * 0.05


@pytest.mark.parametrize("percent", [50, 95])
def test_a_shift_of_30_percent_is_found_in_1000_samples(percent: float) -> None:
    for seed in range(30):
        slow, fast = recorded(drawn(1000, seed, times=1.3)), recorded(drawn(1000, seed + 10_000))
        assert regressed(fast, slow, percent).change is Change.WORSE
        assert regressed(slow, fast, percent).change is Change.BETTER


@pytest.mark.parametrize("percent", [50, 95, 99])
def test_the_interval_holds_the_true_ratio_as_often_as_it_says(percent: float) -> None:
    held = 0
    for seed in range(SEEDS):
        before, after = recorded(drawn(1500, seed)), recorded(drawn(1500, -seed - 1, times=1.5))
        found = regressed(before, after, percent)
        held += found.low <= 1.5 <= found.high
    assert held >= SEEDS * 0.88


def test_pauses_of_the_server_are_no_regression() -> None:
    wrong = plain = 0
    for seed in range(SEEDS):
        (before, early), (after, late) = frozen(seed), frozen(seed + 10_000)
        plain += regressed(before, after).change in DIFFERENT
        wrong += regressed(before, after, windows=(early, late)).change in DIFFERENT
    assert wrong <= SEEDS * 0.08
    assert plain > SEEDS * 0.2, "without the seconds it is fooled, so this tests something"


def test_a_queue_that_fills_and_empties_is_no_regression() -> None:
    wrong = plain = 0
    runs = [queued(seed) for seed in range(40)]
    for (before, early), (after, late) in zip(runs[::2], runs[1::2], strict=True):
        plain += regressed(before, after).change in DIFFERENT
        wrong += regressed(before, after, windows=(early, late)).change in DIFFERENT
    assert wrong <= len(runs) / 2 * 0.1
    assert plain > len(runs) / 2 * 0.3, "without the seconds it is fooled, so this tests something"


def test_answers_that_know_nothing_of_each_other_count_nearly_in_full() -> None:
    values = drawn(60 * RATE, 1)
    windows = [window(at, values[at * RATE : (at + 1) * RATE]) for at in range(60)]
    assert clumping_of(recorded(values), windows, 95) < 1.6
    assert clumping_of(recorded(values), windows, 50) < 2.0


def test_a_frozen_second_counts_as_little_more_than_one_answer() -> None:
    spread, windows = frozen(3)
    assert clumping_of(spread, windows) > 5


def test_a_server_that_always_takes_the_same_time_has_no_clumps() -> None:
    windows = [Window(second, 10, 10, 0, 20_000, 20_000) for second in range(30)]
    assert clumping_of(recorded([20_000] * 300), windows) == 1.0


def test_few_seconds_tell_nothing_of_clumps() -> None:
    spread, windows = frozen(3)
    assert clumping_of(spread, windows[:4]) == 1.0
    assert clumping_of(Spread(), windows) == 1.0


def test_a_sure_change_too_small_to_matter_is_none() -> None:
    before, after = recorded(drawn(20_000, 1)), recorded(drawn(20_000, 1, times=1.04))
    found = regressed(before, after, 50)
    assert found.low > 1
    assert found.change is Change.NONE
    assert regressed(before, after, 50, effect=0.01).change is Change.WORSE


def test_a_change_below_a_millisecond_is_none() -> None:
    before, after = recorded([300.0] * 500), recorded([900.0] * 500)
    assert regressed(before, after).change is Change.NONE


@pytest.mark.parametrize(("percent", "needed"), [(50, 6), (95, 72), (99, 1000), (99.9, 10_000)])
def test_a_percentile_needs_samples_on_both_of_its_sides(percent: float, needed: int) -> None:
    assert samples_needed(percent) == needed
    few, enough = recorded(drawn(needed - 1, 1)), recorded(drawn(needed, 1))
    assert regressed(few, enough, percent).change is Change.UNKNOWN
    assert regressed(enough, enough, percent).change in {Change.NONE, Change.WIDE}


def test_too_few_samples_say_so() -> None:
    found = regressed(recorded(drawn(10, 1)), Spread())
    assert found.change is Change.UNKNOWN
    assert found.words == (
        "p95 cannot be compared: 10 samples before and 0 after, 72 each are needed."
    )
    assert (found.low, found.high, found.ratio) == (0, 0, 0)


def test_samples_in_clumps_may_be_too_few() -> None:
    (before, early), (after, late) = frozen(1), frozen(2)
    found = regressed(before, after, 95, windows=(early[:6] * 10, late))
    assert found.before_worth <= found.before_count == 1200
    assert "(in clumps, worth " in regressed(before, after, 99, windows=(early, late)).words


def test_a_comparison_is_one_sentence_with_its_numbers() -> None:
    before, after = recorded([200_000.0] * 500), recorded([260_000.0] * 500)
    assert regressed(before, after).words == (
        "p95 went from 200 ms to 260 ms, which is worse: 1.30 times as long, with 95 % confidence"
        " 1.30 to 1.30 times."
    )
    assert regressed(before, before).words == (
        "p95 went from 200 ms to 200 ms, which is no difference beyond noise: 1.00 times as long,"
        " with 95 % confidence 1.00 to 1.00 times."
    )


spreads = st.lists(st.integers(0, 10**7), max_size=80).map(recorded)


@settings(max_examples=200, deadline=None)
@given(spreads, spreads, st.sampled_from([1, 50, 75, 95, 99.9]))
def test_swapping_before_and_after_swaps_better_and_worse(
    one: Spread, two: Spread, percent: float
) -> None:
    there, back = regressed(one, two, percent).change, regressed(two, one, percent).change
    swapped = {Change.BETTER: Change.WORSE, Change.WORSE: Change.BETTER}
    assert back is swapped.get(there, there)
    assert regressed(one, one, percent).change not in DIFFERENT


@settings(max_examples=200, deadline=None)
@given(spreads, st.floats(0.1, 99.9), st.floats(0, 100))
def test_the_chances_of_a_percentile_add_up_to_one(
    spread: Spread, percent: float, worth: float
) -> None:
    masses = percentile_masses(spread, percent, worth)
    if not spread.count:
        assert masses == ()
        return
    assert sum(chance for _, chance in masses) == pytest.approx(1)
    assert list(masses) == sorted(masses)
    low, high = between(masses, 0.95)
    assert spread.low_us - 0.01 <= low <= high <= spread.high_us + 0.01
    ratios = ratio_masses(masses, masses)
    assert sum(chance for _, chance in ratios) == pytest.approx(1)


def test_nothing_has_no_interval() -> None:
    with pytest.raises(ValueError, match="nothing to take an interval of"):
        between((), 0.95)


def test_the_computed_bootstrap_is_the_drawn_one() -> None:
    values = sorted(drawn(200, 4))
    masses = percentile_masses(recorded(values), 95)
    places = iter(NormalDist().samples(200 * 1000, seed=9))
    cdf = NormalDist().cdf
    medians = sorted(
        sorted(values[int(cdf(next(places)) * 200)] for _ in range(200))[189] for _ in range(1000)
    )
    low, high = between(masses, 0.9)
    assert low == pytest.approx(medians[50], rel=0.05)
    assert high == pytest.approx(medians[950], rel=0.05)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ((0, 1000), (30, 1000), Change.WORSE),
        ((30, 1000), (0, 1000), Change.BETTER),
        ((0, 1000), (8, 1000), Change.NONE),
        ((5, 100), (9, 100), Change.WIDE),
        ((0, 30), (30, 30), Change.WORSE),
        ((0, 19), (19, 19), Change.UNKNOWN),
        ((0, 0), (0, 0), Change.UNKNOWN),
        ((50, 50), (50, 50), Change.WIDE),
        ((500, 500), (500, 500), Change.NONE),
    ],
)
def test_failures_are_compared_by_the_interval_of_their_difference(
    before: tuple[int, int], after: tuple[int, int], change: Change
) -> None:
    assert failures_grew(before, after).change is change


def test_failures_are_told_in_one_sentence() -> None:
    assert failures_grew((0, 1000), (30, 1000)).words == (
        "0 of 1,000 requests failed before, 30 of 1,000 after, which is worse: +2.03 to +4.25"
        " percentage points, with 95 % confidence."
    )
    assert failures_grew((0, 3), (1, 3)).words == (
        "Failures cannot be compared: 0 of 3 requests failed before, 1 of 3 after."
    )


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_any_counts_of_failures_have_an_interval(a: int, b: int, c: int, d: int) -> None:
    found = failures_grew((min(a, b), max(a, b)), (min(c, d), max(c, d)))
    assert -1 <= found.low <= found.high <= 1
