from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import uvloop

from launchready.facts.tls import Handshake, Trust
from launchready.net.failure import Failure, Phase
from launchready.net.tls.handshake import shake
from launchready.net.tls.reply import NotTls
from launchready.net.tls.trust import TrustStore

from .conftest import HOST, NOW, Dialling, Issued, Script, answering, server_context, serving


async def meet(
    chain: Sequence[Issued],
    store: TrustStore,
    folder: Path,
    *,
    host: str = HOST,
    versions: tuple[ssl.TLSVersion, ssl.TLSVersion] | None = None,
    alpn: Sequence[str] = (),
) -> Handshake:
    context = server_context(folder, chain, versions=versions, alpn=alpn)
    async with serving(context=context) as port:
        return await shake(Dialling().dialler(), host, port, store, NOW)


async def test_a_good_endpoint_is_met_as_a_browser_meets_it(
    leaf: Issued, intermediate: Issued, store: TrustStore, tmp_path: Path
) -> None:
    seen = await meet([leaf, intermediate], store, tmp_path, alpn=["http/1.1", "h2"])
    assert (seen.subject, seen.address) == (HOST, "127.0.0.1")
    assert (seen.version, seen.alpn) == ("TLSv1.3", "http/1.1")
    assert seen.cipher.startswith("TLS_")
    assert [each.common_name for each in seen.chain] == [HOST, "Test Intermediate"]
    assert (seen.trust, seen.why, seen.root) == (Trust.TRUSTED, "", "Test Root")
    assert seen.handshake_ms > 0


def test_uvloop_sees_the_same(
    leaf: Issued, intermediate: Issued, store: TrustStore, tmp_path: Path
) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        seen = runner.run(meet([leaf, intermediate], store, tmp_path))
    assert (seen.trust, len(seen.chain)) == (Trust.TRUSTED, 2)


@pytest.mark.parametrize(
    ("version", "label"),
    [
        (ssl.TLSVersion.TLSv1, "TLSv1.0"),
        (ssl.TLSVersion.TLSv1_1, "TLSv1.1"),
        (ssl.TLSVersion.TLSv1_2, "TLSv1.2"),
        (ssl.TLSVersion.TLSv1_3, "TLSv1.3"),
    ],
)
async def test_every_version_can_be_looked_at(
    version: ssl.TLSVersion,
    label: str,
    leaf: Issued,
    intermediate: Issued,
    store: TrustStore,
    tmp_path: Path,
) -> None:
    seen = await meet([leaf, intermediate], store, tmp_path, versions=(version, version))
    assert (seen.version, seen.trust) == (label, Trust.TRUSTED)
    assert seen.cipher.startswith("TLS_")


async def test_the_order_is_reported_as_sent(
    root: Issued, store: TrustStore, tmp_path: Path
) -> None:
    first = root.issue("First", ca=True)
    second = first.issue("Second", ca=True)
    seen = await meet([second.issue(), first, second], store, tmp_path)
    assert [each.common_name for each in seen.chain] == [HOST, "First", "Second"]
    assert seen.trust is Trust.WRONG_ORDER


async def test_a_bad_chain_is_a_result_and_not_a_failure(
    leaf: Issued, store: TrustStore, tmp_path: Path
) -> None:
    seen = await meet([leaf], store, tmp_path)
    assert seen.trust is Trust.MISSING_INTERMEDIATE
    assert seen.why


async def test_an_address_is_met_without_a_name_and_judged_by_its_address(
    intermediate: Issued, store: TrustStore, tmp_path: Path
) -> None:
    own = intermediate.issue(names=["127.0.0.1"])
    seen = await meet([own, intermediate], store, tmp_path, host="127.0.0.1")
    assert seen.trust is Trust.TRUSTED


@pytest.mark.parametrize(
    ("script", "answered"),
    [
        (answering(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"), "plain HTTP"),
        (answering(b"SSH-2.0-OpenSSH_9.6\r\n"), "SSH"),
        (answering(b"\x00\xff" * 400), "something that is not TLS"),
        (answering(), "closed the connection"),
    ],
)
async def test_what_answers_instead_of_tls_is_named(
    script: Script, answered: str, store: TrustStore, dialling: Dialling
) -> None:
    async with serving(script) as port:
        with pytest.raises(NotTls) as failed:
            await shake(dialling.dialler(), HOST, port, store, NOW)
    assert failed.value.answered == answered
    assert failed.value.phase is Phase.TLS


@pytest.mark.parametrize(("code", "name"), [(40, "handshake failure"), (112, "unrecognized name")])
async def test_an_alert_is_named(
    code: int, name: str, store: TrustStore, dialling: Dialling
) -> None:
    alert = b"\x15\x03\x03\x00\x02\x02" + bytes([code])
    async with serving(answering(alert)) as port:
        with pytest.raises(Failure, match=f"refused with the alert “{name}”"):
            await shake(dialling.dialler(), HOST, port, store, NOW)


@pytest.mark.parametrize(
    "script",
    [
        answering(linger=True),
        answering(*[bytes([byte]) for byte in b"\x16\x03\x03\x20\x00" * 20], pause=0.1),
        answering(b"\x16\x03\x03\x00", linger=True),
    ],
    ids=["silence", "one byte at a time", "half a record"],
)
async def test_a_server_that_dawdles_is_left_within_the_timeout(
    script: Script, store: TrustStore, dialling: Dialling
) -> None:
    began = time.monotonic()
    async with serving(script) as port:
        with pytest.raises(Failure, match=r"no complete TLS answer within 0\.5 s"):
            await shake(dialling.dialler(timeout=0.5), HOST, port, store, NOW)
    assert time.monotonic() - began < 10


async def test_tls_that_breaks_off_is_told_in_words(store: TrustStore, dialling: Dialling) -> None:
    nonsense = b"\x16\x03\x03\x00\x2c\x02\x00\x00\x28" + bytes(40)
    async with serving(answering(nonsense)) as port:
        with pytest.raises(Failure) as failed:
            await shake(dialling.dialler(), HOST, port, store, NOW)
    assert failed.value.phase is Phase.TLS
    assert "_" not in failed.value.why


async def test_a_server_that_never_stops_is_cut_off(store: TrustStore, dialling: Dialling) -> None:
    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        while True:
            writer.write(b"\x16\x03\x03\x40\x00\x02\xff\xff\xff" + bytes(0x3FFC))
            await writer.drain()

    async with serving(flood) as port:
        with pytest.raises(Failure) as failed:
            await shake(dialling.dialler(), HOST, port, store, NOW)
    assert failed.value.phase is Phase.TLS


async def test_a_port_nobody_listens_on_is_a_failed_connection(
    store: TrustStore, dialling: Dialling
) -> None:
    async with serving() as port:
        pass
    with pytest.raises(Failure) as failed:
        await shake(dialling.dialler(), HOST, port, store, NOW)
    assert failed.value.phase is Phase.CONNECT


@pytest.mark.parametrize("host", ["bad name", "x" * 80 + ".test", "a..b"])
async def test_a_host_that_tls_cannot_name_is_met_and_judged(
    host: str, leaf: Issued, intermediate: Issued, store: TrustStore, tmp_path: Path
) -> None:
    seen = await meet([leaf, intermediate], store, tmp_path, host=host)
    assert seen.trust is Trust.WRONG_NAME
