from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.server_version_shown import server_version_shown
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(("Server", "nginx/1.18.0 (Ubuntu)")),
        "shop.example tells that it runs nginx/1.18.0 (Ubuntu).",
        id="nginx",
    ),
    pytest.param(
        page(("Server", "Werkzeug/2.0.1 Python/3.9")),
        "shop.example tells that it runs Werkzeug/2.0.1 Python/3.9.",
        id="Werkzeug",
    ),
]
QUIET = [
    pytest.param(page(("Server", "nginx")), id="nginx"),
    pytest.param(page(("Server", "cloudflare")), id="cloudflare"),
    pytest.param(page(("Server", "AmazonS3")), id="AmazonS3"),
    pytest.param(page(("Server", "GitHub.com")), id="GitHub.com"),
    pytest.param(page(("Server", "awselb/2.0")), id="awselb/2.0"),
    pytest.param(page(("Server", "ECS (dcb/7F84)")), id="ECS (dcb/7F84)"),
    pytest.param(page(("Server", "Vercel")), id="Vercel"),
    pytest.param(page(), id="none"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(server_version_shown.judge(fact, None))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(server_version_shown.judge(fact, None))
