from __future__ import annotations

import pytest
from tests.checks.findings import complete
from tests.checks.secrets.made import RUN, in_files, secret

from launchready.checks.secrets.service_role_key_exposed import service_role_key_exposed as check
from launchready.facts.secrets import Nature, Secret


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(Nature.ADMIN), id="in code"),
        pytest.param(
            secret(Nature.ADMIN, path="tests/db.test.ts"), id="in a test, where it works too"
        ),
        pytest.param(secret(Nature.ADMIN, path=".env"), id="in settings"),
    ],
)
def test_fires(found: Secret) -> None:
    [finding] = complete(check.judge(in_files(found), RUN))
    assert finding.subject == found.id


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(), id="a live key of less reach"),
        pytest.param(secret(Nature.ADMIN, tracked=False, path=".env"), id="an ignored .env"),
        pytest.param(secret(Nature.PUBLISHABLE), id="the anon key"),
    ],
)
def test_stays_quiet(found: Secret) -> None:
    assert list(check.judge(in_files(found), RUN)) == []


def test_says_what_lies_where() -> None:
    [finding] = check.judge(in_files(secret(Nature.ADMIN)), RUN)
    assert finding.message == "A Stripe or Clerk live secret key lies in src/pay.ts:3."
