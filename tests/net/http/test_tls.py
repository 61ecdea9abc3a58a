from __future__ import annotations

import asyncio
import ssl

import pytest
import trustme
from cryptography import x509

from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request

from .conftest import Labs, Serve, answer, app, says, silence, slam, soon


async def test_the_session_and_the_chain_as_sent_come_with_the_answer(
    serve: Serve, labs: Labs, ca: trustme.CA
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    between = ca.create_child_ca()
    between.issue_cert("site.test").configure_cert(tls)
    tls.set_alpn_protocols(["h2", "http/1.1"])
    site = await serve(app(lambda _, __: answer(b"safe")), tls=tls)
    lab = labs()
    response = await lab.client.fetch(Request(site.url()))
    again = await lab.client.fetch(Request(site.url()))
    session = response.tls
    assert session is not None
    assert (session.version, session.alpn) == ("TLSv1.3", "http/1.1")
    assert session.cipher.startswith("TLS_")
    chain = [x509.load_der_x509_certificate(each) for each in session.chain]
    assert len(chain) == 2
    assert chain[0].issuer == chain[1].subject
    assert response.timing.tls_ms is not None
    assert response.timing.tls_ms > 0
    assert (again.reused, again.tls, again.timing.tls_ms) == (True, session, None)
    assert lab.traffic.connections == 1


async def test_an_untrusted_certificate_is_a_tls_failure(serve: Serve, labs: Labs) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("site.test").configure_cert(tls)
    site = await serve(says(answer()), tls=tls)
    with pytest.raises(Failure, match="not trusted: unable to get local issuer") as caught:
        await labs().client.fetch(Request(site.url()))
    assert caught.value.phase is Phase.TLS


async def test_a_certificate_for_another_name_is_a_tls_failure(
    serve: Serve, labs: Labs, server_tls: ssl.SSLContext
) -> None:
    site = await serve(says(answer()), tls=server_tls)
    with pytest.raises(Failure, match="hostname mismatch"):
        await labs().client.fetch(Request(site.url(host="wrong.test")))


async def test_an_address_is_checked_as_an_address(
    serve: Serve, labs: Labs, server_tls: ssl.SSLContext
) -> None:
    site = await serve(says(answer(b"by number")), tls=server_tls)
    response = await labs().client.fetch(Request(site.url(host="127.0.0.1")))
    assert response.body == b"by number"


async def test_a_trailing_dot_is_not_part_of_the_name_in_the_certificate(
    serve: Serve, labs: Labs, server_tls: ssl.SSLContext
) -> None:
    site = await serve(says(answer(b"rooted")), tls=server_tls)
    assert (await labs().client.fetch(Request(site.url(host="site.test.")))).body == b"rooted"


async def test_plain_http_on_the_tls_port_is_told_in_words(serve: Serve, labs: Labs) -> None:
    async def shout(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\nThis is plain HTTP")
        await writer.drain()
        await asyncio.sleep(0.2)

    site = await serve(shout)
    site.scheme = "https"
    with pytest.raises(Failure, match="this port does not speak TLS") as caught:
        await labs().client.fetch(Request(site.url()))
    assert caught.value.phase is Phase.TLS


async def test_tls_on_the_plain_port_is_told_in_words(
    serve: Serve, labs: Labs, server_tls: ssl.SSLContext
) -> None:
    """OpenSSL answers plain text with an alert, or hangs up."""
    site = await serve(says(answer()), tls=server_tls)
    site.scheme = "http"
    async with soon():
        with pytest.raises(Failure, match=r"speaks TLS|before any answer"):
            await labs().client.fetch(Request(site.url()))


async def test_a_handshake_that_is_never_answered_ends(serve: Serve, labs: Labs) -> None:
    site = await serve(silence)
    site.scheme = "https"
    async with soon():
        with pytest.raises(Failure, match="TLS handshake: not finished within 1 s"):
            await labs().client.fetch(Request(site.url()))


async def test_a_handshake_that_is_hung_up_on_is_told_in_words(serve: Serve, labs: Labs) -> None:
    site = await serve(slam)
    site.scheme = "https"
    async with soon():
        with pytest.raises(Failure, match="closed the connection during the handshake"):
            await labs().client.fetch(Request(site.url()))


@pytest.mark.parametrize(
    ("alert", "why"),
    [
        (40, "nothing in common, or an unknown name"),
        (70, "refused this TLS version"),
        (80, "an error: often an unknown name"),
        (112, "does not know this name"),
        (120, "does not speak HTTP/1.1 over TLS"),
        (86, "inappropriate fallback"),
    ],
)
async def test_a_refusal_is_told_in_words(serve: Serve, labs: Labs, alert: int, why: str) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(65536)
        writer.write(bytes([0x15, 3, 3, 0, 2, 2, alert]))
        await writer.drain()
        await asyncio.sleep(0.2)

    site = await serve(refuse)
    site.scheme = "https"
    with pytest.raises(Failure, match=why) as caught:
        await labs().client.fetch(Request(site.url()))
    assert caught.value.phase is Phase.TLS


async def test_a_server_that_chooses_h2_is_refused(
    serve: Serve, labs: Labs, ca: trustme.CA
) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("site.test").configure_cert(server)
    server.set_alpn_protocols(["h2"])
    context = ssl.create_default_context()
    ca.configure_trust(context)
    context.set_alpn_protocols(["h2", "http/1.1"])
    site = await serve(silence, tls=server)
    with pytest.raises(Failure, match=r"chose h2 instead of HTTP/1\.1"):
        await labs(tls=context).client.fetch(Request(site.url()))


async def test_a_server_without_a_tls_goodbye_does_not_hold_up_the_close(
    serve: Serve, labs: Labs, server_tls: ssl.SSLContext
) -> None:
    site = await serve(says(answer(b"bye"), close=False), tls=server_tls)
    lab = labs()
    assert (await lab.client.fetch(Request(site.url()))).body == b"bye"
    async with soon(5):
        await lab.client.close()


async def test_an_unframed_body_over_tls_ends_with_the_connection(
    serve: Serve, labs: Labs, server_tls: ssl.SSLContext
) -> None:
    site = await serve(says(b"HTTP/1.1 200 OK\r\n\r\nall of it"), tls=server_tls)
    response = await labs().client.fetch(Request(site.url()))
    assert (response.body, response.truncated) == (b"all of it", False)
