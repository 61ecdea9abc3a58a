"""See what the registry says of the domain: registrar, end, locks."""

from __future__ import annotations

from datetime import datetime

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import zones
from launchready.derive.dns.rdap import (
    RESERVED,
    NotRdap,
    knows_locks,
    read_registration,
    server_for,
    transfer_locks,
)
from launchready.facts.dns import Registration, RegistrationEnd, TransferLock
from launchready.net.failure import Failure, Phase
from launchready.net.rdap import fetch_bootstrap, fetch_domain

_NONE = "the product has no domain of its own"


@collector(per=zones, none=_NONE, reach=Reach.READS)
async def collect_registration(look: Look, domain: str) -> Registration:
    """Return the registry's record of the domain (RFC 9083)."""
    return await registration_of(look, domain)


@collector(per=zones, none=_NONE, reach=Reach.READS)
async def collect_registration_end(look: Look, domain: str) -> RegistrationEnd:
    """Return when the registration ends; several countries' registries do not tell."""
    found = await registration_of(look, domain)
    if not found.expires:
        why = f"the registry of .{_top(domain)} does not say when a registration ends"
        raise NotThere(why)
    return RegistrationEnd(domain, datetime.fromisoformat(found.expires), found.registrar)


@collector(per=zones, none=_NONE, reach=Reach.READS)
async def collect_transfer_lock(look: Look, domain: str) -> TransferLock:
    """Return the locks of the domain; several countries' registries know none."""
    found = await registration_of(look, domain)
    if not knows_locks(domain, found.statuses):
        why = f"the registry of .{_top(domain)} publishes no locks"
        raise NotThere(why)
    return TransferLock(domain, transfer_locks(found.statuses), found.statuses, found.registrar)


async def registration_of(look: Look, domain: str) -> Registration:
    """Ask the registry once per run. Raises `NotThere` where it cannot be asked, and `Failure`."""
    return await look.once(("registration", domain), lambda: _ask(look, domain))


async def _ask(look: Look, domain: str) -> Registration:
    base = look.network.settings.rdap or await _registry(look, domain)
    body = await fetch_domain(look.network.http, base, domain)
    try:
        return read_registration(domain, body)
    except NotRdap as error:
        raise Failure(Phase.PARSE, str(error)) from None


async def _registry(look: Look, domain: str) -> str:
    top = _top(domain)
    none = f"the registry of .{top} has no RDAP server"
    if top in RESERVED:
        raise NotThere(none)
    bootstrap = await look.once("rdap bootstrap", lambda: fetch_bootstrap(look.network.http))
    try:
        base = server_for(bootstrap, domain)
    except NotRdap as error:
        raise Failure(Phase.PARSE, str(error)) from None
    if not base:
        raise NotThere(none)
    return base


def _top(domain: str) -> str:
    return domain.rpartition(".")[2]
