from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile

import pytest
from tests.repo.secrets.mint import Mint, Work

from launchready.derive.secrets.sight import fingerprint
from launchready.facts.secrets import State
from launchready.repo.open import open_repository
from launchready.repo.secrets.memory import Memory
from launchready.repo.secrets.search import Searched, search
from launchready.repo.secrets.wanted import Wanted


def _zip(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return out.getvalue()


class Hidden:
    """One repository with a secret in each of 22 places."""

    def __init__(self, work: Work, mint: Mint) -> None:
        self.made: dict[str, str] = {}
        self.work, self.mint = work, mint
        work.commit("Start", **{"app.js": "export const name = 'shop'\n"})
        self._past()
        self._messages()
        self._forms()
        self._disguises()

    def token(self, place: str) -> str:
        made = self.mint.github() if len(self.made) % 2 else self.mint.stripe()
        self.made[place] = made
        return made

    def _past(self) -> None:
        work = self.work
        work.commit("Add a key", **{"old.js": f"const k = '{self.token('removed file')}'\n"})
        (work.root / "old.js").unlink()
        work.commit("Remove it")
        work.git("checkout", "-q", "-b", "feature")
        work.commit("Try", **{"feature.js": f"k('{self.token('other branch')}')\n"})
        work.git("checkout", "-q", "main")
        work.write("app.js", f"k('{self.token('stash')}')\n")
        work.git("stash", "-q")
        work.git("notes", "add", "-m", f"deployed with {self.token('git note')}")
        work.git("checkout", "-q", "-b", "side")
        work.commit("Side", **{"side.js": "side\n"})
        work.git("checkout", "-q", "main")
        work.commit("Main", **{"main.js": "main\n"})
        work.git("merge", "-q", "--no-commit", "--no-ff", "side")
        work.commit("Merge", **{"merged.js": f"k('{self.token('evil merge')}')\n"})
        work.commit("Remove", **{"merged.js": "clean\n"})
        work.commit("Amend me", **{"amended.js": f"k('{self.token('amended commit')}')\n"})
        work.write("amended.js", "clean\n")
        work.git("commit", "-q", "-a", "--amend", "-m", "Amended")
        work.git("checkout", "-q", "-b", "gone")
        work.commit("Gone", **{"gone.js": f"k('{self.token('deleted branch')}')\n"})
        work.git("checkout", "-q", "main")
        work.git("branch", "-q", "-D", "gone")

    def _messages(self) -> None:
        self.work.commit(f"Rotate {self.token('commit message')}")
        self.work.git("tag", "-a", "v1", "-m", f"with {self.token('tag message')}")

    def _forms(self) -> None:
        once = base64_of(f"token={self.token('base64 once')}")
        twice = base64_of(base64_of(f"token={self.token('base64 twice')}"))
        filler = "function a(){return 1};" * 130_000
        bundle = f"{filler}var t='{self.token('one-line bundle')}';{filler}"
        files: dict[str, str | bytes] = {
            "wide.txt": f"key = {self.token('UTF-16')}\n".encode("utf-16"),
            "binary.bin": b"\0\1\2\0key=" + self.token("binary").encode() + b"\0\0\3",
            "once.yml": f"data: {once}\n",
            "twice.yml": f"data: {twice}\n",
            "static/bundle.js": bundle,
            "dump.sql.gz": gzip.compress(f"insert '{self.token('gz')}'".encode()),
            "site.zip": _zip("site/config.js", f"k='{self.token('zip')}'"),
        }
        self.work.commit("Forms", **files)

    def _disguises(self) -> None:
        source = f"https://x:{self.token('lock file')}@files.shop.example/a.tgz"
        lock = json.dumps({"resolved": source})
        self.work.commit(
            "Disguises",
            **{
                "package-lock.json": lock,
                "node_modules/lib/index.js": f"k='{self.token('node_modules')}'\n",
                "logo.svg": f"<svg><!-- {self.token('SVG')} --></svg>\n",
                "allowed.js": f"k='{self.token('ignore comment')}' // gitleaks:allow\n",
                ".gitignore": ".env\n",
            },
        )
        self.work.write(".env", f"API_KEY={self.token('ignored .env')}\n")
        self.work.write("new.js", f"k='{self.token('untracked file')}'\n")


@pytest.fixture
def hidden(work: Work, mint: Mint) -> Hidden:
    return Hidden(work, mint)


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _found(hidden: Hidden, facts: Searched) -> set[str]:
    memory = Memory(hidden.work.root / ".launchready", "any", forgetful=True)
    ids = {one.id for one in facts.found}
    try:
        return {
            place for place, token in hidden.made.items() if fingerprint(memory.key, token) in ids
        }
    finally:
        memory.close()


def test_every_one_of_the_hard_places_is_seen(hidden: Hidden) -> None:
    repository = open_repository(hidden.work.root)
    facts = search(repository, Wanted())
    assert len(hidden.made) >= 22
    assert _found(hidden, facts) == set(hidden.made)
    again = search(repository, Wanted())
    assert again == facts
    assert facts.coverage.history
    assert facts.coverage.read == facts.coverage.objects


def test_each_place_is_named_for_what_it_is(hidden: Hidden) -> None:
    facts = search(open_repository(hidden.work.root), Wanted())
    states = {place.state for one in facts.found for place in one.places}
    assert states == {
        State.HEAD,
        State.WORK_TREE,
        State.HISTORY,
        State.UNREACHABLE,
        State.MESSAGE,
    }
