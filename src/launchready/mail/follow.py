"""Open the verification link of a message as its reader does: only on hosts of the manifest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from launchready.collect.look import Look
from launchready.derive.mail.message.links import links_of, mask_link
from launchready.derive.mail.message.parse import Message
from launchready.derive.mask import mask_line
from launchready.facts.product import Product
from launchready.mail.trouble import MailError
from launchready.net.failure import Failure
from launchready.net.http.cookies import CookieJar
from launchready.net.http.message import Request, Response

HOPS = 5
ERROR = 400
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of the link."""

    url: str
    """As it stands in the message, with its secret; never into a fact."""
    status: int = 0
    problem: str = ""

    @property
    def shown(self) -> str:
        """The link with its token masked."""
        return mask_link(self.url) if self.url else ""


def read_pattern(text: str) -> re.Pattern[str]:
    """Read the expression that picks the link. Raises `MailError`."""
    try:
        return re.compile(text)
    except re.error as error:
        message = f"--follow is no regular expression: {error}"
        raise MailError(message) from None


async def follow(look: Look, message: Message, pattern: re.Pattern[str]) -> Followed:
    """Open the first link that matches. Never raises for what the link does."""
    url = next((link.url for link in links_of(message)[0] if pattern.search(link.url)), "")
    if not url:
        return Followed("", problem="no link of the mail matches --follow")
    if not _known(look.product, url):
        return Followed(url, problem="it leads to a host that the manifest does not name")

    return await _open(look, url)


async def _open(look: Look, url: str) -> Followed:
    def leaves(answer: Response) -> bool:
        return not _known(look.product, urljoin(answer.url, answer.header("location") or ""))

    try:
        trail = await look.network.http.follow(
            Request(url), hops=HOPS, until=leaves, cookies=CookieJar()
        )
    except Failure as failure:
        return Followed(url, problem=mask_line(failure.why))
    last, problem = trail.responses[-1], ""
    if trail.loop or trail.stopped:
        problem = mask_line(trail.stopped) or "its redirects go round in a circle"
    elif last.status in REDIRECTS:
        host = urlsplit(urljoin(last.url, last.header("location") or "")).hostname
        problem = f"it redirects to {host}, which is not in the manifest"
    elif last.status >= ERROR:
        problem = f"it answers with status {last.status}"
    return Followed(url, last.status, problem)


def _known(product: Product, url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and product.host(parts.hostname or "") is not None
