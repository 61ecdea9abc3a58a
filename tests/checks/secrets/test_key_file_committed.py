from __future__ import annotations

import pytest
from tests.checks.secrets.made import with_file

from launchready.checks.secrets.key_file_committed import key_file_committed as check
from launchready.facts.secrets import FileSecrets


@pytest.mark.parametrize("path", ["deploy/id_rsa", "certs/site.p12", "config/master.key"])
def test_fires(path: str) -> None:
    [finding] = check.judge(with_file(path))
    assert finding.message == f"{path} is a private key, and it is in the repository."
    assert finding.subject == path


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(with_file("deploy/id_rsa", tracked=False), id="ignored by git"),
        pytest.param(with_file(".env"), id="settings, which another check judges"),
        pytest.param(FileSecrets(), id="nothing"),
    ],
)
def test_stays_quiet(facts: FileSecrets) -> None:
    assert list(check.judge(facts)) == []
