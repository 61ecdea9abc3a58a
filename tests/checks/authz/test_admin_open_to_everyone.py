from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.authz.admin_open_to_everyone import admin_open_to_everyone as check
from launchready.facts.admission import Admission, Door, Entry


def at(entry: Entry) -> Admission:
    door = Door("https://shop.example/admin", True, entry, 200, ("headed: Admin",))
    return Admission("shop.example", (door,))


def test_fires_in_words_a_founder_understands() -> None:
    admission = at(Entry.OPEN)
    [finding] = complete(check.judge(admission))
    assert (
        finding.message
        == "https://shop.example/admin shows its content to somebody who has not signed in."
    )
    assert finding.subject == "https://shop.example/admin"


@pytest.mark.parametrize(
    "admission",
    [
        pytest.param(at(Entry.LOGIN), id="login"),
        pytest.param(at(Entry.REDIRECT), id="redirect"),
        pytest.param(at(Entry.REFUSED), id="refused"),
        pytest.param(at(Entry.MISSING), id="missing"),
        pytest.param(at(Entry.SHELL), id="shell"),
        pytest.param(at(Entry.OTHER), id="other"),
        pytest.param(Admission("shop.example"), id="no doors"),
    ],
)
def test_stays_quiet(admission: Admission) -> None:
    assert list(check.judge(admission)) == []
