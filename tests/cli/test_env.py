from __future__ import annotations

import json
from pathlib import Path

import pytest

from launchready.cli.main import run

VALUE = "c0rrect-h0rse-battery"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    staging, production = tmp_path / ".env.staging", tmp_path / ".env.production"
    staging.write_text(f"JWT_SECRET={VALUE}\nONLY_HERE=1\n")
    production.write_text(f"JWT_SECRET={VALUE}\nAPP_URL=http://localhost:3000\n")
    return str(staging), str(production)


def test_compares_names_and_never_shows_a_value(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["env", "compare", *files]) == 1
    out = capsys.readouterr().out
    rows = {line.split()[0]: line.split()[1:] for line in out.splitlines()[1:]}
    assert rows["ONLY_HERE"][1] == "-"
    assert rows["JWT_SECRET"][0] == rows["JWT_SECRET"][2]
    assert "local address" in out
    assert VALUE not in out
    assert "3000" not in out


def test_equal_names_exit_with_zero(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["env", "compare", files[0], files[0]]) == 0
    assert VALUE not in capsys.readouterr().out


def test_json_holds_no_value(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["env", "compare", "--json", *files]) == 1
    out = capsys.readouterr().out
    assert [one["stage"] for one in json.loads(out)["environments"]] == ["staging", "production"]
    assert VALUE not in out


def test_lists_the_environments_of_a_folder(
    tmp_path: Path, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert files
    recorded = tmp_path / "vercel.txt"
    recorded.write_text("name value environments\nA Encrypted Production\n")
    assert run(["env", "list", str(tmp_path), "--recorded", f"production={recorded}"]) == 0
    out = capsys.readouterr().out
    assert ".env.staging  staging  (dotenv, whole)" in out
    assert "vercel env ls" in out
    assert VALUE not in out


WRONG = [
    pytest.param(["env", "compare", "one"], "at least two files", id="one file"),
    pytest.param(["env", "compare", "gone", "gone"], "no such file", id="no file"),
    pytest.param(["env", "list", "gone"], "not a folder", id="no folder"),
    pytest.param(["env", "list", ".", "--recorded", "x"], "NAME=FILE", id="no name"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_wrong_use_is_one_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert said in capsys.readouterr().err
