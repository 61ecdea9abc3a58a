from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.strangers.exposed import prove
from launchready.facts.exposure import LeakKind

R, E, B, D, L = (
    LeakKind.REPOSITORY,
    LeakKind.ENV,
    LeakKind.BACKUP,
    LeakKind.DEBUG,
    LeakKind.LISTING,
)


@pytest.mark.parametrize(
    ("kind", "body", "what"),
    [
        (R, b"ref: refs/heads/main\n", "ref: refs/heads/main"),
        (R, b"a" * 40 + b"\n", "the id of a commit"),
        (R, b"[core]\n\trepositoryformatversion = 0\n", "the settings of a git repository"),
        (R, b"12\n", "the entries of a Subversion folder"),
        (E, b"A_KEY=1\nB_KEY=2\n", "2 lines of NAME=value"),
        (E, b"export DATABASE_URL='postgres://x'\n", "1 line of NAME=value"),
        (E, b"-----BEGIN OPENSSH PRIVATE KEY-----\n", "a private key"),
        (E, b"admin:$apr1$abc$def\n", "a file of passwords"),
        (
            E,
            b"[default]\naws_access_key_id = A\naws_secret_access_key = B\n",
            "2 lines of NAME=value",
        ),
        (E, b"//shop.example/:_authToken=abc\n", "the access token of a package registry"),
        (B, b"PK\x03\x04....", "a zip archive"),
        (B, b"\x1f\x8b\x08\x00", "a gzip archive"),
        (B, b"SQLite format 3\x00", "an SQLite database"),
        (B, b"SET NAMES utf8;\nCREATE TABLE users (id int);", "a dump of a database"),
        (D, b'{"activeProfiles":[],"propertySources":[]}', "Spring's environment"),
        (D, b"# HELP a b\n# TYPE a counter\n", "Prometheus metrics"),
        (L, b"<html><head><title>Index of /up/</title>", "the list of a folder's files"),
        (LeakKind.DS_STORE, b"\x00\x00\x00\x01Bud1", "the mark Bud1 of a .DS_Store file"),
    ],
)
def test_content_proves_what_it_is(kind: LeakKind, body: bytes, what: str) -> None:
    proof = prove(kind, body)
    assert proof is not None
    assert proof.what == what


SPA = b"<!doctype html><title>Shop</title><script>const A_KEY=1, B=2</script>"


@pytest.mark.parametrize("kind", list(LeakKind))
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(SPA, id="the app's own page"),
        pytest.param(b"  \n<html><body>Not found</body></html>", id="an error page"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"Not Found", id="a short word"),
        pytest.param(b'{"error":"not found","status":404}', id="an error in JSON"),
        pytest.param(b"ok=1\n", id="a word of health"),
        pytest.param(b"User-agent: *\nDisallow:\n", id="robots.txt"),
    ],
)
def test_other_content_proves_nothing(kind: LeakKind, body: bytes) -> None:
    assert prove(kind, body) is None


def test_a_page_about_dumps_is_no_dump() -> None:
    page = b"<!DOCTYPE html><p>Run CREATE TABLE users and INSERT INTO users.</p>"
    assert prove(B, page) is None


def test_values_never_leave() -> None:
    proof = prove(E, b"DATABASE_URL=postgres://app:hunter2@db/shop\nKEY=sk_live_abc\n")
    assert proof is not None
    assert proof.names == ("DATABASE_URL", "KEY")
    assert "hunter2" not in repr(proof)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(LeakKind)), st.binary(max_size=400))
def test_no_content_breaks_it(kind: LeakKind, body: bytes) -> None:
    proof = prove(kind, body)
    assert proof is None or len(proof.names) <= 20


@pytest.mark.parametrize("body", [b" " * 70_000, b"<a " * 30_000, b"A" * 70_000, b"a=\n" * 30_000])
@pytest.mark.parametrize("kind", list(LeakKind))
def test_hostile_content_takes_no_time(kind: LeakKind, body: bytes) -> None:
    prove(kind, body)
