"""A real sender on loopback: Knot answers for the zones, OpenDKIM signs, Postfix delivers."""

from __future__ import annotations

import os
import shutil
import smtplib
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import dns.message
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from launchready.net.dns.servers import Server

PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin:/usr/lib/postfix/sbin"

_ZONE = """\
$ORIGIN {zone}.
$TTL 60
@ SOA ns.{zone}. hostmaster.{zone}. 1 3600 900 604800 60
@ NS ns.{zone}.
ns A 127.0.0.1
@ A 127.0.0.1
@ TXT "v=spf1 ip4:127.0.0.1 -all"
_dmarc TXT "v=DMARC1; p=reject; rua=mailto:dmarc@{zone}"
strict TXT "v=spf1 ip4:192.0.2.1 -all"
{selector}._domainkey TXT {key}
"""

_MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.shop.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
relayhost = [127.0.0.1]:{deliver}
smtp_host_lookup = native
smtp_body_checks = regexp:{folder}/etc/alter
smtpd_milters = inet:127.0.0.1:{milter}
milter_default_action = tempfail
smtpd_relay_restrictions = permit_mynetworks, reject
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
alias_maps =
alias_database =
local_recipient_maps =
biff = no
"""

_MASTER = """\
127.0.0.1:{submit} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""

_OPENDKIM = """\
Mode s
KeyTable refile:{folder}/keys
SigningTable refile:{folder}/signers
Socket inet:{milter}@127.0.0.1
Canonicalization relaxed/relaxed
SignatureAlgorithm rsa-sha256
DontSignMailTo unsigned@probe.example
InternalHosts 0.0.0.0/0
RequireSafeKeys no
Background no
Syslog no
"""


@dataclass(frozen=True)
class PostOffice:
    """A running sender."""

    dns: Server
    submit: int
    """Postfix takes mail to send here."""
    deliver: int
    """Postfix delivers everything to a mail server on this port."""

    def send(
        self,
        to: str,
        *,
        sender: str = "hi@shop.example",
        envelope: str = "bounce@shop.example",
        text: str = "Welcome to the shop.\n",
    ) -> None:
        """Hand a message to Postfix."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = f"Shop <{sender}>", to, "Welcome"
        message.set_content(text)
        with smtplib.SMTP("127.0.0.1", self.submit, "app.shop.example", 20) as server:
            server.send_message(message, envelope, [to])


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def post_office(folder: Path) -> Iterator[PostOffice]:
    """Start all three; needs root, because Postfix does."""
    programs = {name: shutil.which(name, path=PATH) for name in ("knotd", "opendkim", "master")}
    missing = [name for name, path in programs.items() if path is None]
    if missing:
        pytest.fail(f"these tests need {missing}: apt-get install knot opendkim postfix")
    if os.getuid() != 0:
        pytest.fail("Postfix can only be started by root: leave these tests out with -m 'not root'")
    ports = {name: free_port() for name in ("dns", "milter", "submit", "deliver")}
    folder.chmod(0o755)
    _keys(folder)
    _knot(folder, ports["dns"])
    _postfix(folder, ports)
    commands = [
        [str(programs["knotd"]), "-c", f"{folder}/knot.conf"],
        [str(programs["opendkim"]), "-f", "-x", f"{folder}/opendkim.conf"],
        [str(programs["master"]), "-c", f"{folder}/etc", "-d"],
    ]
    with ExitStack() as stack, (folder / "out").open("wb") as out:
        for command in commands:
            process = subprocess.Popen(command, stdout=out, stderr=out)
            stack.callback(process.wait, 20)
            stack.callback(process.terminate)
        _wait(folder, ports)
        yield PostOffice(Server("127.0.0.1", ports["dns"]), ports["submit"], ports["deliver"])


def _keys(folder: Path) -> None:
    """Make a key and a zone for the shop, and for a provider that signs its newsletters."""
    for zone, selector in (("shop.example", "mail"), ("provider.example", "pm")):
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        (folder / f"{zone}.pem").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.TraditionalOpenSSL,
                serialization.NoEncryption(),
            )
        )
        public = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        bare = "".join(public.decode().splitlines()[1:-1])
        record = f'"v=DKIM1; k=rsa; p={bare[:180]}" "{bare[180:]}"'
        text = _ZONE.format(zone=zone, selector=selector, key=record)
        (folder / f"{zone}.zone").write_text(text)
    (folder / "keys").write_text(
        f"shop shop.example:mail:{folder}/shop.example.pem\n"
        f"provider provider.example:pm:{folder}/provider.example.pem\n"
    )
    (folder / "signers").write_text("news@shop.example provider\n*@shop.example shop\n")


def _knot(folder: Path, port: int) -> None:
    zones = "".join(
        f"  - domain: {zone}\n    file: {folder}/{zone}.zone\n    zonefile-sync: -1\n"
        for zone in ("shop.example", "provider.example")
    )
    (folder / "knot.conf").write_text(
        f"server:\n    rundir: {folder}\n    listen: 127.0.0.1@{port}\n    udp-workers: 1\n"
        f"    tcp-workers: 1\n    background-workers: 1\ndatabase:\n    storage: {folder}\n"
        "    kasp-db-max-size: 10M\n    journal-db-max-size: 10M\n    timer-db-max-size: 2M\n"
        f"zone:\n{zones}"
    )


def _postfix(folder: Path, ports: dict[str, int]) -> None:
    for name in ("etc", "queue", "data"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", "postfix")
    (folder / "etc" / "main.cf").write_text(_MAIN.format(folder=folder, **ports))
    (folder / "etc" / "master.cf").write_text(_MASTER.format(**ports))
    (folder / "etc" / "alter").write_text("/^Change me/ REPLACE Changed on the way\n")
    (folder / "opendkim.conf").write_text(_OPENDKIM.format(folder=folder, **ports))
    made = subprocess.run(
        [str(shutil.which("postfix", path=PATH)), "-c", str(folder / "etc"), "check"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    if made.returncode:
        pytest.fail(f"Postfix refuses its configuration: {made.stderr.decode()}")


def _wait(folder: Path, ports: dict[str, int]) -> None:
    deadline = time.monotonic() + 30
    while not (_answers(ports["dns"]) and _listens(ports["milter"]) and _listens(ports["submit"])):
        if time.monotonic() > deadline:
            logs = "".join(
                one.read_text() for one in (folder / "out", folder / "log") if one.exists()
            )
            pytest.fail(f"the post office did not open:\n{logs}")
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _answers(port: int) -> bool:
    query = dns.message.make_query("shop.example", "TXT")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.settimeout(0.2)
        probe.connect(("127.0.0.1", port))
        try:
            probe.send(query.to_wire())
            return bool(dns.message.from_wire(probe.recv(4096)).answer)
        except OSError:
            return False
