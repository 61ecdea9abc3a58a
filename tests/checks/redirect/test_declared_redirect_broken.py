from __future__ import annotations

from dataclasses import replace

import pytest

from launchready.checks.redirect.declared_redirect_broken import declared_redirect_broken
from launchready.facts.redirect import DeclaredWalk

from .make import walk

OLD, NEW = "https://shop.example/old", "https://shop.example/new"


def declared(
    *lines: str, target: str = NEW, permanent: bool = True, loop: bool = False
) -> DeclaredWalk:
    way = walk(*lines, kind=DeclaredWalk, loop=loop)
    return replace(way, target=target, permanent=permanent)


@pytest.mark.parametrize(
    ("way", "problem"),
    [
        pytest.param(declared(f"404 {OLD}"), "does not redirect at all", id="not-there"),
        pytest.param(
            declared(f"301 {OLD} -> https://shop.example/", "200 https://shop.example/"),
            "ends on https://shop.example/",
            id="elsewhere",
        ),
        pytest.param(
            declared(f"301 {OLD} -> {NEW}", f"404 {NEW}"), "ends on an error", id="dead-target"
        ),
        pytest.param(
            declared(f"302 {OLD} -> {NEW}", f"200 {NEW}"),
            "answers 302, a temporary redirect",
            id="temporary",
        ),
        pytest.param(
            declared(f"301 {OLD} -> {OLD}", loop=True), "goes round in a circle", id="a-circle"
        ),
    ],
)
def test_fires_when_it_does_not_lead_there(way: DeclaredWalk, problem: str) -> None:
    [finding] = declared_redirect_broken.judge(way)
    assert finding.subject == OLD
    assert finding.message == f"The redirect from {OLD} to {NEW} {problem}."


@pytest.mark.parametrize(
    "way",
    [
        pytest.param(declared(f"301 {OLD} -> {NEW}", f"200 {NEW}"), id="works"),
        pytest.param(declared(f"308 {OLD} -> {NEW}/", f"200 {NEW}/"), id="slash-at-the-end"),
        pytest.param(
            declared(f"302 {OLD} -> {NEW}", f"200 {NEW}", permanent=False), id="meant-as-temporary"
        ),
        pytest.param(
            declared(f"301 {OLD} -> {NEW}?from=old", f"200 {NEW}?from=old"), id="more-query"
        ),
        pytest.param(
            declared(f"301 {OLD} -> {NEW}", f"302 {NEW} -> {NEW}/en", f"200 {NEW}/en"),
            id="passes-the-target",
        ),
    ],
)
def test_stays_quiet_when_it_works(way: DeclaredWalk) -> None:
    assert not tuple(declared_redirect_broken.judge(way))
