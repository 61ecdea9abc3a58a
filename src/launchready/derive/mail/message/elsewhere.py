"""Strangers that the footer of nearly every mail links to."""

from __future__ import annotations

COMMON = (
    *("facebook.com", "instagram.com", "twitter.com", "x.com", "linkedin.com", "youtube.com"),
    *("tiktok.com", "threads.net", "bsky.app", "mastodon.social", "discord.gg", "discord.com"),
    *("github.com", "apple.com", "play.google.com", "maps.google.com", "wa.me", "t.me"),
    *("trustpilot.com", "stripe.com", "paypal.com", "w3.org"),
)
"""Profiles, stores, maps and payment receipts; subdomains count as well."""


def is_common(host: str) -> bool:
    """Whether a link to this host says nothing about the product."""
    return any(f".{host}".endswith(f".{name}") for name in COMMON)
