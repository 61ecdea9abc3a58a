from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.deploy.deploy_not_documented import deploy_not_documented as check
from launchready.facts.delivery import Releasing
from launchready.facts.stack import Trace

AT = (Trace("README.md", 7, "Deploying"),)

FIRES: dict[str, dict[str, Any]] = {
    "a platform file without a word": {
        "releasing": Releasing(deploy=(Trace("fly.toml"),), documents=("README.md",))
    },
}
QUIET: dict[str, dict[str, Any]] = {
    "a section": {"releasing": Releasing(deploy=(Trace("fly.toml"),), documented=AT)},
    "nothing that releases is another finding": {"releasing": Releasing()},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["a platform file without a word"])
    assert finding.subject == "README.md"
    assert finding.message == "fly.toml releases the product, and no document says how or when."
