from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.repo.secrets.mint import Work

from launchready.repo.open import open_repository
from launchready.repo.trouble import RepositoryError


def _why(path: Path) -> str:
    with pytest.raises(RepositoryError) as caught:
        open_repository(path)
    return str(caught.value)


def test_a_folder_without_git_is_named_as_that(tmp_path: Path) -> None:
    assert _why(tmp_path) == f"{tmp_path} is not a git repository, and not inside one"


def test_a_folder_that_does_not_exist_is_named_as_that(tmp_path: Path) -> None:
    assert _why(tmp_path / "no") == f"{tmp_path / 'no'} does not exist"


def test_an_empty_repository_is_named_as_that(tmp_path: Path) -> None:
    Work(tmp_path)
    assert _why(tmp_path) == f"{tmp_path} is an empty repository: it has no commit and no file"


def test_a_damaged_repository_is_named_as_that(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert "is damaged" in _why(tmp_path)


@pytest.mark.parametrize("closed", [".", ".git"])
def test_a_repository_that_may_not_be_read_is_named_as_that(
    tmp_path: Path, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root reads everything, so the refusal is the system's answer and not the folder's mode.
    root = tmp_path.resolve()
    Work(root).commit("Start", **{"a.txt": "a"})
    place = (root / closed).resolve()

    def refuse(self: Path, *_: object) -> object:
        if self == place or place in self.parents:
            raise PermissionError(13, "Permission denied", str(self))
        return original(self)

    original = Path.iterdir if closed == "." else Path.read_bytes
    name = "iterdir" if closed == "." else "read_bytes"
    monkeypatch.setattr(Path, name, refuse)
    if closed == ".git":
        (root / ".git" / "HEAD").write_text("nonsense", "utf-8")
    assert "permission denied" in _why(root)


def test_files_before_the_first_commit_can_be_read(work: Work) -> None:
    work.write("a.txt", "a")
    opened = open_repository(work.root)
    assert opened.head == ""
    assert "there is no commit yet" in opened.limits


def test_a_folder_inside_leads_to_the_top(work: Work) -> None:
    commit = work.commit("Start", **{"a/b/c.txt": "c"})
    opened = open_repository(work.root / "a" / "b")
    assert (opened.root, opened.head, opened.branch) == (work.root, commit, "main")
    assert opened.limits == ()


def test_the_git_folder_itself_is_refused(work: Work) -> None:
    work.commit("Start", **{"a.txt": "a"})
    assert "name the folder that holds it" in _why(work.root / ".git")


def test_a_bare_repository_says_that_it_has_no_files(work: Work, tmp_path: Path) -> None:
    work.commit("Start", **{"a.txt": "a"})
    work.git("clone", "-q", "--bare", str(work.root), str(tmp_path / "bare.git"))
    opened = open_repository(tmp_path / "bare.git")
    assert opened.bare
    assert "the repository is bare: there is no work tree to read" in opened.limits


def test_a_second_work_tree_is_a_repository_too(work: Work, tmp_path: Path) -> None:
    work.commit("Start", **{"a.txt": "a"})
    work.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    opened = open_repository(tmp_path / "side")
    assert opened.branch == "side"
    assert opened.root == tmp_path / "side"
    assert work.root in opened.worktrees


def test_a_shallow_clone_says_so(work: Work, tmp_path: Path) -> None:
    work.commit("Start", **{"a.txt": "a"})
    work.commit("More", **{"a.txt": "b"})
    work.git("clone", "-q", "--depth=1", f"file://{work.root}", str(tmp_path / "shallow"))
    assert open_repository(tmp_path / "shallow").shallow


def test_a_partial_clone_says_so(work: Work, tmp_path: Path) -> None:
    work.commit("Start", **{"a.txt": "a"})
    work.git("config", "uploadpack.allowFilter", "true")
    place = str(tmp_path / "partial")
    work.git("clone", "-q", "--filter=blob:none", f"file://{work.root}", place)
    assert open_repository(Path(place)).partial


def test_submodules_and_large_files_elsewhere_are_named(work: Work, tmp_path: Path) -> None:
    other = Work(tmp_path / "other")
    other.commit("Start", **{"a.txt": "a"})
    work.commit("Start", **{".gitattributes": "*.bin filter=lfs diff=lfs\n"})
    work.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.root), "lib")
    work.git("commit", "-q", "-m", "Add")
    opened = open_repository(work.root)
    assert opened.submodules == ("lib",)
    assert opened.lfs


def test_nothing_of_a_repository_is_run(work: Work, tmp_path: Path) -> None:
    work.commit("Start", **{"a.txt": "a", ".gitattributes": "*.txt filter=evil\n"})
    trap = tmp_path / "trap"
    script = tmp_path / "evil"
    script.write_text(f"#!/bin/sh\ntouch {trap}\n", "utf-8")
    script.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "filter.evil.clean", "gpg.program"):
        work.git("config", name, str(script))
    work.git("config", "log.showSignature", "true")
    work.write("a.txt", "changed")
    os.utime(work.root / "a.txt", (1, 1))
    from launchready.repo.secrets.search import search
    from launchready.repo.secrets.wanted import Wanted

    search(open_repository(work.root), Wanted())
    assert not trap.exists()
