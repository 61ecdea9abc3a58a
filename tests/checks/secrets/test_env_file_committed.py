from __future__ import annotations

from dataclasses import replace

import pytest
from tests.checks.secrets.made import in_files, secret, with_file

from launchready.checks.secrets.env_file_committed import env_file_committed as check

WHAT = "a file with the environment of a program"


@pytest.mark.parametrize("path", [".env", "apps/web/.env.production", ".env.local", "prod.env"])
def test_fires(path: str) -> None:
    [finding] = check.judge(with_file(path, WHAT))
    assert finding.subject == path


@pytest.mark.parametrize(
    "path", [".env.example", ".env.sample", ".env.template", ".env.test", ".env.development"]
)
def test_stays_quiet(path: str) -> None:
    assert list(check.judge(with_file(path, WHAT))) == []


def test_stays_quiet_about_what_git_ignores() -> None:
    assert list(check.judge(with_file(".env", WHAT, tracked=False))) == []


def test_fires_on_a_development_file_that_holds_a_secret() -> None:
    facts = replace(
        with_file(".env.development", WHAT), found=in_files(secret(path=".env.development")).found
    )
    [finding] = check.judge(facts)
    assert finding.message == "The settings file .env.development is in the repository."
