from __future__ import annotations

import pytest
from tests.checks.findings import complete
from tests.checks.secrets.made import RUN, in_files, secret

from launchready.checks.secrets.secret_in_deploy_config import secret_in_deploy_config as check
from launchready.facts.secrets import Nature, Secret


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(path="Dockerfile"), id="in a Dockerfile"),
        pytest.param(secret(path=".github/workflows/ci.yml"), id="in a workflow"),
        pytest.param(secret(Nature.NAMED, path="k8s/app.yaml"), id="a named value in Kubernetes"),
    ],
)
def test_fires(found: Secret) -> None:
    [finding] = complete(check.judge(in_files(found), RUN))
    assert finding.subject == found.id


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(secret(), id="in code"),
        pytest.param(secret(Nature.PUBLISHABLE, path="Dockerfile"), id="made for visitors"),
        pytest.param(secret(Nature.TEST, path="compose.yml"), id="a test key"),
        pytest.param(secret(Nature.LOCAL, path="docker-compose.yml"), id="a local database"),
    ],
)
def test_stays_quiet(found: Secret) -> None:
    assert list(check.judge(in_files(found), RUN)) == []


def test_says_what_lies_where() -> None:
    [finding] = check.judge(in_files(secret(path="Dockerfile")), RUN)
    assert finding.message == "A Stripe or Clerk live secret key lies in Dockerfile:3."
