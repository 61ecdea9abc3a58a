"""Which domain somebody registered, by the Public Suffix List."""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList


def registrable(name: str) -> str:
    """Return the registered domain: `shop.co.uk` of `app.shop.co.uk`.

    An unlisted suffix has one label: `shop.test` of `app.shop.test`. A name that is itself a
    public suffix is its own.
    """
    return _suffixes().privatesuffix(name) or name


@cache
def _suffixes() -> PublicSuffixList:
    """Parse the list once: it takes 40 ms."""
    return PublicSuffixList()
