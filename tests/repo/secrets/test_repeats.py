from __future__ import annotations

import gzip
import io
import tarfile

from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.repo.secrets.archives import MOST_BYTES, is_archive, members
from launchready.repo.secrets.repeats import LEAST, Repeats

LINES = [
    f'  "package-{n}": {{"version": "1.{n}.0", "integrity": "{n * 7919:040x}"}},'
    for n in range(900)
]
TEXT = "\n".join(LINES).encode()


def _read(repeats: Repeats, data: bytes) -> bytes:
    return b"|".join(data[start:end] for start, end in repeats.spans(data))


def test_the_first_text_is_read_whole() -> None:
    assert len(TEXT) > LEAST
    assert Repeats().spans(TEXT) == ((0, len(TEXT)),)


def test_the_same_text_again_is_not_read() -> None:
    repeats = Repeats()
    repeats.clean(TEXT)
    assert repeats.spans(TEXT) == ()


def test_only_what_differs_is_read_with_its_neighbours() -> None:
    repeats = Repeats()
    repeats.clean(TEXT)
    changed = TEXT.replace(b'"version": "1.450.0"', b'"version": "2.0.0", "token": "made today"')
    read = _read(repeats, changed)
    assert b"made today" in read
    assert len(read) < 6_000


def test_small_texts_are_read_whole() -> None:
    repeats = Repeats()
    repeats.clean(b"a" * 100)
    assert repeats.spans(b"a" * 100) == ((0, 100),)


@given(
    st.lists(
        st.tuples(st.integers(0, 800), st.integers(0, 3), st.text("abc{}\n", max_size=9)),
        max_size=12,
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_new_is_read(edits: list[tuple[int, int, str]]) -> None:
    repeats = Repeats()
    repeats.clean(TEXT)
    lines = list(LINES)
    marks = []
    for number, (at, gone, text) in enumerate(edits):
        mark = f"NEW<{number}>{text.strip()}"
        marks.append(mark.splitlines()[0].encode())
        lines[at : at + gone] = [f"{text}{mark}"]
    data = "\n".join(lines).encode()
    read = _read(repeats, data)
    for one in marks:
        assert one not in data or one in read


def test_a_bomb_is_opened_to_its_bound_only() -> None:
    bomb = gzip.compress(bytes(MOST_BYTES + 5_000_000))
    [member] = members(bomb)
    assert len(member.data) == MOST_BYTES


def test_archives_in_archives_are_opened() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("inner.gz")
        data = gzip.compress(b"deep")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    names = {one.name: one.data for one in members(out.getvalue())}
    assert names["inner.gz/content"] == b"deep"


@given(
    st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"])
)
@settings(max_examples=60, deadline=None)
def test_damaged_archives_end_where_they_break(data: bytes, magic: bytes) -> None:
    assert is_archive(magic + data)
    list(members(magic + data))
