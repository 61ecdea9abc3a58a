from __future__ import annotations

import pytest

from launchready.checks.migrate.migration_fails_on_second_run import migration_fails_on_second_run
from launchready.facts.migration_runs import Ended, MigrationReplay, Replay

PATH = "db/migrations/2.sql"


def seen(*replays: Replay) -> MigrationReplay:
    return MigrationReplay("product", replays)


FIRES = [
    pytest.param(
        seen(Replay(PATH, atomic=True, second=Ended.DONE, grown=("plans: 3 more rows",))),
        "Run a second time, the migration left plans: 3 more rows.",
        id="double rows",
    ),
    pytest.param(
        seen(Replay(PATH, atomic=False, second=Ended.FAILED, second_error="it exists")),
        "Run a second time, the migration failed, and no transaction took back what it had done"
        " until then.",
        id="half-way",
    ),
]
QUIET = [
    pytest.param(seen(Replay(PATH, atomic=True, second=Ended.DONE)), id="the same again"),
    pytest.param(seen(Replay(PATH, atomic=True, second=Ended.FAILED)), id="taken back entirely"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: MigrationReplay, message: str) -> None:
    [finding] = migration_fails_on_second_run.judge(fact)
    assert (finding.subject, finding.message) == (PATH, message)


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: MigrationReplay) -> None:
    assert not tuple(migration_fails_on_second_run.judge(fact))
