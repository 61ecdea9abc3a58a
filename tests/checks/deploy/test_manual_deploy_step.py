from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.deploy.manual_deploy_step import manual_deploy_step as check
from launchready.facts.delivery import Releasing
from launchready.facts.stack import Trace

AT = (Trace("README.md", 7, "Deploying"),)

FIRES: dict[str, dict[str, Any]] = {
    "a login to the server": {
        "releasing": Releasing(by_hand=(Trace("README.md", 9, "ssh root@server"),))
    },
}
QUIET: dict[str, dict[str, Any]] = {
    "none": {"releasing": Releasing(documented=AT)},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["a login to the server"])
    assert finding.subject == "README.md:9"
    assert finding.message == "A release asks somebody to do this by hand."
