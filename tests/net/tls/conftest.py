"""A private certificate authority, and TLS endpoints on loopback that get things wrong."""

from __future__ import annotations

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import AuthorityInformationAccessOID as Access
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from launchready.net.dial import Dialler
from launchready.net.guard import Guard
from launchready.net.tls.roots import read_pem
from launchready.net.tls.trust import Judgement, TrustStore
from launchready.net.traffic import Traffic

HOST = "shop.test"
NOW = datetime.now(UTC)

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True)
class Issued:
    """A certificate with its key, able to issue others."""

    certificate: x509.Certificate
    key: Key

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def issue(
        self,
        name: str = HOST,
        *,
        names: Sequence[str] | None = None,
        ca: bool = False,
        begins: timedelta = timedelta(days=-1),
        ends: timedelta = timedelta(days=60),
        digest: hashes.SHA256 | hashes.SHA384 | None = None,
        key: Key | None = None,
        aia: str = "",
        usage: x509.ObjectIdentifier = ExtendedKeyUsageOID.SERVER_AUTH,
        must_staple: bool = False,
    ) -> Issued:
        key = key or ec.generate_private_key(ec.SECP256R1())
        builder = _builder(name, key, begins, ends, ca=ca)
        builder = builder.issuer_name(self.certificate.subject)
        if not ca:
            builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
            builder = _with_names(builder, [name] if names is None else names)
        if aia:
            at = x509.UniformResourceIdentifier(aia)
            places = [
                x509.AccessDescription(Access.CA_ISSUERS, at),
                x509.AccessDescription(Access.OCSP, at),
            ]
            builder = builder.add_extension(x509.AuthorityInformationAccess(places), critical=False)
        if must_staple:
            features = x509.TLSFeature([x509.TLSFeatureType.status_request])
            builder = builder.add_extension(features, critical=False)
        own = None if isinstance(self.key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
        return Issued(builder.sign(self.key, digest or own), key)


def _builder(
    name: str, key: Key, begins: timedelta, ends: timedelta, *, ca: bool
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + begins)
        .not_valid_after(NOW + ends)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _with_names(builder: x509.CertificateBuilder, names: Sequence[str]) -> x509.CertificateBuilder:
    if not names:
        return builder
    general: list[x509.GeneralName] = []
    for name in names:
        try:
            general.append(x509.IPAddress(ip_address(name)))
        except ValueError:
            general.append(x509.DNSName(name))
    return builder.add_extension(x509.SubjectAlternativeName(general), critical=False)


def self_signed(name: str, *, ca: bool, names: Sequence[str] = ()) -> Issued:
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder(name, key, timedelta(days=-2), timedelta(days=900), ca=ca)
    builder = _with_names(builder, names).issuer_name(
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    )
    return Issued(builder.sign(key, hashes.SHA256()), key)


@pytest.fixture(scope="session")
def root() -> Issued:
    return self_signed("Test Root", ca=True)


@pytest.fixture(scope="session")
def intermediate(root: Issued) -> Issued:
    return root.issue("Test Intermediate", ca=True)


@pytest.fixture(scope="session")
def leaf(intermediate: Issued) -> Issued:
    return intermediate.issue()


@pytest.fixture(scope="session")
def store(root: Issued, tmp_path_factory: pytest.TempPathFactory) -> TrustStore:
    path = tmp_path_factory.mktemp("roots") / "root.pem"
    path.write_bytes(root.pem)
    return TrustStore.from_file(path)


def judge(store: TrustStore, *chain: Issued, host: str = HOST, at: datetime = NOW) -> Judgement:
    return store.judge([each.der for each in chain], host, at)


@dataclass
class Dialling:
    """A dialler whose every name leads to loopback, and what it counted."""

    traffic: Traffic = field(default_factory=Traffic)

    def dialler(self, *, timeout: float = 5.0) -> Dialler:
        async def lookup(_host: str) -> Sequence[str]:
            return ("127.0.0.1",)

        return Dialler(lookup, Guard(allow_private=True), self.traffic, timeout=timeout)


@pytest.fixture
def dialling() -> Dialling:
    return Dialling()


def server_context(
    tmp_path: Path,
    chain: Sequence[Issued],
    *,
    versions: tuple[ssl.TLSVersion, ssl.TLSVersion] | None = None,
    ciphers: str = "ALL:@SECLEVEL=0",
    alpn: Sequence[str] = (),
) -> ssl.SSLContext:
    """A server that sends exactly this chain, in this order; the first one is its own."""
    (tmp_path / "chain.pem").write_bytes(b"".join(each.pem for each in chain))
    (tmp_path / "key.pem").write_bytes(chain[0].key_pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # old versions are the point
        context.minimum_version, context.maximum_version = versions or (
            ssl.TLSVersion.TLSv1_2,
            ssl.TLSVersion.TLSv1_3,
        )
    context.set_ciphers(ciphers)
    context.load_cert_chain(tmp_path / "chain.pem", tmp_path / "key.pem")
    if alpn:
        context.set_alpn_protocols(list(alpn))
    return context


async def openssl(folder: Path, *words: str) -> None:
    """Run OpenSSL in a folder, for what `cryptography` refuses to make."""
    process = await asyncio.create_subprocess_exec(
        "openssl",
        *words,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()


async def issued_by_openssl(folder: Path, *options: str) -> bytes:
    """Issue a leaf for our host with the root in this folder."""
    await openssl(
        folder,
        *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", *options),
        *("-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"),
        *("-addext", "basicConstraints=critical,CA:FALSE"),
        *("-CA", "root.pem", "-CAkey", "root.key", "-keyout", "leaf.key", "-out", "leaf.pem"),
    )
    return read_pem((folder / "leaf.pem").read_bytes())[0].public_bytes(Encoding.DER)


Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def _wait_for_goodbye(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.read()


@asynccontextmanager
async def serving(
    script: Script = _wait_for_goodbye, context: ssl.SSLContext | None = None
) -> AsyncIterator[int]:
    """A server on loopback for as long as the block runs; yields its port."""
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            tasks.add(task)
        try:
            await script(reader, writer)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)


def answering(*parts: bytes, pause: float = 0, linger: bool = False) -> Script:
    """Read something, send these bytes, and close or keep silent."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4096)
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        if linger:
            await reader.read()

    return script
