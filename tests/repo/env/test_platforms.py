from __future__ import annotations

from pathlib import Path

import pytest

from launchready.facts.env import Environment, Environments, Stage, State
from launchready.repo.env.read import read_environments, read_file
from launchready.repo.env.recorded import recorded
from launchready.repo.env.seal import Seal
from launchready.repo.stack import read_stack
from launchready.repo.tree import Tree
from launchready.repo.trouble import RepositoryError

SECRET = "c0rrect-h0rse-battery"


def write(root: Path, files: dict[str, str]) -> Tree:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return Tree(root)


def read(root: Path, files: dict[str, str]) -> Environments:
    tree = write(root, files)
    return read_environments(tree, Seal(), read_stack(tree).hosting)


def states(environment: Environment) -> dict[str, State]:
    return {one.name: one.state for one in environment.variables}


CASES = [
    pytest.param(
        {".env.production": "A=1\nB=\nC=changeme\nD=${X}\n"},
        Stage.PRODUCTION,
        {"A": State.SET, "B": State.EMPTY, "C": State.PLACEHOLDER, "D": State.REFERENCE},
        True,
        id="dotenv",
    ),
    pytest.param(
        {".env.production": "A=1\n", "vercel.json": "{}"},
        Stage.PRODUCTION,
        {"A": State.SET},
        False,
        id="dotenv beside a platform that keeps variables itself",
    ),
    pytest.param(
        {
            "docker-compose.prod.yml": "services:\n  web:\n    env_file: [.env.live]\n"
            "    environment:\n      A: ${A:-1}\n      B: ${B}\n      C:\n",
            "docker-compose.yml": "services: {web: {environment: [D=4, E]}}",
            ".env.live": "F=6\n",
        },
        Stage.PRODUCTION,
        {
            "A": State.SET,
            "B": State.REFERENCE,
            "C": State.REFERENCE,
            "F": State.SET,
            "D": State.SET,
            "E": State.REFERENCE,
        },
        True,
        id="compose",
    ),
    pytest.param(
        {"compose.production.yml": "services: {web: {env_file: gone.env, environment: {A: 1}}}"},
        Stage.PRODUCTION,
        {"A": State.SET},
        False,
        id="compose whose settings file is elsewhere",
    ),
    pytest.param(
        {
            "k8s/production/app.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"
            "data: {A: '1'}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n"
            "data: {B: Yw==}\n---\napiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: "
            "{containers: [{name: web, envFrom: [{configMapRef: {name: c}}, {secretRef: {name: s}}]"
            ", env: [{name: D, value: x}, {name: E, valueFrom: {secretKeyRef: {name: q}}}]}]}}}\n"
        },
        Stage.PRODUCTION,
        {"D": State.SET, "E": State.REFERENCE, "A": State.SET, "B": State.SET},
        True,
        id="Kubernetes",
    ),
    pytest.param(
        {
            "config/deploy.yml": "service: shop\nenv:\n  clear:\n    A: 1\n"
            "    B: <%= ENV['X'] %>\n  secret: [C, D]\n",
            ".kamal/secrets": "C=$C\n",
        },
        Stage.PRODUCTION,
        {"A": State.SET, "B": State.REFERENCE, "C": State.REFERENCE, "D": State.EMPTY},
        True,
        id="Kamal",
    ),
    pytest.param(
        {
            "render.yaml": "services:\n- name: shop\n  envVars:\n  - {key: A, value: 1}\n"
            "  - {key: B, sync: false}\n  - {key: C, generateValue: true}\n  - fromGroup: g\n"
            "envVarGroups:\n- name: g\n  envVars: [{key: D, value: 2}]\n"
        },
        Stage.PRODUCTION,
        {"A": State.SET, "B": State.UNKNOWN, "C": State.REFERENCE, "D": State.SET},
        False,
        id="Render",
    ),
    pytest.param(
        {"fly.toml": 'app = "shop"\n[env]\nA = "1"\nB = 8080\n'},
        Stage.PRODUCTION,
        {"A": State.SET, "B": State.SET},
        False,
        id="Fly",
    ),
    pytest.param(
        {
            "netlify.toml": '[build.environment]\nA = "1"\n[context.production.environment]\n'
            'B = "2"\n'
        },
        Stage.PRODUCTION,
        {"B": State.SET, "A": State.SET},
        False,
        id="Netlify",
    ),
    pytest.param(
        {"vercel.json": '{"env": {"A": "1", "B": "@b"}, "build": {"env": {"C": "3"}}}'},
        Stage.PRODUCTION,
        {"A": State.SET, "B": State.REFERENCE, "C": State.SET},
        False,
        id="Vercel",
    ),
    pytest.param(
        {"app.json": '{"env": {"A": {"required": true}, "B": "1", "C": {"value": ""}}}'},
        Stage.EXAMPLE,
        {"A": State.UNKNOWN, "B": State.SET, "C": State.EMPTY},
        False,
        id="Heroku",
    ),
    pytest.param(
        {
            ".github/workflows/deploy.yml": "on: push\nenv: {A: 1}\njobs:\n  deploy:\n"
            "    environment: {name: production}\n    steps:\n    - env: {B: '${{ secrets.B }}'}\n"
            "      run: echo ${{ vars.C }}\n"
        },
        Stage.PRODUCTION,
        {"B": State.REFERENCE, "C": State.REFERENCE, "A": State.SET},
        False,
        id="GitHub Actions",
    ),
]


@pytest.mark.parametrize(("files", "stage", "expected", "whole"), CASES)
def test_reads_the_environment_of_each_platform(
    tmp_path: Path, files: dict[str, str], stage: Stage, expected: dict[str, State], whole: bool
) -> None:
    found = [one for one in read(tmp_path, files).at(stage) if one.platform != "dotenv"] or [
        *read(tmp_path, files).at(stage)
    ]
    assert states(found[0]) == expected
    assert found[0].whole is whole


RECORDED = [
    pytest.param(
        "Vercel CLI 41\n> Environment Variables found for team/shop [99ms]\n\n"
        " name      value       environments            created\n"
        " A         Encrypted   Production, Preview     14d ago\n"
        " B         Encrypted   Development             14d ago\n",
        {"A"},
        id="vercel env ls",
    ),
    pytest.param("=== shop Config Vars\n\nA: 1\nB:  x: y\n", {"A", "B"}, id="heroku config"),
    pytest.param('{"A": "1", "B": "2"}', {"A", "B"}, id="heroku config --json"),
    pytest.param(
        "NAME\tDIGEST          \tCREATED AT\nA   \tb9e37b7b239ee4a\t5m ago\n",
        {"A"},
        id="fly secrets list",
    ),
    pytest.param(
        " NAME │ DIGEST │ STATUS\n──────┼────────┼──────\n A    │ b9e37b │ Deployed\n",
        {"A"},
        id="fly secrets list, newer",
    ),
    pytest.param(
        "╔═══ Variables for shop ═══╗\n║ A │ 1 ║\n║───────║\n║ B │ 2 ║\n╚═══╝\n",
        {"A", "B"},
        id="railway variables",
    ),
    pytest.param(
        "| Key | Value | Scope |\n|-----|-------|-------|\n| A | **** | All |\n",
        {"A"},
        id="netlify env:list",
    ),
    pytest.param('[{"name": "A", "value": "1"}, {"Name": "B"}]', {"A", "B"}, id="a JSON list"),
    pytest.param(
        "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {A: MQ==}\n",
        {"A"},
        id="kubectl get secret",
    ),
    pytest.param("A=1\nB=2\n", {"A", "B"}, id="dotenv"),
]


@pytest.mark.parametrize(("text", "names"), RECORDED)
def test_reads_what_command_lines_print(text: str, names: set[str]) -> None:
    found = recorded("production", "out.txt", text, Seal())
    [live] = [one for one in found if one.stage is Stage.PRODUCTION]
    assert live.names() == names
    assert live.whole


def test_a_recorded_file_without_variables_is_refused() -> None:
    with pytest.raises(RepositoryError, match="no variables were recognised"):
        recorded("production", "out.txt", "Error: not logged in\n", Seal())


def test_equal_values_have_equal_fingerprints_in_one_run_only(tmp_path: Path) -> None:
    tree = write(tmp_path, {".env.staging": f"A={SECRET}", ".env.production": f"B={SECRET}"})
    first, second = (read_environments(tree, Seal()) for _ in range(2))
    prints = [one.variables[0].fingerprint for one in first.environments]
    assert prints[0] == prints[1]
    assert prints[0] != second.environments[0].variables[0].fingerprint


def test_no_value_is_in_any_fact(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {
            ".env.production": f"API_KEY={SECRET}",
            "docker-compose.prod.yml": f"services: {{web: {{environment: {{A: {SECRET}}}}}}}",
            "fly.toml": f'[env]\nA = "{SECRET}"',
            "render.yaml": f"services: [{{name: x, envVars: [{{key: A, value: {SECRET}}}]}}]",
            "vercel.json": f'{{"env": {{"A": "{SECRET}"}}}}',
            "config/deploy.yml": f"service: x\nenv: {{clear: {{A: {SECRET}}}}}",
        },
    )
    assert len(found.environments) == 6
    assert SECRET not in repr(found)


def test_a_broken_file_is_noted_and_hides_no_other(tmp_path: Path) -> None:
    found = read(tmp_path, {"render.yaml": "a: b: c", ".env.production": "A=1"})
    assert [one.source for one in found.environments] == [".env.production"]
    assert found.unread == ("render.yaml: not YAML, line 1",)


def test_a_file_that_a_user_names_is_read_in_its_own_format(tmp_path: Path) -> None:
    write(tmp_path, {"config/deploy.yml": "service: x\nenv: {clear: {A: 1}}", ".env": "B=1"})
    [kamal] = read_file(tmp_path / "config/deploy.yml", Seal())
    [plain] = read_file(tmp_path / ".env", Seal())
    assert kamal.platform == "kamal"
    assert kamal.names() == {"A"}
    assert plain.names() == {"B"}
