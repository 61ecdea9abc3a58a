"""Run git on a repository that may be hostile.

A repository's own configuration can name programs (hooks, monitors, filters, pagers, signers) and
places to fetch from. None of them may start, so everything that git would ask them for is off.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from launchready.repo.trouble import RepositoryError

SECONDS = 60.0
MOST_BYTES = 256 << 20

_SETTINGS = {
    "advice.graftFileDeprecated": "false",
    "core.alternateRefsCommand": "false",
    "core.attributesFile": os.devnull,
    "core.commitGraph": "false",
    "core.fsmonitor": "false",
    "core.deltaBaseCacheLimit": "48m",
    "core.hooksPath": os.devnull,
    "core.packedGitLimit": "96m",
    "core.packedGitWindowSize": "8m",
    "core.pager": "cat",
    "core.quotePath": "false",
    "core.sshCommand": "false",
    "core.untrackedCache": "false",
    "credential.helper": "",
    "diff.external": "",
    "gc.auto": "0",
    "log.showSignature": "false",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    # Whoever names a folder owns the question; the other settings here make its answer harmless.
    "safe.directory": "*",
    "submodule.recurse": "false",
}

_KEPT = ("HOME", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")


def environment() -> Mapping[str, str]:
    """Return the environment git runs in: nothing of the caller's git settings survives."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    settings = {"GIT_CONFIG_COUNT": str(len(_SETTINGS))}
    for number, (name, value) in enumerate(_SETTINGS.items()):
        settings[f"GIT_CONFIG_KEY_{number}"] = name
        settings[f"GIT_CONFIG_VALUE_{number}"] = value
    return (
        kept
        | settings
        | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_PAGER": "cat",
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C",
        }
    )


def command(folder: Path, *arguments: str) -> list[str]:
    """Return the command line for git in a folder. Raises `RepositoryError` without git."""
    git = shutil.which("git")
    if git is None:
        why = "git is not installed, so no repository can be read"
        raise RepositoryError(why)
    return [git, "--no-pager", "-C", str(folder), *arguments]


def git(
    folder: Path,
    *arguments: str,
    codes: Iterable[int] = (0,),
    seconds: float = SECONDS,
    most: int = MOST_BYTES,
) -> bytes:
    """Return what git prints.

    Raises `RepositoryError` for an exit code that is not in `codes`, after `seconds`, and when it
    prints more than `most` bytes.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        try:
            done = subprocess.run(  # noqa: S603 - git by its full path, arguments are ours
                command(folder, *arguments),
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=errors,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            why = f"git {arguments[0]} did not end within {seconds:g} s"
            raise RepositoryError(why) from None
        except OSError as error:
            why = f"git cannot be started in {folder}: {error.strerror or type(error).__name__}"
            raise RepositoryError(why) from None
        if done.returncode not in set(codes):
            errors.seek(0)
            why = f"git {arguments[0]} failed: {first_line(errors.read(2_000))}"
            raise RepositoryError(why)
        if out.tell() > most or os.fstat(out.fileno()).st_size > most:
            why = f"git {arguments[0]} printed more than {most >> 20} MB"
            raise RepositoryError(why)
        out.seek(0)
        return out.read()


def first_line(errors: bytes) -> str:
    """Return the first line of what git complains about, at most 200 characters."""
    lines = errors.decode("utf-8", "replace").splitlines()
    line = next((one for one in lines if one.strip()), "no reason was given")
    return line.removeprefix("fatal: ").removeprefix("error: ")[:200]


def text(folder: Path, *arguments: str, codes: Iterable[int] = (0,)) -> str:
    """Return what git prints as one stripped string; undecodable bytes are replaced."""
    return git(folder, *arguments, codes=codes).decode("utf-8", "replace").strip()
