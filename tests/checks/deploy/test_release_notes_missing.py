from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.deploy.release_notes_missing import release_notes_missing as check
from launchready.facts.delivery import Releasing
from launchready.facts.stack import Trace

AT = (Trace("README.md", 7, "Deploying"),)

FIRES: dict[str, dict[str, Any]] = {
    "nothing": {"releasing": Releasing()},
    "tags without notes": {"releasing": Releasing(tags=("v1.2.0",))},
}
QUIET: dict[str, dict[str, Any]] = {
    "a changelog": {"releasing": Releasing(notes=(Trace("CHANGELOG.md"),))},
    "documented elsewhere": {"releasing": Releasing(notes=AT)},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts), absence=True)


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["nothing"])
    assert finding.subject == "CHANGELOG.md"
    assert finding.message == "There are no notes that say what a release changed."
