"""Secrets come from the environment, and go nowhere but into requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from launchready.load.journey import Answer
from launchready.load.scenario.template import UnsetError
from launchready.load.trouble import LoadError

Read = Callable[..., Any]
Refused = Callable[..., str]

STRIPE = "sk_" + "live_" + "4eC39HqLyjWDarjtT1zdp7dc"
BASE = "base: https://shop.example\n"


def step(text: str, head: str = "") -> str:
    return f"{BASE}{head}journeys: [{{name: visit, steps: [{text}]}}]"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(
            step(f"{{url: /, headers: {{Authorization: Bearer {STRIPE}}}}}"),
            "journeys[0].steps[0].headers.Authorization",
            id="a vendor's key",
        ),
        pytest.param(
            step("{url: /, headers: {Authorization: Basic YW5uOmh1bnRlcjI=}}"),
            "journeys[0].steps[0].headers.Authorization",
            id="a login",
        ),
        pytest.param(
            step("{url: /, headers: {X-Api-Key: 9f8e7d6c5b4a}}"),
            "journeys[0].steps[0].headers.X-Api-Key",
            id="a key in a header",
        ),
        pytest.param(
            step("{url: /, headers: {Cookie: theme=dark; session=9f8e7d6c5b4a3928}}"),
            "journeys[0].steps[0].headers.Cookie",
            id="a session",
        ),
        pytest.param(
            step("{url: /login, json: {user: {password: tr0ub4dor&3}}}"),
            "journeys[0].steps[0].json.user.password",
            id="a password in a body",
        ),
        pytest.param(
            step("{url: /login, form: {password: tr0ub4dor&3}}"),
            "journeys[0].steps[0].form.password",
            id="a password in a form",
        ),
        pytest.param(
            step('{url: "/x?api_key=9f8e7d6c5b4a39281706"}'),
            "journeys[0].steps[0].url",
            id="a key in a query",
        ),
        pytest.param(
            step("{url: /}", "variables: {token: 9f8e7d6c5b4a39281706}\n"),
            "variables.token",
            id="a token as a variable",
        ),
        pytest.param(
            step("{url: /, body: 'password = \"tr0ub4dor&3xyz\"'}"),
            "journeys[0].steps[0].body",
            id="a password in a text",
        ),
    ],
)
def test_a_literal_that_looks_like_a_secret_is_refused(
    refused: Refused, text: str, place: str
) -> None:
    said = refused(text)

    assert f"`{place}` looks like a secret" in said
    assert "put it into the environment, name it under `env`" in said
    for secret in (STRIPE, "YW5u", "9f8e", "tr0ub"):
        assert secret not in said


@pytest.mark.parametrize(
    "text",
    [
        step('{url: /, headers: {Authorization: "Bearer {{ TOKEN }}"}}', "env: {TOKEN: T}\n"),
        step('{url: /login, form: {password: "{{ PASSWORD }}"}}', "env: {PASSWORD: T}\n"),
        step("{url: /, extract: {token: {json: $.token}, password: {header: X}}}"),
        step("{url: /, headers: {Cookie: theme=dark; lang=de}}"),
        step("{url: /signup, json: {password: example-password, email: a@b.example}}"),
        step('{url: "/search?q=token&page=2"}'),
        step("{url: /reset-password, json: {email: a@b.example}}"),
        step("{url: /, json: {form: patient-registration, source: re_engagement_mail}}"),
        step("{url: /, headers: {Accept: application/json, X-Shop: mugs}}"),
    ],
)
def test_what_is_no_secret_is_taken(read: Read, text: str) -> None:
    assert read(text, {"T": "hunter2-hunter2"}).parts


TEXT = """\
base: https://shop.example
env: {TOKEN: SHOP_TOKEN, KEY: SHOP_KEY}
variables: {both: "{{ TOKEN }}-{{ KEY }}"}
headers: {X-Key: "{{ KEY }}"}
journeys:
  - name: visit
    steps:
      - url: "/t/{{ TOKEN }}?key={{ KEY }}&page=2"
        headers: {Authorization: "Bearer {{ both }}"}
        json: {a: "{{ both }}"}
        expect: {contains: "{{ TOKEN }}", json: {$.a: "{{ KEY }}"}, header: {X: "{{ KEY }}"}}
        extract: {got: {json: $.got}}
"""
SECRETS = ("hush-hush-1", "hush-hush-2")


def test_a_secret_is_sent_and_is_in_no_description(read: Read) -> None:
    scenario = read(TEXT, {"SHOP_TOKEN": SECRETS[0], "SHOP_KEY": SECRETS[1]})
    user = scenario.new_user(0)
    step = scenario.parts[0].journey(user).send(None)
    answers = [
        Answer(500, (), b"hush-hush-1"),
        Answer(200, (), b"{}"),
        Answer(200, (("X", "hush-hush-3"),), b'{"a": "hush-hush-2"}'),
        Answer(200, (("X", "hush-hush-2"),), b'{"a": "hush-hush-1"}'),
        Answer(200, (("X", "hush-hush-2"),), b'{"a": "hush-hush-2", "b": "hush-hush-1"}'),
    ]
    said = [step.expect(answer) for answer in answers]

    assert step.url == "https://shop.example/t/hush-hush-1?key=hush-hush-2&page=2"
    assert ("Authorization", "Bearer hush-hush-1-hush-hush-2") in step.headers
    assert b'"hush-hush-1-hush-hush-2"' in step.body
    assert all(said)
    shown = repr((scenario, user, step, step.target, answers, said))
    assert "hush" not in shown
    assert scenario.targets[0].url == "https://shop.example/t/{TOKEN}?key=***&page=***"


def test_a_variable_without_a_value_is_named_and_nothing_else(read: Read) -> None:
    text = TEXT + "setup: [{url: /, extract: {late: {header: X}}}]\n"
    text = text.replace("/t/{{ TOKEN }}", "/t/{{ TOKEN }}/{{ late }}")
    scenario = read(text, {"SHOP_TOKEN": SECRETS[0], "SHOP_KEY": SECRETS[1]})

    with pytest.raises(UnsetError) as caught:
        scenario.parts[0].journey(scenario.new_user(0)).send(None)
    assert str(caught.value) == "POST /t/{TOKEN}/{late}: the variable 'late' has no value"


def test_a_link_from_a_feed_to_a_strange_host_ends_the_run(read: Read, tmp_path: Any) -> None:
    (tmp_path / "links.csv").write_text("link\nhttps://evil.example/hush-hush\n")
    text = step('{url: "{{ link }}", name: go}', "feeds: [{file: links.csv}]\n")
    scenario = read(text)

    with pytest.raises(LoadError) as caught:
        scenario.parts[0].journey(scenario.new_user(0)).send(None)
    assert str(caught.value) == "go: its URL is not on a declared host"
