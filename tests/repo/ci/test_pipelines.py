from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping

import pytest

from launchready.facts.delivery import Pipeline, Purpose
from launchready.repo.ci import YamlError, read_pipelines
from launchready.repo.ci.started import read_started
from launchready.repo.tree import Tree

Planted = Callable[[Mapping[str, str]], Tree]


def read(tree: Tree) -> tuple[Pipeline, ...]:
    return read_pipelines(tree, read_started(tree)).pipelines


def purposes(pipeline: Pipeline, *, blocking: bool = True) -> set[Purpose]:
    steps = (step for step in pipeline.steps if step.blocking is blocking)
    return {purpose for step in steps for purpose in step.purposes}


def workflow(on: str, steps: str) -> dict[str, str]:
    body = textwrap.indent(textwrap.dedent(steps).strip("\n"), "      ")
    text = f"on: {on}\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n{body}\n"
    return {".github/workflows/ci.yml": text}


def test_github_steps_are_read_with_their_lines(planted: Planted) -> None:
    files = workflow(
        "[pull_request]",
        """
        - uses: actions/checkout@v4
        - uses: gitleaks/gitleaks-action@v2
        - run: |
            npm ci
            npm run lint
        - run: npm test
          continue-on-error: true
        """,
    )
    files["package.json"] = '{"scripts": {"lint": "eslint .", "test": "vitest run"}}'
    [found] = read(planted(files))
    assert (found.system, found.merge_requests, found.automatic) == ("GitHub Actions", True, True)
    assert purposes(found) == {Purpose.LINT, Purpose.SECRETS}
    assert purposes(found, blocking=False) == {Purpose.TESTS}
    [lint] = [step for step in found.steps if Purpose.LINT in step.purposes]
    assert str(lint.trace) == ".github/workflows/ci.yml:10: npm run lint"
    assert [(one.name, one.ref, one.official) for one in found.actions] == [
        ("actions/checkout", "v4", True),
        ("gitleaks/gitleaks-action", "v2", False),
    ]


@pytest.mark.parametrize(
    ("on", "before", "automatic"),
    [
        ("pull_request", True, True),
        ("push", True, True),
        ("{push: {branches: [main]}}", False, True),
        ("{push: {branches: ['**']}}", True, True),
        ("{push: {tags: ['v*']}}", False, True),
        ("{push: {branches: [main]}, pull_request: }", True, True),
        ("workflow_dispatch", False, False),
        ("{schedule: [{cron: '0 3 * * *'}]}", False, True),
    ],
)
def test_github_triggers_say_when_it_runs(
    planted: Planted, on: str, before: bool, automatic: bool
) -> None:
    [found] = read(planted(workflow(on, "- run: make test")))
    assert (found.merge_requests, found.automatic) == (before, automatic)


def test_github_follows_what_stands_in_the_repository_and_names_what_does_not(
    planted: Planted,
) -> None:
    files = {
        ".github/workflows/ci.yml": "on: push\njobs:\n  a:\n    uses: ./.github/workflows/t.yml\n"
        "  b:\n    uses: org/shared/.github/workflows/all.yml@v1\n  c:\n    steps:\n"
        "      - uses: ./.github/actions/lint\n",
        ".github/workflows/t.yml": "on: workflow_call\njobs:\n  t:\n    steps:\n"
        "      - run: pytest\n",
        ".github/actions/lint/action.yml": "runs:\n  using: composite\n  steps:\n"
        "    - run: ruff check .\n      shell: bash\n",
    }
    found = {one.trace.path: one for one in read(planted(files))}
    main = found[".github/workflows/ci.yml"]
    assert purposes(main) == {Purpose.TESTS, Purpose.LINT}
    assert [trace.line for trace in main.elsewhere] == [6]
    assert not found[".github/workflows/t.yml"].automatic


def test_gitlab_extends_includes_and_templates_are_followed(planted: Planted) -> None:
    files = {
        ".gitlab-ci.yml": """\
include:
  - local: /ci/lint.yml
  - template: Jobs/Secret-Detection.gitlab-ci.yml
  - project: org/shared
    file: all.yml
default:
  before_script: [npm ci]
.base:
  script:
    - npx vitest run
test:
  extends: .base
audit:
  script: [npm audit]
  allow_failure: true
""",
        "ci/lint.yml": "lint:\n  script: npx eslint .\n",
    }
    [found] = read(planted(files))
    assert found.merge_requests is True
    assert purposes(found) == {Purpose.SECRETS, Purpose.TESTS, Purpose.LINT}
    assert purposes(found, blocking=False) == {Purpose.DEPENDENCIES}
    assert [trace.line for trace in found.elsewhere] == [4]


@pytest.mark.parametrize(
    ("rules", "before"),
    [
        ("", True),
        ("  only: [main]\n", False),
        ("  only: [merge_requests]\n", True),
        ("  rules:\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n", False),
        ('  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n', True),
    ],
)
def test_gitlab_rules_say_when_it_runs(planted: Planted, rules: str, before: bool) -> None:
    [found] = read(planted({".gitlab-ci.yml": f"test:\n  script: pytest\n{rules}"}))
    assert found.merge_requests is before


def test_circleci_builds_every_branch_unless_told_otherwise(planted: Planted) -> None:
    text = """\
jobs:
  test:
    steps:
      - checkout
      - run: {name: tests, command: go test ./...}
workflows:
  main:
    jobs:
      - test%s
"""
    [every] = read(planted({".circleci/config.yml": text % ""}))
    assert every.merge_requests is True
    assert purposes(every) == {Purpose.TESTS}
    only = ":\n          filters: {branches: {only: main}}"
    [main] = read(planted({".circleci/config.yml": text % only}))
    assert main.merge_requests is False


@pytest.mark.parametrize(
    ("path", "text", "system"),
    [
        ("azure-pipelines.yml", "steps:\n- script: npx jest\n", "Azure Pipelines"),
        (
            "bitbucket-pipelines.yml",
            "pipelines: {pull-requests: {'**': [{step: {script: [npx jest]}}]}}\n",
            "Bitbucket Pipelines",
        ),
        (".drone.yml", "kind: pipeline\nsteps:\n- commands: [npx jest]\n", "Drone"),
        (".travis.yml", "script: npx jest\n", "Travis CI"),
        ("Jenkinsfile", "pipeline { stage('t') { steps { sh 'npx jest' } } }", "Jenkins"),
        (".buildkite/pipeline.yml", "steps:\n  - command: npx jest\n", "Buildkite"),
        (".woodpecker.yml", "steps:\n  t:\n    commands:\n      - npx jest\n", "Woodpecker"),
        (".ci/run", "#!/bin/sh\nnpx jest\n", "a script for CI"),
    ],
)
def test_other_systems_are_read(planted: Planted, path: str, text: str, system: str) -> None:
    [found] = read(planted({path: text}))
    assert found.system == system
    assert purposes(found) == {Purpose.TESTS}


def test_a_definition_that_cannot_be_read_is_an_error_and_not_a_pass(planted: Planted) -> None:
    with pytest.raises(YamlError, match=r"\.gitlab-ci\.yml cannot be read: it is not YAML"):
        read(planted({".gitlab-ci.yml": "a: [b"}))


def test_pre_commit_tox_nox_and_poe_are_followed(planted: Planted) -> None:
    files = workflow("push", "- run: pre-commit run --all-files\n- run: tox\n- run: poe audit")
    files[".pre-commit-config.yaml"] = (
        "repos:\n- repo: x\n  hooks:\n  - id: ruff\n  - id: gitleaks\n"
    )
    files["tox.ini"] = "[testenv]\ncommands =\n    pytest -q\n"
    files["pyproject.toml"] = '[tool.poe.tasks]\naudit = "pip-audit"\n'
    [found] = read(planted(files))
    assert purposes(found) == {
        Purpose.LINT,
        Purpose.SECRETS,
        Purpose.TESTS,
        Purpose.DEPENDENCIES,
    }
