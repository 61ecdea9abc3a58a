from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.deploy.lock_file_missing import lock_file_missing as check
from launchready.facts.delivery import Installs, Package

FIRES: dict[str, dict[str, Any]] = {
    "none": {"installs": Installs(packages=(Package("npm", "package.json"),))},
}
QUIET: dict[str, dict[str, Any]] = {
    "there is one": {
        "installs": Installs(packages=(Package("npm", "package.json", "package-lock.json"),))
    },
    "nothing is installed": {"installs": Installs()},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts), absence=True)


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["none"])
    assert finding.subject == "package.json"
    assert (
        finding.message == "package.json asks for packages, and no lock file fixes their versions."
    )
