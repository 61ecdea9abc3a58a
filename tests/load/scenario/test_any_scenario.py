"""Whatever a file, a feed or an answer says: a sentence, or a request to a declared host."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.load.journey import Answer
from launchready.load.scenario.places import Places
from launchready.load.scenario.read import parse_scenario
from launchready.load.trouble import LoadError
from launchready.net.failure import Failure
from launchready.net.http.url import parse

from .conftest import steps, walked

MODEST = settings(max_examples=250, deadline=None)
HOSTS = ("shop.example", "api.shop.example:8443")
HEAD = "base: https://shop.example\nhosts: ['api.shop.example:8443']\n"

WORDS = st.sampled_from(
    [
        *("base", "journeys", "name", "steps", "url", "extract", "expect", "if", "unless", "json"),
        *("header", "regex", "css", "form", "think", "repeat", "feeds", "file", "env", "setup"),
        *("variables", "weight", "status", "finally", "headers", "follow", "zzz", "hosts"),
    ]
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 1000),
    st.sampled_from(
        ["/", "https://shop.example", "{{ user }}", "{{ x }}", "$.a", "(a)", "p", "/{{ x }}", "GET"]
    ),
)
TREES = st.recursive(
    LEAVES,
    lambda one: st.lists(one, max_size=3) | st.dictionaries(WORDS, one, max_size=4),
    max_leaves=15,
)
FILES = st.fixed_dictionaries(
    {
        "base": st.just("https://shop.example"),
        "journeys": st.lists(
            st.fixed_dictionaries(
                {"name": LEAVES, "steps": st.lists(st.dictionaries(WORDS, TREES, max_size=4))}
            ),
            max_size=2,
        ),
    },
    optional={"variables": TREES, "setup": TREES, "env": TREES, "feeds": TREES, "headers": TREES},
)


@MODEST
@given(TREES | FILES)
def test_any_tree_is_a_scenario_or_a_sentence(tree: Any) -> None:
    try:
        scenario = parse_scenario(json.dumps(tree), "shop.yaml", Path("/nowhere"), {})
    except LoadError as error:
        said = str(error)
    else:
        said = f"shop.yaml: {scenario.name}"
    assert said.startswith("shop.yaml")
    assert "\n" not in said


PIECES = st.lists(
    st.sampled_from(
        [
            *("https://", "http://", "//", "/", "\\", "@", ":", "?", "#", ".", "..", "%2F", "\t"),
            *("shop.example", "api.shop.example", ":8443", ":443", "evil.example", "[::1]", "x"),
        ]
    ),
    max_size=8,
).map("".join)


def allowed(url: str) -> bool:
    try:
        return parse(url).authority in HOSTS
    except Failure:
        return False


@MODEST
@given(PIECES)
def test_no_url_of_a_file_leads_elsewhere(url: str) -> None:
    text = f"{HEAD}journeys: [{{name: a, steps: [{{url: {json.dumps(url)}}}]}}]"
    try:
        scenario = parse_scenario(text, "shop.yaml", Path(), {})
    except LoadError:
        return
    [step] = steps(walked(scenario.parts[0].journey, scenario.new_user(0), lambda _: Answer(200)))
    assert allowed(step.url)


@MODEST
@given(
    PIECES, st.sampled_from(["{{ V }}", "{{ V }}/x", "/{{ V }}", "https://shop.example/{{ V }}"])
)
def test_no_value_of_an_answer_leads_elsewhere(value: str, url: str) -> None:
    text = (
        f"{HEAD}journeys:\n  - name: a\n    steps:\n"
        f"      - {{url: /, extract: {{V: {{header: L}}}}}}\n      - {{url: '{url}', name: next}}"
    )
    scenario = parse_scenario(text, "shop.yaml", Path(), {})
    taken = steps(
        walked(
            scenario.parts[0].journey, scenario.new_user(0), lambda _: Answer(200, (("L", value),))
        )
    )

    assert all(allowed(step.url) for step in taken)


@MODEST
@given(PIECES, st.sampled_from([301, 303, 307]))
def test_no_redirect_leads_elsewhere(location: str, status: int) -> None:
    text = f"{HEAD}journeys: [{{name: a, steps: [{{url: /, follow: true}}]}}]"
    scenario = parse_scenario(text, "shop.yaml", Path(), {})
    taken = steps(
        walked(
            scenario.parts[0].journey,
            scenario.new_user(0),
            lambda _: Answer(status, (("Location", location),)),
        )
    )

    assert 1 <= len(taken) <= 6
    assert all(allowed(step.url) for step in taken)
    assert Places("https://shop.example", HOSTS[1:]).hosts == HOSTS
