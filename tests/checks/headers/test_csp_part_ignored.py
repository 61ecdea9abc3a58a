from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import AN_API, page, under_policy

from launchready.checks.headers.csp_part_ignored import csp_part_ignored
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        under_policy("script-src self"),
        "Browsers ignore part of the content policy of shop.example: `self` in `script-src`"
        " needs single quotes, else it is a host of that name.",
        id="no quotes",
    ),
    pytest.param(
        under_policy("scrpt-src 'self'"),
        "Browsers ignore part of the content policy of shop.example: `scrpt-src` is not a"
        " directive, perhaps `script-src` is meant.",
        id="misspelt",
    ),
    pytest.param(
        under_policy("default-src 'self' img-src *"),
        "Browsers ignore part of the content policy of shop.example: `img-src` stands inside"
        " `default-src`: a `;` is missing before it.",
        id="missing semicolon",
    ),
    pytest.param(
        under_policy("script-src 'self'; script-src *"),
        "Browsers ignore part of the content policy of shop.example: `script-src` is stated"
        " twice and only the first counts.",
        id="twice",
    ),
    pytest.param(
        under_policy("script-src 'none' https://a.example"),
        "Browsers ignore part of the content policy of shop.example: `'none'` in `script-src` is"
        " ignored beside other sources.",
        id="none beside others",
    ),
]
QUIET = [
    pytest.param(
        under_policy("default-src 'self'; script-src 'nonce-r4nd0mr4nd0mr4nd0m'; report-uri /csp"),
        id="sound",
    ),
    pytest.param(
        under_policy("require-trusted-types-for 'script'; trusted-types default"),
        id="trusted types",
    ),
    pytest.param(under_policy("sandbox allow-scripts"), id="sandbox"),
    pytest.param(page(), id="no policy"),
    pytest.param(AN_API, id="an API"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(csp_part_ignored.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(csp_part_ignored.judge(fact))
