from __future__ import annotations

from pathlib import Path

from tests.repo.secrets.mint import Mint, Work

from launchready.facts.secrets import State
from launchready.repo.open import open_repository
from launchready.repo.secrets.search import Searched, search
from launchready.repo.secrets.wanted import Wanted


def _search(root: Path, *, history: bool = True) -> Searched:
    return search(open_repository(root), Wanted(history=history))


def test_a_whole_clone_has_no_gap(work: Work) -> None:
    work.commit("Start", **{"a.txt": "a"})
    coverage = _search(work.root).coverage
    assert coverage.unread_files == ()
    assert coverage.unread_history == ()
    assert coverage.read == coverage.objects == 2


def test_a_shallow_clone_is_not_clean_by_omission(work: Work, tmp_path: Path, mint: Mint) -> None:
    work.commit("Start", **{"a.js": f"k('{mint.stripe()}')"})
    work.commit("Remove", **{"a.js": "k()"})
    work.git("clone", "-q", "--depth=1", f"file://{work.root}", str(tmp_path / "shallow"))
    seen = _search(tmp_path / "shallow")
    assert seen.found == ()
    assert seen.coverage.unread_history == (
        "the clone is shallow: older commits are not here (git fetch --unshallow)",
    )


def test_a_partial_clone_counts_what_is_missing(work: Work, tmp_path: Path, mint: Mint) -> None:
    work.commit("Start", **{"a.js": f"k('{mint.stripe()}')"})
    work.commit("Remove", **{"a.js": "k()"})
    work.git("config", "uploadpack.allowFilter", "true")
    place = str(tmp_path / "partial")
    work.git("clone", "-q", "--filter=blob:none", f"file://{work.root}", place)
    coverage = _search(Path(place)).coverage
    assert coverage.missing == 1
    assert coverage.unread_history == ("1 objects of the history are not in this clone",)


def test_a_missing_object_stops_nothing(work: Work, mint: Mint) -> None:
    work.commit("Start", **{"a.js": "one", "b.js": f"k('{mint.github()}')"})
    work.commit("Change", **{"a.js": "two"})
    lost = work.git("rev-parse", "HEAD~1:a.js")
    (work.root / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    seen = _search(work.root)
    assert [one.kind for one in seen.found] == ["github-token"]
    assert seen.coverage.missing == 1
    assert seen.coverage.unread_history


def test_a_missing_commit_is_said(work: Work) -> None:
    first = work.commit("Start", **{"a.js": "one"})
    work.commit("Change", **{"a.js": "two"})
    (work.root / ".git" / "objects" / first[:2] / first[2:]).unlink()
    [why] = _search(work.root).coverage.unread_history
    assert why.startswith("the history could not be walked to its end")


def test_a_submodule_is_a_gap(work: Work, tmp_path: Path) -> None:
    other = Work(tmp_path / "other")
    other.commit("Start", **{"a.txt": "a"})
    work.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.root), "lib")
    work.commit("Add")
    coverage = _search(work.root).coverage
    assert coverage.unread_files == ("the submodule lib is a repository of its own: not read",)


def test_a_large_file_pointer_is_a_gap(work: Work) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n"
    work.commit("Add", **{"a.bin": pointer})
    [why] = _search(work.root).coverage.unread_files
    assert why == "the content of 1 files is in Git LFS and not here (git lfs pull)"


def test_a_bare_repository_is_read_whole(work: Work, tmp_path: Path, mint: Mint) -> None:
    work.commit("Start", **{"config/app.yml": f"key: {mint.stripe()}\n", ".env": "A=b\n"})
    work.git("clone", "-q", "--bare", str(work.root), str(tmp_path / "bare.git"))
    seen = _search(tmp_path / "bare.git")
    [secret] = seen.found
    assert secret.places[0].state is State.HEAD
    assert secret.places[0].path == "config/app.yml"
    assert [one.path for one in seen.files] == [".env"]
    assert seen.coverage.unread_files == seen.coverage.unread_history == ()


def test_a_second_work_tree_sees_its_own_files(work: Work, tmp_path: Path, mint: Mint) -> None:
    work.commit("Start", **{"a.js": "a"})
    work.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    (tmp_path / "side" / "new.js").write_text(f"k('{mint.stripe()}')", "utf-8")
    [secret] = _search(tmp_path / "side").found
    assert secret.places[0].path == "new.js"
    assert secret.places[0].state is State.WORK_TREE


def test_files_before_the_first_commit_are_read(work: Work, mint: Mint) -> None:
    work.write("a.js", f"k('{mint.stripe()}')")
    [secret] = _search(work.root).found
    assert not secret.places[0].tracked


def test_what_is_staged_counts_as_tracked(work: Work, mint: Mint) -> None:
    work.commit("Start", **{"a.js": "a"})
    work.write("a.js", f"k('{mint.stripe()}')")
    work.git("add", "a.js")
    [secret] = _search(work.root).found
    assert secret.places[0].tracked


def test_without_the_history_that_is_said(work: Work, mint: Mint) -> None:
    work.commit("Start", **{"a.js": f"k('{mint.stripe()}')"})
    work.commit("Remove", **{"a.js": "k()"})
    seen = _search(work.root, history=False)
    assert seen.found == ()
    assert seen.coverage.unread_history == ("the history was not read (--history)",)


def test_a_second_search_reads_nothing_again(work: Work, mint: Mint) -> None:
    work.commit("Start", **{"a.js": f"k('{mint.stripe()}')", "b.js": "b"})
    first = _search(work.root)

    class NoEngine:
        version = ""

        def scan(self, data: bytes) -> tuple[()]:
            raise AssertionError(data)

    from launchready.repo.secrets.engine import Kingfisher

    engine = NoEngine()
    engine.version = Kingfisher().version
    again = search(open_repository(work.root), Wanted(), engine=engine)
    assert again == first


def test_a_remembered_folder_that_the_repository_brings_is_not_believed(
    work: Work, mint: Mint
) -> None:
    work.commit("Start", **{"a.js": f"k('{mint.stripe()}')"})
    _search(work.root)
    work.git("add", "-f", ".launchready")
    work.git("commit", "-q", "-m", "Bring it")
    before = (work.root / ".launchready" / "secrets.sqlite").stat().st_mtime_ns
    assert len(_search(work.root).found) == 1
    assert (work.root / ".launchready" / "secrets.sqlite").stat().st_mtime_ns == before


def test_first_and_last_commit_are_named(work: Work, mint: Mint) -> None:
    work.commit("Start", **{"x.js": "x"})
    first = work.commit("Add", **{"a.js": f"k('{mint.stripe()}')"})
    work.commit("Move", **{"a.js": f"k('{mint.stripe()}')"})
    last = work.commit("Remove", **{"a.js": "k()"})
    secrets = _search(work.root).found
    commits = {(one.first_commit, one.last_commit) for one in secrets}
    assert first[:12] in {one for one, _ in commits}
    assert last[:12] in {one for _, one in commits}
