from __future__ import annotations

import pytest
from tests.checks.secrets.made import AT, RUN, in_bundle, secret

from launchready.checks.secrets.possible_secret_in_bundle import (
    possible_secret_in_bundle as check,
)
from launchready.facts.secrets import BundleSecrets, Nature, PublicVariable, State

URL = "https://shop.example/app.js"
VARIABLE = PublicVariable("VITE_ADMIN_PASSWORD", URL, 1)


@pytest.mark.parametrize(
    "bundle",
    [
        pytest.param(in_bundle(secret(Nature.NAMED, State.BUNDLE, URL)), id="a named value"),
        pytest.param(in_bundle(secret(Nature.TOKEN, State.BUNDLE, URL)), id="a token"),
        pytest.param(in_bundle(public=(VARIABLE,)), id="a name that speaks of a secret"),
    ],
)
def test_fires(bundle: BundleSecrets) -> None:
    assert len(list(check.judge(bundle, RUN))) == 1


@pytest.mark.parametrize(
    "bundle",
    [
        pytest.param(in_bundle(), id="nothing"),
        pytest.param(in_bundle(secret(Nature.LIVE, State.BUNDLE, URL)), id="judged by another"),
        pytest.param(in_bundle(secret(Nature.PUBLISHABLE, State.BUNDLE, URL)), id="for visitors"),
        pytest.param(
            in_bundle(secret(Nature.TOKEN, State.BUNDLE, URL, expires=AT.replace(year=2020))),
            id="a token that ran out",
        ),
    ],
)
def test_stays_quiet(bundle: BundleSecrets) -> None:
    assert list(check.judge(bundle, RUN)) == []


def test_names_the_variable() -> None:
    [finding] = check.judge(in_bundle(public=(VARIABLE,)), RUN)
    assert finding.message == "Shipped code names VITE_ADMIN_PASSWORD, which speaks of a secret."
