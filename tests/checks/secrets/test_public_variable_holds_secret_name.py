from __future__ import annotations

import pytest

from launchready.checks.secrets.public_variable_holds_secret_name import (
    public_variable_holds_secret_name as check,
)
from launchready.facts.secrets import FileSecrets, PublicVariable


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_SERVICE_ROLE_KEY"),
        ("VITE_DATABASE_URL", "DATABASE_URL"),
    ],
)
def test_fires(name: str, better: str) -> None:
    facts = FileSecrets(public_variables=(PublicVariable(name, "src/db.ts", 4),))
    [finding] = check.judge(facts)
    assert finding.message == (
        f"{name} is published to every visitor, and its name says it is secret."
    )
    assert finding.fix.startswith(f"Rename it to {better},")


def test_stays_quiet() -> None:
    assert list(check.judge(FileSecrets())) == []
