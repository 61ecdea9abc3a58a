from __future__ import annotations

import pytest
from tests.checks.findings import complete
from tests.checks.secrets.made import RUN, in_history, secret

from launchready.checks.secrets.service_role_key_in_history import (
    service_role_key_in_history as check,
)
from launchready.facts.secrets import Nature, Secret, State


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(Nature.ADMIN, state=State.HISTORY), id="in the history"),
        pytest.param(secret(Nature.ADMIN, State.MESSAGE), id="in a message"),
        pytest.param(secret(Nature.ADMIN, State.UNREACHABLE), id="in a loose object"),
    ],
)
def test_fires(found: Secret) -> None:
    [finding] = complete(check.judge(in_history(found), RUN))
    assert finding.subject == found.id


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(state=State.HISTORY), id="a key of less reach"),
        pytest.param(secret(Nature.PUBLISHABLE, state=State.HISTORY), id="the anon key"),
    ],
)
def test_stays_quiet(found: Secret) -> None:
    assert list(check.judge(in_history(found), RUN)) == []


def test_says_what_lies_where() -> None:
    [finding] = check.judge(in_history(secret(Nature.ADMIN, state=State.HISTORY)), RUN)
    assert (
        finding.message
        == "A Stripe or Clerk live secret key lies in src/pay.ts:3 (object 0123456789ab)."
    )
