from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from launchready.facts.migrations import Migration, Migrations, Step
from launchready.repo.migrations.read import find, read
from launchready.repo.open import open_repository

IDENTITY = ("-c", "user.name=a", "-c", "user.email=a@shop.example", "-c", "commit.gpgsign=false")


class Project:
    """A repository that a test builds, file by file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        command = ["git", *IDENTITY, *arguments]
        return subprocess.run(
            command, cwd=self.root, check=True, capture_output=True, text=True
        ).stdout.strip()

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def commit(self, **files: str) -> None:
        for path, text in files.items():
            self.write(path, text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")

    def read(self, *, since: str = "", everything: bool = False) -> Migrations:
        repository = open_repository(self.root)
        return read(repository, find(repository, since=since, everything=everything))

    def only(self) -> Migration:
        [one] = self.read().new
        return one


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    made.commit(**{"README.md": "a shop"})
    return made


def shown(steps: tuple[Step, ...]) -> list[str]:
    return [
        f"{one.line} {one.effect.name} {one.table}{'.' * bool(one.column)}{one.column}"
        for one in steps
        if one.effect.name != "NO_LOCK_TIMEOUT"
    ]


@pytest.fixture
def lines() -> object:
    return shown
