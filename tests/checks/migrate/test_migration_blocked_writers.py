from __future__ import annotations

import pytest
from tests.checks.migrate.runs import PATH, ran

from launchready.checks.migrate.migration_blocked_writers import migration_blocked_writers
from launchready.facts.migration_runs import MigrationRun

FIRES = [
    pytest.param(
        ran(reader=2.0, writer=1800.4),
        "While the migration ran, writers of orders waited 1,800 ms (20,000 rows).",
        id="writers",
    ),
    pytest.param(
        ran(reader=1000.0),
        "While the migration ran, readers of orders waited 1,000 ms (20,000 rows).",
        id="readers, at the limit",
    ),
]
QUIET = [
    pytest.param(ran(writer=999.9), id="below the limit"),
    pytest.param(MigrationRun("product"), id="nothing ran"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: MigrationRun, message: str) -> None:
    [finding] = migration_blocked_writers.judge(fact)
    assert (finding.subject, finding.message) == (PATH, message)
    assert "orders: AccessExclusiveLock held 1,804 ms" in finding.evidence


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: MigrationRun) -> None:
    assert not tuple(migration_blocked_writers.judge(fact))
