from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.deploy.container_runs_as_root import container_runs_as_root as check
from launchready.facts.delivery import Image, Images
from launchready.facts.stack import Trace


def runs(user: str, text: str = "FROM node:22") -> Images:
    return Images(images=(Image(Trace("Dockerfile", 4, text), user, "node:22"),))


FIRES: dict[str, dict[str, Any]] = {
    "nobody says": {"images": runs("")},
    "root": {"images": runs("root")},
    "root by number and group": {"images": runs("0:0")},
    "a privileged service": {"images": runs("root", "privileged: true")},
}
QUIET: dict[str, dict[str, Any]] = {
    "an ordinary user": {"images": runs("node")},
    "by number": {"images": runs("10001:10001")},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["nobody says"])
    assert finding.subject == "Dockerfile:4"
    assert (
        finding.message
        == "Dockerfile starts its processes as root, because nothing says otherwise."
    )
