from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from launchready.cli.main import run
from launchready.demo.code_faults import all_code_faults
from launchready.demo.repository import build
from launchready.facts.delivery import Purpose
from launchready.repo.ci import read_pipelines
from launchready.repo.ci.started import read_started
from launchready.repo.tree import Tree

pytestmark = pytest.mark.slow


@pytest.fixture
def code(tmp_path: Path) -> Path:
    folder = tmp_path / "harvest"
    folder.mkdir()
    build(folder)
    return folder


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    folder = tmp_path / "bad"
    folder.mkdir()
    build(folder, tuple(one for one in all_code_faults() if one.id in {"no-way-back", "untested"}))
    return folder


def test_a_good_repository_is_go(code: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["repo", str(code), "--plain"]) == 0
    said = capsys.readouterr().out
    assert "the repository harvest" in said
    assert "HOW TRAFFIC" not in said


def test_a_faulty_one_is_no_go_in_every_format(
    bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {name: tmp_path / f"out.{name}" for name in ("json", "sarif", "junit", "html")}
    options = [part for name, path in files.items() for part in (f"--{name}", str(path))]
    assert run(["repo", str(bad), "--plain", "--annotations", "-", *options]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("::error file=README.md,line=1,title=Nobody has written down how")
    assert json.loads(files["json"].read_text())["verdict"] == "NO_GO"
    [log] = json.loads(files["sarif"].read_text())["runs"]
    assert {one["ruleId"] for one in log["results"]} == {"rollback-not-written", "ci-without-tests"}
    assert ET.parse(files["junit"]).getroot().get("failures") == "2"  # noqa: S314 - our own file
    assert "rollback-not-written" in files["html"].read_text()


def test_an_area_alone_is_judged(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["repo", str(bad), "--only", "ci", "--plain"]) == 0
    assert "ci of the repository bad" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["repo", "nowhere"], "nowhere does not exist"),
        (["repo", "."], "not a git repository"),
        (["audit", "https://shop.example", "--repo", "nowhere"], "nowhere does not exist"),
        (["ci", "init", "--github", "--gitlab", "."], "choose --github or --gitlab"),
    ],
)
def test_wrong_use_is_one_sentence(
    arguments: list[str],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


def test_an_area_that_a_repository_cannot_show_is_wrong_use(
    code: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["repo", str(code), "--only", "tls"]) == 2
    assert "a repository alone does not show" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("system", "file"),
    [("--github", ".github/workflows/launchready.yml"), ("--gitlab", ".gitlab-ci.yml")],
)
def test_the_written_pipeline_passes_the_checks_that_ask_for_it(
    code: Path, system: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (code / ".github/workflows/check.yml").unlink()
    assert run(["ci", "init", str(code), system]) == 0
    assert "require it for the main branch" in capsys.readouterr().out
    tree = Tree(code)
    [pipeline] = read_pipelines(tree, read_started(tree)).pipelines
    assert pipeline.trace.path == file
    assert pipeline.merge_requests is True
    purposes = {one for step in pipeline.steps if step.blocking for one in step.purposes}
    assert purposes >= {
        *(Purpose.LINT, Purpose.TYPES, Purpose.TESTS, Purpose.SECRETS),
        *(Purpose.DEPENDENCIES, Purpose.BUDGET, Purpose.BUILD),
    }
    assert all(one.official for one in pipeline.actions)


def test_a_pipeline_that_is_there_is_not_overwritten(
    code: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ci", "init", str(code), "--gitlab"]) == 0
    assert run(["ci", "init", str(code), "--gitlab"]) == 2
    assert "--force replaces it" in capsys.readouterr().err
    assert run(["ci", "init", str(code), "--gitlab", "--force"]) == 0
