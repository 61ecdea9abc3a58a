from __future__ import annotations

import pytest
from tests.checks.findings import complete
from tests.checks.secrets.made import RUN, in_history, secret

from launchready.checks.secrets.secret_in_history import secret_in_history as check
from launchready.facts.secrets import Nature, Secret, State


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(state=State.HISTORY), id="a live key"),
        pytest.param(secret(state=State.HISTORY, path=".env"), id="in an old .env"),
    ],
)
def test_fires(found: Secret) -> None:
    [finding] = complete(check.judge(in_history(found), RUN))
    assert finding.subject == found.id


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(Nature.NAMED, state=State.HISTORY), id="a name alone says too little"),
        pytest.param(secret(Nature.TEST, state=State.HISTORY), id="a test key"),
        pytest.param(secret(Nature.SAMPLE, state=State.HISTORY), id="in a test"),
        pytest.param(
            secret(state=State.UNREACHABLE), id="in a loose object, which another check judges"
        ),
        pytest.param(secret(state=State.MESSAGE), id="in a message, which another check judges"),
    ],
)
def test_stays_quiet(found: Secret) -> None:
    assert list(check.judge(in_history(found), RUN)) == []


def test_says_what_lies_where() -> None:
    [finding] = check.judge(in_history(secret(state=State.HISTORY)), RUN)
    assert (
        finding.message
        == "A Stripe or Clerk live secret key lies in src/pay.ts:3 (object 0123456789ab)."
    )
