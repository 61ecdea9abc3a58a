"""Where load may not go, and what is said before any is sent."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from tests.load.experiments.world import CHECKOUT, HOME, order, scenario, visit

from launchready.facts.product import Host, Product, Role, RouteKind
from launchready.load.journey import Part, Scenario, Target
from launchready.load.order import LoadOrder
from launchready.load.phase import Law
from launchready.load.safety import announce, refuse
from launchready.load.trouble import LoadError
from launchready.net.network import Settings

SHOP = Product(
    name="Shop",
    owned=True,
    domain="shop.example",
    canonical="https://shop.example/",
    hosts=(
        Host("shop.example", Role.APEX),
        Host("api.shop.example", Role.API),
        Host("staging.shop.example", Role.STAGING),
        Host("dev.shop.example", Role.OTHER, declared=False),
    ),
)


def at(*hosts: str, **more: Any) -> LoadOrder:
    made = replace(scenario("https://shop.example"), hosts=hosts)
    return order(**{"made": made, "product": SHOP, "settings": Settings(), **more})


def refusal(asked: LoadOrder, experiment: str = "check") -> str:
    with pytest.raises(LoadError) as caught:
        refuse(asked, experiment)
    return str(caught.value)


def test_a_product_that_nobody_says_is_theirs_gets_no_load() -> None:
    asked = at("shop.example", product=replace(SHOP, owned=False), production=True)
    assert "owned = true" in refusal(asked)


@pytest.mark.parametrize(
    "host",
    [
        "other.example",
        "evilshop.example",
        "shop.example.evil.example",
        "dev.shop.example",  # guessed, not declared
        "127.0.0.1:8000",
        "localhost",
        "[::1]:8000",
    ],
)
def test_a_host_that_the_manifest_does_not_declare_gets_no_load(host: str) -> None:
    said = refusal(at("shop.example", host, production=True))
    assert "does not declare" in said
    assert "[[host]]" in said


@pytest.mark.parametrize("host", ["SHOP.example", "shop.example.", "shop.example:443"])
def test_however_a_declared_host_is_written_it_is_declared(host: str) -> None:
    refuse(at(host, production=True))


def test_loopback_may_be_typed() -> None:
    typed = Settings(named=frozenset({"127.0.0.1"}))
    refuse(at("127.0.0.1:8000", settings=typed))
    assert "does not declare" in refusal(at("127.0.0.2:8000", settings=typed))


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.7", "[::1]", "[fd00::7]", "169.254.1.1"])
def test_a_declared_address_that_is_not_public_has_to_be_said(host: str) -> None:
    bare = host.strip("[]")
    hosts = (Host("shop.example", Role.APEX), Host(bare, Role.STAGING))
    product = replace(SHOP, hosts=hosts)
    assert f"{bare} is no public address: say --allow-private" in refusal(
        at(f"{host}:8000", product=product)
    )
    for settings in (
        Settings(allow_private=True),
        Settings(named=frozenset({bare})),
        Settings(connect={(bare, 8000): ("192.0.2.1", 80)}),
    ):
        refuse(at(f"{host}:8000", product=product, settings=settings))


def test_a_public_address_needs_no_such_word() -> None:
    product = replace(SHOP, hosts=(Host("8.8.8.8", Role.STAGING),))
    refuse(at("8.8.8.8", product=product))


@pytest.mark.parametrize("host", ["shop.example", "api.shop.example"])
def test_production_has_to_be_said(host: str) -> None:
    assert "--production" in refusal(at(host))
    refuse(at(host, production=True))


def test_staging_and_loopback_are_not_production() -> None:
    refuse(at("staging.shop.example"))
    refuse(order())


def test_a_canonical_host_that_is_called_staging_is_production_all_the_same() -> None:
    hosts = (Host("shop.example", Role.STAGING),)
    assert "--production" in refusal(at("shop.example", product=replace(SHOP, hosts=hosts)))


@pytest.mark.parametrize(
    ("more", "experiment", "words"),
    [
        ({"rate": 201.0}, "run", "ceiling of 200"),
        ({"noisy_per_s": 300.0}, "fairness", "ceiling of 200"),
        ({"ceiling": 2001.0}, "run", "--no-limit"),
        ({"ceiling": 0.0}, "run", "above 0"),
        ({"users": 9}, "check", "10 to 100"),
        ({"users": 101}, "check", "10 to 100"),
        ({"users": 0}, "run", "below 1"),
        ({"users": 1}, "fairness", "at least 2"),
        ({"law": Law.CLOSED}, "check", "load run"),
        ({"seconds": 0.0}, "run", "longer than 0"),
        ({"factor": 1.0}, "knee", "above 1"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(
    more: dict[str, Any], experiment: str, words: str
) -> None:
    assert words in refusal(at("staging.shop.example", **more), experiment)


@pytest.mark.parametrize(
    ("more", "experiment"),
    [
        ({"ceiling": 5000.0, "raised": True, "rate": 4000.0}, "run"),
        ({"users": 1000}, "run"),
        ({"law": Law.CLOSED}, "run"),
    ],
)
def test_what_is_asked_for_in_so_many_words_is_not_refused(
    more: dict[str, Any], experiment: str
) -> None:
    refuse(at("staging.shop.example", **more), experiment)


def test_a_scenario_without_hosts_is_refused() -> None:
    assert "no host" in refusal(at())


def writing() -> Scenario:
    paid = Target("pay", "post", "https://shop.example/pay?key=s3cr3t", RouteKind.CHECKOUT)
    return scenario("https://shop.example", targets=(HOME, CHECKOUT, paid), hosts=("shop.example",))


@pytest.mark.parametrize("experiment", ["check", "run", "knee", "fairness"])
def test_it_is_said_what_will_be_sent_where(experiment: str) -> None:
    asked = order(made=writing(), product=SHOP, production=True, tag="lr-1")
    said = "\n".join(announce(asked, experiment))
    assert "shop.example (PRODUCTION), and to no other host" in said
    assert "Never more than 200 requests/s" in said
    assert "X-Launchready-Run: lr-1" in said
    assert "POST /checkout (checkout)" in said
    assert "no cleanup: what these make stays" in said
    assert "Ctrl-C ends it within a second" in said
    assert "s3cr3t" not in said


def test_a_scenario_that_only_reads_says_so() -> None:
    said = announce(at("staging.shop.example"))
    assert "It only reads." in said
    assert not any("PRODUCTION" in line for line in said)


def test_of_a_python_scenario_nobody_says_that_it_only_reads() -> None:
    made = replace(scenario("https://staging.shop.example"), in_python=True)
    said = "\n".join(announce(order(made=made, product=SHOP)))
    assert "what it writes is not known beforehand; what it makes stays unless it" in said
    assert "only reads" not in said


def test_a_cleanup_is_announced() -> None:
    cleaned = replace(writing(), cleanup=visit(HOME))
    assert any("cleanup runs at the end" in line for line in announce(order(made=cleaned)))


@pytest.mark.parametrize(
    ("more", "experiment", "words"),
    [
        ({"rate": 50.0, "seconds": 120.0}, "run", "50 journeys/s for 120 s: how many requests"),
        ({"users": 30, "law": Law.CLOSED}, "run", "30 users for 2 s, each beginning anew"),
        ({"users": 40}, "check", "the traffic of 40 people for 2 s, then twice as much for 1 s"),
        ({"noisy_per_s": 90.0}, "fairness", "one user who sends 90 journeys/s"),
        ({"factor": 3.0}, "knee", "until answers take 3 times as long"),
    ],
)
def test_how_much_is_said_in_numbers(more: dict[str, Any], experiment: str, words: str) -> None:
    assert words in "\n".join(announce(at("staging.shop.example", **more), experiment))


def known(**more: Any) -> str:
    """What is announced where the scenario says where its journeys go."""
    rare = Part("buy", visit(HOME, CHECKOUT), 1.0, routes=("home", "checkout"))
    often = Part("look", visit(HOME), 4.0, routes=("home",))
    made = scenario("http://127.0.0.1:8000", rare, often, targets=(HOME, CHECKOUT))
    return "\n".join(announce(order(made=made, **{"rate": 10.0, **more}), more.pop("of", "run")))


def test_the_number_of_requests_takes_weights_into_account() -> None:
    # 10/s for 60 s: 600 journeys, 120 of two requests and 480 of one; three to try.
    assert "about 720, at most 890 requests." in known(seconds=60.0)


def test_a_time_too_short_for_a_verdict_is_said_beforehand() -> None:
    # A fifth of 10/s goes to the checkout: 85 requests take 42.5 s.
    assert "5 s is too short for a verdict: it needs about 42 s." in known(seconds=5.0)
    assert "too short" not in known(seconds=60.0)
    assert "too short" not in known(seconds=5.0, stretch=True)


def check_of(*parts: Part, **more: Any) -> tuple[str, ...]:
    made = scenario("http://127.0.0.1:8000", *parts, targets=(HOME,))
    return announce(order(made=made, **{"rate": 20.0, **more}), "check")


def test_a_check_says_how_long_all_of_it_takes() -> None:
    look = Part("look", visit(HOME), routes=("home",))
    # 90 s under load, 3 s to warm up, and three quiet windows of 3 to 5 s each.
    assert "All of it takes about 2 minutes." in check_of(look, seconds=60.0)
    # 15 s under load, 2.5 s to warm up, and the same quiet windows.
    assert "All of it takes about 26 to 33 s." in check_of(look, seconds=10.0)
    # 3/s need 110 s for 330 requests, and half as long at twice the load.
    assert "All of it takes about 3 to 4 minutes." in check_of(
        look, seconds=60.0, rate=3.0, stretch=True
    )
    assert not [line for line in check_of(Part("any", visit(HOME))) if "All of it" in line]


def test_the_most_is_one_sentence_with_what_a_busy_machine_adds() -> None:
    [said] = [one for one in check_of(Part("look", visit(HOME), routes=("home",))) if "most" in one]
    assert "requests; up to " in said
    assert said.count("if this machine is too busy to send on time and repeats phases.") == 1
    about, most, busy = (
        int(number.replace(",", ""))
        for number in re.findall(r"(?:about|at most|up to) ([\d,]+)", said)
    )
    assert about < most < busy


def test_only_what_the_scenario_has_is_done_by_several_at_once() -> None:
    several = "twice as much for 1 s, and a few checkouts at once: "
    assert several in "\n".join(announce(order(made=writing()), "check"))
    assert "at once" not in "\n".join(announce(order(), "check"))


def test_the_share_that_stops_a_run_is_written_like_all_percentages() -> None:
    assert "more than 50 % of the requests of a phase fail, of at least 50." in "\n".join(
        announce(order())
    )
