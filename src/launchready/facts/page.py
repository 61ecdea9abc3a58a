"""What the root page of a host holds, read out of its HTML at once; the HTML is not kept."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.base import Fact
from launchready.facts.http import Exchange


@dataclass(frozen=True, slots=True)
class Resource:
    """One thing a page loads or links to."""

    tag: str
    """`script`, `img`, `link`, `iframe`, `form`, `a`…"""
    url: str
    """Absolute, after resolving against the page; query values masked."""
    integrity: bool = False
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Page(Fact):
    """The page that the root of a host ends on. The subject is the host name."""

    answer: Exchange
    title: str = ""
    canonical: tuple[str, ...] = ()
    """`rel=canonical` links of the HTML and of the Link header, absolute."""
    robots: tuple[str, ...] = ()
    """Directives of the robots meta tag and of X-Robots-Tag, lower case."""
    csp_meta: tuple[str, ...] = ()
    """Policies that the HTML states by `http-equiv`."""
    generator: str = ""
    resources: tuple[Resource, ...] = ()
    """At most 2,000, in the order of the page."""
    inline_scripts: int = 0
    local_urls: tuple[str, ...] = ()
    """URLs of localhost, private addresses and `.local` names that the page mentions."""
    content_hash: str = ""
    """SHA-256 of the text with white space folded; equal pages on two hosts are equal here."""
    is_html: bool = True
    referrer_meta: str = ""
    """The policy of the referrer meta tag, lower case; empty: none."""
