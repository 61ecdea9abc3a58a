from __future__ import annotations

import pytest
from tests.checks.migrate.runs import PATH, ran

from launchready.checks.migrate.migration_failed import migration_failed
from launchready.facts.migration_runs import Ended, MigrationRun

QUIET = [
    pytest.param(ran(), id="done"),
    pytest.param(ran(ended=Ended.GAVE_UP), id="gave up waiting, as it was told"),
]


def test_fires_with_the_words_of_the_database() -> None:
    words = 'relation "order" does not exist'
    [finding] = migration_failed.judge(ran(ended=Ended.FAILED, error=words))
    assert finding.subject == PATH
    assert finding.evidence == (words,)


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: MigrationRun) -> None:
    assert not tuple(migration_failed.judge(fact))
