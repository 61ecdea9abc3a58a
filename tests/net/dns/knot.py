"""Run Knot DNS with a parent zone and children that are signed well, badly and not at all."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dns.dnssec
import dns.dnssectypes
import dns.message
import dns.name
import dns.zone
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from launchready.net.dns.servers import Server


@dataclass(frozen=True)
class Knot:
    """A running Knot DNS."""

    server: Server
    expired_on: str
    """The day on which the signatures of `expired.example` ended."""


_PARENT = """\
$ORIGIN example.
@ 300 SOA ns1.example. hostmaster.example. 2024010100 3600 900 604800 300
@ 300 NS ns1
ns1 300 A 127.0.0.1
signed 300 NS ns1
expired 300 NS ns1
bogus 300 NS ns1
keyless 300 NS ns1
keyless 300 DS 12345 13 2 {digest}
strange 300 NS ns1
strange 300 DS 12345 12 2 {digest}
other 300 NS ns1
other 300 DS 12345 13 2 {digest}
island 300 NS ns1
shop 300 NS ns1
"""

_CHILD = """\
$ORIGIN {zone}.example.
$TTL 300
@ SOA NS1.Example. hostmaster.example. 7 3600 900 604800 300
@ NS ns1.example.
@ NS NS2.{zone}.example.
ns2 A 127.0.0.1
@ A 127.0.0.1
@ AAAA ::1
@ MX 10 Mail.{zone}.example.
@ TXT "v=spf1 " "-all"
@ TXT "caf\\195\\169 \\255"
@ CAA 0 issue "letsencrypt.org"
mail A 127.0.0.2
null MX 0 .
www CNAME {zone}.example.
far CNAME www
gone CNAME nothing
elsewhere CNAME target.other-tld.
a CNAME b
b CNAME a
_sip._tcp SRV 1 2 443 SIP.{zone}.example.
svc HTTPS 1 . alpn="h2,h3"
big TXT {big}
xn--bcher-kva A 127.0.0.3
"""


def _sign(text: str, zone: str, *, begin: datetime, end: datetime) -> tuple[str, str]:
    """Sign a zone with a fresh key; the zone file and the DS data."""
    key = ec.generate_private_key(ec.SECP256R1())
    dnskey = dns.dnssec.make_dnskey(
        key.public_key(), dns.dnssectypes.Algorithm.ECDSAP256SHA256, 257
    )
    parsed = dns.zone.from_text(text, origin=f"{zone}.example.", relativize=False)
    dns.dnssec.sign_zone(
        parsed, keys=[(key, dnskey)], dnskey_ttl=300, inception=begin, expiration=end
    )
    ds = dns.dnssec.make_ds(dns.name.from_text(f"{zone}.example."), dnskey, "SHA256")
    return parsed.to_text(), ds.to_text()


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_zones(folder: Path) -> str:
    """Write all zone files but the signed one's DS; return the day the expired one ended."""
    big = " ".join(f'"{"x" * 200}"' for _ in range(20))
    now = datetime.now(UTC)
    ended = now - timedelta(days=3)
    parent = _PARENT.format(digest="ab" * 32)
    for zone in ("signed", "shop", "keyless", "expired", "bogus", "other", "island", "strange"):
        text = _CHILD.format(zone=zone, big=big)
        if zone in {"expired", "bogus", "other", "island"}:
            end = ended if zone == "expired" else now + timedelta(days=9, hours=1)
            text, ds = _sign(text, zone, begin=now - timedelta(days=20), end=end)
            if zone in {"expired", "bogus"}:
                parent += f"{zone} 300 DS {ds}\n"
            if zone == "bogus":  # changed after signing
                text = text.replace(" 7 3600 900", " 8 3600 900")
        (folder / f"{zone}.example.zone").write_text(text)
    (folder / "example.zone").write_text(parent)
    return ended.date().isoformat()


def _configure(folder: Path, port: int) -> Path:
    zones = ("", "signed.", "shop.", "keyless.", "expired.", "bogus.", "other.", "island.")
    lines = [
        "server:",
        f"    rundir: {folder}",
        f"    listen: [127.0.0.1@{port}, ::1@{port}]",
        "    udp-workers: 1",
        "    tcp-workers: 1",
        "    background-workers: 1",
        "database:",
        f"    storage: {folder}",
        "    kasp-db-max-size: 10M",
        "    journal-db-max-size: 10M",
        "    timer-db-max-size: 2M",
        "policy:",
        "  - id: by-hand",
        "    manual: on",
        "    algorithm: ecdsap256sha256",
        "    rrsig-lifetime: 14d",
        "zone:",
    ]
    for zone in (*zones, "strange."):
        name = f"{zone}example"
        lines += [
            f"  - domain: {name}",
            f"    file: {folder}/{name}.zone",
            "    semantic-checks: soft",
            "    zonefile-sync: -1",
        ]
        if zone == "signed.":
            lines += ["    dnssec-signing: on", "    dnssec-policy: by-hand"]
    path = folder / "knot.conf"
    path.write_text("\n".join(lines) + "\n")
    return path


def _start(log: Path, *command: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(command, stdout=out, stderr=out)


def _run(log: Path, *command: str) -> str:
    status = _start(log, *command).wait(30)
    said = log.read_text()
    if status:
        pytest.fail(f"{command} failed:\n{said}")
    return said


def _answers(port: int, zone: str) -> bool:
    query = dns.message.make_query(zone, "SOA")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.settimeout(0.2)
        probe.connect(("127.0.0.1", port))
        try:
            probe.send(query.to_wire())
            return bool(dns.message.from_wire(probe.recv(4096)).answer)
        except OSError:
            return False


@contextmanager
def running(folder: Path) -> Iterator[Knot]:
    """Knot DNS serving `example` and its children, one of them signed by Knot itself."""
    knotd, keymgr = shutil.which("knotd"), shutil.which("keymgr")
    if knotd is None or keymgr is None:
        pytest.fail("these tests need Knot DNS: apt-get install knot")
    port = _free_port()
    expired_on = _write_zones(folder)
    conf = str(_configure(folder, port))
    for role in ("ksk=yes", "zsk=yes"):
        _run(folder / "log", keymgr, "-c", conf, "signed.example", "generate", "algorithm=13", role)
    ds = next(
        line.split("DS ", 1)[1]
        for line in _run(folder / "log", keymgr, "-c", conf, "signed.example", "ds").splitlines()
        if " 13 2 " in line
    )
    with (folder / "example.zone").open("a") as parent:
        parent.write(f"signed 300 DS {ds}\n")
    process = _start(folder / "log", knotd, "-c", conf)
    try:
        deadline = time.monotonic() + 20
        while not all(_answers(port, zone) for zone in ("example", "signed.example")):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail("Knot DNS did not start:\n" + (folder / "log").read_text())
            time.sleep(0.05)
        yield Knot(Server("127.0.0.1", port), expired_on)
    finally:
        process.terminate()
        process.wait(10)
