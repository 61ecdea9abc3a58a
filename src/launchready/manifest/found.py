"""What a look at a product found, to write its manifest from."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.product import Product


@dataclass(frozen=True, slots=True)
class Found:
    """What a manifest can be written from."""

    product: Product
    notes: tuple[str, ...]
    """What was seen or could not be, one sentence each."""
    nameservers: tuple[str, ...] = ()
    """Those of the domain, where their names do not tell who runs them."""
