from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Refused = Callable[..., str]
Read = Callable[..., Any]


def scenario(*steps: str, head: str = "", setup: str = "", cleanup: str = "") -> str:
    lines = ["base: https://shop.example", head]
    lines += [f"setup: [{setup}]", f"cleanup: [{cleanup}]"]
    lines += ["journeys:", "  - name: visit", "    steps:", *(f"      - {one}" for one in steps)]
    return "\n".join(lines)


TAKE = "{url: /t, extract: {token: {header: T}, other: {header: O}}}"
USE = '{url: "/use/{{ token }}"}'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(scenario(TAKE, USE), id="taken before"),
        pytest.param(scenario(USE, setup=TAKE), id="taken by setup"),
        pytest.param(scenario("{url: /, if: token}", TAKE), id="asked for before it is set"),
        pytest.param(scenario('{url: "/{{ token }}", if: token}', TAKE), id="used if it is set"),
        pytest.param(
            scenario("{url: /t, unless: token, extract: {token: {header: T}}}", USE),
            id="taken unless it is there",
        ),
        pytest.param(
            scenario(
                "{url: /a, unless: token, extract: {csrf: {header: C}}}",
                '{url: "/b/{{ csrf }}", unless: token, extract: {token: {header: T}}}',
                USE,
            ),
            id="taken and used under the same condition",
        ),
        pytest.param(scenario("{url: /}", setup=TAKE, cleanup=USE), id="cleaned up after setup"),
        pytest.param(
            scenario("{url: /}", head='variables: {b: "{{ a }}", a: "{{ user }}"}'),
            id="variables in any order",
        ),
    ],
)
def test_takes_what_surely_has_a_value(read: Read, text: str) -> None:
    assert read(text).parts


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(scenario(USE, TAKE), "'token' before it surely has a value", id="too early"),
        pytest.param(
            scenario('{url: "/{{ tokn }}"}', setup=TAKE),
            "uses the variable 'tokn', which nothing sets; did you mean 'token'?",
            id="a slip",
        ),
        pytest.param(
            scenario("{url: /t, if: run, extract: {token: {header: T}}}", USE),
            "'token' before it surely has a value",
            id="taken under a condition",
        ),
        pytest.param(
            scenario(
                "{url: /a, if: a, extract: {x: {header: X}}}",
                "{url: /b, extract: {a: {header: A}}}",
                '{url: "/{{ x }}", if: a}',
            ),
            "'x' before it surely has a value",
            id="a condition that came true in between",
        ),
        pytest.param(
            scenario("{url: /, if: nobody}"),
            "`journeys[0].steps[0].if` uses the variable 'nobody'",
            id="a condition on nothing",
        ),
        pytest.param(
            scenario("{url: /, if: run, unless: user}"), "has both `if` and `unless`",
            id="two conditions",
        ),
        pytest.param(
            scenario("{url: /}", setup=f"{USE}, {TAKE}"),
            "`setup[0].url` uses the variable 'token'",
            id="too early in setup",
        ),
        pytest.param(
            scenario(TAKE, cleanup=USE), "`cleanup[0].url` uses the variable 'token'",
            id="a visitor's variable in cleanup",
        ),
        pytest.param(
            scenario("{url: /}", head='variables: {a: "{{ b }}", b: "{{ c }}", c: "{{ a }}"}'),
            "goes round in a circle: a uses b uses c uses a",
            id="a circle",
        ),
        pytest.param(
            scenario("{url: /}", head='variables: {a: "{{ a }}"}'),
            "goes round in a circle: a uses a",
            id="a circle of one",
        ),
        pytest.param(
            scenario(TAKE, head='variables: {a: "{{ token }}"}'),
            "`variables.a` uses the variable 'token', which nothing sets",
            id="a variable made of an answer",
        ),
        pytest.param(
            scenario("{url: /}", head="variables: {user: x}"), "the variable 'user' is set twice",
            id="a built-in's name",
        ),
        pytest.param(
            scenario(TAKE, head="variables: {token: x}"), "is the name of another variable already",
            id="extracted onto a variable",
        ),
        pytest.param(
            scenario("{url: /, extract: {a-b: {header: X}}}"), "is no name of a variable",
            id="a name that cannot be written",
        ),
        pytest.param(
            scenario("{url: /}", head="env: {T: SHOP_TOKEN}"),
            "`env.T` needs the environment variable SHOP_TOKEN, which is not set",
            id="an environment without it",
        ),
    ],
)  # fmt: skip
def test_refuses_what_may_have_no_value(refused: Refused, text: str, sentence: str) -> None:
    assert sentence in refused(text)
