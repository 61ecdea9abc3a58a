"""Pages of `shop.example` as a visitor gets them, right in everything that a test does not say."""

from __future__ import annotations

from typing import Any

from launchready.facts.errors import ErrorPage, Trace
from launchready.facts.http import Exchange
from launchready.facts.page import Page


def page(
    *headers: tuple[str, str], url: str = "https://shop.example/", status: int = 200, **more: Any
) -> Page:
    """The front page, with these headers."""
    return Page("shop.example", Exchange(url, status, tuple(headers)), **more)


def under_policy(policy: str, **more: Any) -> Page:
    """The front page, under one content security policy."""
    return page(("Content-Security-Policy", policy), **more)


AN_API = under_policy("script-src * 'unsafe-inline' 'unsafe-eval'", is_html=False)
"""No page, so that its policy, however weak, protects nothing."""


def page_of(host: str, *headers: tuple[str, str], **more: Any) -> Page:
    """The front page of another host."""
    return Page(host, Exchange(f"https://{host}/", 200, headers), **more)


def error_page(*traces: Trace, status: int = 404, **more: Any) -> ErrorPage:
    """What comes for an address that does not exist."""
    answer = Exchange("https://shop.example/launchready-404-probe-7f3a", status)
    return ErrorPage("shop.example", answer, traces, **more)
