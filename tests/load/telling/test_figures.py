from __future__ import annotations

from dataclasses import replace

from tests.load import samples

from launchready.facts.base import Fact
from launchready.facts.load import CacheUse, Fault, RouteTimings, Window
from launchready.facts.product import Caching
from launchready.load.telling.drawings import charts
from launchready.load.telling.figures import tables
from launchready.load.telling.reading import duration, percentile, rate, sending_s, share
from launchready.profiles import load_profile
from launchready.report.columns import columns
from launchready.report.view import Chart, Table

PROFILE = load_profile("default")


def table(title: str, *found: Fact) -> Table:
    return next(one for one in tables(samples.facts_of(*found)) if title in one.title)


def chart(title: str, *found: Fact) -> Chart:
    all_of = charts(samples.facts_of(*found), PROFILE)
    return next(one for one in all_of if title in one.title)


def test_routes_come_with_count_and_percentiles_the_slowest_first() -> None:
    found = table("Response times", samples.a_run(), *samples.routes())
    assert found.head[:6] == ("route", "kind", "requests", "p50", "p95", "p99")
    assert [row[0] for row in found.rows][:2] == ["checkout", "login"]
    assert found.rows[0][2:6] == ("1,200", "264 ms", "468 ms", "593 ms")


def test_a_p99_takes_a_thousand_samples_and_a_p95_sixty() -> None:
    few = RouteTimings("home page", phases=(samples.timings("load", 40, 999),))
    fewer = RouteTimings("login", phases=(samples.timings("load", 40, 59),))
    found = table("Response times", samples.a_run(), few, fewer)
    by_name = {row[0]: row for row in found.rows}
    assert by_name["home page"][5] == "-"
    assert by_name["home page"][4] != "-"
    assert by_name["login"][4] == "-"
    assert percentile(samples.spread(40, 1000), 99) is not None


def test_phases_stand_side_by_side_with_their_growth() -> None:
    found = table("side by side", samples.a_run(), *samples.routes())
    row = next(row for row in found.rows if row[0] == "checkout")
    assert found.head[:5] == ("route", "quiet p95", "load p95", "of quiet", "load failed")
    assert row[3] == "1.1 x"
    assert row[6] == "6.0 x"


def test_one_phase_is_compared_with_nothing() -> None:
    run = samples.a_run(phases=(samples.phase("load", 20, 60, 40),))
    titles = [one.title for one in tables(samples.facts_of(run, *samples.routes()))]
    assert "The phases side by side" not in titles


def test_failures_stand_by_kind_and_phase() -> None:
    found = table("Failures", samples.a_run(), *samples.routes())
    assert found.rows == (("checkout", "double", "12", "1 %", "-", "timed out 9, 5xx 3"),)


def test_retry_after_is_counted() -> None:
    limited = RouteTimings(
        "login", phases=(samples.timings("load", 40, 400, (Fault.TOO_MANY, 30)),)
    )
    assert table("Failures", samples.a_run(), limited).rows[0][4] == "30"


def test_the_generator_is_a_table_of_its_own_and_void_is_shouted() -> None:
    late = samples.phase("load", 20, 60, 40, void="too busy", dropped=7)
    found = table("how honest", samples.a_run(phases=(late,)), *samples.routes())
    assert found.rows[0][-1] == "VOID"
    assert found.rows[0][6] == "7"
    assert (
        "too busy" in table("Response times", samples.a_run(phases=(late,)), *samples.routes()).note
    )


def test_every_experiment_has_its_table() -> None:
    titles = " ".join(one.title for one in tables(samples.everything()))
    for words in ("Rates", "noisy user", "Streams", "same moment", "slow uploads", "caches"):
        assert words in titles


def test_a_void_rate_says_nothing_in_the_table_of_rates() -> None:
    results = [row[-1] for row in table("Rates", samples.a_knee()).rows]
    assert results.count("held") == 6
    assert "says nothing: the generator was late" in results


def test_a_cache_that_nobody_declared_and_that_says_nothing_is_no_row() -> None:
    silent = CacheUse("home page", Caching.UNDECLARED, 300)
    assert not tables(samples.facts_of(silent))
    declared = CacheUse("products", Caching.CACHEABLE, 300)
    assert table("caches", declared).rows[0][5] == "100 %"


def test_every_row_is_as_long_as_its_head() -> None:
    for one in tables(samples.everything()):
        assert all(len(row) == len(one.head) for row in one.rows), one.title


def test_times_are_drawn_over_the_whole_run_with_the_profiles_limit() -> None:
    found = chart("over time", samples.a_run(), *samples.routes())
    assert [one.name for one in found.series] == ["p95", "p50"]
    assert found.series[1].dashed
    assert found.marks == ((0.0, "quiet"), (15.0, "load"), (75.0, "double"))
    assert found.limits == (
        (300.0, "target for p95 of pages: 300 ms"),
        (500.0, "fails from: 500 ms"),
    )
    assert "The slowest second was the 104th: 95 of 100" in found.note


def test_a_void_phase_is_marked_in_the_drawing() -> None:
    phases = (samples.phase("quiet", 2, 5, 40), samples.phase("load", 20, 5, 40, void="late"))
    found = chart("over time", samples.a_run(phases=phases))
    assert found.marks[1][1] == "load (void)"


def test_a_percentile_curve_ends_where_there_are_too_few_samples() -> None:
    few = RouteTimings("login", phases=(samples.timings("load", 40, 100),))
    many = RouteTimings("home page", phases=(samples.timings("load", 30, 1200),))
    found = chart("Percentiles", samples.a_run(), few, many)
    lengths = {one.name: len(one.points) for one in found.series}
    assert lengths == {"login": 4, "home page": 5}
    assert [text for _, text in found.ticks] == ["50 %", "75 %", "90 %", "95 %", "99 %"]


def test_seconds_without_answers_are_no_zero() -> None:
    frozen = tuple(
        Window(n, 10, 10 * (n % 2), 0, 40_000 * (n % 2), 90_000 * (n % 2)) for n in range(6)
    )
    hold = samples.phase("hold", 10, 6, 40, windows=frozen)
    found = chart("over time", samples.a_run(phases=(hold,)))
    assert [x for x, _ in found.series[0].points] == [1.0, 3.0, 5.0]


def test_the_knee_is_drawn_with_what_held_and_what_did_not() -> None:
    found = chart("grow with the rate", samples.a_knee())
    assert [text for _, text in found.marks] == ["expected: 60/s", "held: 328/s", "did not: 367/s"]
    assert found.limits[0][1] == "2 x the quiet p95: 30 ms"
    assert 347.0 not in [x for x, _ in found.series[0].points]


def test_nothing_measured_is_nothing_drawn() -> None:
    assert charts(samples.facts_of(samples.a_run(phases=())), PROFILE) == ()
    assert tables(samples.facts_of(samples.a_run(phases=()))) == ()


def test_pauses_between_windows_do_not_lower_the_rate_that_was_reached() -> None:
    parts = [*range(3), *range(5, 8), *range(10, 13)]
    windows = tuple(Window(second, 40, 40) for second in parts)
    phase = samples.phase("calm", 40, 13, 9, arrivals=360, windows=windows)
    row = table("how honest", samples.a_run(phases=(phase,))).rows[0]
    assert row[2:4] == ("40/s", "40/s")
    rare = samples.phase("calm", 0.5, 13, 9, arrivals=6, windows=(Window(0, 1), Window(11, 5)))
    assert sending_s(rare) == 12.0
    even = samples.phase("quiet", 9.8, 17, 9, arrivals=110, windows=windows[:0])
    begun = tuple(Window(second, 10) for second in (*range(4), *range(6, 10), *range(12, 15)))
    assert sending_s(replace(even, law="constant", windows=begun)) == 11.0
    assert sending_s(replace(even, windows=begun)) == 11.0
    scarce = replace(even, asked_per_s=2.0, windows=begun)
    assert sending_s(scarce) == 15.0
    assert sending_s(replace(scarce, law="constant")) == 11.0


def test_figures_are_written_as_people_do() -> None:
    assert [duration(us) for us in (None, 420, 8_400, 420_000, 1_850_000)] == [
        "-",
        "0.42 ms",
        "8.4 ms",
        "420 ms",
        "1.85 s",
    ]
    assert [rate(one) for one in (0.25, 8.5, 20, 120.4)] == ["0.25/s", "8.5/s", "20/s", "120/s"]
    assert [share(*pair) for pair in ((0, 9), (1, 9_000), (8_999, 9_000), (1, 8), (3, 0))] == [
        "0 %",
        "< 0.1 %",
        "> 99.9 %",
        "12.5 %",
        "-",
    ]


def test_the_slowest_second_is_none_of_one_or_two_answers() -> None:
    few = Window(8, 1, 1, 0, 900_000, 900_000)
    windows = (*samples.windows(8, 20, 40), few)
    found = chart(
        "over time", samples.a_run(phases=(samples.phase("load", 9, 9, 9, windows=windows),))
    )
    assert found.note.startswith("The slowest second was the ")
    assert "9th" not in found.note
    assert len(found.series[0].points) == 8


def test_seconds_of_few_answers_are_drawn_together() -> None:
    times = (20, 21, 22, 23, 900, 24, 25, 26, 27, 28, 29)
    rare = tuple(Window(n, 2, 2, 0, 10_000, ms * 1000) for n, ms in enumerate(times))
    phases = (samples.phase("quiet", 2, 11, 9, windows=rare),)
    found = chart("over time", samples.a_run(phases=phases))
    assert found.series[0].points == ((2.0, 900.0), (7.0, 28.0))
    assert found.note == (
        "The slowest seconds were the 1st to the 5th: 95 of 100 requests that were due in them"
        " were answered within 900 ms, half of them within 10 ms. A p95 takes 10 answers: seconds"
        " with fewer are drawn together."
    )


def test_streams_fit_a_hundred_columns() -> None:
    found = next(one for one in tables(samples.everything()) if one.title == "Streams")
    assert columns(found, 100) is not None
    assert "They came as sse." in found.note


def test_notes_have_no_signs_of_markdown() -> None:
    assert not any("`" in one.note for one in tables(samples.everything()))


def test_the_noisy_users_requests_are_left_out_and_it_is_said() -> None:
    phases = (samples.phase("beside", 20, 10, 40), samples.phase("noisy", 100, 10, 40, failed=2900))
    found = chart("Requests each second", samples.a_run(experiment="fairness", phases=phases))
    assert found.note == (
        "600 requests of the others were answered well, 0 failed. The noisy user's are left out."
    )
