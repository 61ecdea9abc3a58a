from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent, indent

import pytest

Refused = Callable[..., str]


def one_step(step: str, head: str = "") -> str:
    """Return a scenario with one step, which begins at line 6."""
    return (
        "base: https://shop.example\n"
        + (dedent(head).strip() + "\n" if head else "# nothing\n")
        + "journeys:\n  - name: visit\n    steps:\n      - "
        + indent(dedent(step).strip(), "        ").strip()
        + "\n"
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(
            "base: https://shop.example\njourney: []",
            "shop.yaml line 2: `journey` is an unknown key; did you mean 'journeys'?",
            id="an unknown key of the file",
        ),
        pytest.param(
            one_step("url: /\nexpext: {status: 200}"),
            "shop.yaml line 7: `journeys[0].steps[0].expext` is an unknown key; "
            "did you mean 'expect'?",
            id="an unknown key of a step",
        ),
        pytest.param(
            one_step("url: /\nexpect: {stats: 200}"),
            "shop.yaml line 7: `journeys[0].steps[0].expect.stats` is an unknown key; "
            "did you mean 'status'?",
            id="an unknown key of an expectation",
        ),
        pytest.param(
            one_step("url: /\nextract: {token: {jsn: $.t}}"),
            "`journeys[0].steps[0].extract.token.jsn` is an unknown key; did you mean 'json'?",
            id="an unknown key of an extraction",
        ),
        pytest.param(
            one_step("url: /\nqqq: 1"),
            "is an unknown key; known: url, name, kind",
            id="a key like none",
        ),
        pytest.param("- a\n- b", "a scenario is a mapping", id="a list"),
        pytest.param(
            "base: https://shop.example", "shop.yaml line 1: is missing: it needs `journeys`",
            id="no journeys",
        ),
        pytest.param(
            "base: https://shop.example\njourneys: []",
            "shop.yaml line 2: `journeys` is empty: nothing would be sent",
            id="empty journeys",
        ),
        pytest.param(
            "base: https://shop.example\njourneys: [{name: a, steps: []}]",
            "`journeys[0].steps` is empty",
            id="a journey without steps",
        ),
        pytest.param(
            "base: https://shop.example\njourneys: [{name: a, weight: 0, steps: [{url: /}]}]",
            "`journeys[0].weight` must be number > 0",
            id="a weight of nothing",
        ),
        pytest.param(
            "base: https://shop.example\njourneys: [{name: a, weight: .nan, steps: [{url: /}]}]",
            "`journeys[0].weight` must be number, it is text",
            id="a weight that is no number",
        ),
        pytest.param(
            one_step("url: /\nkind: sale"), "`journeys[0].steps[0].kind` is none of page, read",
            id="a kind that there is not",
        ),
        pytest.param(
            one_step("url: /\nrepeat: 0"), "`journeys[0].steps[0].repeat` must be",
            id="repeated never",
        ),
        pytest.param(
            one_step("url: /\nrepeat: often"), "must be whole number, it is text",
            id="repeated by a word",
        ),
        pytest.param(
            one_step("name: x"), "`journeys[0].steps[0]` is missing: it needs `url`",
            id="a step without a url",
        ),
        pytest.param(
            one_step("url: /\nthink: [4, 1]"), "`journeys[0].steps[0].think` must be seconds",
            id="a think time backwards",
        ),
        pytest.param(
            one_step("url: /\nthink: 9999"),
            "must be seconds from 0 to 600",
            id="a think time of hours",
        ),
        pytest.param(
            one_step("url: /\nmethod: CONNECT"), "`journeys[0].steps[0].method` is none of GET",
            id="a method that is not sent",
        ),
        pytest.param(
            one_step("url: /\njson: {a: 1}\nform: {a: 1}"), "has both `json` and `form`",
            id="two bodies",
        ),
        pytest.param(
            one_step("url: /\nheaders: {Host: evil.example}"), "no header that a scenario may set",
            id="a host header",
        ),
        pytest.param(
            one_step('url: /\nheaders: {X: "a\\r\\nY: b"}'), "holds a control character",
            id="a header that breaks the line",
        ),
        pytest.param(
            one_step("url: /\nname: '{{ user }}'"), "must be the same for everybody",
            id="a route name with a variable",
        ),
        pytest.param(
            one_step("url: /\nname: a").rstrip() + "\n      - {url: /, name: a, method: POST}",
            "the route 'a' stands for two things",
            id="a route name for two methods",
        ),
        pytest.param(
            "base: https://shop.example\njourneys:\n"
            "  - {name: a, steps: [{url: /}]}\n  - {name: a, steps: [{url: /}]}",
            "shop.yaml line 4: `journeys[1].name` is taken",
            id="two journeys of a name",
        ),
    ],
)  # fmt: skip
def test_refuses_what_does_not_fit(refused: Refused, text: str, sentence: str) -> None:
    assert sentence in refused(text)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("https://evil.example/", "is not on a declared host"),
        ("http://shop.example:8080/", "is not on a declared host"),
        ("//evil.example/", "must begin with `/`, http:// or https://"),
        ("items", "must begin with `/`"),
        ("https://user:pw@shop.example/", "is not on a declared host"),
        ("https://{{ user }}.shop.example/", "must write its host out"),
        ("https://shop.example{{ user }}/", "must write its host out"),
        ("https://shop.example@{{ user }}/x", "must write its host out"),
        ("javascript:alert(1)", "must begin with `/`"),
        ("/{{ user", "has a `{{` that begins no variable"),
        ("/{{ user | upper }}", "has the unknown filter 'upper'"),
    ],
)
def test_refuses_where_it_may_not_send(refused: Refused, url: str, sentence: str) -> None:
    said = refused(one_step(f"url: '{url}'"))

    assert "`journeys[0].steps[0].url`" in said
    assert sentence in said


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("base: shop.example", "`base` is no address such as https://shop.example"),
        ("base: https://shop.example/app", "`base` is no address such as"),
        ("base: ftp://shop.example", "`base` is no address such as"),
        ("base: https://a:b@shop.example", "`base` is no address such as"),
        ("base: 'https://{{ user }}.example'", "may only use variables of `env`"),
        ("base: https://shop.example\nhosts: ['a b']", "`hosts` has 'a b', which is no host"),
        ("base: https://shop.example\nhosts: [https://x.example]", "which is no host such as"),
    ],
)
def test_refuses_a_base_or_host_that_is_none(refused: Refused, head: str, sentence: str) -> None:
    assert sentence in refused(f"{head}\njourneys: [{{name: a, steps: [{{url: /}}]}}]")


@pytest.mark.parametrize(
    ("extract", "sentence"),
    [
        ("{json: items}", "is no RFC 9535 path such as `$.items[0].id`"),
        ("{json: '$.a[?@.b == ]'}", "is no RFC 9535 path"),
        ("{json: '$..a..b..c'}", "one `..` and one `$`"),
        ("{json: '$[?@.a == $.b]'}", "one `..` and one `$`"),
        ("{json: \"$[?match(@.a, '(a+)+')]\"}", "is no RFC 9535 path"),
        ("{regex: '('}", "is no pattern"),
        ("{regex: 'abc'}", "has no group 1"),
        ("{regex: '(a+)+b'}", "could take very long on a hostile page"),
        ("{css: '['}", "is no CSS selector"),
        ("{css: 'a:has(b)'}", "is no CSS selector that is read"),
        ("{header: X, css: p}", "needs exactly one of json, header, cookie, regex, css"),
        ("{default: x}", "needs exactly one of"),
        ("{header: X, attribute: y}", "has an `attribute`, which belongs to `css`"),
    ],
)
def test_refuses_a_path_pattern_or_selector_that_is_none(
    refused: Refused, extract: str, sentence: str
) -> None:
    said = refused(one_step(f"url: /\nextract:\n  thing: {extract}"))

    assert "`journeys[0].steps[0].extract.thing`" in said
    assert sentence in said


@pytest.mark.parametrize(
    ("expect", "sentence"),
    [
        ("{status: 99}", "`journeys[0].steps[0].expect.status` must be statuses"),
        ("{status: []}", "must be statuses from 100 to 599"),
        ("{max_ms: 0}", "`journeys[0].steps[0].expect.max_ms` must be number"),
        ("{json: {items: 1}}", "is no RFC 9535 path"),
        ("{contains: '{{ nobody }}'}", "uses the variable 'nobody', which nothing sets"),
    ],
)
def test_refuses_an_expectation_that_cannot_hold(
    refused: Refused, expect: str, sentence: str
) -> None:
    assert sentence in refused(one_step(f"url: /\nexpect: {expect}"))


def test_a_file_cannot_colour_the_terminal(refused: Refused) -> None:
    assert "`?[31mred` is an unknown key" in refused('base: x\n"\\e[31mred": 1')
