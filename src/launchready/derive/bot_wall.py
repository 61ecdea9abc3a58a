"""Recognise pages that a bot wall serves in place of the site."""

from __future__ import annotations

from collections.abc import Iterable

BLOCKED = frozenset({401, 403, 405, 406, 429, 503})
"""Statuses that a wall answers with; a page with another status is the site's own."""

HEADERS = (
    ("cf-mitigated", "challenge", "a Cloudflare challenge"),
    ("x-vercel-mitigated", "", "a Vercel firewall challenge"),
    ("x-datadome", "", "a DataDome challenge"),
    ("x-amzn-waf-action", "", "an AWS WAF challenge"),
    ("x-sucuri-block", "", "a Sucuri firewall page"),
)
"""Header, a word its value holds, and the wall's name."""

BODIES = (
    (b"_cf_chl_opt", "a Cloudflare challenge"),
    (b"cf-browser-verification", "a Cloudflare challenge"),
    (b"Attention Required! | Cloudflare", "a Cloudflare block page"),
    (b"challenge-platform", "a Cloudflare challenge"),
    (b"_Incapsula_Resource", "an Imperva challenge"),
    (b"Access Denied</TITLE>", "an Akamai block page"),
    (b"captcha-delivery.com", "a DataDome challenge"),
    (b"px-captcha", "a HUMAN challenge"),
    (b"Vercel Security Checkpoint", "a Vercel firewall challenge"),
    (b"awswaf.com", "an AWS WAF challenge"),
)
"""Bytes near the start of a page, and the wall's name."""


def bot_wall(status: int, headers: Iterable[tuple[str, str]], body: bytes = b"") -> str:
    """Name the bot wall that answered, `a Cloudflare challenge` for instance; empty for none."""
    if status not in BLOCKED:
        return ""
    seen = {name.lower(): value.lower() for name, value in headers}
    for name, word, wall in HEADERS:
        if name in seen and word in seen[name]:
            return wall
    head = body[:65536]
    return next((wall for mark, wall in BODIES if mark in head), "")
