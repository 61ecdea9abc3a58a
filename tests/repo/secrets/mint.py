"""Repositories that tests fill, and credentials that are made while they run: none is kept."""

from __future__ import annotations

import os
import random
import string
import subprocess
import zlib
from dataclasses import dataclass, field
from pathlib import Path

LETTERS = string.ascii_letters + string.digits


@dataclass
class Mint:
    """Makes credentials that look as the provider's do, with valid checksums."""

    random: random.Random = field(
        default_factory=lambda: random.Random(20_240)  # noqa: S311 - the same tokens each time
    )

    def letters(self, count: int, among: str = LETTERS) -> str:
        return "".join(self.random.choices(among, k=count))

    def github(self) -> str:
        """A GitHub token: its last six characters are a checksum of the rest."""
        body = self.letters(30)
        number, digits = zlib.crc32(body.encode()), ""
        base62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
        while number:
            number, rest = divmod(number, 62)
            digits = base62[rest] + digits
        return "gh" + "p_" + body + digits.rjust(6, "0")

    def stripe(self) -> str:
        return "sk" + "_live_" + self.letters(24)


class Work:
    """A git repository that a test fills."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, text: str | None = None) -> str:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ada",
            "GIT_AUTHOR_EMAIL": "ada@shop.example",
            "GIT_COMMITTER_NAME": "Ada",
            "GIT_COMMITTER_EMAIL": "ada@shop.example",
        }
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            env=environment,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, path: str, content: str | bytes) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, message: str = "Change", **files: str | bytes) -> str:
        for path, content in files.items():
            self.write(path, content)
        self.git("add", "-A", "-f", "--", ".", ":!.launchready")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")
