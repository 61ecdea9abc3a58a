"""Too much of everything: bodies, headers, cookies, links, files that never end."""

from __future__ import annotations

import gzip
import io
import zlib
from functools import cache

import brotli
import pytest
import zstandard

from .stage import NAME, Talk, look_at, stage
from .talks import PAGE, always, answer, by_path, endless, site

PLAIN = f"http://{NAME}/"
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
GIGABYTE = b"Content-Length: 1000000000\r\n\r\n"
BLOCK = b"<p>launch</p>" * 5000


@pytest.mark.parametrize(
    "talk",
    [
        endless(HTML + GIGABYTE, BLOCK),
        endless(HTML + b"\r\n", BLOCK),
        endless(
            HTML + b"Transfer-Encoding: chunked\r\n\r\n", b"4000\r\n" + b"x" * 0x4000 + b"\r\n"
        ),
        endless(HTML + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 5000),
        endless(HTML + b"Transfer-Encoding: chunked\r\n\r\n", b"2\r\nxy\r\n" * 5000),
        endless(HTML, b"X-More: " + b"y" * 60_000 + b"\r\n"),
        endless(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n" * 2000),
        endless(b"", b"x" * 65536),
        endless(HTML + b"Transfer-Encoding: chunked\r\n\r\n", b"0" * 65536),
    ],
    ids=[
        "a gigabyte",
        "until it closes",
        "large chunks",
        "chunks of one byte",
        "chunks of two bytes",
        "headers without end",
        "continue without end",
        "no line break",
        "a chunk size without end",
    ],
)
async def test_what_never_ends_is_cut(talk: Talk) -> None:
    async with stage({80: talk}, address=PLAIN, seconds=2) as there:
        await look_at(there)


@cache
def bomb(coding: str) -> bytes:
    """A gigabyte of nothing in a few kilobytes, or in one and a half megabytes for gzip."""
    block = bytes(1_000_000)
    out = io.BytesIO()
    if coding == "gzip":
        with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1) as packed:
            for _ in range(200):
                packed.write(block)
        return out.getvalue()
    if coding == "deflate":
        packer = zlib.compressobj(1)
        return b"".join(packer.compress(block) for _ in range(200)) + packer.flush()
    if coding == "br":
        squeeze = brotli.Compressor(quality=2)
        return bytes(b"".join(squeeze.process(block) for _ in range(500)) + squeeze.finish())
    press = zstandard.ZstdCompressor(level=1).compressobj()
    return b"".join(press.compress(block) for _ in range(500)) + press.flush()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip, br", "x" * 999])
async def test_a_decompression_bomb_does_not_go_off(coding: str) -> None:
    body = bomb(coding) if coding in {"gzip", "deflate", "br"} else bomb("zstd")
    reply = answer(body, b"Content-Encoding: " + coding.encode())
    async with stage({80: always(reply)}, address=PLAIN) as there:
        await look_at(there)


@pytest.mark.parametrize(
    "headers",
    [
        [b"X-Large: " + b"a" * 1_000_000],
        [b"X-%d: y" % n for n in range(10_000)],
        [b"X-Latin: caf\xe9", b"X-Bad: \xff\xfe\x80", b"Server: \xc3\x28\xa0", b"\xe9t\xe9: x"],
        [b"Content-Type: text/html; charset=\xff\xfe"],
        [b"Content-Type: text/html; charset=nonsense"],
        [b"Content-Type: text/html; charset=utf-16"],
        [b"Content-Type: text/html; charset=idna"],
        [b"Content-Type: text/html; charset=zlib"],
        [b"X-Nul: a\0b", b"Server: \0"],
        [b"Set-Cookie: c%d=v; Path=/" % n for n in range(4000)],
        [b"Set-Cookie: c%d=v; Path=/; Max-Age=%d" % (n, 10 ** (n % 40)) for n in range(400)],
        [b"Set-Cookie: " + b";" * 20_000, b"Set-Cookie: =", b"Set-Cookie: \xff=\xff; Domain=\xff"],
        [b"Content-Security-Policy: " + b"script-src " + b"'unsafe-inline' " * 3000],
        [b"Content-Security-Policy: " + b"a;" * 20_000],
        [b"Link: " + b"<x>;rel=canonical," * 2000],
        [b"Link: " + b"<" * 40_000],
        [b"Strict-Transport-Security: max-age=" + b"9" * 40_000],
        [b"Cache-Control: " + b"max-age=1," * 5000],
        [b"Cache-Control: max-age=" + b"9" * 5000, b"Age: " + b"9" * 5000],
        [b"Expires: " + b"9" * 5000, b"Date: Fri, 99 Foo 99999 99:99:99 GMT"],
        [b"Alt-Svc: " + b'h3=":443",' * 4000],
        [b"Permissions-Policy: " + b"a=()," * 8000],
        [b"X-Robots-Tag: " + b"noindex, " * 5000],
        [b"Access-Control-Allow-Origin: " + b"*," * 20_000],
        [b"Content-Range: bytes */" + b"9" * 5000],
        [b"Retry-After: " + b"9" * 5000],
    ],
    ids=lambda each: repr(each[0][:40])[2:-1],
)
async def test_odd_headers_break_nothing(headers: list[bytes]) -> None:
    async with stage({80: always(answer(PAGE, *headers))}, address=PLAIN) as there:
        await look_at(there)


TAGS = (
    "<a href=/p{}>x</a>",
    "<script src=/s{}.js></script>",
    "<img src=http://a{}.example/x>",
    "<link rel=canonical href=/c{}>",
    "<meta http-equiv=content-security-policy content=\"script-src 'unsafe-inline' x{}\">",
    "<form action=http://f{}.example/><input type=password>",
    "<!--",
    "<div ",
    "<a b{}=",
    "<base href=//b{}.example>",
    "<svg><style><!--{}",
    "http://localhost:{}/ ",
)


@pytest.mark.parametrize("tag", TAGS)
async def test_a_page_of_nothing_but_one_tag_is_read_in_time(tag: str) -> None:
    many = 100_000 if tag.startswith("<a ") else 20_000
    body = "".join(tag.format(n) for n in range(many)).encode()
    async with stage({80: always(answer(body))}, address=PLAIN) as there:
        await look_at(there)


BODIES = {
    "not UTF-8": b"<!doctype html><title>\xff\xfe\x80</title>" + bytes(range(256)) * 100,
    "UTF-16": "<!doctype html><title>Grüße</title>".encode("utf-16"),
    "nothing but nulls": bytes(1_000_000),
    "deep": b"<div>" * 200_000,
    "one long attribute": b'<a href="' + b"a" * 1_500_000,
    "entities": b"&amp" * 300_000,
    "character references": b"&#99999999999999999999;&#xd800;&#0;" * 10_000,
    "quotes": b"'\"" * 500_000,
    "open brackets": b"<" * 1_500_000,
    "doctype without end": b"<!" + b"[" * 1_000_000,
    "declarations": b"<![CDATA[" * 100_000 + b"<!ENTITY x '&x;'>" * 1000,
    "processing instructions": b"<?" * 500_000,
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
async def test_odd_pages_break_nothing(body: bytes) -> None:
    async with stage({80: always(answer(body))}, address=PLAIN) as there:
        await look_at(there)


FILES = {
    "robots.txt": b"User-agent: *\nDisallow: /\n",
    "rules": b"User-agent: *\nDisallow: /" + b"a*" * 30_000 + b"$\n",
    "sitemaps": b"Sitemap: http://hostile.example/s.xml\n",
    "security.txt": b"Contact: mailto:a@b.example\nExpires: 99999-01-01T00:00:00Z\n",
    "sourcemaps": b"//# sourceMappingURL=x.js.map\n",
    "JSON": b'{"sources":["a"],"status":"ok","db":"up"}',
    "deep JSON": b"[" * 1000,
    "dotenv": b"DB_PASSWORD=hunter2hunter2\n",
    "SQL": b"INSERT INTO users VALUES (1);\n",
    "Git": b"ref: refs/heads/main\n",
    "stack traces": b'Traceback (most recent call last):\n  File "/srv/a.py", line 1\n',
    "localhost": b"fetch('http://localhost:3000/x');https://staging.hostile.example ",
    "tokens": b"AKIAABCDEFGHIJKLMNOP-" * 10,
}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES.keys())
async def test_files_of_a_hundred_megabytes_are_read_in_part(text: bytes) -> None:
    home = b"<!doctype html>" + b"".join(b"<script src=/%d.js></script>" % n for n in range(9))
    block = text * (65536 // len(text) + 1)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100000000\r\n\r\n"

    def respond(path: str) -> bytes:
        # The rest never comes: what counts is that nobody waits for it.
        return answer(home) if path == "/" else head + block * 40

    async with stage({80: site(respond)}, address=PLAIN) as there:
        await look_at(there)


async def test_a_script_that_never_ends_is_read_in_part() -> None:
    home = answer(b"<!doctype html><script src=/app.js></script>")
    script = endless(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\n\r\n",
        b"fetch('http://localhost:3000/x');\n" * 99,
    )
    async with stage({80: by_path({"/": home}, script)}, address=PLAIN) as there:
        seen = await look_at(there)
    assert seen.status("localhost-in-bundle") == "failed"
