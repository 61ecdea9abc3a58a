"""Every verify command proves its fix: `not yet` on the faulty product, `fixed` on its twin.

curl, openssl and dig run as a user has them. What stands in for the internet is put before them on
the PATH: curl gets the demo's addresses by `.curlrc`, openssl by its arguments, and dig is answered
by the demo's own resolver.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import dns.exception
import dns.flags
import dns.message
import dns.query
import dns.rcode
import dns.reversename
import pytest

from launchready.audit.run import Order, audit
from launchready.checks import all_checks
from launchready.demo.manifest import PROFILE
from launchready.demo.world import World, demo_world, serve_in_thread
from launchready.facts.run import Run
from launchready.profiles import load_bar, load_profile

pytestmark = pytest.mark.slow

FAULTY, TWIN = "harvest-lane", "harvest-twin"
OTHERWISE = (" http://news.", " -p ")
"""A page that is a redirect once it is encrypted, and a resolver of the faulty demo by its port."""
AGAIN = "launchready "
OUTSIDE = ("rdap.org", "@1.1.1.1", "+nssearch", "--connect-to")
"""What asks a server outside the demo, or one that `.curlrc` leads elsewhere."""
AT_ONCE = 8
_HOST = re.compile(r"\b[a-z0-9.-]*harvest-lane\.test\b")


class _Dig(BaseHTTPRequestHandler):
    """Answer the words of a dig command line as dig prints them."""

    world: World

    def do_GET(self) -> None:
        words = parse_qs(urlsplit(self.path).query)["words"][0].split()
        try:
            said, status = _dig(self.world, words).encode(), 200
        except dns.exception.Timeout:
            said, status = b"", 504
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def _dig(world: World, words: list[str]) -> str:
    plain = [one for one in words if not one.startswith(("+", "@", "-"))]
    server = world.settings.resolvers[0]
    for one in words:
        named = world.settings.nameservers.get(one[1:].rstrip(".")) if one[0] == "@" else None
        server = named or server
    at, port = server.address, server.port
    if "-p" in words:
        place = words.index("-p")
        port = int(words[place + 1])
        plain.remove(words[place + 1])
    name, kind = plain[0], plain[1] if len(plain) > 1 else "A"
    if "-x" in words:
        name, kind = str(dns.reversename.from_address(name)), "PTR"
    query = dns.message.make_query(name, kind)
    if "+norecurse" in words:
        query.flags &= ~dns.flags.RD
    answer = dns.query.udp(query, at, timeout=5, port=port)
    if "+short" in words:
        return "".join(f"{one}\n" for rrset in answer.answer for one in rrset)
    head = f";; status: {dns.rcode.to_text(answer.rcode())}\n"
    flags = dns.flags.to_text(answer.flags).lower()
    return f"{head};; flags: {flags}; QUERY: 1\n{answer.to_text()}\n"


@contextlib.contextmanager
def desk(world: World, folder: Path) -> Iterator[dict[str, str]]:
    """Give the environment of somebody for whom the demo is the internet."""
    (folder / "bin").mkdir(parents=True)
    connect = world.settings.connect
    lines = [f'connect-to = "{h}:{p}:{at}:{to}"' for (h, p), (at, to) in connect.items()]
    lines.append(f'cacert = "{world.settings.ca_file}"')
    (folder / ".curlrc").write_text("\n".join(lines) + "\n")
    asked = type("Asked", (_Dig,), {"world": world})
    server = ThreadingHTTPServer(("127.0.0.1", 0), asked)
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    ask = f'exec {shutil.which("curl")} -q -fsS -G --data-urlencode "words=$*" {url}'
    _script(folder / "bin/dig", ask)
    places = "\n".join(f"  {h}:{p}) one={at}:{to} ;;" for (h, p), (at, to) in connect.items())
    _script(
        folder / "bin/openssl",
        f'real={shutil.which("openssl")}\n[ "$1" = s_client ] || exec $real "$@"\n'
        f"for one do\n  shift\n  case $one in\n{places}\n  esac\n"
        f'  set -- "$@" "$one"\ndone\nexec $real "$@" -CAfile {world.settings.ca_file}',
    )
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        path = f"{folder / 'bin'}:{os.environ['PATH']}"
        yield {"PATH": path, "CURL_HOME": str(folder), "HOME": str(folder)}
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


async def said(commands: list[str], desk: dict[str, str]) -> dict[str, str]:
    """Run commands, a few at a time, and return the last line that each printed."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def run(command: str) -> str:
        async with turn, asyncio.timeout(30):
            shell = await asyncio.create_subprocess_exec(
                *("/bin/sh", "-c", command),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=desk,
            )
            out, _ = await shell.communicate()
        return out.decode(errors="replace").strip().rpartition("\n")[2]

    lines = await asyncio.gather(*map(run, commands))
    return dict(zip(commands, lines, strict=True))


async def found(world: World) -> list[tuple[str, str]]:
    """Audit the world: each finding's check and its verify command that asks the demo."""
    order = Order(
        world.product,
        Run(at=datetime.now(UTC), consent_burst=True),
        load_profile(PROFILE),
        load_bar(),
        world.settings,
        all_checks(),
    )
    results = (await audit(order)).results
    return [
        (result.check.id, finding.verify)
        for result in results
        if result.status == "failed"
        for finding in result.findings
    ]


def asks_the_demo(command: str) -> bool:
    return AGAIN not in command and not any(one in command for one in OUTSIDE)


@pytest.fixture(scope="module")
def faulty() -> Iterator[World]:
    with serve_in_thread(faulty=True) as world:
        yield world


@pytest.fixture(scope="module")
def findings(faulty: World) -> list[tuple[str, str]]:
    return asyncio.run(found(faulty))


async def test_each_command_says_not_yet_until_the_product_is_mended(
    faulty: World, findings: list[tuple[str, str]], tmp_path: Path
) -> None:
    commands = {one: check for check, one in findings if asks_the_demo(one)}
    with desk(faulty, tmp_path / "faulty") as broken:
        before = await said(list(commands), broken)
    async with demo_world(faulty=True, only=()) as world:
        with desk(world, tmp_path / "mended") as mended:
            after = await said(list(commands), mended)
    with serve_in_thread(faulty=False) as world, desk(world, tmp_path / "twin") as twin:
        hosts = {host.replace(TWIN, FAULTY) for host, _ in world.settings.connect}
        there = [one for one in commands if hosts.issuperset(_HOST.findall(one))]
        moved = {one.replace(FAULTY, TWIN): one for one in there}
        elsewhere = {moved[one]: word for one, word in (await said(list(moved), twin)).items()}
    assert all(one.endswith(" && echo fixed || echo 'not yet'") for _, one in findings)
    assert _odd(before, commands, "not yet") == []
    for words in (after, elsewhere):
        for one in [one for one in words if any(mark in one for mark in OTHERWISE)]:
            del words[one]
    assert _odd(after, commands, "fixed") == []
    assert len(elsewhere) > len(commands) // 4
    assert _odd(elsewhere, commands, "fixed") == []


async def test_a_command_that_cannot_ask_says_not_yet(
    findings: list[tuple[str, str]], tmp_path: Path
) -> None:
    """No curl, dig or openssl at all: the worst of all failures is no success either."""
    (tmp_path / "bin").mkdir()
    for tool in ("grep", "sort", "sed", "wc", "cut", "tr", "head", "date", "awk", "uniq", "cat"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    commands = {one: check for check, one in findings}
    words = await said(list(commands), {"PATH": str(tmp_path / "bin")})
    assert _odd(words, commands, "not yet") == []


def _odd(words: dict[str, str], checks: dict[str, str], wanted: str) -> list[str]:
    """Return what said another word than it should."""
    odd = (one for one, word in words.items() if word != wanted)
    return [f"{checks[one]} says {words[one]!r}: {one}" for one in odd]
