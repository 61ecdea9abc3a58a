from __future__ import annotations

import pytest
from tests.checks.secrets.made import RUN, in_bundle, secret

from launchready.checks.secrets.test_key_in_production import test_key_in_production as check
from launchready.facts.secrets import Nature, Secret, State

URL = "https://shop.example/app.js"
PUBLIC_TEST = secret(Nature.PUBLISHABLE, State.BUNDLE, URL, kind="stripe-publishable-test-key")


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(PUBLIC_TEST, id="a publishable test key"),
        pytest.param(secret(Nature.TEST, State.BUNDLE, URL), id="a secret test key"),
    ],
)
def test_fires(found: Secret) -> None:
    [finding] = check.judge(in_bundle(found), RUN)
    assert finding.subject == found.id


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(
            secret(Nature.PUBLISHABLE, State.BUNDLE, URL, kind="stripe-publishable-key"),
            id="a live publishable key",
        ),
        pytest.param(secret(Nature.LIVE, State.BUNDLE, URL), id="a live key"),
    ],
)
def test_stays_quiet(found: Secret) -> None:
    assert list(check.judge(in_bundle(found), RUN)) == []


def test_says_which_script() -> None:
    [finding] = check.judge(in_bundle(PUBLIC_TEST), RUN)
    assert finding.message == (
        "The live site uses a Stripe or Clerk live secret key, in https://shop.example/app.js:3."
    )
