from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.load import samples

from launchready.facts.base import Fact
from launchready.facts.load import Fault, LoadRun, RouteTimings, Worker
from launchready.facts.product import RouteKind
from launchready.load.telling.figures import tables
from launchready.load.telling.reading import slowest
from launchready.load.telling.words import lines, method
from launchready.profiles import load_profile

PROFILE = load_profile("default")


def said(*found: Fact) -> str:
    return "\n".join(lines(samples.facts_of(*found), PROFILE))


def test_the_first_sentence_says_what_was_sent_where_and_how_to_find_it_in_logs() -> None:
    first = said(samples.a_run(), *samples.routes()).splitlines()[0]
    assert first == (
        "Sent 7,290 requests to shop.example within 105 s, at most 40 journeys/s (Poisson "
        "arrivals), by the scenario 'routes of the manifest'. Each carried X-Launchready-Run: "
        "lr-3f9a12c0."
    )


def test_the_generator_says_how_honest_it_was() -> None:
    told = said(samples.a_run(), *samples.routes())
    assert "The generator kept its timetable: 99 of 100 journeys began within 1.4 ms" in told
    assert "none was left out" in told


def test_a_void_phase_proves_nothing_and_is_no_evidence_of_honesty() -> None:
    phase = samples.phase("load", 20, 60, 40, void="this machine was too busy")
    told = said(samples.a_run(phases=(phase,)), *samples.routes())
    assert "The phase 'load' proves nothing: this machine was too busy." in told
    assert "kept its timetable" not in told
    assert "breaks" not in told


def test_what_breaks_first_if_traffic_doubles_is_named_with_what_it_was_before() -> None:
    told = said(samples.a_run(), *samples.routes())
    assert "If traffic doubles tomorrow, checkout breaks first: one visitor in twenty waits" in told
    assert "in the phase 'quiet' its p95 was" in told


def test_nothing_breaks_where_every_route_holds() -> None:
    route = samples.route("home page", RouteKind.PAGE, 38)
    told = said(samples.a_run(), route)
    assert "If traffic doubles tomorrow, nothing breaks: the slowest route, home page" in told


def test_a_chat_that_holds_is_no_reason_to_name_a_slowest_route() -> None:
    chat = samples.route("chat", RouteKind.CHAT, 600)
    told = said(samples.a_run(), chat)
    assert "If traffic doubles tomorrow, nothing breaks: every route keeps the profile's" in told


def test_a_route_that_fails_without_load_is_not_said_to_break_when_traffic_doubles() -> None:
    orders = RouteTimings(
        "orders",
        phases=(
            samples.timings("quiet", 40, 82, (Fault.SERVER, 4)),
            samples.timings("double", 40, 600, (Fault.SERVER, 24)),
        ),
    )
    told = said(samples.a_run(), orders)
    assert (
        "orders already fails without load: 4 of 82 requests failed there. "
        "If traffic doubles tomorrow: 4 % of its requests fail."
    ) in told
    assert "breaks first" not in told


def test_a_slower_route_of_few_answers_is_named_beside_the_slowest_of_enough() -> None:
    timings = {"front page": samples.spread(38, 400), "POST /api/checkout": samples.spread(400, 22)}
    assert slowest(timings.items()) == (
        "of the routes with 60 answers or more, the slowest, front page, answers 95 of 100 "
        "requests within 67 ms; POST /api/checkout is slower, half of its 22 took 392 ms or longer"
    )
    assert slowest([("front page", samples.spread(38, 22))]) == ""


def test_nothing_breaks_is_not_said_where_the_share_of_failures_cannot_be_told() -> None:
    one = (Fault.SERVER, 1)
    home = RouteTimings("home page", phases=(samples.timings("double", 40, 80, one),))
    told = said(samples.a_run(), home)
    assert (
        "If traffic doubles tomorrow, no route is known to break; whether too many requests fail "
        "cannot be told: 1 of 80 did."
    ) in told
    assert "nothing breaks" not in told


def test_too_few_answers_do_not_say_that_nothing_breaks() -> None:
    few = RouteTimings("home page", phases=(samples.timings("double", 40, 12),))
    told = said(samples.a_run(), few)
    assert "what breaks first cannot be said: home page: 12 of the 60 answers" in told
    assert "nothing breaks" not in told


def test_a_closed_loop_is_labelled_as_what_it_is() -> None:
    phase = samples.phase("load", 0, 30, 40, law="closed", users=10)
    told = said(samples.a_run(experiment="run", phases=(phase,)), *samples.routes())
    assert "by 10 users in a closed loop" in told
    assert "better than what visitors would meet" in told
    assert "nothing breaks" not in told


def test_failures_are_told_by_kind_and_place() -> None:
    told = said(samples.a_run(), *samples.routes())
    assert "12 of 7,290 requests failed (0.2 %), all at checkout: timed out 9, 5xx 3." in told


def test_no_failure_is_said_too() -> None:
    run = samples.a_run(phases=(samples.phase("load", 20, 60, 40),))
    assert "No request failed." in said(run, samples.route("home page", RouteKind.PAGE, 38))


def test_a_run_that_ended_early_says_so_first() -> None:
    told = said(samples.a_run(stopped="stopped by you (Ctrl-C)"), *samples.routes())
    assert told.startswith("Stopped early: stopped by you (Ctrl-C). What was measured until then")


def test_a_run_that_measured_nothing_says_that() -> None:
    assert "Nothing was measured: it ended before the first phase did." in said(
        LoadRun(stopped="stopped by you (Ctrl-C)")
    )


DEAD = "the product did not answer: connect: shop.example port 443: connection refused"
UNKNOWN = (
    "Nothing was measured: it ended before the first phase did. How the product bears load is not "
    "known."
)


def test_of_a_product_that_did_not_answer_nothing_is_known() -> None:
    quiet = samples.phase("quiet", 0, 0, 40, void=DEAD, arrivals=0, requests=0, windows=())
    trouble = "the journey 'look' fails already for one visitor: home: connect: shop.example port"
    dead = {
        "stopped": DEAD,
        "troubles": (f"{trouble} 443: connection refused", f"{trouble} 8443: timed out"),
    }
    for phases in ((), (quiet,)):
        run = samples.a_run(phases=phases, **dead)
        assert said(run).splitlines() == [
            f"Stopped early: {DEAD}.",
            f"T{trouble[1:]} 8443: timed out.",
            UNKNOWN,
        ]
        assert not tables(samples.facts_of(run))


def test_a_phase_that_was_not_made_still_says_why_beside_others() -> None:
    load = samples.phase("load", 20, 60, 40)
    double = samples.phase("double", 40, 0, 40, void="raise --ceiling", arrivals=0, requests=0)
    told = said(samples.a_run(phases=(load, double)), *samples.routes())
    assert "The phase 'double' proves nothing: raise --ceiling." in told


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("--duration", "5s"), "Without --duration a check goes on for as long as its rarest"),
        ((), "A longer --duration gives every route more answers."),
    ],
)
def test_a_run_that_was_too_short_says_how_it_gets_enough(
    asked: tuple[str, ...], words: str
) -> None:
    few = RouteTimings("home page", phases=(samples.timings("double", 40, 12),))
    assert words in said(samples.a_run(asked=asked), few)
    enough = samples.route("home page", RouteKind.PAGE, 38)
    assert "--duration" not in said(samples.a_run(asked=asked), enough)


def test_what_could_not_be_cleaned_up_and_lost_machines_are_told() -> None:
    lost = Worker("worker 2", 0.5, 600, died="it fell silent")
    told = said(samples.a_run(left_behind="3 orders", workers=(Worker("worker 1", 0.5), lost)))
    assert "The machine worker 2, which was to make 50 % of the load, was lost" in told
    assert "The run made what it could not clean up: 3 orders." in told


def test_several_machines_are_in_the_method() -> None:
    workers = (Worker("worker 1", 0.5), Worker("worker 2", 0.5))
    assert method(samples.facts_of(samples.a_run(workers=workers))).startswith("From 2 machines,")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Response times double between 328/s, which held, and 367/s, which twice did not"),
        ({"lowest_bad_per_s": 0.0}, "Response times did not double up to 328/s"),
        ({"highest_per_s": 0.0}, "Response times double already at 367/s"),
        ({"factor": 3.0}, "Response times grow 3 x between"),
        ({"inconclusive": "the target is too noisy"}, "cannot be said: the target is too noisy."),
    ],
)
def test_the_knee_is_one_sentence(changes: dict[str, Any], words: str) -> None:
    assert words in said(samples.a_knee(**changes))


def test_a_knee_is_compared_with_what_is_expected_only_where_it_is_known() -> None:
    assert "You expect 60/s: it holds 5.5 x that." in said(samples.a_knee())
    assert "You expect" not in said(samples.a_knee(inconclusive="too noisy"))
    unknown = said(samples.a_knee(expected_per_s=0.0))
    assert "Whether that is enough cannot be judged: --expected names the journeys" in unknown
    assert "--expected" not in said(samples.a_knee())
    assert "--expected" not in said(samples.a_knee(expected_per_s=0.0, inconclusive="too noisy"))


def test_fairness_tells_a_limiter_from_none() -> None:
    without, limited = samples.fairness(limited=False), samples.fairness(limited=True)
    assert "wait 47.4 x as long: their p95 goes from 15 ms to 724 ms" in said(without)
    assert "1,961 got a 429, 1,961 with Retry-After" in said(limited)
    assert "wait 1.2 x as long" in said(limited)


def test_nobody_waits_1_0_times_as_long() -> None:
    calm = samples.spread(11, 2000)
    same = replace(samples.fairness(limited=True), calm=calm, beside=calm)
    assert "20 others" not in said(same)
    assert "50 others at 100/s wait no longer: their p95 goes from 20 ms to 20 ms" in said(same)


def test_what_the_noisy_user_is_refused_is_no_failure_of_the_product() -> None:
    phases = (
        samples.phase("beside", 20, 10, 40),
        samples.phase("noisy", 100, 10, 40, failed=2900),
    )
    told = said(samples.a_run(experiment="fairness", phases=phases))
    assert "No request of the others failed." in told
    assert "No request failed." not in told


def test_a_stream_without_a_split_does_not_invent_one() -> None:
    assert "how much of its time is the model's is unknown" in said(samples.a_stream())
    split = replace(
        samples.a_stream(),
        own=samples.exactly(80, 90, 100),
        model=samples.exactly(900, 1000, 1100),
        split_by="server-timing",
    )
    assert (
        "chat: of the time to the first words, 1.00 s is the model's and 90 ms your own "
        "(server-timing)"
    ) in said(split)
    assert "chat: of its time, 1.00 s is" in said(replace(split, split_by="last event"))


def test_every_kind_of_failure_has_its_words() -> None:
    faults = tuple((fault, 2) for fault in Fault)
    route = RouteTimings("home page", phases=(samples.timings("load", 40, 400, *faults),))
    told = said(samples.a_run(phases=(samples.phase("load", 20, 60, 40, failed=20),)), route)
    for words in ("timed out 2", "no connection 2", "not HTTP 2", "429 (limited) 2", "cut off 2"):
        assert words in told


def test_processes_of_this_machine_are_not_called_machines() -> None:
    own = (Worker("worker 1", 0.5, here=True), Worker("worker 2", 0.5, here=True))
    both = (*own, Worker("b", 0.5))
    said = [method(samples.facts_of(samples.a_run(workers=one))) for one in (own, both)]
    assert said[0].startswith("From 2 processes on this machine, as")
    assert said[1].startswith("From 2 processes on this machine and 1 other machine, as")
