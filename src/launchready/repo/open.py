"""Open a repository: where it is, and what of it can be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from launchready.repo.git.command import git, text
from launchready.repo.trouble import RepositoryError

_LFS = "filter=lfs"
_MOST_NOTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository on this machine, opened for reading."""

    root: Path
    """The top of the work tree; of a bare repository, the git folder."""
    git_dir: Path
    """What belongs to this work tree alone: HEAD, the index."""
    common_dir: Path
    """What all work trees share: objects, refs. The same as `git_dir` without work trees."""
    bare: bool = False
    head: str = ""
    """The commit that is checked out, in full; empty before the first commit."""
    branch: str = ""
    """The branch that is checked out; empty when HEAD is detached."""
    shallow: bool = False
    """Old commits were not cloned."""
    partial: bool = False
    """Objects are left on the remote until somebody needs them (`--filter`)."""
    worktrees: tuple[Path, ...] = ()
    """The other work trees of the same repository."""
    submodules: tuple[str, ...] = ()
    """Paths of other repositories in this one; they are not read."""
    lfs: bool = False
    """Some files are kept in Git LFS: what git has of them is a pointer."""

    @property
    def limits(self) -> tuple[str, ...]:
        """What cannot be seen from here, a sentence each."""
        said: list[str] = []
        if not self.head:
            said.append("there is no commit yet")
        if self.shallow:
            said.append("the clone is shallow: older commits are not here (git fetch --unshallow)")
        if self.partial:
            said.append("the clone is partial: objects that were not fetched are not here")
        if self.submodules:
            listed = ", ".join(self.submodules[:5])
            said.append(f"submodules are repositories of their own and were not read: {listed}")
        if self.lfs:
            said.append("Git LFS keeps some files elsewhere: of those, only the work tree was read")
        if self.bare:
            said.append("the repository is bare: there is no work tree to read")
        return tuple(said)


def open_repository(path: Path) -> Repository:
    """Open the repository that a folder is in.

    Raises `RepositoryError` when there is none, it is empty, or it may not be read.
    """
    folder = _folder(path)
    try:
        lines = text(
            folder,
            "rev-parse",
            "--is-bare-repository",
            "--is-inside-git-dir",
            "--absolute-git-dir",
            "--path-format=absolute",
            "--git-common-dir",
        ).splitlines()
    except RepositoryError as error:
        raise RepositoryError(_why_not(folder, error.why)) from None
    bare, inside, git_dir, common = lines[0] == "true", lines[1] == "true", lines[2], lines[3]
    root = Path(git_dir)
    if not bare:
        if inside:
            why = f"{path} is the inside of a repository: name the folder that holds it"
            raise RepositoryError(why)
        root = Path(text(folder, "rev-parse", "--show-toplevel"))
    head = text(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}", codes=(0, 1, 128))
    opened = Repository(
        root=root,
        git_dir=Path(git_dir),
        common_dir=Path(common),
        bare=bare,
        head=head,
        branch=text(root, "symbolic-ref", "--quiet", "--short", "HEAD", codes=(0, 1)),
        shallow=(Path(common) / "shallow").is_file(),
        partial=_is_partial(root),
        worktrees=_worktrees(root),
        submodules=_submodules(root, bare=bare),
        lfs=_has_lfs(root, head),
    )
    if not head and _is_empty(opened):
        why = f"{path} is an empty repository: it has no commit and no file"
        raise RepositoryError(why)
    return opened


def _folder(path: Path) -> Path:
    try:
        folder = path.expanduser().resolve()
        if not folder.exists():
            why = f"{path} does not exist"
            raise RepositoryError(why)
        if folder.is_file():
            folder = folder.parent
        next(folder.iterdir(), None)
    except OSError as error:
        why = f"{path} cannot be read: {(error.strerror or 'it is unreadable').lower()}"
        raise RepositoryError(why) from None
    return folder


def _why_not(folder: Path, said: str) -> str:
    if "not a git repository" in said:
        return _closed(folder) or f"{folder} is not a git repository, and not inside one"
    if "ermission denied" in said:
        return f"the repository at {folder} may not be read: permission denied"
    return f"{folder} cannot be opened: {said}"


def _closed(folder: Path) -> str:
    """Say that a git folder is there but may not be read; git itself just walks past it."""
    for place in (folder, *folder.parents):
        inside = place / ".git"
        try:
            if inside.exists():
                (inside / "HEAD").read_bytes()
                return f"{inside} is there, but it is damaged: it is not a git repository"
        except PermissionError:
            return f"the repository at {place} may not be read: permission denied"
        except OSError:
            return f"{inside} is there, but it is damaged: it is not a git repository"
    return ""


def _is_partial(root: Path) -> bool:
    found = text(
        root,
        "config",
        "--get-regexp",
        r"^(extensions\.partialclone|remote\..*\.promisor)$",
        codes=(0, 1),
    )
    return bool(found)


def _worktrees(root: Path) -> tuple[Path, ...]:
    listed = text(root, "worktree", "list", "--porcelain").splitlines()
    places = [Path(line[9:]) for line in listed if line.startswith("worktree ")]
    return tuple(place for place in places if place != root)


def _submodules(root: Path, *, bare: bool) -> tuple[str, ...]:
    """Return the paths that the index (of a bare repository: HEAD) holds as other repositories."""
    listing = ("ls-tree", "-r", "-z", "HEAD") if bare else ("ls-files", "-s", "-z")
    rows = git(root, *listing, codes=(0, 128)).split(b"\0")
    paths = (row.partition(b"\t")[2] for row in rows if row.startswith(b"160000 "))
    return tuple(path.decode("utf-8", "replace") for path in paths)


def _has_lfs(root: Path, head: str) -> bool:
    """Say whether an attributes file at the top of HEAD sends files to LFS."""
    if not head:
        return False
    attributes = git(
        root, "cat-file", "blob", f"{head}:.gitattributes", codes=(0, 128), most=_MOST_NOTES
    )
    return _LFS.encode() in attributes


def _is_empty(repository: Repository) -> bool:
    if repository.bare:
        return True
    return all(entry.name == ".git" for entry in repository.root.iterdir())
