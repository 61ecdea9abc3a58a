"""Take shell text apart into the commands it runs, as far as that shows without running it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from launchready.derive.pattern import lazy

MOST_LINES = 2_000
_CONTINUED = lazy(r"\\\n[ \t]*")
_SEPARATOR = lazy(r"&&|\|\||[;&|\n]")
_QUOTED = lazy(r"'[^'\n]*'|\"(?:[^\"\\\n]|\\.)*\"")
_ASSIGNED = lazy(r"^[A-Za-z_]\w*=\S*$")
_FORGIVEN = lazy(r"\|\|\s*(?:true|:|exit 0|echo\b.*)\s*$")
_NOISE = frozenset(
    {"sudo", "time", "env", "exec", "command", "nice", "then", "else", "do", "if", "!", "(", "{"}
)
_RUNNERS = (
    ("npx", "--yes"),
    ("npx",),
    ("bunx",),
    ("pnpx",),
    ("pnpm", "exec"),
    ("pnpm", "dlx"),
    ("yarn", "exec"),
    ("yarn", "dlx"),
    ("npm", "exec", "--"),
    ("npm", "exec"),
    ("poetry", "run"),
    ("uv", "run"),
    ("uv", "tool", "run"),
    ("uvx",),
    ("pipx", "run"),
    ("pdm", "run"),
    ("hatch", "run"),
    ("rye", "run"),
    ("pipenv", "run"),
    ("conda", "run"),
    ("bundle", "exec"),
    ("python", "-m"),
    ("python3", "-m"),
    ("py", "-m"),
    ("coverage", "run", "-m"),
    ("xvfb-run",),
    ("timeout", "#"),
    ("doppler", "run", "--"),
    ("op", "run", "--"),
    ("dotenv", "--"),
    ("mise", "exec", "--"),
    ("nix", "develop", "-c"),
    ("docker", "compose", "run"),
    ("docker-compose", "run"),
    ("docker", "run"),
)
"""What stands before a command and runs it; `#` is any one word."""
_VALUED = frozenset(
    {"-v", "--volume", "-e", "--env", "-w", "--workdir", "--mount", "--network", "-u", "--user"}
    | {"--with", "--extra", "--group", "--project", "--directory", "--env-file", "--entrypoint"}
    | {"-p", "--package", "--python", "-c", "-n"}
)
"""Options of runners that take a word of their own."""


@dataclass(frozen=True, slots=True)
class Command:
    """One simple command."""

    words: tuple[str, ...]
    """Its name without a folder, then its arguments as written."""
    offset: int = 0
    """How many lines below the beginning of the text it stands."""
    blocking: bool = True
    """False: what comes after runs even when it fails."""

    @property
    def text(self) -> str:
        """The command as one line."""
        return " ".join(self.words)


def commands(text: str) -> Iterator[Command]:
    """Yield the simple commands of shell text, at most those of its first 2,000 lines."""
    offset = 0
    for line in _lines(text):
        whole = line.strip()
        if whole and not whole.startswith("#"):
            blocking = not (_FORGIVEN.search(whole) or whole.startswith("-"))
            whole = _FORGIVEN.sub("", whole)
            for words in _simple(whole):
                yield Command(words, offset, blocking)
        offset += line.count("\\\n") + 1


def _lines(text: str) -> Iterator[str]:
    waiting: list[str] = []
    for line in text.splitlines()[:MOST_LINES]:
        waiting.append(line)
        if not line.endswith("\\"):
            yield "\n".join(waiting)
            waiting = []
    if waiting:
        yield "\n".join(waiting)


def _simple(line: str) -> Iterator[tuple[str, ...]]:
    line = _CONTINUED.sub(" ", line)
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group()[1:-1])
        return f"\x00{len(kept) - 1}\x00"

    # Make's own marks: silent, forgiving, always.
    bare = _QUOTED.sub(keep, line.replace("\x00", "")).lstrip("@-+")
    for part in _SEPARATOR.split(bare):
        words = [_restored(word, kept) for word in part.split()]
        command = _unwrapped(words)
        if command:
            yield command


def _restored(word: str, kept: list[str]) -> str:
    return re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found.group(1))], word)


def _unwrapped(words: list[str]) -> tuple[str, ...]:
    """Take off what only runs the command: variables, `sudo`, `npx`, `poetry run`…"""
    for _ in range(6):
        while words and (words[0] in _NOISE or _ASSIGNED.match(words[0])):
            words = words[1:]
        if not words:
            return ()
        words = [_name(words[0]), *words[1:]]
        runner = next((one for one in _RUNNERS if _starts(words, one)), None)
        if runner is None:
            return tuple(words)
        rest = _past_options(words[len(runner) :])
        if not rest:
            return tuple(words)
        # `docker run IMAGE ARGUMENTS`: the image's name says what runs.
        words = rest
    return tuple(words)


def _starts(words: list[str], runner: tuple[str, ...]) -> bool:
    if len(words) <= len(runner):
        return False
    return all(want in {"#", word} for word, want in zip(words, runner, strict=False))


def _past_options(words: list[str]) -> list[str]:
    while words and words[0].startswith("-"):
        words = words[2 if words[0] in _VALUED else 1 :]
    return words


def _name(word: str) -> str:
    """`./node_modules/.bin/eslint`, `$(BIN)/eslint` and `eslint@9` are all `eslint`."""
    name = word.rstrip("/").rpartition("/")[2] or word
    name = name.removesuffix(".exe").removesuffix(".cmd")
    # A container's tag or a package's version; `@scope` stands before the last slash.
    return re.split(r"(?<=.)[@:](?=[\w.^~*-]+$)", name)[0] if not name.startswith("$") else name
