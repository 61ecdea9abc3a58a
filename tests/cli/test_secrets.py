from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.repo.secrets.mint import Mint, Work

from launchready.cli.main import run


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path / "shop")


def test_a_clean_repository_is_go(work: Work, capsys: pytest.CaptureFixture[str]) -> None:
    work.commit("Start", **{"app.js": "export const a = 1\n"})
    assert run(["secrets", str(work.root), "--history", "--plain"]) == 0
    said = capsys.readouterr().out
    assert "secrets in the repository shop" in said
    assert "3 objects" not in said
    assert "2 objects (0 MB) and 1 files of the work tree were read." in said


def test_a_key_is_no_go_and_named_by_its_fingerprint(
    work: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    token = Mint().stripe()
    work.commit("Start", **{"app.js": f"pay('{token}')\n"})
    assert run(["secrets", str(work.root), "--json", "-"]) == 1
    said = capsys.readouterr().out
    assert token not in said
    document = json.loads(said)
    assert "secret-in-repo" in json.dumps(document)
    assert "s-" in said


def test_an_old_key_counts_only_with_the_history(work: Work) -> None:
    work.commit("Start", **{"app.js": f"pay('{Mint().stripe()}')\n"})
    work.commit("Remove", **{"app.js": "pay()\n"})
    assert run(["secrets", str(work.root), "--plain"]) == 0
    assert run(["secrets", str(work.root), "--plain", "--history"]) == 1


def test_a_shallow_clone_is_not_proven(work: Work, tmp_path: Path) -> None:
    work.commit("Start", **{"app.js": "a\n"})
    work.commit("More", **{"app.js": "b\n"})
    work.git("clone", "-q", "--depth=1", f"file://{work.root}", str(tmp_path / "shallow"))
    assert run(["secrets", str(tmp_path / "shallow"), "--plain", "--history"]) == 3


def test_an_accepted_fingerprint_is_no_risk(work: Work, capsys: pytest.CaptureFixture[str]) -> None:
    work.commit("Start", **{"app.js": f"pay('{Mint().stripe()}')\n"})
    assert run(["secrets", str(work.root), "--json", "-"]) == 1
    said = capsys.readouterr().out
    mark = said[said.index('"s-') + 1 :].partition('"')[0]
    (work.root / "launchready.toml").write_text(
        '[product]\nname = "shop"\ndomain = "shop.example"\n[[accept]]\n'
        f'check = "secret-in-repo"\nsubject = "{mark}"\nowner = "Ada"\n'
        'reason = "rolled on 2026-01-01"\nuntil = "2099-01-01"\n',
        "utf-8",
    )
    assert run(["secrets", str(work.root), "--plain"]) == 0


def test_logs_alone_need_no_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.log").write_text("password=correct-horse-9\n" * 3, "utf-8")
    assert run(["secrets", "--logs", "app.log", "--plain", "--full"]) in {0, 1}
    said = " ".join(capsys.readouterr().out.split())
    assert "app.log holds a password 3 times, lines 1 to 3." in said
    assert "horse" not in said
    assert "secrets in 1 log" in said
    assert "1 logs" not in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--logs", "no.log"], "--logs no.log: there is no such file"),
        (["--values", "no.env", "."], "--values no.env cannot be read: No such file or directory"),
        (["nowhere"], "nowhere does not exist"),
        (["."], "is not a git repository, and not inside one"),
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
    assert run(["secrets", *arguments]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
