"""Servers that are not there, say nothing or say it slowly are unknown, never fine."""

from __future__ import annotations

import pytest

from launchready.demo.ca import CertificateAuthority, Leaf

from .stage import NAME, Talk, look_at, stage, tls
from .talks import PAGE, always, answer, by_path, endless, reset, says, silence, slam

PLAIN = f"http://{NAME}/"
SCRIPT = b"HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nContent-Length: 100\r\n\r\n"
SITE_AREAS = ("headers", "cors", "cache", "content", "exposure")


async def test_nothing_that_listens_passes_nothing() -> None:
    async with stage({}) as there:
        seen = await look_at(there)
    for area in SITE_AREAS:
        assert seen.statuses(area) <= {"unknown", "not_applicable"}


@pytest.mark.parametrize(
    "talk",
    [
        silence,
        slam,
        reset,
        says(),
        says(b"HTTP/1.1 200 OK\r\n" * 3),
        says(*(bytes([one]) for one in answer()), gap=1.0),
        says(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"[:-2], gap=30.0),
    ],
    ids=[
        "silence",
        "closed at once",
        "reset",
        "closed after the request",
        "broken",
        "a byte a second",
        "half a head",
    ],
)
async def test_a_server_that_never_answers_is_unknown(talk: Talk) -> None:
    async with stage({80: talk, 443: talk}) as there:
        seen = await look_at(there)
    for area in SITE_AREAS:
        assert seen.statuses(area) <= {"unknown", "not_applicable"}
    assert seen.status("apex-does-not-resolve") == "passed"


@pytest.mark.parametrize("talk", [silence, slam, reset], ids=["silence", "closed", "reset"])
async def test_tls_before_silence_is_still_judged(talk: Talk, ca: CertificateAuthority) -> None:
    secure = (talk, tls(ca, Leaf((NAME,))))
    async with stage({443: secure}, ca_file=ca.ca_file) as there:
        seen = await look_at(there)
    assert seen.status("tls-certificate-expired") == "passed"
    assert seen.statuses("headers") <= {"unknown", "not_applicable"}


async def test_a_page_that_breaks_off_is_not_judged_by_its_beginning() -> None:
    head = answer(PAGE).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    slow = endless(head, b"x", most=60, gap=1.0)
    async with stage({80: slow}, address=PLAIN) as there:
        seen = await look_at(there)
    assert seen.status("mixed-content") == "unknown"
    assert seen.status("canonical-tag-missing") == "unknown"
    assert "broke off" in seen.why("csp-missing")


async def test_a_script_that_breaks_off_is_not_judged_by_its_beginning() -> None:
    home = answer(b"<!doctype html><script src=/app.js></script>")
    slow = endless(SCRIPT, b"x", most=60, gap=1.0)
    async with stage({80: by_path({"/": home}, slow)}, address=PLAIN) as there:
        seen = await look_at(there)
    assert seen.status("localhost-in-bundle") == "unknown"


async def test_where_only_the_home_page_answers_the_rest_is_unknown() -> None:
    async with stage({80: by_path({"/": answer()}, silence)}, address=PLAIN) as there:
        seen = await look_at(there)
    assert seen.status("csp-missing") == "failed"
    assert seen.status("env-file-exposed") == "unknown"


async def test_a_bot_wall_is_not_judged() -> None:
    wall = answer(
        b"<!doctype html><title>Just a moment...</title>",
        b"cf-mitigated: challenge",
        b"server: cloudflare",
        status=b"403 Forbidden",
    )
    async with stage({80: always(wall)}, address=PLAIN) as there:
        seen = await look_at(there)
    assert seen.statuses("headers") <= {"unknown", "not_applicable"}
    assert seen.statuses("exposure") <= {"unknown", "not_applicable"}


@pytest.mark.parametrize("status", [b"429 Too Many Requests", b"500 No", b"503 Busy", b"999 ?"])
async def test_an_error_on_every_path_ends(status: bytes) -> None:
    async with stage({80: always(answer(status=status))}, address=PLAIN) as there:
        await look_at(there)
