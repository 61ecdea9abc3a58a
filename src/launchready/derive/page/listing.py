"""Whether search engines may list a page that is not meant for them, and how to keep them out."""

from __future__ import annotations

from launchready.derive.headers.header_fix import send
from launchready.derive.page.document import asks_not_to_be_listed, is_document
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.facts.wellknown import RobotsTxt


def may_be_listed(page: Page, robots: RobotsTxt | None) -> bool:
    """Whether everybody is shown the page, and neither it nor `robots.txt` keeps crawlers out."""
    crawled = robots is None or not robots.blocks_all
    return is_document(page) and crawled and not asks_not_to_be_listed(page)


def keep_out(platform: Platform | None, host: str) -> str:
    """Say how to keep search engines out of a whole host."""
    asking = send(platform, host, "X-Robots-Tag", "noindex")
    return f"Put the host behind a sign-in, or: {asking}"
