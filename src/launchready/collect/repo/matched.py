"""Match the live product with its repository: the commit, the hosts, the admin routes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from launchready.collect.collector import NotThere, Reach, Side, collector
from launchready.collect.error_pages import PROBE
from launchready.collect.look import Look
from launchready.collect.repo.reading import routes_of
from launchready.collect.repo.stack import work_tree
from launchready.collect.site import attempt, base_of, is_html, scripts_of
from launchready.collect.subjects import product
from launchready.derive import live_version
from launchready.derive.bot_wall import bot_wall
from launchready.derive.live_version import Said
from launchready.derive.mask import mask_url
from launchready.derive.page.first_sight import see
from launchready.derive.routes.health import is_open_to_ask
from launchready.derive.strangers.entry import at_admin, at_private
from launchready.facts.admission import Entry
from launchready.facts.base import PRODUCT
from launchready.facts.matched import AdminRoute, AdminRoutes, CodeHosts, CodeRoute, LiveCommit
from launchready.facts.product import Role
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response
from launchready.repo.git.command import text as git_text
from launchready.repo.hosts import read_hosts
from launchready.repo.open import Repository

BOTH = frozenset({Side.SURFACE, Side.REPOSITORY})
NONE = "the product has no web host"
MOST_ADMIN = 5
OK = 200


@collector(per=product, none=NONE, reach=Reach.READS, sides=BOTH)
async def collect_live_commit(look: Look, _: str) -> LiveCommit:
    """Ask the live product for its commit; at most three addresses beside the home page."""
    repository = look.repository()
    if not repository.head:
        why = "the repository has no commit yet"
        raise NotThere(why)
    async for url, said in _said(look):
        if said.commit or said.version:
            return await asyncio.to_thread(_compared, repository, mask_url(url), said)
    why = "the live product does not say which commit it is"
    raise NotThere(why)


async def _said(look: Look) -> AsyncIterator[tuple[str, Said]]:
    host = urlsplit(look.product.canonical).hostname or ""
    home = await look.home(host)
    for one in live_version.in_headers(home.headers, look.product.build_header):
        yield home.url, one
    for one in live_version.in_page(home.text()) if is_html(home) else ():
        yield home.url, one
    base = await base_of(look, host)
    for path in live_version.PATHS:
        answer = await attempt(look, Request(base + path))
        if isinstance(answer, Response) and answer.status == OK and not is_html(answer):
            for one in live_version.in_json(answer.text()):
                yield answer.url, one
    for url in (await scripts_of(look, host))[:3]:
        answer = await attempt(look, Request(url))
        for one in live_version.in_script(answer.text()) if isinstance(answer, Response) else ():
            yield url, one


def _compared(repository: Repository, url: str, said: Said) -> LiveCommit:
    head = repository.head
    names = [said.commit] if said.commit else [f"v{said.version}", said.version]
    root = repository.root
    for name in names:
        # Only hexadecimal digits and version numbers get here: neither can be an option.
        found = git_text(
            root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", codes=(0, 1, 128)
        )
        if re.fullmatch(r"[0-9a-f]{40,64}", found):
            counts = git_text(root, "rev-list", "--left-right", "--count", f"{found}...{head}")
            ahead, behind = (int(one) for one in counts.split())
            return LiveCommit(PRODUCT, url, said.value, said.how, found, head, behind, ahead)
    if not said.commit:
        why = f"the live product says {said.version}, and no tag of the repository has that name"
        raise Failure(Phase.REPOSITORY, why)
    if repository.shallow:
        why = f"the live commit {said.commit[:12]} is not in this shallow clone"
        raise Failure(Phase.REPOSITORY, why)
    return LiveCommit(PRODUCT, url, said.value, said.how, "", head)


@collector(per=product, none=NONE, sides=BOTH)
async def collect_code_hosts(look: Look, _: str) -> CodeHosts:
    """Read which hosts of the product's domain the code names."""
    domain = look.product.domain
    if not domain:
        why = "the product has no domain of its own"
        raise NotThere(why)
    tree = await work_tree(look)
    return CodeHosts(PRODUCT, domain, await asyncio.to_thread(read_hosts, tree, domain))


@collector(per=product, none=NONE, reach=Reach.PROBES, sides=BOTH)
async def collect_admin_routes(look: Look, _: str) -> AdminRoutes:
    """Ask for at most five admin routes of the code, without cookies; nothing but GET."""
    routes = [route for route in await routes_of(look) if is_open_to_ask(route)]
    if not routes:
        why = "no admin route that a stranger could ask for was found in the code"
        raise NotThere(why)
    host = _host_of(look, routes[0])
    base = await base_of(look, host)
    first: dict[str, CodeRoute] = {}
    for route in routes:
        first.setdefault(route.path, route)
    asked = list(first.values())[:MOST_ADMIN]
    unknown = await _unknown(look, host, base)
    answers = [await _asked(look, base + route.path, route, unknown) for route in asked]
    return AdminRoutes(PRODUCT, tuple(answers))


def _host_of(look: Look, route: CodeRoute) -> str:
    """The host that serves the code: the API's for API paths, where there is one."""
    api = [host.name for host in look.product.with_role(Role.API) if host.declared]
    if api and "api" in route.path.lower():
        return api[0]
    return urlsplit(look.product.canonical).hostname or ""


async def _unknown(look: Look, host: str, base: str) -> set[str]:
    pages = (await attempt(look, Request(base + PROBE)), await look.home(host))
    return {see(page.text()).hash for page in pages if isinstance(page, Response) and is_html(page)}


async def _asked(look: Look, url: str, route: CodeRoute, unknown: set[str]) -> AdminRoute:
    answer = await look.fetch(Request(url))
    wall = bot_wall(answer.status, answer.headers, answer.body)
    if wall and answer.status not in {401, 403}:
        why = f"{wall} answered instead of {url}: not judged"
        raise Failure(Phase.CONTENT, why)
    if is_html(answer):
        entry, evidence = at_admin(answer.status, see(answer.text()), unknown, declared=True)
    else:
        kind = (answer.header("content-type") or "")[:80]
        entry, evidence = at_private(answer.status, kind, answer.body, answer.text(), unknown)
    is_open = entry is Entry.OPEN and answer.status == OK
    return AdminRoute(mask_url(url), route.trace, is_open, answer.status, evidence)
