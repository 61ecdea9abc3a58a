"""Find out about a product what its manifest should say, by looking at it as a visitor."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from launchready.collect import all_collectors
from launchready.collect.look import Look
from launchready.derive.platforms.providers import EDGES
from launchready.engine.gather import gather
from launchready.facts.base import PRODUCT, Facts
from launchready.facts.dns import Addresses, Zone
from launchready.facts.http import Walk
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.facts.product import Caching, Host, Product, Route, RouteKind
from launchready.facts.run import Run
from launchready.manifest.found import Found
from launchready.manifest.guess import product_at, role_of
from launchready.manifest.names import Target, target
from launchready.net.network import Settings, open_network
from launchready.repo.stack import hosting_in

KINDS = (Addresses, Zone, Walk, Page, Platform)

ROUTE_WORDS = (
    (re.compile(r"log-?in|sign-?in"), RouteKind.LOGIN),
    (re.compile(r"sign-?up|register|join"), RouteKind.SIGNUP),
    (re.compile(r"reset|forgot"), RouteKind.RESET),
    (re.compile(r"checkout|cart|basket"), RouteKind.CHECKOUT),
    (re.compile(r"search"), RouteKind.SEARCH),
    (re.compile(r"chat|assistant"), RouteKind.CHAT),
    (re.compile(r"admin"), RouteKind.ADMIN),
    (re.compile(r"upload"), RouteKind.UPLOAD),
)
"""Words in a path, and what such a route does."""

PRIVATE = frozenset({RouteKind.CHECKOUT, RouteKind.ADMIN})
"""Kinds whose answers no cache may keep."""

MOST_ROUTES = 20

MX_HOSTS = (
    ("google.com", "Google Workspace"),
    ("googlemail.com", "Google Workspace"),
    ("outlook.com", "Microsoft 365"),
    ("zoho", "Zoho"),
    ("messagingengine.com", "Fastmail"),
    ("protonmail.ch", "Proton"),
    ("mimecast.com", "Mimecast"),
    ("icloud.com", "iCloud"),
)
"""The end of a mail host's name, and whose service it is."""


async def discover(where: Target, settings: Settings, repo: Path | None) -> Found:
    """Look at the product's hosts, pages and records. Never raises for what a target does."""
    guess = product_at(where)
    look = Look(guess, open_network(settings), Run(at=datetime.now(UTC)))
    wanted = [one for one in all_collectors() if one.kind in KINDS]
    try:
        facts = await gather(wanted, look, seconds=30)
    finally:
        await look.close()
    product = replace(
        guess,
        canonical=_canonical(guess, facts),
        hosts=tuple(_hosts(guess, facts)),
        routes=tuple(_routes(guess, facts)),
        mail_provider=_mail_provider(facts),
        sends_mail=None if guess.domain == "" else bool(_mail_provider(facts)) or None,
    )
    product = _with_platform(product, facts, repo)
    return Found(product, tuple(_notes(facts)), () if product.dns_host else _nameservers(facts))


def _canonical(guess: Product, facts: Facts) -> str:
    """Where visitors of the typed address end, when it is a host of the same product."""
    walk = facts.get(Walk, guess.canonical)
    if not isinstance(walk, Walk) or not walk.end or walk.stopped:
        return guess.canonical
    end = target(walk.end)
    return end.url if end.domain == guess.domain else guess.canonical


def _hosts(guess: Product, facts: Facts) -> Iterable[Host]:
    seen: dict[str, Host] = {}
    for host in guess.hosts:
        if host.declared or isinstance(facts.get(Addresses, host.name), Addresses):
            seen[host.name] = replace(host, declared=True)
    for page in facts.each(Page):
        for resource in page.resources:
            name = urlsplit(resource.url).hostname or ""
            if guess.domain and name.endswith(f".{guess.domain}") and name not in seen:
                seen[name] = Host(name, role_of(name, guess.domain))
    return seen.values()


def _routes(guess: Product, facts: Facts) -> Iterable[Route]:
    yield Route("home", guess.canonical, caching=Caching.UNDECLARED)
    taken = {guess.canonical}
    for page in facts.each(Page):
        for resource in page.resources:
            parts = urlsplit(resource.url)
            kind = _kind(parts.path) if resource.tag in {"a", "form"} else None
            url = parts._replace(query="", fragment="").geturl()
            if kind is None or url in taken or guess.host(parts.hostname or "") is None:
                continue
            taken.add(url)
            if len(taken) > MOST_ROUTES:
                return
            caching = Caching.NEVER if kind in PRIVATE else Caching.UNDECLARED
            yield Route(
                parts.path.strip("/").replace("/", " ") or "home",
                url,
                kind=kind,
                authenticated=kind is RouteKind.ADMIN,
                caching=caching,
            )


def _kind(path: str) -> RouteKind | None:
    return next((kind for word, kind in ROUTE_WORDS if word.search(path.lower())), None)


def _mail_provider(facts: Facts) -> str:
    for zone in facts.each(Zone):
        for value in zone.mx.values if zone.mx is not None else ():
            host = value.rpartition(" ")[2]
            for ending, provider in MX_HOSTS:
                if ending in host:
                    return provider
            if host:
                return host
    return ""


def _nameservers(facts: Facts) -> tuple[str, ...]:
    names = {server.name for zone in facts.each(Zone) for server in zone.nameservers}
    return tuple(sorted(names))


def _with_platform(product: Product, facts: Facts, repo: Path | None) -> Product:
    platform = facts.get(Platform, PRODUCT)
    if not isinstance(platform, Platform):
        platform = Platform()
    hosting = (hosting_in(repo) if repo is not None else "") or platform.hosting
    edge = platform.edge or (hosting if hosting in EDGES else "")
    return replace(product, edge=edge, hosting=hosting, dns_host=platform.dns)


def _notes(facts: Facts) -> Iterable[str]:
    for sighting in facts:
        why = getattr(sighting.what, "why", "")
        if why and sighting.kind in {Zone, Page} and "guessed" not in why:
            yield f"{sighting.subject}: {why}"
