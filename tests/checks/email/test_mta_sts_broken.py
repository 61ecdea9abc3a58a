from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.mta_sts_broken import mta_sts_broken

from .records import GOOD_STS, POLICY, RUN, SENDER, STS_RECORD, sts

FIRES: dict[str, tuple[Any, ...]] = {
    "no id": (sts("v=STSv1"), SENDER, RUN),
    "two records": (sts(STS_RECORD, "v=STSv1; id=2"), SENDER, RUN),
    "cannot be fetched": (sts(STS_RECORD, problem="it answers 404"), SENDER, RUN),
    "wrong mode": (sts(STS_RECORD, policy=POLICY.replace("enforce", "on")), SENDER, RUN),
    "wrong type": (sts(STS_RECORD, kind="application/octet-stream"), SENDER, RUN),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "good": (GOOD_STS, SENDER, RUN),
    "testing mode": (sts(STS_RECORD, policy=POLICY.replace("enforce", "testing")), SENDER, RUN),
    "unknown lines": (sts(STS_RECORD, policy=f"{POLICY}x-new: 1\n"), SENDER, RUN),
    "none is another check": (sts(), SENDER, RUN),
}
SAYS = (
    "The MTA-STS record of shop.example is of no use: there is no id= tag, so senders "
    "never fetch the policy."
)


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(mta_sts_broken.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(mta_sts_broken.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = mta_sts_broken.judge(*FIRES["no id"])
    assert finding.subject == "_mta-sts.shop.example"
    assert finding.message == SAYS
