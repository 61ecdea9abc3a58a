from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.deploy.rollback_not_written import rollback_not_written as check
from launchready.facts.delivery import Releasing
from launchready.facts.stack import Layer, Stack, Technology, Trace

ON_FLY = Stack(technologies=(Technology("Fly", Layer.HOSTING),))
AT = (Trace("README.md", 7, "Deploying"),)

FIRES: dict[str, dict[str, Any]] = {
    "no word about it": {"releasing": Releasing(documents=("README.md",)), "stack": ON_FLY},
    "no document at all": {"releasing": Releasing(), "stack": None},
}
QUIET: dict[str, dict[str, Any]] = {
    "a section": {"releasing": Releasing(rollback=AT), "stack": ON_FLY},
    "a make target": {
        "releasing": Releasing(rollback=(Trace("Makefile", 3, "rollback:"),)),
        "stack": None,
    },
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts), absence=True)


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["no word about it"])
    assert finding.subject == "README.md"
    assert (
        finding.message == "None of the 1 documents says how to go back to the last good release."
    )
