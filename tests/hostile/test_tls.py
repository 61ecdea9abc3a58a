"""Ports that speak no TLS, old TLS, or TLS with a certificate that nobody can trust."""

from __future__ import annotations

import asyncio
import ssl
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from launchready.demo.ca import CertificateAuthority, Chain, Leaf

from .stage import NAME, Seen, Talk, look_at, stage, tls
from .talks import always, answer, endless, says

GARBAGE = bytes(range(256)) * 40


async def audit_of(talk: Talk | tuple[Talk, ssl.SSLContext], ca: CertificateAuthority) -> Seen:
    async with stage({443: talk}, ca_file=ca.ca_file) as there:
        return await look_at(there)


@pytest.mark.parametrize(
    "garbage",
    [
        GARBAGE,
        b"\x16\x03\x03" + GARBAGE,
        b"\x16\x03\x03\x40\x00" + b"\x02\xff\xff\xff" + bytes(60_000),
        b"\x15\x03\x03\x00\x02\x02\x28",
        b"\x15\x03\x03\x00\x02\x01\x00" * 5000,
        b"\x16\x03\x03\x00\x04\x00\x00\x00\x00" * 9000,
        b"\x80\x2e\x01\x00\x02",
        b"SSH-2.0-OpenSSH_9.6\x1b[31m\r\n",
        b"220 \xff\xfe ESMTP\r\n",
        b"\0" * 100_000,
    ],
    ids=lambda each: repr(each[:9])[2:-1],
)
async def test_garbage_on_the_https_port_is_no_tls(
    garbage: bytes, ca: CertificateAuthority
) -> None:
    seen = await audit_of(says(garbage), ca)
    assert seen.status("tls-no-https") in {"failed", "unknown"}
    assert "passed" not in seen.statuses("tls") | seen.statuses("headers")


async def test_a_handshake_that_never_ends_is_cut(ca: CertificateAuthority) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4096)
        for _ in range(100_000):
            writer.write(b"\x16\x03\x03\x40\x00" + bytes(0x4000))
            await writer.drain()

    seen = await audit_of(talk, ca)
    assert "passed" not in seen.statuses("tls")


async def test_plain_http_on_the_https_port_is_named(ca: CertificateAuthority) -> None:
    seen = await audit_of(says(answer(status=b"400 Bad Request")), ca)
    assert seen.status("tls-no-https") == "failed"
    assert "HTTP" in seen.why("tls-no-https")


@pytest.mark.parametrize(
    ("leaf", "check"),
    [
        (Leaf((NAME,), age_days=90, left_days=-1), "tls-certificate-expired"),
        (Leaf((NAME,), age_days=-1), "tls-certificate-not-yet-valid"),
        (Leaf(("other.example",)), "tls-certificate-wrong-name"),
        (Leaf((NAME,), chain=Chain.SELF_SIGNED), "tls-certificate-self-signed"),
        (Leaf((NAME,), chain=Chain.LEAF_ONLY), "tls-missing-intermediate"),
        (Leaf((NAME,), chain=Chain.OTHER_ROOT), "tls-unknown-root"),
        (Leaf((NAME,), rsa_bits=1024), "tls-weak-key"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
async def test_a_bad_certificate_is_named(leaf: Leaf, check: str, ca: CertificateAuthority) -> None:
    context = tls(ca, leaf, "ALL:@SECLEVEL=0")
    seen = await audit_of((always(answer()), context), ca)
    assert seen.status(check) == "failed"


async def test_tls_1_0_alone_is_named(ca: CertificateAuthority) -> None:
    context = tls(ca, Leaf((NAME,), rsa_bits=2048), "ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the old version is the point
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1
    seen = await audit_of((always(answer()), context), ca)
    assert seen.status("tls-old-protocol-only") == "failed"


def chained(folder: Path, *, length: int, same: bool) -> ssl.SSLContext:
    """Serve a leaf and so many authorities; with `same`, all have one name and one key."""
    now, key = datetime.now(UTC), ec.generate_private_key(ec.SECP256R1())
    lines = []
    for number in range(length):
        subject = "A" if same and number else f"A{number}"
        issuer = "A" if same else f"A{number + 1}"
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=60))
            .add_extension(x509.BasicConstraints(ca=number > 0, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
            .sign(key, hashes.SHA256())
        )
        lines.append(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "long.pem"
    path.write_bytes(private + b"".join(lines))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@pytest.mark.parametrize("same", [False, True], ids=["one after the other", "all alike"])
async def test_a_chain_of_a_hundred_certificates_is_refused_in_time(
    same: bool, tmp_path: Path, ca: CertificateAuthority
) -> None:
    context = chained(tmp_path, length=100, same=same)
    seen = await audit_of((always(answer()), context), ca)
    assert "failed" in seen.statuses("tls")
    assert len(seen.reports["JSON"]) < 2_000_000


async def test_an_endless_page_behind_tls_is_cut(ca: CertificateAuthority) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    # uvloop's servers go on encrypting for a visitor who has left: ten megabytes are plenty.
    talk = endless(head, b"<p>x</p>" * 4000, most=10_000_000)
    seen = await audit_of((talk, tls(ca, Leaf((NAME,)))), ca)
    assert seen.status("tls-certificate-expired") == "passed"
