"""What journeys send, step by step, taken by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from launchready.facts.product import RouteKind
from launchready.load.journey import Answer, Pause, Step

from .conftest import fine, steps, walked

Read = Callable[..., Any]


def scenario(*lines: str, head: str = "") -> str:
    shown = "\n".join(f"      - {line}" for line in lines)
    return f"base: https://shop.example\n{head}\njourneys:\n  - name: visit\n    steps:\n{shown}\n"


def test_a_step_that_is_always_the_same_is_made_once(read: Read) -> None:
    made = read(scenario("{url: /a, headers: {X: 1}, json: {b: [true]}}"))
    [first] = steps(walked(made.parts[0].journey, made.new_user(0), fine))
    [second] = steps(walked(made.parts[0].journey, made.new_user(1), fine))

    assert first.url is second.url
    assert first.headers is second.headers
    assert first.body is second.body == b'{"b": [true]}'
    assert first.target is second.target
    assert first.expect is None


def test_kinds_methods_and_names_without_words(read: Read) -> None:
    made = read(
        scenario(
            "{url: /a?b=1}",
            "{url: /a, form: {}}",
            '{url: "/a/{{ user }}/x", method: delete}',
            "{url: https://shop.example/c, method: HEAD}",
            "{url: /d, body: x, kind: upload, name: photo, stream: true, caching: never}",
        )
    )

    assert [(one.name, one.method, one.kind) for one in made.targets] == [
        ("/a", "GET", RouteKind.PAGE),
        ("POST /a", "POST", RouteKind.WRITE),
        ("DELETE /a/{user}/x", "DELETE", RouteKind.WRITE),
        ("HEAD /c", "HEAD", RouteKind.PAGE),
        ("photo", "POST", RouteKind.UPLOAD),
    ]
    assert made.targets[0].url == "https://shop.example/a?b=***"
    assert made.targets[-1].stream


def test_headers_of_all_and_of_one(read: Read) -> None:
    made = read(
        scenario(
            "{url: /a, headers: {accept: text/x, X-N: 3}}",
            "{url: /b, json: 1}",
            "{url: /c, form: {a: 1}, headers: {content-type: x/y}}",
            head="headers: {Accept: a/b, X-All: true}",
        )
    )
    a, b, c = steps(walked(made.parts[0].journey, made.new_user(0), fine))

    assert a.headers == (("X-All", "true"), ("accept", "text/x"), ("X-N", "3"))
    assert b.headers == (
        *(("Accept", "a/b"), ("X-All", "true"), ("Content-Type", "application/json")),
    )
    assert c.headers == (("Accept", "a/b"), ("X-All", "true"), ("content-type", "x/y"))


def test_a_visitors_own_headers_go_with_every_step(read: Read) -> None:
    made = read(scenario("{url: /a}"))
    user = made.new_user(0)
    user.headers = (("X-User", "0"),)
    [step] = steps(walked(made.parts[0].journey, user, fine))

    assert step.headers == (("X-User", "0"),)


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("application/json; charset=utf-8", b'<a\\"b&c>'),
        ("application/ld+json", b'<a\\"b&c>'),
        ("application/x-www-form-urlencoded", b"<a%22b%26c>"),
        ("text/plain", b'<a"b&c>'),
        ("", b'<a"b&c>'),
    ],
)
def test_a_written_body_is_escaped_as_its_type_asks(read: Read, kind: str, sent: bytes) -> None:
    headers = f", headers: {{Content-Type: '{kind}'}}" if kind else ""
    made = read(
        scenario(f"{{url: /, body: '<{{{{ V }}}}>'{headers}}}", head="env: {V: V}"), {"V": 'a"b&c'}
    )
    [step] = steps(walked(made.parts[0].journey, made.new_user(0), fine))

    assert step.body == sent


def test_visitors_think_between_steps_each_at_their_own_pace(read: Read) -> None:
    text = scenario(
        "{url: /a}", "{url: /b}", "{url: /c, think: 0}", "{url: /d, think: 2, repeat: 2}"
    )
    made = read(text.replace("steps:", "think: [1, 4]\n    pause: [2, 8]\n    steps:"))
    journey = made.parts[0].journey

    def pauses(number: int) -> list[float]:
        awaited = walked(journey, made.new_user(number), fine)
        assert [type(one) for one in awaited] == [Step, Pause, Step, Step, Pause, Step, Pause, Step]
        return [one.seconds for one in awaited if isinstance(one, Pause)]

    assert pauses(1) == pauses(1) != pauses(2)
    assert 1 <= pauses(1)[0] <= 4
    assert pauses(1)[1:] == [2, 2]
    assert made.parts[0].pause == (2, 8)


def test_conditions(read: Read) -> None:
    made = read(
        scenario(
            "{url: /ask, name: ask, extract: {token: {header: T, default: ''}}}",
            "{url: /a, name: a, if: token}",
            "{url: /b, name: b, unless: token}",
        )
    )

    def names(headers: tuple[tuple[str, str], ...]) -> list[str]:
        awaited = walked(
            made.parts[0].journey, made.new_user(0), lambda _: Answer(200, headers, b"")
        )
        return [step.target.name for step in steps(awaited)]

    assert names((("T", "x"),)) == ["ask", "a"]
    assert names(()) == ["ask", "b"]


def test_a_journey_ends_at_the_first_step_that_fails(read: Read) -> None:
    made = read(scenario("{url: /a, name: a}", "{url: /b, name: b, repeat: 3}", "{url: /c}"))

    def answer(step: Step) -> Answer:
        return Answer(404 if step.target.name == "b" else 200)

    awaited = steps(walked(made.parts[0].journey, made.new_user(0), answer))
    assert [step.target.name for step in awaited] == ["a", "b"]


def test_redirects_change_as_a_browser_changes_them(read: Read) -> None:
    made = read(
        scenario(
            "{url: /a, name: a, follow: true, json: {x: 1}, headers: {Authorization: '{{ T }}'}}",
            head="hosts: [other.example]\nenv: {T: T}",
        ),
        {"T": "Bearer x"},
    )
    way = [
        Answer(307, (("Location", "/b"),)),
        Answer(303, (("Location", "c?x=1#top"),)),
        Answer(302, (("Location", "https://other.example/d"),)),
        Answer(200),
    ]
    awaited = steps(walked(made.parts[0].journey, made.new_user(0), lambda _: way.pop(0)))

    assert [(step.target.method, step.url) for step in awaited] == [
        ("POST", "https://shop.example/a"),
        ("POST", "https://shop.example/b"),
        ("GET", "https://shop.example/c?x=1"),
        ("GET", "https://other.example/d"),
    ]
    assert [step.body for step in awaited] == [b'{"x": 1}', b'{"x": 1}', b"", b""]
    assert awaited[2].headers == (("Authorization", "Bearer x"),)
    assert awaited[3].headers == ()
    assert {step.target.name for step in awaited[1:]} == {"a (redirected)"}


SHARED = """\
setup:
  - {url: /tenant, extract: {tenant: {header: T}}}
  - {url: /more, extract: {more: {header: M}}}
cleanup:
  - {url: "/more/{{ more }}", name: more, method: DELETE}
  - {url: /broken, name: broken, method: DELETE}
  - {url: "/tenant/{{ tenant }}", name: tenant, method: DELETE}
"""


def test_setup_is_everybodys_and_cleanup_does_what_it_can(read: Read) -> None:
    made = read(scenario('{url: "/{{ tenant }}"}', head=SHARED))

    def answer(step: Step) -> Answer:
        bad = step.url.endswith(("/more", "/broken"))
        return Answer(500 if bad else 200, (("T", "t 1"),))

    assert len(walked(made.setup, made.new_user(0), answer)) == 2
    [step] = steps(walked(made.parts[0].journey, made.new_user(7), fine))
    cleaned = steps(walked(made.cleanup, made.new_user(0), answer))

    assert made.aside == {"/tenant", "/more", "more", "broken", "tenant"}
    assert made.shared == {"tenant": "t 1"}
    assert step.url == "https://shop.example/t%201"
    assert [step.target.name for step in cleaned] == ["broken", "tenant"]


LAST = """\
    finally:
      - {url: "/orders/{{ order }}", name: cancel, if: order, method: DELETE}
      - {url: "/bye/{{ token }}", name: bye}
"""


def test_what_a_journey_made_is_taken_back_whatever_failed(read: Read) -> None:
    made = read(
        scenario(
            "{url: /login, name: login, unless: token, extract: {token: {header: T}}}",
            "{url: /buy, name: buy, extract: {order: {header: O}}}",
            "{url: /pay, name: pay}",
        )
        + LAST
    )
    user = made.new_user(0)

    def names(bad: str) -> list[str]:
        def answer(step: Step) -> Answer:
            status = 500 if step.target.name == bad else 200
            return Answer(status, (("T", "t"), ("O", f"o-{bad}")))

        return [step.target.name for step in steps(walked(made.parts[0].journey, user, answer))]

    assert names("login") == ["login"]
    assert names("pay") == ["login", "buy", "pay", "cancel", "bye"]
    assert names("cancel") == ["buy", "pay", "cancel", "bye"]
    assert names("buy") == ["buy", "bye"]
