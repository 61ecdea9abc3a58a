from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.ci.ci_action_not_pinned import ci_action_not_pinned as check
from launchready.facts.delivery import ActionUse, Pipeline, Pipelines
from launchready.facts.stack import Trace


def used(name: str, ref: str, *, official: bool = False) -> Pipelines:
    use = ActionUse(Trace("ci.yml", 9, f"uses: {name}@{ref}"), name, ref, official)
    return Pipelines(pipelines=(Pipeline(Trace("ci.yml"), "GitHub Actions", actions=(use,)),))


FIRES: dict[str, dict[str, Any]] = {
    "a tag": {"pipelines": used("some/action", "v3")},
    "a branch": {"pipelines": used("some/action", "main")},
    "an official one by a branch": {"pipelines": used("actions/checkout", "main", official=True)},
    "half a commit": {"pipelines": used("some/action", "4f2c1e9")},
    "no reference": {"pipelines": used("some/action", "")},
}
QUIET: dict[str, dict[str, Any]] = {
    "a commit": {"pipelines": used("some/action", "a" * 40)},
    "an official one by its major version": {
        "pipelines": used("actions/checkout", "v4", official=True)
    },
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["a tag"])
    assert finding.subject == "ci.yml:9"
    assert finding.message == "The action some/action is named by v3, which its owner can move."
