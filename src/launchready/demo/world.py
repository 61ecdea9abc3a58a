"""Start a blueprint on loopback: DNS, TLS sites, mail and registry, all on free ports."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import threading
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from launchready.demo.authority import NameServer
from launchready.demo.blueprint import Blueprint, repaired
from launchready.demo.ca import CertificateAuthority, Leaf
from launchready.demo.faults import Fault, all_faults
from launchready.demo.loopback import HOST
from launchready.demo.names import Internet, internet
from launchready.demo.neighbours import grown
from launchready.demo.rdap import registry
from launchready.demo.site import Site
from launchready.demo.smtp import MailServer
from launchready.demo.web import serving, tls_context
from launchready.facts.product import Product
from launchready.net.dns.servers import Server
from launchready.net.network import Settings

HTTP, HTTPS, SMTP = 80, 443, 25


@dataclass(frozen=True, slots=True)
class World:
    """A running demo product and how to look at it."""

    settings: Settings
    product: Product
    faults: tuple[Fault, ...] = ()
    """What was planted; none in the repaired twin."""
    answers: tuple[object, ...] = ()
    """Rows that only a person can answer: none are answered."""


@contextlib.asynccontextmanager
async def demo_world(*, faulty: bool, only: Iterable[Fault] | None = None) -> AsyncIterator[World]:
    """Run the faulty product or its repaired twin until the block ends.

    `only` plants these faults; by default all that do not hide others are planted. Raises
    `OSError` where loopback has no free port.
    """
    blueprint = grown() if faulty else repaired()
    together = (fault for fault in all_faults() if not fault.alone)
    planted = tuple(together if only is None else only) if faulty else ()
    for fault in planted:
        fault.plant(blueprint)
    with tempfile.TemporaryDirectory(prefix="launchready-demo-") as folder:
        async with contextlib.AsyncExitStack() as stack:
            settings = await _start(blueprint, Path(folder), stack)
            yield World(settings, blueprint.product, planted)


async def _start(blueprint: Blueprint, folder: Path, stack: contextlib.AsyncExitStack) -> Settings:
    authority = CertificateAuthority(folder)
    connect: dict[tuple[str, int], tuple[str, int]] = {}
    sites = (*blueprint.sites.values(), *blueprint.strangers)
    named = {site.name: site for site in sites}
    plain = await stack.enter_async_context(serving(named.get))
    for site in sites:
        connect[site.name, HTTP] = (HOST, plain)
        connect[site.name, HTTPS] = (HOST, await _https(site, authority, stack))
    for label, site in blueprint.origins.items():
        at = f"{HOST}:{await _https(site, authority, stack)}"
        blueprint.declare_origin(label, at)
    mail = blueprint.host("mail")
    certificate = authority.issue(Leaf((mail,)))
    context = tls_context(Site(mail, Leaf((mail,)), alpn=()), certificate)
    connect[mail, SMTP] = (
        HOST,
        await stack.enter_async_context(MailServer(mail, context).serving()),
    )
    rdap = await stack.enter_async_context(serving(lambda _: registry(blueprint.registered)))
    names = internet(blueprint)
    return Settings(
        resolvers=tuple([await _listening(one, stack) for one in names.resolvers]),
        connect=connect,
        nameservers=await _nameservers(names, stack),
        ca_file=authority.ca_file,
        allow_private=True,
        rdap=f"http://{HOST}:{rdap}/",
    )


async def _https(
    site: Site, authority: CertificateAuthority, stack: contextlib.AsyncExitStack
) -> int:
    context = tls_context(site, authority.issue(site.leaf)) if site.tls else None

    def only(_: str) -> Site:
        return site

    return await stack.enter_async_context(serving(only, context=context, secure=site.tls))


async def _nameservers(names: Internet, stack: contextlib.AsyncExitStack) -> dict[str, Server]:
    return {name: await _listening(one, stack) for name, one in names.nameservers.items()}


async def _listening(one: NameServer, stack: contextlib.AsyncExitStack) -> Server:
    return Server(HOST, await stack.enter_async_context(one.serving()))


@contextlib.contextmanager
def serve_in_thread(*, faulty: bool) -> Iterator[World]:
    """Run a world in a thread of its own, for an audit in another loop or process."""
    began: threading.Event = threading.Event()
    worlds: list[World] = []
    failed: list[BaseException] = []
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def run() -> None:
        async with demo_world(faulty=faulty) as world:
            worlds.append(world)
            began.set()
            await stop.wait()

    def main() -> None:
        try:
            loop.run_until_complete(run())
        except OSError as error:
            failed.append(error)
        finally:
            loop.close()
            began.set()

    thread = threading.Thread(target=main, name="launchready-demo", daemon=True)
    thread.start()
    began.wait()
    try:
        if not worlds:
            message = "the demo could not start"
            raise OSError(message) from (failed[0] if failed else None)
        yield worlds[0]
    finally:
        if worlds:
            loop.call_soon_threadsafe(stop.set)
        thread.join()
