"""Bodies as text, whatever their charset claims."""

from __future__ import annotations

import pytest

from launchready.net.http.client import Client
from launchready.net.http.message import Request

from .conftest import Serve, answer, says


@pytest.mark.parametrize("charset", ["zip", "idna", "punycode", "unicode_escape", "no-such", "\0"])
async def test_a_hostile_charset_is_read_as_utf_8(
    serve: Serve, client: Client, charset: str
) -> None:
    kind = f"Content-Type: text/html; charset={charset}"
    site = await serve(says(answer("né\\x41".encode() + b"\xff", kind)))
    assert (await client.fetch(Request(site.url()))).text() == "né\\x41\ufffd"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("né".encode("latin-1"), "text/html; charset=ISO-8859-1"),
        ("né".encode("cp1252"), "text/html; Charset='windows-1252'"),
        ("\ufeffné".encode(), "text/html; charset=latin-1"),
        ("né".encode("utf-16"), "text/html"),
        ("né".encode(), "text/html"),
    ],
)
async def test_text_follows_its_mark_its_charset_or_utf_8(
    serve: Serve, client: Client, body: bytes, kind: str
) -> None:
    site = await serve(says(answer(body, f"Content-Type: {kind}")))
    assert (await client.fetch(Request(site.url()))).text() == "né"
