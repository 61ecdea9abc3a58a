from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from launchready.net.tls.ask import ask
from launchready.net.tls.hello import Hello, Version
from launchready.net.tls.offers import all_offers, weak_offers
from launchready.net.tls.reply import Accepted
from launchready.net.tls.suites import ORDINARY, name_of

from .conftest import HOST, NOW, Dialling, Issued, server_context, serving


@pytest.fixture(scope="module")
def rsa_leaf(intermediate: Issued) -> Issued:
    return intermediate.issue(key=rsa.generate_private_key(65537, 2048))


@pytest.mark.parametrize(
    "ciphers",
    [
        "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305",
        "ECDHE-RSA-AES256-SHA:AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256:CAMELLIA128-SHA",
        "ALL:!aNULL:!PSK:!SRP:!aECDSA:!aDSS:!kDHE",
    ],
)
async def test_the_deep_list_is_the_one_openssl_was_configured_with(
    ciphers: str, rsa_leaf: Issued, intermediate: Issued, tmp_path: Path, dialling: Dialling
) -> None:
    only12 = (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2)
    context = server_context(
        tmp_path, [rsa_leaf, intermediate], versions=only12, ciphers=f"{ciphers}:@SECLEVEL=0"
    )
    context.options |= ssl.OP_CIPHER_SERVER_PREFERENCE
    configured = [
        name_of(int(each["id"]) & 0xFFFF)
        for each in context.get_ciphers()
        if each["protocol"] != "TLSv1.3"
    ]
    async with serving(context=context) as port:
        offers = await all_offers(dialling.dialler(), HOST, port)
    assert offers.all_suites == tuple(configured)
    assert offers.protocols == ()


@pytest.mark.parametrize(
    ("version", "protocols"),
    [
        (ssl.TLSVersion.TLSv1, ("TLSv1.0",)),
        (ssl.TLSVersion.TLSv1_1, ("TLSv1.1",)),
        (ssl.TLSVersion.TLSv1_2, ()),
        (ssl.TLSVersion.TLSv1_3, ()),
    ],
)
async def test_openssl_with_one_version_only_is_seen_as_that(
    version: ssl.TLSVersion,
    protocols: tuple[str, ...],
    leaf: Issued,
    intermediate: Issued,
    tmp_path: Path,
    dialling: Dialling,
) -> None:
    context = server_context(tmp_path, [leaf, intermediate], versions=(version, version))
    async with serving(context=context) as port:
        offers = await weak_offers(dialling.dialler(), HOST, port)
    assert offers.protocols == protocols
    assert set(offers.refused) == {"SSLv3", "TLSv1.0", "TLSv1.1"} - set(protocols)
    assert offers.unseen == ()
    assert offers.stapled is (None if version is ssl.TLSVersion.TLSv1_3 else False)


def staple_for(leaf: Issued, issuer: Issued) -> bytes:
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=leaf.certificate,
        issuer=issuer.certificate,
        algorithm=hashes.SHA256(),
        cert_status=ocsp.OCSPCertStatus.GOOD,
        this_update=NOW - timedelta(hours=1),
        next_update=NOW + timedelta(days=1),
        revocation_time=None,
        revocation_reason=None,
    )
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.NAME, issuer.certificate)
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


@asynccontextmanager
async def s_server(folder: Path, chain: Sequence[Issued], *options: str) -> AsyncIterator[int]:
    """OpenSSL's own server, as an independent peer."""
    (folder / "leaf.pem").write_bytes(chain[0].pem)
    (folder / "leaf.key").write_bytes(chain[0].key_pem)
    (folder / "chain.pem").write_bytes(b"".join(each.pem for each in chain[1:]))
    server = await asyncio.create_subprocess_exec(
        *("openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", "leaf.pem"),
        *("-key", "leaf.key", "-cert_chain", "chain.pem", *options),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert server.stdout is not None
    try:
        line = b""
        while not line.startswith(b"ACCEPT"):
            line = await server.stdout.readline()
            assert line, "openssl s_server did not start"
        yield int(line.rsplit(b":", 1)[1])
    finally:
        server.terminate()
        await server.communicate()


@pytest.mark.parametrize("stapled", [True, False])
async def test_a_staple_is_seen_and_its_lack_too(
    *, stapled: bool, leaf: Issued, intermediate: Issued, tmp_path: Path, dialling: Dialling
) -> None:
    (tmp_path / "ocsp.der").write_bytes(staple_for(leaf, intermediate))
    options = ["-status_file", "ocsp.der"] if stapled else []
    async with s_server(tmp_path, [leaf, intermediate], *options) as port:
        offers = await weak_offers(dialling.dialler(), HOST, port)
        hello = Hello(Version.TLS12, ORDINARY, HOST, staple=True)
        reply = await ask(dialling.dialler(), HOST, port, hello, flight=True)
    assert offers.stapled is stapled
    assert isinstance(reply, Accepted)
    assert reply.chain == (leaf.der, intermediate.der)
