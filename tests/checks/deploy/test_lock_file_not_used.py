from __future__ import annotations

from typing import Any

import pytest

from launchready.checks.deploy.lock_file_not_used import lock_file_not_used as check
from launchready.facts.delivery import Installs, Package, Step
from launchready.facts.stack import Trace

FIRES: dict[str, dict[str, Any]] = {
    "npm install": {"installs": Installs(loose=(Step(Trace("Dockerfile", 3, "npm install")),))},
    "two package managers": {
        "installs": Installs(
            packages=(Package("npm", "package.json", "package-lock.json", ("yarn.lock",)),)
        )
    },
}
QUIET: dict[str, dict[str, Any]] = {
    "held to": {
        "installs": Installs(packages=(Package("npm", "package.json", "package-lock.json"),))
    },
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert list(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["npm install"])
    assert finding.subject == "Dockerfile:3"
    assert finding.message == "`npm install` may install other versions than the lock file says."
