"""Which DKIM selectors to ask for: nobody can list those of a domain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from launchready.derive.mail.senders import Sender, declared_services
from launchready.facts.product import Product

MOST_DECLARED = 12
MOST_GUESSES = 4
MOST_GUESSES_DEEP = 12
_COMMON = ("default", "dkim", "mail", "google", "selector1", "s1", "k1", "pm", "resend", "fm1")
"""Asked for when nothing is known, and only as far as the number of guesses goes."""
_INFIX = "._domainkey"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One selector to ask for."""

    name: str
    declared: bool = False
    service: str = ""


def selectors_to_ask(
    product: Product, domain: str, senders: Iterable[Sender], *, guesses: int = MOST_GUESSES
) -> tuple[Wanted, ...]:
    """Return the declared selectors; where there are none, guesses from who sends for the domain.

    The first selector of each service comes before the second of any.
    """
    declared = declared_selectors(product, domain)
    if product.dkim_selectors:
        return tuple(Wanted(name, declared=True) for name in declared[:MOST_DECLARED])
    services = list(declared_services(product))
    services += [one.service for one in senders if one.service is not None]
    columns = [
        [(selector, service.name) for selector in service.selectors]
        for service in dict.fromkeys(services)
    ]
    rows = [pair for row in zip_longest(*columns) for pair in row if pair is not None]
    if not rows:
        rows = [(name, "") for name in _COMMON]
    found: dict[str, Wanted] = {}
    for name, service in rows:
        found.setdefault(name, Wanted(name, service=service))
    return tuple(found.values())[:guesses]


def declared_selectors(product: Product, domain: str) -> tuple[str, ...]:
    """Return the selectors that the manifest names for a domain.

    A plain `s1` may be for any sending domain, `s1._domainkey.mail.shop.example` is for one.
    """
    names = []
    for written in product.dkim_selectors:
        selector, infix, owner = written.strip().lower().rstrip(".").partition(_INFIX)
        if not infix or owner.lstrip(".") in {"", domain}:
            names.append(selector)
    return tuple(dict.fromkeys(name for name in names if name))


def key_name(selector: str, domain: str) -> str:
    """Return the name of a key record: `s1._domainkey.shop.example`."""
    return f"{selector}{_INFIX}.{domain}"
