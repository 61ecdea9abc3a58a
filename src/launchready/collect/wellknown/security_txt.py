"""Read security.txt of the host that visitors end on."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.wellknown.asking import ask_file, is_text
from launchready.derive.mask import mask_line, mask_url
from launchready.derive.page.security_txt import read_security_txt
from launchready.derive.redirects.main_host import main_host
from launchready.facts.product import Product
from launchready.facts.wellknown import SecurityTxt


def main_hosts(product: Product) -> Iterable[str]:
    """The host that visitors end on: one file there speaks for the whole product."""
    host = main_host(product)
    return (host,) if host else ()


@collector(per=main_hosts, none="the product has no public page", reach=Reach.READS)
async def collect_security_txt(look: Look, host: str) -> SecurityTxt:
    """Return what security.txt states."""
    response = await ask_file(look, host, "/.well-known/security.txt")
    if not is_text(response):
        return SecurityTxt(host, mask_url(response.url), response.status)
    stated = read_security_txt(response.text())
    return SecurityTxt(
        host,
        mask_url(response.url),
        response.status,
        found=True,
        contacts=tuple(mask_line(one) for one in stated.contacts[:5]),
        expires=stated.expires,
        problem=stated.problem,
    )
