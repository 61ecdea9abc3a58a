"""Generate a repository with a long history: lock file, code, texts, bundle; no secrets."""

from __future__ import annotations

import random
import string
import subprocess
from collections.abc import Iterator
from pathlib import Path

COMMITS = 3_400
START = 1_600_000_000
WORDS = (
    *("account", "basket", "cart", "checkout", "customer", "delivery", "discount", "email"),
    *("export", "filter", "handler", "image", "import", "invoice", "item", "label"),
    *("layout", "login", "logout", "menu", "message", "modal", "order", "page"),
    *("panel", "parser", "payment", "picker", "price", "product", "profile", "query"),
    *("record", "refund", "request", "response", "review", "route", "search", "select"),
    *("session", "setting", "shipping", "signup", "slot", "stock", "store", "summary"),
    *("table", "tax", "theme", "token", "total", "upload", "user", "vendor"),
    *("view"),
)
BASE64 = string.ascii_letters + string.digits + "+/"


class World:
    """Files that change as a product's do."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same repository every time
        self.locked = [self._locked(n) for n in range(1_150)]
        self.code = [[self._line() for _ in range(160)] for _ in range(420)]
        self.texts = {f"{a}.{b}": self._sentence() for a in WORDS for b in WORDS[:24]}
        self.scripts = [self._minified(700) for _ in range(36)]

    def first(self) -> Iterator[tuple[str, str]]:
        """Yield every file."""
        for number in range(len(self.code)):
            yield self._code(number)
        yield from (self._lock(), self._translation(), self._bundle())

    def next(self, number: int) -> Iterator[tuple[str, str]]:
        """Yield what the next commit changes."""
        for _ in range(self.random.randint(1, 4)):
            which = self.random.randrange(len(self.code))
            lines = self.code[which]
            at = self.random.randrange(len(lines))
            lines[at : at + 2] = [self._line() for _ in range(self.random.randint(1, 4))]
            yield self._code(which)
        if number % 3 == 0:
            for _ in range(self.random.randint(1, 9)):
                which = self.random.randrange(len(self.locked))
                self.locked[which] = self._locked(which)
            yield self._lock()
        if number % 11 == 0:
            self.texts[self.random.choice(list(self.texts))] = self._sentence()
            yield self._translation()
        if number % 14 == 0:
            self.scripts[self.random.randrange(len(self.scripts))] = self._minified(700)
            yield self._bundle()

    def word(self) -> str:
        """Return any word."""
        return str(self.random.choice(WORDS))

    def _sentence(self) -> str:
        return " ".join(self.word() for _ in range(self.random.randint(3, 14))).capitalize() + "."

    def _line(self) -> str:
        word, other = self.word(), self.word()
        big = other.capitalize()
        number = self.random.randint(1, 999)
        forms = (
            f"  const {word}{big} = await load{big}({word}, {number})",
            f"  if ({word}.{other} > {number}) return {other}.map((one) => one.{word})",
            f'  throw new Error("The {word} has no {other}: " + {word}.id)',
            f"export function {word}{number}(options: {big}Options): {big} {{",
            f"  // The {word} comes before the {other}, as the {self.word()} needs it",
            "}",
        )
        return self.random.choice(forms)

    def _locked(self, number: int) -> str:
        name = f"{WORDS[number % len(WORDS)]}-{WORDS[number // len(WORDS) % len(WORDS)]}-{number}"
        version = (
            f"{self.random.randint(0, 9)}.{self.random.randint(0, 30)}.{self.random.randint(0, 9)}"
        )
        digest = "".join(self.random.choices(BASE64, k=86))
        return (
            f'    "node_modules/{name}": {{\n      "version": "{version}",\n'
            f'      "resolved": "file:../{name}-{version}.tgz",\n'
            f'      "integrity": "sha512-{digest}==",\n      "license": "MIT"\n    }}'
        )

    def _minified(self, count: int) -> str:
        return "".join(
            f"function {self.word()[:2]}{n}(a,b){{return a.{self.word()}?b[{n}]:{n}*a}}"
            for n in range(count)
        )

    def _code(self, number: int) -> tuple[str, str]:
        return f"src/{WORDS[number % len(WORDS)]}/part{number}.ts", "\n".join(self.code[number])

    def _lock(self) -> tuple[str, str]:
        return "package-lock.json", "{\n" + ",\n".join(self.locked) + "\n}\n"

    def _translation(self) -> tuple[str, str]:
        rows = ",\n".join(f'  "{key}": "{text}"' for key, text in self.texts.items())
        return "locales/en.json", f"{{\n{rows}\n}}\n"

    def _bundle(self) -> tuple[str, str]:
        return "public/app.js", "".join(self.scripts)


def build(place: Path) -> Path:
    """Make the repository, once; returns its folder."""
    ready = place / ".git" / "bench-ready"
    if ready.exists():
        return place
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(place)], check=True)
    importer = subprocess.Popen(
        ["git", "-C", str(place), "fast-import", "--quiet", "--depth=50"], stdin=subprocess.PIPE
    )
    assert importer.stdin is not None
    for part in _stream(World()):
        importer.stdin.write(part)
    importer.stdin.close()
    if importer.wait():
        message = "git fast-import failed"
        raise RuntimeError(message)
    subprocess.run(["git", "-C", str(place), "checkout", "-q", "main"], check=True)
    ready.touch()
    return place


def _stream(world: World) -> Iterator[bytes]:
    for number in range(COMMITS):
        files = list(world.first() if number == 0 else world.next(number))
        message = f"Change {len(files)} files for the {world.word()}".encode()
        who = f"Ada <ada@shop.example> {START + number * 3600} +0000"
        yield (
            f"commit refs/heads/main\ncommitter {who}\ndata {len(message)}\n".encode()
            + message
            + b"\n"
        )
        for path, text in files:
            data = text.encode()
            yield f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"


def blob_mb(place: Path) -> float:
    """Return the size of all blobs together, MB."""
    listing = subprocess.run(
        [
            "git",
            "-C",
            str(place),
            "cat-file",
            "--batch-all-objects",
            "--unordered",
            "--batch-check=%(objecttype) %(objectsize)",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = (line.split() for line in listing.splitlines())
    return sum(int(size) for kind, size in rows if kind == "blob") / 1e6
