from __future__ import annotations

import pytest

from launchready.derive.delivery.tools import (
    is_official,
    purposes_of,
    purposes_of_action,
    purposes_of_template,
)
from launchready.facts.delivery import Purpose


@pytest.mark.parametrize(
    ("command", "purposes"),
    [
        ("eslint .", {Purpose.LINT}),
        ("ruff check .", {Purpose.LINT}),
        ("ruff format --check .", {Purpose.LINT}),
        ("ruff format .", set()),
        ("next build", {Purpose.TYPES, Purpose.BUILD}),
        ("go test ./...", {Purpose.TESTS}),
        ("rails test:system", {Purpose.TESTS}),
        ("manage.py test", {Purpose.TESTS}),
        ("gitleaks detect", {Purpose.SECRETS}),
        ("launchready repo .", {Purpose.SECRETS}),
        ("launchready repo . --audit-dependencies", {Purpose.SECRETS, Purpose.DEPENDENCIES}),
        ("trivy fs .", {Purpose.SECRETS, Purpose.DEPENDENCIES}),
        ("npm audit --audit-level=high", {Purpose.DEPENDENCIES}),
        ("yarn npm audit", {Purpose.DEPENDENCIES}),
        ("vercel deploy --prod", {Purpose.DEPLOY}),
        ("fly deploy --remote-only", {Purpose.DEPLOY}),
        ("kamal deploy", {Purpose.DEPLOY}),
        ("terraform fmt -check", set()),
        ("kubectl get pods", set()),
        ("pip install pytest ruff", set()),
        ("npm ci", set()),
        ("docker compose up -d db", set()),
    ],
)
def test_a_command_is_for_what_its_tool_is_for(command: str, purposes: set[Purpose]) -> None:
    assert set(purposes_of(tuple(command.split()))) == purposes


def test_actions_and_templates_are_known_by_name() -> None:
    assert purposes_of_action("gitleaks/gitleaks-action") == (Purpose.SECRETS,)
    assert purposes_of_action("actions/dependency-review-action") == (Purpose.DEPENDENCIES,)
    assert purposes_of_action("actions/checkout") == ()
    assert purposes_of_template("Jobs/Secret-Detection.gitlab-ci.yml") == (Purpose.SECRETS,)
    assert purposes_of_template("Pages/Hugo.gitlab-ci.yml") == ()


def test_only_the_platforms_own_actions_are_official() -> None:
    assert is_official("actions/checkout")
    assert is_official("github/codeql-action/init")
    assert not is_official("actions-rs/toolchain")
