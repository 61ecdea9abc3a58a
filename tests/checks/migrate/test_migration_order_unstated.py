from __future__ import annotations

from launchready.checks.migrate.migration_order_unstated import migration_order_unstated
from launchready.facts.migrations import MigrationOrder


def test_fires_when_nothing_says_it() -> None:
    [finding] = migration_order_unstated.judge(MigrationOrder("product"))
    assert finding.subject == "README.md"
    assert "before or after new code takes traffic" in finding.message


def test_stays_quiet_when_a_release_command_says_it() -> None:
    fact = MigrationOrder("product", ("fly.toml:9: release_command = 'npx prisma migrate deploy'",))
    assert not tuple(migration_order_unstated.judge(fact))
