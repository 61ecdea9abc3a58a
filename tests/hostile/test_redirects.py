"""Redirects in circles, without end, and to places that are none."""

from __future__ import annotations

import pytest

from .stage import NAME, look_at, stage
from .talks import always, answer, site

PLAIN = f"http://{NAME}/"


def moved(to: bytes) -> bytes:
    return answer(b"", b"Location: " + to, status=b"302 Found")


async def test_a_redirect_to_itself_is_a_loop() -> None:
    async with stage({80: always(moved(PLAIN.encode()))}, address=PLAIN) as there:
        seen = await look_at(there)
    assert seen.status("redirect-loop") == "failed"
    assert "passed" not in seen.statuses("headers")


async def test_fifty_redirects_in_a_row_are_too_many() -> None:
    def respond(path: str) -> bytes:
        step = int(path.strip("/") or 0) if path.strip("/").isdigit() or path == "/" else 0
        return moved(b"/%d" % (step + 1)) if step < 50 else answer()

    async with stage({80: site(respond)}, address=PLAIN) as there:
        seen = await look_at(there)
    assert seen.status("redirect-chain-too-long") == "failed"
    assert "passed" not in seen.statuses("headers")


async def test_redirects_that_never_repeat_end() -> None:
    counter = iter(range(1_000_000))
    talk = site(lambda _: moved(b"/%d" % next(counter)))
    async with stage({80: talk}, address=PLAIN) as there:
        seen = await look_at(there)
    assert seen.audit.traffic.requests < 200


@pytest.mark.parametrize(
    "to",
    [
        b"",
        b" ",
        b"//",
        b"///",
        b"http://",
        b"https:///x",
        b"http://[::1",
        b"http://[v1.x]/",
        b"http://a:99999/",
        b"http://a:b/",
        b"http://u:p@hostile.example/",
        b"http://hostile.example:0/",
        b"javascript:alert(1)",
        b"data:text/html,x",
        b"file:///etc/passwd",
        b"ftp://hostile.example/",
        b"gopher://127.0.0.1:6379/_FLUSHALL",
        b"http://\xff\xfe/",
        b"http://xn--/",
        b"http://..../",
        b"http://a..b/",
        b"http://" + b"a" * 300 + b".example/",
        b"http://" + b"a." * 2000 + b"example/",
        b"/" + b"a" * 60_000,
        b"http://hostile.example\t/",
        b"http://hostile.example/\x00",
        b"http://%68ostile.example/",
        "http://bücher.example/".encode(),
        b"http://2130706433/",
        b"http://0x7f.1/",
        b"http://127.1/",
        b"http://0/",
        b"http://localhost/",
        b"\\\\hostile.example\\x",
        b"http:hostile.example",
        b"?" + b"&" * 5000,
    ],
    ids=lambda to: ascii(to[:40].decode("latin-1")),
)
async def test_an_odd_target_breaks_nothing(to: bytes) -> None:
    async with stage({80: always(moved(to))}, address=PLAIN) as there:
        seen = await look_at(there)
    assert "passed" not in seen.statuses("headers")
    assert set(seen.audit.traffic.by_host) <= {NAME}


async def test_a_site_that_sends_visitors_elsewhere_is_not_judged_by_what_is_there() -> None:
    async with stage({80: always(moved(b"http://parked.example/"))}, address=PLAIN) as there:
        seen = await look_at(there)
    assert "passed" not in seen.statuses("headers") | seen.statuses("content")
    assert "parked.example" in seen.why("redirect-leaves-site")
