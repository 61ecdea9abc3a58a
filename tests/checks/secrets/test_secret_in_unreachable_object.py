from __future__ import annotations

import pytest
from tests.checks.findings import complete
from tests.checks.secrets.made import RUN, in_history, secret

from launchready.checks.secrets.secret_in_unreachable_object import (
    secret_in_unreachable_object as check,
)
from launchready.facts.secrets import Nature, Secret, State


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(state=State.UNREACHABLE), id="an amended commit"),
        pytest.param(secret(state=State.UNREACHABLE, path=""), id="without a path"),
    ],
)
def test_fires(found: Secret) -> None:
    [finding] = complete(check.judge(in_history(found), RUN))
    assert finding.subject == found.id


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(state=State.HISTORY), id="in the history"),
        pytest.param(secret(Nature.NAMED, State.UNREACHABLE), id="a name alone"),
        pytest.param(secret(Nature.TEST, State.UNREACHABLE), id="a test key"),
    ],
)
def test_stays_quiet(found: Secret) -> None:
    assert list(check.judge(in_history(found), RUN)) == []


def test_says_what_lies_where() -> None:
    [finding] = check.judge(in_history(secret(state=State.UNREACHABLE)), RUN)
    assert (
        finding.message
        == "A Stripe or Clerk live secret key lies in src/pay.ts:3 (object 0123456789ab)."
    )
