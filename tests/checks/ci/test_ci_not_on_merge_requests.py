from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.ci.ci_not_on_merge_requests import ci_not_on_merge_requests as check
from launchready.facts.delivery import Pipeline, Pipelines
from launchready.facts.stack import Trace

FIRES: dict[str, dict[str, Any]] = {
    "main branch only": {
        "pipelines": Pipelines(
            pipelines=(Pipeline(Trace("w.yml"), "GitHub Actions", merge_requests=False),)
        )
    },
    "GitLab on main only": {
        "pipelines": Pipelines(
            pipelines=(Pipeline(Trace(".gitlab-ci.yml"), "GitLab CI", merge_requests=False),)
        )
    },
}
QUIET: dict[str, dict[str, Any]] = {
    "before merges": {
        "pipelines": Pipelines(
            pipelines=(Pipeline(Trace("w.yml"), "GitHub Actions", merge_requests=True),)
        )
    },
    "one of two": {
        "pipelines": Pipelines(
            pipelines=(
                Pipeline(Trace("d.yml"), "GitHub Actions", merge_requests=False),
                Pipeline(Trace("w.yml"), "GitHub Actions", merge_requests=True),
            )
        )
    },
    "set outside the repository": {
        "pipelines": Pipelines(pipelines=(Pipeline(Trace("Jenkinsfile"), "Jenkins"),))
    },
    "no pipeline is another finding": {"pipelines": Pipelines()},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["main branch only"])
    assert finding.subject == "w.yml"
    assert finding.message == "GitHub Actions runs only on named branches, not before the merge."
