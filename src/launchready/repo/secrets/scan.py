"""Scan a repository: every object, the work tree, and what earlier scans remember."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace

from launchready.derive.secrets.sight import Sight
from launchready.repo.git.history import History, Passage, head_paths, refs_state, walk_history
from launchready.repo.git.objects import Piece, list_objects, read_objects
from launchready.repo.open import Repository
from launchready.repo.secrets.archives import is_archive
from launchready.repo.secrets.memory import Memory, Walked
from launchready.repo.secrets.modes import CODE, CONFIG, PLAIN, mode_of, richest
from launchready.repo.secrets.path_mask import PathMask
from launchready.repo.secrets.reader import Reader
from launchready.repo.secrets.repeats import Repeats

_BATCH_BYTES = 1 << 20
_BATCH_ITEMS = 128
_KIND = "\x01"
"""Marks, in place of a file inside an archive, that the object is a commit or a tag."""
_WAITING_BYTES = 24 << 20
"""Read and not yet scanned: what keeps memory flat however large the repository is."""


@dataclass(slots=True)
class Scanned:
    """What the objects of a repository hold."""

    sights: dict[str, tuple[Sight, ...]] = field(default_factory=dict)
    """By object id."""
    kinds: dict[str, str] = field(default_factory=dict)
    """Of objects with sights that are no blobs."""
    head: dict[str, list[str]] = field(default_factory=dict)
    walked: Walked = field(default_factory=lambda: Walked({}))
    here: dict[bytes, None] = field(default_factory=dict)
    """The ids of all objects, in the order of the packs: what git reads fastest."""
    bytes: int = 0
    read: int = 0
    too_large: int = 0
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class _Job:
    id: bytes
    piece: Piece
    path: str
    mode: bytes


class Scan:
    """One scan of one repository."""

    def __init__(
        self, repository: Repository, reader: Reader, memory: Memory, stop: threading.Event
    ) -> None:
        self._repository = repository
        self._reader = reader
        self._memory = memory
        self._stop = stop
        self._repeats = Repeats()

    def objects(self, *, history: bool) -> Scanned:
        """Scan all objects, or only those of the current commit."""
        done = Scanned(head=head_paths(self._repository))
        if not history:
            return self._without_history(done)
        done.here = self._listed(done)
        state = refs_state(self._repository)
        walked = self._memory.walked(state)
        if walked is not None:
            self._read(done, done.here, {}, any_mode=True)
            self._recall(done, done.here)
            wanted = {id_ for id_ in done.sights if id_ not in done.kinds}
            if wanted <= set(walked.passages) | set(done.head):
                done.walked = walked
                return done
        with walk_history(self._repository) as walk:
            modes, missing = _modes(walk, done)
            self._read(done, done.here, modes, any_mode=False)
            self._recall(done, done.here)
            done.walked = self._ways(walk, done, missing)
        if done.read == len(done.here):
            self._memory.keep_walked(state, done.walked)
        return done

    def _without_history(self, done: Scanned) -> Scanned:
        done.here = {bytes.fromhex(id_): None for id_ in done.head}
        modes: dict[bytes, tuple[bytes, str]] = {}
        for id_, paths in done.head.items():
            for path in paths:
                _add(modes, id_, mode_of(path, current=True), path)
        self._read(done, done.here, modes, any_mode=False)
        self._recall(done, done.here)
        return done

    def _listed(self, done: Scanned) -> dict[bytes, None]:
        here: dict[bytes, None] = {}
        for one in list_objects(self._repository):
            done.bytes += one.size
            here[bytes.fromhex(one.id)] = None
        return here

    def _ways(self, walk: History, done: Scanned, missing: int) -> Walked:
        wanted = {id_ for id_ in done.sights if id_ not in done.kinds}
        found = walk.passages(wanted) if wanted else {}
        # One without a way is remembered as such: no branch ever held it.
        ways = {id_: found.get(id_, Passage()) for id_ in wanted}
        ids = {one.id for sights in done.sights.values() for one in sights}
        mask = PathMask(self._memory.key, ids, self._reader.values)
        for way in ways.values():
            way.paths = [mask(path) for path in way.paths]
        return Walked(ways, missing, walk.trouble)

    def _recall(self, done: Scanned, here: dict[bytes, None]) -> None:
        """Take what is remembered of the objects that are here, the richest reading of each."""
        best: dict[bytes, tuple[bytes, tuple[Sight, ...]]] = {}
        for text, sights in self._memory.sights().items():
            id_, mode = text[:-1], text[-1:]
            if id_ in here and (id_ not in best or richest((mode, best[id_][0])) == mode):
                best[id_] = (mode, sights)
        done.sights = {id_.hex(): sights for id_, (_, sights) in best.items()}
        for name, seen in done.sights.items():
            if seen and seen[0].inside.startswith(_KIND):
                done.kinds[name] = seen[0].inside.removeprefix(_KIND)

    def _read(
        self,
        done: Scanned,
        here: dict[bytes, None],
        modes: dict[bytes, tuple[bytes, str]],
        *,
        any_mode: bool,
    ) -> None:
        known = self._memory.known()
        if any_mode:
            known_ids = {one[:-1] for one in known}
            todo = [id_ for id_ in here if id_ not in known_ids]
        else:
            todo = [id_ for id_ in here if id_ + modes.get(id_, (PLAIN, ""))[0] not in known]
        done.read = len(here) - len(todo)
        if not todo:
            return
        jobs = self._jobs(todo, modes, done)
        workers = max(1, len(os.sched_getaffinity(0)))
        with ThreadPoolExecutor(workers, thread_name_prefix="secrets") as pool:
            self._pump(pool, jobs, done)

    def _jobs(
        self, todo: list[bytes], modes: dict[bytes, tuple[bytes, str]], done: Scanned
    ) -> Iterator[_Job]:
        for piece in read_objects(self._repository, (id_.hex() for id_ in todo)):
            if self._stop.is_set():
                return
            if isinstance(piece, str):
                done.unreadable += 1
                continue
            id_ = bytes.fromhex(piece.id)
            mode, path = modes.get(id_, (PLAIN, ""))
            yield _Job(id_ + mode, piece, path, mode)

    def _pump(self, pool: ThreadPoolExecutor, jobs: Iterator[_Job], done: Scanned) -> None:
        waiting: dict[Future[list[tuple[_Job, tuple[Sight, ...]]]], int] = {}
        found: dict[bytes, tuple[Sight, ...]] = {}
        read: set[bytes] = set()

        def take(futures: Iterable[Future[list[tuple[_Job, tuple[Sight, ...]]]]]) -> None:
            for future in futures:
                waiting.pop(future)
                for job, sights in future.result():
                    read.add(job.id)
                    if sights:
                        found[job.id] = (*found.get(job.id, ()), *sights)

        try:
            for batch in _batches(jobs):
                size = sum(len(job.piece.data) for job in batch)
                while waiting and sum(waiting.values()) + size > _WAITING_BYTES:
                    take(wait(waiting, return_when=FIRST_COMPLETED).done)
                waiting[pool.submit(self._scan, batch)] = size
            take(wait(waiting).done)
        finally:
            for future in waiting:
                future.cancel()
            if not self._stop.is_set():
                self._memory.keep(read - set(found), found)
                done.read += len({one[:-1] for one in read})

    def _scan(self, batch: list[_Job]) -> list[tuple[_Job, tuple[Sight, ...]]]:
        results = []
        for job in batch:
            if self._stop.is_set():
                break
            try:
                results.append((job, tuple(self._sights(job))))
            except TimeoutError:
                continue
        return results

    def _sights(self, job: _Job) -> Iterator[Sight]:
        data, kind = job.piece.data, job.piece.kind
        whole = job.mode != PLAIN or is_archive(data)
        spans = ((0, len(data)),) if whole else self._repeats.spans(data)
        clean = True
        for start, end in spans:
            part = data if (start, end) == (0, len(data)) else data[start:end]
            sights = self._reader.read(part, job.path, code=job.mode == CODE)
            before = job.piece.lines_before + data.count(b"\n", 0, start) if sights else 0
            for one in sights:
                clean = False
                mark = one.inside if kind == "blob" else f"{_KIND}{kind}"
                yield replace(one, line=one.line + before, inside=mark)
        if clean and not whole:
            self._repeats.clean(data)


def _batches(jobs: Iterable[_Job]) -> Iterator[list[_Job]]:
    batch: list[_Job] = []
    size = 0
    for job in jobs:
        batch.append(job)
        size += len(job.piece.data)
        if size >= _BATCH_BYTES or len(batch) >= _BATCH_ITEMS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _modes(walk: History, done: Scanned) -> tuple[dict[bytes, tuple[bytes, str]], int]:
    """Return how to read objects that are not read by forms alone, and how many are missing."""
    modes: dict[bytes, tuple[bytes, str]] = {}
    for id_, paths in done.head.items():
        for path in paths:
            _add(modes, id_, mode_of(path, current=True), path)
    asked: dict[str, bytes] = {}
    absent: set[bytes] = set()
    for change in walk.changes():
        mode = asked.get(change.path)
        if mode is None:
            mode = asked[change.path] = mode_of(change.path, current=False)
        if mode == CONFIG:
            _add(modes, change.new, mode, change.path)
        blob = bytes.fromhex(change.new)
        if blob not in done.here and any(blob):
            absent.add(blob)
    return modes, len(absent)


def _add(modes: dict[bytes, tuple[bytes, str]], id_: str, mode: bytes, path: str) -> None:
    key = bytes.fromhex(id_)
    before = modes.get(key)
    if mode != PLAIN and (before is None or richest((before[0], mode)) != before[0]):
        modes[key] = (mode, path)
