"""Which install commands may bring other versions than the lock file says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Install:
    """How a package manager is told to install the project's dependencies."""

    manager: str
    asked: tuple[tuple[str, ...], ...]
    """Arguments without options; installing one named tool is something else."""
    held: frozenset[str] = frozenset()
    """Options that hold it to the lock file, or that make it another command."""


_INSTALLS = {
    "npm": _Install(
        "npm", (("install",), ("i",), ("update",), ("upgrade",)), frozenset({"-g", "--global"})
    ),
    "yarn": _Install(
        "Yarn",
        ((), ("install",)),
        frozenset({"--frozen-lockfile", "--immutable", "--version", "-v"}),
    ),
    "bun": _Install("Bun", (("install",), ("i",)), frozenset({"--frozen-lockfile", "-g"})),
    "uv": _Install("uv", (("sync",),), frozenset({"--locked", "--frozen"})),
    "pipenv": _Install("Pipenv", (("install",),), frozenset({"--deploy", "--ignore-pipfile"})),
    "composer": _Install("Composer", (("update",),)),
    "bundle": _Install("Bundler", (("update",),)),
    "poetry": _Install("Poetry", (("update",), ("lock",))),
}


def ignores_lock(
    words: tuple[str, ...], locked: frozenset[str], *, classic_yarn: bool = False
) -> bool:
    """Whether a command installs the project's dependencies without holding to the lock file.

    `locked` are the package managers that have one. Yarn from version 2 and pnpm hold to it by
    themselves in CI.
    """
    if not words:
        return False
    plain = tuple(word for word in words[1:] if not word.startswith("-"))
    options = set(words[1:]) - set(plain)
    if words[0] == "pnpm":
        return "pnpm" in locked and "--no-frozen-lockfile" in options
    install = _INSTALLS.get(words[0])
    if install is None or install.manager not in locked or plain not in install.asked:
        return False
    return not options & install.held and (words[0] != "yarn" or classic_yarn)
