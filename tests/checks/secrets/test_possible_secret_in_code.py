from __future__ import annotations

import pytest
from tests.checks.findings import complete
from tests.checks.secrets.made import AT, RUN, in_files, secret

from launchready.checks.secrets.possible_secret_in_code import possible_secret_in_code as check
from launchready.facts.secrets import Nature, Secret


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(Nature.NAMED), id="a named value"),
        pytest.param(secret(Nature.TOKEN, expires=AT.replace(year=2030)), id="a token that holds"),
        pytest.param(secret(Nature.TOKEN), id="a token without an end"),
    ],
)
def test_fires(found: Secret) -> None:
    [finding] = complete(check.judge(in_files(found), RUN))
    assert finding.subject == found.id


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(), id="a live key, which another check judges"),
        pytest.param(
            secret(Nature.TOKEN, expires=AT.replace(year=2020)), id="a token that ran out"
        ),
        pytest.param(
            secret(Nature.NAMED, path="config.yml"), id="in settings, which another check judges"
        ),
        pytest.param(secret(Nature.NAMED, tracked=False), id="not in git"),
        pytest.param(secret(Nature.SAMPLE), id="in a test"),
    ],
)
def test_stays_quiet(found: Secret) -> None:
    assert list(check.judge(in_files(found), RUN)) == []


def test_says_what_lies_where() -> None:
    [finding] = check.judge(in_files(secret(Nature.NAMED)), RUN)
    assert finding.message == "A Stripe or Clerk live secret key lies in src/pay.ts:3."
