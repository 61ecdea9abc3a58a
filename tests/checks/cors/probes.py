"""What an API answered to pages of other origins, each probe as short as a table of cases needs."""

from __future__ import annotations

from launchready.facts.cors import CorsProbe, CorsProbes, Sender

URL = "https://api.shop.example/orders"
ORIGINS = {
    Sender.FOREIGN: "https://launchready-probe.example",
    Sender.PREFIX: "https://evil-shop.example",
    Sender.SUFFIX: "https://shop.example.launchready-probe.example",
    Sender.NULL: "null",
    Sender.PLAIN: "http://shop.example",
}


def probe(
    sender: Sender, allow: str | None = None, *, user: bool = True, private: bool = False
) -> CorsProbe:
    """One probe; without `allow` the answer echoes its origin, and `user` lets sign-ins along."""
    origin = ORIGINS[sender]
    allowed = origin if allow is None else allow
    return CorsProbe(
        URL, sender, origin, status=200, allow_origin=allowed, credentials=user, private=private
    )


def seen(*probes: CorsProbe) -> CorsProbes:
    """All that was probed."""
    return CorsProbes("api.shop.example", probes)
