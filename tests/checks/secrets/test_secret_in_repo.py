from __future__ import annotations

import pytest
from tests.checks.findings import complete
from tests.checks.secrets.made import AT, RUN, in_files, secret

from launchready.checks.secrets.secret_in_repo import secret_in_repo as check
from launchready.facts.secrets import Nature, Secret, State


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(), id="a live key"),
        pytest.param(secret(Nature.NAMED, path=".env"), id="a named value in settings"),
        pytest.param(secret(state=State.WORK_TREE), id="changed and not committed"),
    ],
)
def test_fires(found: Secret) -> None:
    [finding] = complete(check.judge(in_files(found), RUN))
    assert finding.subject == found.id


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(Nature.PUBLISHABLE), id="made for visitors"),
        pytest.param(secret(Nature.TEST), id="a test key"),
        pytest.param(secret(Nature.SAMPLE), id="in a test"),
        pytest.param(secret(Nature.LOCAL), id="a local database"),
        pytest.param(secret(tracked=False, path=".env"), id="an ignored .env"),
        pytest.param(
            secret(Nature.TOKEN, expires=AT.replace(year=2020)), id="a token that ran out"
        ),
        pytest.param(secret(Nature.NAMED), id="a named value in code, which another check judges"),
        pytest.param(
            secret(path=".github/workflows/ci.yml"), id="in a workflow, which another check judges"
        ),
        pytest.param(secret(Nature.ADMIN), id="a service role, which another check judges"),
    ],
)
def test_stays_quiet(found: Secret) -> None:
    assert list(check.judge(in_files(found), RUN)) == []


def test_says_what_lies_where() -> None:
    [finding] = check.judge(in_files(secret()), RUN)
    assert finding.message == "A Stripe or Clerk live secret key lies in src/pay.ts:3."
