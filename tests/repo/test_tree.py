from __future__ import annotations

import os
from pathlib import Path

from launchready.repo.tree import MOST_BYTES, Tree


def test_lists_files_without_dependencies_and_build_output(tmp_path: Path) -> None:
    for path in ("src/a.py", "node_modules/x/index.js", "dist/a.js", ".git/config", "my-env/x.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    (tmp_path / "my-env/pyvenv.cfg").write_text("")
    assert Tree(tmp_path).files == ("src/a.py",)


def test_never_follows_a_link_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / ".env").write_text("SECRET=1")
    inside = tmp_path / "repo"
    inside.mkdir()
    (inside / ".env").symlink_to(outside / ".env")
    (inside / "folder").symlink_to(outside)
    assert Tree(inside).files == ()


def test_a_link_put_there_after_the_listing_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    tree = Tree(tmp_path)
    (tmp_path / "a").unlink()
    (tmp_path / "a").symlink_to("/etc/hostname")
    assert tree.text("a") is None
    assert tree.unread


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    tree = Tree(tmp_path)
    (tmp_path / "a").unlink()
    os.mkfifo(tmp_path / "a")
    assert tree.text("a") is None


def test_says_what_was_not_read(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * (MOST_BYTES + 1))
    (tmp_path / "binary").write_bytes(b"\x00\x01")
    (tmp_path / "torn").write_bytes(b"A=\xff\xfe1\n")
    tree = Tree(tmp_path)
    assert tree.text("large") is None
    assert tree.text("binary") is None
    assert tree.text("torn") == "A=\ufffd\ufffd1\n"
    assert tree.unread == ("large: larger than 1024 KiB", "binary: not text")


def test_a_limit_on_files_is_stated(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / str(number)).write_text("")
    tree = Tree(tmp_path, most_files=3)
    assert len(tree.files) == 3
    assert tree.unread == ("the work tree: only the first 3 files were listed",)


def test_a_name_that_is_not_utf_8_is_noted(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.env")).write_text("A=1")
    tree = Tree(tmp_path)
    assert tree.files == ()
    assert tree.unread[0].endswith("its name is not UTF-8")


def test_utf_16_is_text(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("A=1".encode("utf-16"))
    assert Tree(tmp_path).text(".env") == "A=1"
