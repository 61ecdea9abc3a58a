from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.deploy.live_commit_not_head import live_commit_not_head as check
from launchready.facts.matched import LiveCommit

HEAD, OLD = "9" * 40, "4" * 40
URL = "https://shop.example/version"


def live(commit: str, behind: int = 0, ahead: int = 0) -> LiveCommit:
    said = commit[:7] or "abcdef1"
    return LiveCommit("product", URL, said, "the field commit", commit, HEAD, behind, ahead)


FIRES: dict[str, dict[str, Any]] = {
    "behind": {"live": live(OLD, 12)},
    "on another branch": {"live": live(OLD, 1, 2)},
    "a commit that nobody has": {"live": live("")},
}
QUIET: dict[str, dict[str, Any]] = {
    "the same": {"live": live(HEAD)},
    "it does not say": {"live": LiveCommit()},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["behind"])
    assert finding.subject == "https://shop.example/version"
    assert finding.message == "The live commit 444444444444 is 12 commits behind HEAD."
