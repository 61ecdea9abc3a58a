"""What kind of answer a page is, for rules that hold for some kinds only."""

from __future__ import annotations

from urllib.parse import urlsplit

from launchready.derive.headers.csp import Policy, read_policies
from launchready.facts.page import Page

_ERRORS = 400


def is_document(page: Page) -> bool:
    """Whether a browser shows the answer as a page: HTML, and neither an error nor a refusal."""
    return page.is_html and page.answer.status < _ERRORS


def is_encrypted(page: Page) -> bool:
    """Whether the page came over HTTPS."""
    return page.answer.url.startswith("https://")


def takes_hsts(page: Page) -> bool:
    """Whether browsers heed HSTS from here: over HTTPS, by name (RFC 6797, 8.1 and 8.1.1)."""
    host = urlsplit(page.answer.url).hostname or ""
    is_name = ":" not in host and any(letter.isalpha() for letter in host.rpartition(".")[2])
    return is_encrypted(page) and is_name and host != "localhost"


def policies(page: Page) -> tuple[Policy, ...]:
    """Return the content security policies in force on the page."""
    return read_policies(page.answer.all("content-security-policy"), page.csp_meta)


def asks_not_to_be_listed(page: Page) -> bool:
    """Whether the page tells search engines to leave it out."""
    return bool({"noindex", "none"} & set(page.robots))
