from __future__ import annotations

import pytest
from tests.checks.findings import complete
from tests.checks.secrets.made import RUN, in_bundle, secret

from launchready.checks.secrets.secret_in_bundle import secret_in_bundle as check
from launchready.facts.secrets import Nature, Secret, State


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(
            secret(state=State.BUNDLE, path="https://shop.example/app.js"), id="a live key"
        ),
        pytest.param(
            secret(Nature.ADMIN, state=State.BUNDLE, path="https://shop.example/app.js"),
            id="a service role",
        ),
    ],
)
def test_fires(found: Secret) -> None:
    [finding] = complete(check.judge(in_bundle(found), RUN))
    assert finding.subject == found.id


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(
            secret(Nature.PUBLISHABLE, state=State.BUNDLE, path="https://shop.example/app.js"),
            id="made for visitors",
        ),
        pytest.param(
            secret(Nature.TEST, state=State.BUNDLE, path="https://shop.example/app.js"),
            id="a test key, which another check judges",
        ),
        pytest.param(
            secret(Nature.NAMED, state=State.BUNDLE, path="https://shop.example/app.js"),
            id="a name alone, which another check judges",
        ),
        pytest.param(
            secret(Nature.LOCAL, state=State.BUNDLE, path="https://shop.example/app.js"),
            id="a local address",
        ),
    ],
)
def test_stays_quiet(found: Secret) -> None:
    assert list(check.judge(in_bundle(found), RUN)) == []


def test_says_what_lies_where() -> None:
    [finding] = check.judge(
        in_bundle(secret(state=State.BUNDLE, path="https://shop.example/app.js")), RUN
    )
    assert (
        finding.message
        == "A Stripe or Clerk live secret key lies in https://shop.example/app.js:3."
    )
