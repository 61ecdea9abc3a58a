from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.exposure.git_folder_exposed import git_folder_exposed as check
from launchready.facts.exposure import Exposure, Leak, LeakKind


def found(kind: LeakKind) -> Exposure:
    leak = Leak(kind, "https://shop.example/.git/HEAD", 200, 120, "ref: refs/heads/main", ())
    return Exposure("shop.example", ("/.git/HEAD",), (leak,))


def test_fires_in_words_a_founder_understands() -> None:
    exposure = found(LeakKind.REPOSITORY)
    [finding] = complete(check.judge(exposure, None))
    assert (
        finding.message
        == "The version control folder of shop.example is open: https://shop.example/.git/HEAD."
    )
    assert finding.subject == "https://shop.example/.git/HEAD"


@pytest.mark.parametrize(
    "exposure",
    [
        pytest.param(found(LeakKind.REPOSITORY), id="in the open"),
    ],
)
def test_fires(exposure: Exposure) -> None:
    assert list(check.judge(exposure, None))


@pytest.mark.parametrize(
    "exposure",
    [
        pytest.param(found(LeakKind.LISTING), id="another kind"),
        pytest.param(Exposure("shop.example", ("/.env",)), id="nothing"),
    ],
)
def test_stays_quiet(exposure: Exposure) -> None:
    assert list(check.judge(exposure, None)) == []
