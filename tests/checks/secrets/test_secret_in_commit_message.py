from __future__ import annotations

import pytest
from tests.checks.findings import complete
from tests.checks.secrets.made import RUN, in_history, secret

from launchready.checks.secrets.secret_in_commit_message import secret_in_commit_message as check
from launchready.facts.secrets import Nature, Secret, State


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(state=State.MESSAGE, path="commit"), id="in a commit message"),
        pytest.param(secret(state=State.MESSAGE, path="tag"), id="in a tag message"),
    ],
)
def test_fires(found: Secret) -> None:
    [finding] = complete(check.judge(in_history(found), RUN))
    assert finding.subject == found.id


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(state=State.HISTORY), id="in the history"),
        pytest.param(secret(Nature.PUBLISHABLE, State.MESSAGE, "commit"), id="made for visitors"),
        pytest.param(secret(Nature.TEST, State.MESSAGE, "commit"), id="a test key"),
    ],
)
def test_stays_quiet(found: Secret) -> None:
    assert list(check.judge(in_history(found), RUN)) == []


def test_says_what_lies_where() -> None:
    [finding] = check.judge(in_history(secret(state=State.MESSAGE, path="commit")), RUN)
    assert (
        finding.message
        == "A Stripe or Clerk live secret key lies in the message of commit 0123456789ab."
    )
