from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.deploy.deploy_not_defined import deploy_not_defined as check
from launchready.facts.delivery import Releasing
from launchready.facts.stack import Layer, Stack, Technology, Trace

SERVICE = Stack(technologies=(Technology("Express", Layer.FRAMEWORK),))
AT = (Trace("README.md", 7, "Deploying"),)

FIRES: dict[str, dict[str, Any]] = {
    "a service and nothing that releases it": {"releasing": Releasing(), "stack": SERVICE},
}
QUIET: dict[str, dict[str, Any]] = {
    "a platform file": {"releasing": Releasing(deploy=(Trace("fly.toml"),)), "stack": SERVICE},
    "a document": {"releasing": Releasing(documented=AT), "stack": SERVICE},
    "a library": {"releasing": Releasing(), "stack": Stack()},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["a service and nothing that releases it"])
    assert finding.subject == "the repository"
    assert finding.message == "No file, target, pipeline or document says how a release is made."
