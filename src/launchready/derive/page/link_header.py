"""Read the Link header (RFC 8288) as far as a canonical URL needs it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from launchready.derive.mask import mask_url
from launchready.derive.pattern import lazy

_LINK = lazy(r"<([^>]{1,2000})>([^<]{0,2000})")
_CANONICAL = lazy(r""";\s*rel\s*=\s*(?:"[^"]*\bcanonical\b[^"]*"|canonical\b)""", re.IGNORECASE)


def canonical_links(base: str, headers: Iterable[str]) -> tuple[str, ...]:
    """Return the targets of `rel=canonical` links, absolute, in the order sent."""
    found = []
    for header in headers:
        for target, parameters in _LINK.findall(header[:8_192]):
            if _CANONICAL.search(parameters):
                try:
                    found.append(mask_url(urljoin(base, target.strip())))
                except ValueError:
                    continue
    return tuple(found)
