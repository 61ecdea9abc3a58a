"""Look for secrets in a repository and say what was found where, and what could not be read."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from launchready.derive.secrets.group import Found, grouped
from launchready.derive.secrets.paths import is_env_file, key_file
from launchready.derive.secrets.sight import Sight
from launchready.facts.secrets import (
    Coverage,
    FileSecrets,
    HistorySecrets,
    NamedFile,
    Place,
    Secret,
    State,
)
from launchready.repo.git.history import Passage
from launchready.repo.open import Repository
from launchready.repo.secrets.engine import Kingfisher, SecretEngine
from launchready.repo.secrets.memory import Memory, state_folder
from launchready.repo.secrets.modes import CODE, PLAIN, mode_of
from launchready.repo.secrets.path_mask import PathMask, displayable
from launchready.repo.secrets.reader import Reader
from launchready.repo.secrets.scan import Scan, Scanned
from launchready.repo.secrets.wanted import Wanted
from launchready.repo.secrets.worktree import MOST_FILE, File, Unread, blob_id, files, staged

_POINTER = b"version https://git-lfs.github.com/spec/"
_ENV_FILE = "a file with the environment of a program"


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search came to."""

    found: tuple[Secret, ...]
    files: tuple[NamedFile, ...]
    coverage: Coverage

    def in_files(self) -> FileSecrets:
        """Return what the current commit and the work tree give away."""
        here = tuple(one for one in self.found if _is_here(one))
        return FileSecrets(found=here, files=self.files, coverage=self.coverage)

    def in_history(self) -> HistorySecrets:
        """Return what only the history, messages and unreachable objects hold."""
        gone = tuple(one for one in self.found if not _is_here(one))
        return HistorySecrets(found=gone, coverage=self.coverage)


def _is_here(secret: Secret) -> bool:
    return any(one.state in {State.HEAD, State.WORK_TREE} for one in secret.places)


def search(
    repository: Repository,
    wanted: Wanted,
    stop: threading.Event | None = None,
    engine: SecretEngine | None = None,
) -> Searched:
    """Look for secrets. Raises `RepositoryError` when git cannot read the repository."""
    engine = engine or Kingfisher()
    folder = state_folder(repository)
    # What was searched for given values says nothing about others: it is neither used nor kept.
    memory = Memory(folder, engine.version, forgetful=bool(wanted.given))
    try:
        reader = Reader(engine, memory.key, wanted.given)
        return _Search(repository, reader, memory, stop or threading.Event()).run(wanted)
    finally:
        memory.close()


class _Search:
    """One search."""

    def __init__(
        self, repository: Repository, reader: Reader, memory: Memory, stop: threading.Event
    ) -> None:
        self._repository = repository
        self._reader = reader
        self._memory = memory
        self._stop = stop
        self._named: dict[tuple[str, bool], NamedFile] = {}
        self._unread = Unread()
        self._files = 0
        self._pointers = 0

    def run(self, wanted: Wanted) -> Searched:
        scan = Scan(self._repository, self._reader, self._memory, self._stop)
        scanned = scan.objects(history=wanted.history)
        found = [*self._from_objects(scanned), *self._from_files(scanned)]
        if wanted.history:
            self._name_past(scanned)
        return Searched(
            found=grouped(self._cleaned(found)),
            files=tuple(sorted(self._named.values(), key=lambda one: one.path)),
            coverage=self._coverage(scanned, history=wanted.history),
        )

    def _coverage(self, scanned: Scanned, *, history: bool) -> Coverage:
        files, past = list(self._gaps(scanned)), []
        if self._repository.shallow:
            past.append("the clone is shallow: older commits are not here (git fetch --unshallow)")
        if scanned.walked.trouble:
            past.append(f"the history could not be walked to its end: {scanned.walked.trouble}")
        if scanned.walked.missing:
            past.append(f"{scanned.walked.missing} objects of the history are not in this clone")
        if scanned.read < len(scanned.here):
            past.append(f"{len(scanned.here) - scanned.read} objects could not be read")
        if not history:
            past.append("the history was not read (--history)")
        if self._stop.is_set():
            files.append("the search was stopped before its end")
            past.append("the search was stopped before its end")
        return Coverage(
            objects=len(scanned.here),
            read=scanned.read,
            bytes=scanned.bytes,
            files=self._files,
            missing=scanned.walked.missing,
            too_large=self._unread.too_large,
            unreadable=scanned.unreadable + self._unread.unreadable,
            history=history,
            limits=self._repository.limits,
            unread_files=tuple(files),
            unread_history=tuple(past),
        )

    def _gaps(self, scanned: Scanned) -> Iterator[str]:
        if self._unread.too_large:
            yield f"{self._unread.too_large} files are larger than {MOST_FILE >> 20} MB"
        if self._unread.unreadable:
            yield f"{self._unread.unreadable} files could not be read"
        if self._pointers:
            yield f"the content of {self._pointers} files is in Git LFS and not here (git lfs pull)"
        for path in self._repository.submodules:
            yield f"the submodule {displayable(path)} is a repository of its own: not read"
        absent = sum(bytes.fromhex(id_) not in scanned.here for id_ in scanned.head)
        unseen = scanned.unreadable if not scanned.here else absent
        if unseen and self._repository.bare:
            yield f"{unseen} files of the current commit are not in this clone"

    def _cleaned(self, found: Iterable[Found]) -> Iterator[Found]:
        """Take secrets out of the paths that are shown: a file can be named after its key."""
        every = list(found)
        mask = PathMask(self._memory.key, {one.sight.id for one in every}, self._reader.values)
        for one in every:
            place = replace(one.place, path=mask(one.place.path), inside=mask(one.place.inside))
            yield replace(one, place=place)

    def _from_objects(self, scanned: Scanned) -> Iterator[Found]:
        index = staged(self._repository)
        for id_, sights in scanned.sights.items():
            way = scanned.walked.passages.get(id_) or Passage()
            for sight in sights:
                for place in _places(id_, sight, way, scanned, index):
                    yield Found(
                        sight,
                        place,
                        way.first_commit[:12],
                        way.first_at,
                        way.last_commit[:12],
                        way.last_at,
                    )

    def _from_files(self, scanned: Scanned) -> Iterator[Found]:
        length = len(self._repository.head) or 40
        keep: dict[bytes, tuple[Sight, ...]] = {}
        sights_of, known = self._memory.sights(), self._memory.known()
        head = {path for paths in scanned.head.values() for path in paths}
        if self._repository.bare:
            return
        for file in files(self._repository, self._unread):
            if self._stop.is_set():
                return
            self._files += 1
            self._look(file)
            id_ = blob_id(file.data, length)
            if bytes.fromhex(id_) in scanned.here and file.path in scanned.head.get(id_, ()):
                continue
            text = self._memory.text_id(file.path.encode("utf-8", "replace") + file.data) + b"f"
            sights = sights_of.get(text, ())
            if text not in known:
                sights = keep[text] = self._read(file)
            state = State.WORK_TREE
            for sight in sights:
                tracked = file.tracked or file.path in head
                yield Found(sight, Place(state, file.path, sight.line, "", tracked, sight.inside))
        found = {id_: sights for id_, sights in keep.items() if sights}
        self._memory.keep(set(keep) - set(found), found)

    def _read(self, file: File) -> tuple[Sight, ...]:
        mode = mode_of(file.path, current=True)
        path = "" if mode == PLAIN else file.path
        try:
            return self._reader.read(file.data, path, code=mode == CODE)
        except TimeoutError:
            self._unread.unreadable += 1
            return ()

    def _look(self, file: File) -> None:
        """See what a file says by its name."""
        self._pointers += file.data.startswith(_POINTER)
        what = _ENV_FILE if is_env_file(file.path) else key_file(file.path, file.data)
        if what:
            path = displayable(file.path)
            self._named[path, file.tracked] = NamedFile(path, what, file.tracked, State.WORK_TREE)

    def _name_past(self, scanned: Scanned) -> None:
        """See the named files of the current commit; a bare repository has no others."""
        for paths in scanned.head.values():
            for path in paths:
                shown = displayable(path)
                if is_env_file(path):
                    self._named[shown, True] = NamedFile(shown, _ENV_FILE, tracked=True)


def _places(
    id_: str, sight: Sight, way: Passage, scanned: Scanned, index: dict[str, str]
) -> Iterator[Place]:
    short = id_[:12]
    if id_ in scanned.kinds:
        yield Place(State.MESSAGE, scanned.kinds[id_], sight.line, short)
        return
    for path in scanned.head.get(id_, ()):
        yield Place(State.HEAD, path, sight.line, short, tracked=True, inside=sight.inside)
    if id_ in scanned.head:
        return
    if id_ in index:
        yield Place(State.WORK_TREE, index[id_], sight.line, short, inside=sight.inside)
        return
    state = State.HISTORY if way.first_commit else State.UNREACHABLE
    for path in way.paths[:5] or [""]:
        yield Place(state, path, sight.line, short, inside=sight.inside)
