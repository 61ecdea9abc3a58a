"""What the MX records of a domain say."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.facts.product import Product


def read_mx(values: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """Return preference and host of each record, best first; `.` is the null MX (RFC 7505)."""
    found = []
    for value in values:
        preference, _, host = value.partition(" ")
        if preference.isascii() and preference.isdigit() and host:
            found.append((int(preference[:5]), host))
    return tuple(sorted(set(found))[:10])


def declares_mail(product: Product) -> bool:
    """Whether the owner says that the domain receives mail: replies to what it sends, at least."""
    if product.mail_provider:
        return True
    return product.sends_mail is True or (
        product.sends_mail is None and product.domain in product.sending_domains
    )
