"""The repository of the demo product: a good one, and what is planted in the faulty one.

Credentials are made while it is built, so that none stands in a file of this project.
"""

from __future__ import annotations

import os
import secrets
import string
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from launchready.demo.repository_files import files, released

Plant = Callable[["Code"], None]
SECONDS = 60.0


@dataclass(slots=True)
class Code:
    """The files of a repository as they are built up, and the commits that led to them."""

    files: dict[str, str]
    ignored: dict[str, str] = field(default_factory=dict)
    """Files of the work tree that no commit holds."""
    before: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Earlier commits: a message, and files that a later commit takes out again."""

    def rewrite(self, path: str, old: str, new: str) -> None:
        """Replace a piece of a file; ValueError where the file does not hold it."""
        if old not in self.files[path]:
            message = f"{path} does not hold {old!r}"
            raise ValueError(message)
        self.files[path] = self.files[path].replace(old, new)


@dataclass(frozen=True, slots=True)
class CodeFault:
    """Something that is wrong with the repository on purpose."""

    id: str
    says: str
    check: str
    """Id of the check that must find it."""
    subject: str
    """The beginning of the subject of that check's finding: a file, or what it names."""
    plant: Plant
    alone: bool = False
    """It would hide other faults, so it is not planted with them."""
    also: tuple[str, ...] = ()
    """Ids of checks that see another side of the same thing."""


def code_fault(
    check: str, subject: str, *, alone: bool = False, also: tuple[str, ...] = ()
) -> Callable[[Plant], CodeFault]:
    """Turn a function that spoils a repository into a fault; its docstring says what is wrong."""

    def decorate(plant: Plant) -> CodeFault:
        name = plant.__name__.replace("_", "-")
        return CodeFault(name, (plant.__doc__ or "").strip(), check, subject, plant, alone, also)

    return decorate


def build(folder: Path, faults: tuple[CodeFault, ...] = ()) -> None:
    """Make the repository in an empty folder, with these faults planted."""
    code = Code(files(), {".env.production": settings("live"), ".env.staging": settings("test")})
    for fault in faults:
        fault.plant(code)
    _git(folder, "init", "-q", "-b", "main")
    for message, held in code.before:
        _write(folder, held)
        _git(folder, "add", "-A", "-f", ".")
        _git(folder, "commit", "-q", "-m", message)
        for path in held:
            (folder / path).unlink()
    _commit(folder, released(), "Sell vegetables")
    # What is new stands on a branch, as it does before a merge.
    _git(folder, "checkout", "-q", "-b", "next")
    for path in released():
        (folder / path).unlink()
    _commit(folder, code.files, "Show the farm")
    _write(folder, code.ignored)


def _commit(folder: Path, held: Mapping[str, str], message: str) -> None:
    _write(folder, held)
    _git(folder, "add", "-A", ".")
    _git(folder, "commit", "-q", "-m", message)


def settings(mode: str) -> str:
    """Return what an environment holds; every value is made now and used nowhere else."""
    values = {
        "DATABASE_URL": f"postgres://harvest:{minted('', 24)}@db-{mode}.harvest-lane.test/harvest",
        "SESSION_SECRET": minted("", 40),
        "STRIPE_SECRET_KEY": minted(f"sk_{mode}_", 24),
        "GIT_SHA": secrets.token_hex(20),
    }
    return "".join(f"{name}={value}\n" for name, value in values.items())


def minted(prefix: str, length: int) -> str:
    """Return a credential that nobody else has: a prefix and random letters and digits."""
    letters = string.ascii_letters + string.digits
    return prefix + "".join(secrets.choice(letters) for _ in range(length))


def _write(folder: Path, held: Mapping[str, str]) -> None:
    for path, text in held.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def _git(folder: Path, *arguments: str) -> None:
    who = {"NAME": "Ines Marlow", "EMAIL": "ines@harvest-lane.test"}
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(folder),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }
    environment |= {
        f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()
    }
    subprocess.run(  # noqa: S603 - git, with arguments of our own
        ["git", "-C", str(folder), *arguments],  # noqa: S607 - whichever git this machine has
        env=environment,
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )
