"""Try the doors that should ask who is there, with no cookies and no credentials."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from urllib.parse import urlsplit

from launchready.collect.collector import Reach, collector
from launchready.collect.error_pages import PROBE
from launchready.collect.look import Look
from launchready.collect.site import attempt, base_of, is_html
from launchready.derive.bot_wall import bot_wall
from launchready.derive.mask import mask_url
from launchready.derive.page.first_sight import see
from launchready.derive.strangers.entry import at_admin, at_private
from launchready.facts.admission import Admission, Door, Entry, StrangerAtRoute
from launchready.facts.product import Product, Role, RouteKind
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response

PATHS = ("/admin",)
"""Asked by default; well-known products such as WordPress guard their own doors."""
DEEP_PATHS = (
    *PATHS,
    "/wp-admin/",
    "/dashboard",
    "/administrator",
    "/admin/dashboard",
    "/admin/users",
    "/backend",
    "/manage",
    "/internal",
    "/cms",
    "/studio",
    "/phpmyadmin/",
    "/adminer.php",
    "/grafana",
    "/django-admin/",
)
TOO_MANY = 429
GUESSED = (Role.APEX, Role.APP, Role.ADMIN)


def door_hosts(product: Product) -> Iterable[str]:
    """The hosts that an admin page may stand on."""
    canonical = urlsplit(product.canonical).hostname or ""
    stated = [urlsplit(one.url).hostname or "" for one in product.routes if _is_admin(one.kind)]
    roles = [host.name for host in product.with_role(*GUESSED)]
    return tuple(dict.fromkeys(name for name in (*roles, canonical, *stated) if name))


def signed_in_routes(product: Product) -> Iterable[str]:
    """The URL of every declared GET route that asks for a sign-in."""
    routes = (one for one in product.routes if one.authenticated and one.method == "GET")
    return tuple(dict.fromkeys(one.url for one in routes if not _is_admin(one.kind)))


@collector(per=door_hosts, none="the product has no web host", reach=Reach.PROBES)
async def collect_admission(look: Look, host: str) -> Admission:
    """Try the declared admin routes, the root of an admin host, and `/admin`."""
    base = await base_of(look, host)
    tries = dict.fromkeys(_declared(look.product, host, base), True)
    for path in DEEP_PATHS if look.run.deep else PATHS:
        tries.setdefault(base + path, False)
    doors = await asyncio.gather(*(_door(look, host, url, declared=tries[url]) for url in tries))
    blind = next((door for door in doors if door.declared and door.entry is Entry.SHELL), None)
    if blind is not None and all(door.entry is not Entry.OPEN for door in doors):
        why = f"{blind.url} {blind.entry}: what strangers see there takes a browser to tell"
        raise Failure(Phase.CONTENT, why)
    return Admission(host, tuple(doors))


def _declared(product: Product, host: str, base: str) -> Iterable[str]:
    for route in product.routes:
        if _is_admin(route.kind) and route.method == "GET" and urlsplit(route.url).hostname == host:
            yield route.url
    known = product.host(host)
    if known is not None and known.role is Role.ADMIN:
        yield f"{base}/"


def _is_admin(kind: RouteKind) -> bool:
    return kind is RouteKind.ADMIN


async def _door(look: Look, host: str, url: str, *, declared: bool) -> Door:
    root = urlsplit(url).path in {"", "/"}
    # The walk to the root page has been made already.
    answer = await look.home(host) if root else await look.fetch(Request(url))
    _no_wall(answer)
    sight = see(answer.text()) if is_html(answer) else None
    unknown = set() if sight is None else await _unknown(look, host, home_too=not root)
    entry, evidence = at_admin(answer.status, sight, unknown, declared=declared)
    return Door(mask_url(url), declared, entry, answer.status, evidence)


@collector(
    per=signed_in_routes,
    none="the manifest declares no GET route as signed-in only",
    reach=Reach.READS,
)
async def collect_stranger_at_route(look: Look, url: str) -> StrangerAtRoute:
    """Ask for a signed-in route with no cookies; nothing of the answer's values is kept."""
    host = urlsplit(url).hostname or ""
    await look.require(host)
    answer = await look.fetch(Request(url))
    _no_wall(answer)
    unknown = await _unknown(look, host, home_too=True) if is_html(answer) else set()
    kind = (answer.header("content-type") or "")[:80]
    entry, evidence = at_private(answer.status, kind, answer.body, answer.text(), unknown)
    if entry is Entry.SHELL:
        why = f"the answer {entry}: what strangers see there takes a browser to tell"
        raise Failure(Phase.CONTENT, why)
    return StrangerAtRoute(url, entry, answer.status, kind, evidence)


async def _unknown(look: Look, host: str, *, home_too: bool) -> set[str]:
    """Hashes of the pages that stand for any unknown address."""
    known = look.product.host(host) is not None
    pages: list[Response | Failure] = []
    if known:
        base = await base_of(look, host)
        pages.append(await attempt(look, Request(base + PROBE)))
        if home_too:
            pages.append(await look.home(host))
    return {see(page.text()).hash for page in pages if isinstance(page, Response) and is_html(page)}


def _no_wall(answer: Response) -> None:
    wall = bot_wall(answer.status, answer.headers, answer.body)
    if answer.status == TOO_MANY:
        wall = wall or "a rate limit"
    # A wall that refuses with 401 or 403 keeps strangers out: that is an answer.
    if wall and answer.status not in {401, 403}:
        why = f"{wall} answered instead of the site: not judged"
        raise Failure(Phase.CONTENT, why)
