"""A product on loopback that does whatever a test wants, and a whole audit of it."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from launchready.audit.report import audit_report
from launchready.audit.run import Audit, Order, audit
from launchready.checks import all_checks
from launchready.collect import all_collectors
from launchready.demo.authority import NameServer
from launchready.demo.ca import CertificateAuthority, Leaf
from launchready.demo.loopback import HOST, Connections, listener
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.manifest.guess import product_at
from launchready.manifest.names import target
from launchready.model.profile import Profile
from launchready.model.result import Result
from launchready.model.verdict import Decision
from launchready.net.dns.servers import Server
from launchready.net.http.limits import Limits
from launchready.net.network import Settings
from launchready.profiles import load_bar, load_profile
from launchready.report import checklist, html, json_report, markdown, terminal

NAME = "hostile.example"
SECONDS = 6.0
GRACE = 10.0
"""What an audit may take beyond its limit before a test says that it hung."""
MOST_MEMORY = 150_000_000
IMPATIENT = Limits(tls_s=0.6, first_byte_s=0.5, idle_s=0.3, total_s=1.0, wait_s=3.0)
"""The product's own limits in bytes, shorter ones in seconds."""

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Records = Mapping[tuple[str, str], Sequence[str]]
"""Name and type to values, as a zone file spells them."""


class Resolver(NameServer):
    """Says what a script tells it for a query; None is silence."""

    def __init__(self, script: Callable[[dns.message.Message], bytes | None]) -> None:
        super().__init__((), recursive=True)
        self._script = script

    def answer(self, wire: bytes, *, datagram: bool = False) -> bytes | None:
        """Answer what can be read."""
        del datagram
        try:
            return self._script(dns.message.from_wire(wire))
        except dns.exception.DNSException:
            return None


def records(values: Records) -> Callable[[dns.message.Message], bytes]:
    """Answer from these records, with aliases followed; other names do not exist."""

    def script(query: dns.message.Message) -> bytes:
        answer = dns.message.make_response(query, recursion_available=True)
        name = query.question[0].name.to_text(omit_final_dot=True).lower()
        kind = dns.rdatatype.to_text(query.question[0].rdtype)
        known = {owner for owner, _ in values}
        for _ in range(20):
            alias = values.get((name, "CNAME"))
            if alias is None or kind == "CNAME":
                break
            answer.answer.append(dns.rrset.from_text(f"{name}.", 300, "IN", "CNAME", *alias))
            name = alias[0].rstrip(".")
        found = values.get((name, kind))
        if found:
            answer.answer.append(dns.rrset.from_text(f"{name}.", 300, "IN", kind, *found))
        elif name not in known:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer.to_wire(max_size=65535)

    return script


def fails(rcode: str) -> Callable[[dns.message.Message], bytes]:
    """Answer every question with this code."""

    def script(query: dns.message.Message) -> bytes:
        answer = dns.message.make_response(query, recursion_available=True)
        answer.set_rcode(dns.rcode.from_text(rcode))
        return answer.to_wire()

    return script


HERE: Records = {
    (NAME, "A"): [HOST],
    (NAME, "NS"): [f"ns.{NAME}."],
    (NAME, "SOA"): [f"ns.{NAME}. hostmaster.{NAME}. 1 7200 900 1209600 300"],
    (f"ns.{NAME}", "A"): [HOST],
}
"""An ordinary small zone."""


@dataclass
class Door:
    """A listener and how often somebody came."""

    port: int = 0
    connections: int = 0


@dataclass
class Stage:
    """What is up, and the audit that was ordered."""

    order: Order
    servers: dict[int, Door]
    """By the port that the product believes it has."""


@asynccontextmanager
async def listening(talk: Talk, context: ssl.SSLContext | None = None) -> AsyncIterator[Door]:
    """Serve on a free port of 127.0.0.1 until the block ends."""
    server = Door()

    async def counted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        with suppress(ssl.SSLError):
            await talk(reader, writer)

    async with Connections().serving(listener(), counted, context) as server.port:
        yield server


@asynccontextmanager
async def stage(
    talks: Mapping[int, Talk | tuple[Talk, ssl.SSLContext]] | None = None,
    *,
    address: str = NAME,
    says: Callable[[dns.message.Message], bytes | None] | Records = HERE,
    nameservers: Records | Callable[[dns.message.Message], bytes | None] | None = None,
    ca_file: Path | None = None,
    allow_private: bool = True,
    product: Product | None = None,
    seconds: float = SECONDS,
    limits: Limits = IMPATIENT,
) -> AsyncIterator[Stage]:
    """Put a product on loopback: a talk, or a talk and TLS, for each port it is believed to have.

    Without talks the names alone say where it is; with some, a port without one refuses
    connections.
    """
    where = target(address)
    async with AsyncExitStack() as stack:
        connect, servers = {}, {}
        if talks is not None:
            for port in (80, 443):
                with listener() as closed:
                    connect[where.host, port] = (HOST, int(closed.getsockname()[1]))
        for port, talk in (talks or {}).items():
            pair = talk if isinstance(talk, tuple) else (talk, None)
            servers[port] = await stack.enter_async_context(listening(*pair))
            connect[where.host, port] = (HOST, servers[port].port)
        resolver = await _name_server(stack, says)
        at = {} if nameservers is None else {f"ns.{NAME}": await _name_server(stack, nameservers)}
        settings = Settings(
            resolvers=(resolver,),
            connect=connect,
            nameservers=at,
            ca_file=ca_file,
            allow_private=allow_private,
            named=frozenset({where.host, *(at for at, _ in connect.values())}),
            timeout=0.6,
            limits=limits,
        )
        order = Order(
            product=product or product_at(where),
            run=Run(at=datetime.now(UTC)),
            profile=load_profile("default"),
            bar=load_bar(),
            settings=settings,
            seconds=seconds,
        )
        yield Stage(order, servers)


async def _name_server(
    stack: AsyncExitStack, says: Callable[[dns.message.Message], bytes | None] | Records
) -> Server:
    script = says if callable(says) else records(says)
    return Server(HOST, await stack.enter_async_context(Resolver(script).serving()))


def tls(ca: CertificateAuthority, leaf: Leaf, ciphers: str = "") -> ssl.SSLContext:
    """Serve this certificate with today's versions."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if ciphers:
        context.set_ciphers(ciphers)
    context.load_cert_chain(ca.issue(leaf))
    return context


@dataclass(frozen=True)
class Seen:
    """An audit that ended as it should, and its reports."""

    audit: Audit
    reports: Mapping[str, str]
    profile: Profile

    def checklist(self) -> str:
        """The whole bar, which takes longest to draw."""
        return checklist.terminal(self.audit.rows, self.profile)

    def status(self, check: str) -> str:
        """How one check came out."""
        return self._result(check).status

    def why(self, check: str) -> str:
        """Every reason and message of one check."""
        return repr(self._result(check).outcome)

    def _result(self, check: str) -> Result:
        return next(one for one in self.audit.results if one.check.id == check)

    def statuses(self, area: str) -> set[str]:
        """How the checks of an area came out."""
        return {one.status for one in self.audit.results if one.check.area == area}


async def look_at(stage: Stage) -> Seen:
    """Audit with every check and hold the outcome to what any target may expect.

    It ends in time, nothing of ours breaks, memory stays bounded, the verdict is no GO, and each
    report can be written.
    """
    order = stage.order
    before = _reset_peak()
    async with asyncio.timeout(order.seconds + GRACE):
        done = await audit(order)
    assert _peak() - before < MOST_MEMORY
    assert done.took_ms < (order.seconds + GRACE) * 1e3
    broken = [one for one in done.facts if "itself broke" in getattr(one.what, "why", "")]
    assert [(one.kind.__name__, one.subject, one.what) for one in broken] == []
    spoilt = [one for one in done.results if "itself broke" in repr(one.outcome)]
    assert [(one.check.id, one.outcome) for one in spoilt] == []
    assert done.verdict.decision is not Decision.GO
    return Seen(done, _reports(order, done), order.profile)


def _reports(order: Order, done: Audit) -> dict[str, str]:
    report = audit_report(order, done, "0", None)
    return {
        "terminal": terminal.render(report),
        "terminal in full": terminal.render(report, plain=True, full=True),
        "JSON": json_report.render(report),
        "Markdown": markdown.render(report),
        "HTML": html.render(report),
    }


def warm_up() -> None:
    """Import what an audit imports."""
    all_checks()
    all_collectors()


_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def _reset_peak() -> int:
    """Forget the highest memory use so far, where the system can, and return the present one."""
    try:
        _CLEAR.write_text("5")
    except OSError:
        return 0
    return _peak()


def _peak() -> int:
    """Return the highest memory use in bytes since the reset; 0 where it cannot be told."""
    if not _STATUS.exists():
        return 0
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024
