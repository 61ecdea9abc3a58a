from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.delivery.documents import (
    by_hand,
    sections,
    tells_release,
    tells_rollback,
)


def told_back(text: str) -> list[int]:
    parts = sections("README.md", text)
    return [trace.line for trace in map(tells_rollback, parts) if trace]


@pytest.mark.parametrize(
    "text",
    [
        "# Rolling back\nRun `kamal rollback VERSION`.",
        "## Rollback\n\n1. Open Deployments.\n2. Promote the last one.",
        "# Deploying\nTo roll back, run `fly deploy --image OLD`.",
        "# Operations\nkubectl rollout undo deployment/web",
        "Going back to the last good release\n===\nCheck out the tag and run make deploy.",
        "# How to revert a bad release\n`git revert`, then merge.",
    ],
)
def test_a_way_back_is_recognised(text: str) -> None:
    assert told_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "# Rollback\n",
        "# Rollback\n```\n```\n",
        "# Transaction rollback\nThe session rolls back on errors.",
        "# Database\nEach test ends with a rollback.",
        "# Deploying\n| `deploy.rollback_doc` | How to go back to a release |",
        "# Deploying\nMerging deploys.",
        "# Deploying\nThere is no way to roll back yet.",
        "# Never\nDo not run `kubectl rollout undo` here.",
    ],
)
def test_a_word_alone_is_no_plan(text: str) -> None:
    assert not told_back(text)


@pytest.mark.parametrize("title", ["Deploying", "How to release", "2. Deployment", "Going live"])
def test_headings_about_releases_are_recognised(title: str) -> None:
    [part] = sections("README.md", f"# {title}\nMerge to main.")
    assert tells_release(part)


@pytest.mark.parametrize("title", ["Old scripts survive a release", "Release notes", "[hosting]"])
def test_headings_that_only_hold_the_word_are_not(title: str) -> None:
    [part] = sections("README.md", f"# {title}\nSome words.")
    assert tells_release(part) is None


@pytest.mark.parametrize(
    "text",
    [
        "# Deploy\nssh root@203.0.113.9\ncd /srv/app\ngit pull\npm2 restart all",
        "# Deployment\nLog in to the production server and pull the latest code.",
        "# Releasing\nscp build.tar.gz deploy@server:/srv",
        "# Release\nUpload the folder with FileZilla over FTP.",
        "# Deploy\nThen run the migrations manually.",
    ],
)
def test_steps_by_hand_are_recognised(text: str) -> None:
    assert [one for part in sections("README.md", text) for one in by_hand(part)]


@pytest.mark.parametrize(
    "text",
    [
        "# Deploy\nMerging to main deploys; nobody has to ssh into the server.",
        "# Debugging\nssh root@203.0.113.9 and restart it",
        "# Deploy\nNever run migrations manually.",
        "# Deploy\nbin/deploy connects over ssh by itself.",
        "# Deploy\nThe pipeline runs rsync for you.",
    ],
)
def test_other_words_about_servers_are_not(text: str) -> None:
    assert not [one for part in sections("README.md", text) for one in by_hand(part)]


@pytest.mark.parametrize("title", ["Example", "Bad example", "Anti-pattern", "Don't"])
def test_an_example_asks_nobody_to_do_it(title: str) -> None:
    (shown,) = sections("docs/deploy.md", f"## {title}\nssh root@203.0.113.9, then git pull")
    assert not list(by_hand(shown, path_tells=True))


def test_a_heading_inside_a_fence_is_code() -> None:
    parts = list(sections("README.md", "# One\n```\n# Rollback\n```\n# Two\nx"))
    assert [part.title for part in parts] == ["One", "Two"]


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("# \n`~=-ab|rollback deploy"), max_size=300))
def test_any_document_is_read_without_an_error(text: str) -> None:
    for part in sections("a.md", text):
        tells_release(part)
        tells_rollback(part)
        assert list(by_hand(part, path_tells=True)) is not None
