"""Who may show a page inside a frame of their own (CSP `frame-ancestors`, RFC 7034)."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.derive.headers.csp import read_policies

_OPEN = frozenset({"*", "http:", "https:", "http://*", "https://*"})


def framing(frame_options: Iterable[str], policies: Iterable[str]) -> str:
    """
    Say why any website may frame the page; empty when not everybody may.

    `frame-ancestors` overrides X-Frame-Options; several policies hold at once.
    """
    stated = [
        directive
        for policy in read_policies(policies)
        if (directive := policy.own("frame-ancestors")) is not None
    ]
    if stated:
        opened = [str(one) for one in stated if one.keywords & _OPEN]
        return f"`{opened[0][:120]}` allows every website" if len(opened) == len(stated) else ""
    values = [word.strip().lower() for one in frame_options for word in one.split(",")]
    values = [value for value in values if value]
    if not values:
        return "it sends neither `frame-ancestors` nor `X-Frame-Options`"
    if {"deny", "sameorigin"} & set(values):
        return ""
    if values[0].startswith("allow-from"):
        return "browsers ignore `X-Frame-Options: ALLOW-FROM`"
    return f"browsers ignore `X-Frame-Options: {values[0][:60]}`"
