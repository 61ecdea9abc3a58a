"""Walk around the edge: ask the declared origin for the site, as an attacker would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.site import is_html
from launchready.derive.page.first_sight import see
from launchready.facts.platform import OriginView
from launchready.facts.product import Product
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response
from launchready.net.network import open_network

CLOSED = frozenset({Phase.CONNECT, Phase.TLS, Phase.SEND, Phase.FIRST_BYTE})


def hosts_with_origin(product: Product) -> Iterable[str]:
    """Every host whose origin the manifest names."""
    return tuple(host.name for host in product.hosts if host.origin)


@collector(
    per=hosts_with_origin, none="the manifest names no origin behind the edge", reach=Reach.PROBES
)
async def collect_origin_view(look: Look, host: str) -> OriginView:
    """Make the same request to the declared origin instead of the host's public address."""
    known = look.product.host(host)
    origin = (known.origin if known is not None else None) or ""
    home = await look.home(host)
    parts = urlsplit(home.url)
    public_port = parts.port or (443 if parts.scheme == "https" else 80)
    address, port = _place(origin, public_port)
    settings = look.network.settings
    around = open_network(
        replace(
            settings,
            connect={**settings.connect, (host, public_port): (address, port)},
            # The owner named it.
            named=settings.named | {address},
        )
    )
    try:
        answer = await around.http.fetch(Request(home.url))
    except Failure as failure:
        if failure.phase in CLOSED:
            return OriginView(host, origin, answers=False, why=str(failure))
        raise
    finally:
        await around.close()
    look.network.traffic.connections += around.traffic.connections
    return _judged(host, origin, home, answer)


def _judged(host: str, origin: str, home: Response, answer: Response) -> OriginView:
    error = 400
    if answer.status >= error:
        why = f"it refuses with status {answer.status}"
        return OriginView(host, origin, answers=False, status=answer.status, why=why)
    if _same(home, answer):
        why = "the same page as through the edge"
        return OriginView(host, origin, answers=True, status=answer.status, why=why)
    why = "something else than through the edge"
    return OriginView(host, origin, answers=False, status=answer.status, why=why)


def _same(home: Response, answer: Response) -> bool:
    if home.status != answer.status:
        return False
    if is_html(home) and is_html(answer):
        one, other = see(home.text()), see(answer.text())
        return one.hash == other.hash or (bool(one.title) and one.title == other.title)
    return home.body == answer.body


def _place(origin: str, port: int) -> tuple[str, int]:
    """Read `203.0.113.7`, `203.0.113.7:8443` or `[2001:db8::7]:8443`."""
    bare = origin.strip("[]")
    if ":" not in origin or (origin.count(":") > 1 and "]:" not in origin):
        return bare, port
    address, _, text = origin.rpartition(":")
    return address.strip("[]"), int(text) if text.isdigit() else port
