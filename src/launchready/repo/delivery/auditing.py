"""Run `npm audit`, `pip-audit` or `osv-scanner` on copies of lock files; nothing is installed.

The tools see a folder of ours that holds the lock file alone, so no setting of the repository
(registry, scripts, tokens) is in force.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launchready.facts.delivery import Hole
from launchready.repo.tree import Tree

SECONDS = 120.0
MOST_BYTES = 64 << 20
_NAMES = (
    *("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "uv.lock"),
    *("poetry.lock", "Pipfile.lock", "pdm.lock", "requirements*.txt", "requirements/*.txt"),
    *("Gemfile.lock", "composer.lock", "Cargo.lock", "go.mod", "mix.lock"),
)
_KEPT = ("HOME", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR")
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of auditing one lock file."""

    lock: str
    tool: str = ""
    holes: tuple[Hole, ...] = ()
    why: str = ""
    """Why nothing is known; empty when the tool answered."""


def auditable(tree: Tree) -> tuple[str, ...]:
    """Return the lock files that audit tools read."""
    return tuple(tree.named(*_NAMES))


def audited(tree: Tree, lock: str) -> Audited:
    """Audit one lock file with the first tool that is here and reads it."""
    name = lock.rpartition("/")[2]
    text = tree.text(lock, most=MOST_BYTES)
    if text is None:
        return Audited(lock, why="it cannot be read")
    osv = shutil.which("osv-scanner")
    if osv:
        arguments = [osv, "scan", "source", "--format", "json", "--lockfile", name]
        return _run(lock, "osv-scanner", arguments, {name: text})
    if name in {"package-lock.json", "npm-shrinkwrap.json"} and (npm := shutil.which("npm")):
        beside = tree.text(lock.removesuffix(name) + "package.json") or "{}"
        arguments = [npm, "audit", "--json", "--package-lock-only", "--ignore-scripts"]
        return _run(lock, "npm audit", arguments, {name: text, "package.json": beside})
    if name.endswith(".txt") and (pip_audit := shutil.which("pip-audit")):
        arguments = [pip_audit, "--disable-pip", "--no-deps", "-f", "json", "-r", name]
        arguments += ["--progress-spinner", "off"]
        return _run(lock, "pip-audit", arguments, {name: text})
    return Audited(lock, why="no tool that audits it is installed (osv-scanner reads all)")


def _run(lock: str, tool: str, arguments: list[str], files: dict[str, str]) -> Audited:
    with tempfile.TemporaryDirectory(prefix="launchready-audit-") as folder:
        for name, text in files.items():
            (Path(folder) / name).write_text(text, "utf-8")
        out = Path(folder) / ".answer"
        try:
            with out.open("wb") as answer:
                _wait(
                    subprocess.Popen(  # noqa: S603 - a tool by its full path, arguments are ours
                        arguments,
                        cwd=folder,
                        env=_environment(),
                        stdin=subprocess.DEVNULL,
                        stdout=answer,
                        stderr=subprocess.DEVNULL,
                        start_new_session=True,
                    )
                )
            if out.stat().st_size > MOST_BYTES:
                return Audited(lock, tool, why=f"{tool} said too much")
            said = json.loads(out.read_bytes())
        except subprocess.TimeoutExpired:
            return Audited(lock, tool, why=f"{tool} did not end within {SECONDS:g} s")
        except (OSError, ValueError, RecursionError):
            return Audited(lock, tool, why=f"{tool} gave no answer; is this machine offline?")
    readers = {"npm audit": _npm, "pip-audit": _pip, "osv-scanner": _osv}
    try:
        holes = tuple(readers[tool](lock, said))
    except (KeyError, TypeError, AttributeError):
        return Audited(lock, tool, why=f"{tool} gave no answer that can be read")
    return Audited(lock, tool, holes)


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Wait for a tool; at the limit it ends with everything that it started."""
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in (*_KEPT, *_PROXIES) if name in os.environ}


def _npm(lock: str, said: Any) -> Iterator[Hole]:  # noqa: ANN401 - JSON of a tool
    for name, one in said["vulnerabilities"].items():
        via = [cause for cause in one["via"] if isinstance(cause, dict)]
        for cause in via:
            address = str(cause.get("url", "")).rpartition("/")[2]
            fix = one.get("fixAvailable")
            fixed = str(fix.get("version", "")) if isinstance(fix, dict) else ""
            affected = str(cause.get("range", ""))[:60]
            severity = str(cause.get("severity", ""))
            yield Hole(lock, str(name)[:100], affected, address[:60], severity, fixed[:40])


def _pip(lock: str, said: Any) -> Iterator[Hole]:  # noqa: ANN401 - JSON of a tool
    for one in said["dependencies"]:
        for hole in one.get("vulns", ()):
            fixed = [str(version) for version in hole.get("fix_versions", ())][:1]
            name, version = str(one["name"])[:100], str(one.get("version", ""))[:40]
            yield Hole(lock, name, version, str(hole["id"])[:60], "", "".join(fixed)[:40])


def _osv(lock: str, said: Any) -> Iterator[Hole]:  # noqa: ANN401 - JSON of a tool
    for result in said["results"]:
        for one in result["packages"]:
            package = one["package"]
            for hole in one.get("vulnerabilities", ()):
                told = hole.get("database_specific") or {}
                severity = str(told.get("severity", "")).lower()
                name, version = str(package["name"])[:100], str(package["version"])[:40]
                yield Hole(lock, name, version, str(hole["id"])[:60], severity)
