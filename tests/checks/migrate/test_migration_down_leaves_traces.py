from __future__ import annotations

import pytest

from launchready.checks.migrate.migration_down_leaves_traces import migration_down_leaves_traces
from launchready.facts.migration_runs import Ended, MigrationReplay, Replay

PATH = "db/migrations/2.sql"


def seen(*replays: Replay) -> MigrationReplay:
    return MigrationReplay("product", replays)


def back(down: Ended | None, error: str = "", traces: tuple[str, ...] = ()) -> MigrationReplay:
    return seen(
        Replay(PATH, atomic=True, second=Ended.DONE, down=down, down_error=error, traces=traces)
    )


FIRES = [
    pytest.param(
        back(Ended.DONE, traces=("+ total text",)),
        "After the way back, the schema is not what it was.",
        "+ total text",
        id="traces",
    ),
    pytest.param(
        back(Ended.FAILED, "no such column"),
        "The way back of the migration failed.",
        "no such column",
        id="failed",
    ),
]
QUIET = [
    pytest.param(back(Ended.DONE), id="exactly back"),
    pytest.param(back(None), id="there is none"),
]


@pytest.mark.parametrize(("fact", "message", "evidence"), FIRES)
def test_fires(fact: MigrationReplay, message: str, evidence: str) -> None:
    [finding] = migration_down_leaves_traces.judge(fact)
    assert (finding.subject, finding.message) == (PATH, message)
    assert finding.evidence == (evidence,)


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: MigrationReplay) -> None:
    assert not tuple(migration_down_leaves_traces.judge(fact))
