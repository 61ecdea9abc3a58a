"""Peers, each in an environment of its own: their dependencies conflict with one another."""

from __future__ import annotations

import subprocess
import sys

from bench.measure import ROOT


def python_of(peer: str) -> str:
    """Return the Python of a peer's environment, made from its own lock when it is missing."""
    folder = ROOT / f".venv-{peer}"
    python = folder / "bin" / "python"
    ready = folder / ".ready"
    if not ready.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        lock = ["--require-hashes", "-r", str(ROOT / "requirements" / f"bench-{peer}.txt")]
        subprocess.run([str(python), *install, *lock], check=True)
        ready.touch()
    return str(python)
