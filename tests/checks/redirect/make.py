"""Walks written as people draw them: `301 http://a/ -> https://a/`."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeVar

from launchready.facts.base import Each
from launchready.facts.http import Exchange, Walk
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.facts.product import Host, Product, Role
from launchready.facts.redirect import PathWalk, SiteWalk
from launchready.profiles import load_profile

W = TypeVar("W", bound=Walk)

PROFILE = load_profile("default")
CLOUDFLARE = Platform(edge="Cloudflare")
APEX, WWW = "https://shop.example/", "https://www.shop.example/"

DECLARED = Product(
    domain="shop.example",
    canonical=APEX,
    hosts=(
        Host("shop.example", Role.APEX),
        Host("www.shop.example", Role.WWW),
        Host("app.shop.example", Role.APP),
        Host("staging.shop.example", Role.STAGING),
        Host("deals.shop.example", Role.MARKETING),
        Host("docs.shop.example", Role.DOCS),
    ),
)
TYPED = Product(
    domain="shop.example",
    canonical=APEX,
    hosts=(
        Host("shop.example", Role.APEX),
        Host("www.shop.example", Role.WWW, declared=False),
        Host("app.shop.example", Role.APP, declared=False),
    ),
)
"""What a zero-configuration audit of `shop.example` knows."""


def hop(line: str) -> Exchange:
    """Read `301 http://a/ -> https://a/` or `200 https://a/`."""
    status, url, *rest = line.split()
    headers = (("location", rest[1]),) if rest else ()
    return Exchange(url, int(status), headers)


def walk(
    *lines: str,
    kind: type[W],
    start: str = "",
    loop: bool = False,
    stopped: str = "",
) -> W:
    """A walk over these lines; it starts at the first URL."""
    hops = tuple(hop(line) for line in lines)
    return kind(start or hops[0].url, hops, hops[-1].url, loop, stopped)


PROBE = "launchready-probe/a?x=1&utm_source=y"
ROOT = "http://shop.example/"


def path_walk(*targets: str) -> PathWalk:
    """A walk from the probe over these addresses."""
    ways = [f"{ROOT}{PROBE}", *targets]
    steps = [f"301 {a} -> {b}" for a, b in pairwise(ways)]
    return walk(*steps, f"404 {ways[-1]}", kind=PathWalk, start=ROOT)


def plain(*lines: str, loop: bool = False, stopped: str = "") -> Walk:
    """A walk as a computer makes it."""
    return walk(*lines, kind=Walk, loop=loop, stopped=stopped)


def site(*walks: tuple[str, ...]) -> Each[SiteWalk]:
    """The ways to the site, each as its lines."""
    return Each([walk(*lines, kind=SiteWalk) for lines in walks])


GOOD = site(
    ("200 https://shop.example/",),
    ("301 http://shop.example/ -> https://shop.example/", "200 https://shop.example/"),
    ("301 https://www.shop.example/ -> https://shop.example/", "200 https://shop.example/"),
    (
        "301 http://www.shop.example/ -> https://www.shop.example/",
        "301 https://www.shop.example/ -> https://shop.example/",
        "200 https://shop.example/",
    ),
)
TO_WWW = site(
    ("301 https://shop.example/ -> https://www.shop.example/", "200 https://www.shop.example/"),
    (
        "301 http://shop.example/ -> https://shop.example/",
        "301 https://shop.example/ -> https://www.shop.example/",
        "200 https://www.shop.example/",
    ),
    ("200 https://www.shop.example/",),
    ("301 http://www.shop.example/ -> https://www.shop.example/", "200 https://www.shop.example/"),
)
BOTH = site(
    ("200 https://shop.example/",),
    ("301 http://shop.example/ -> https://shop.example/", "200 https://shop.example/"),
    ("200 https://www.shop.example/",),
    ("301 http://www.shop.example/ -> https://www.shop.example/", "200 https://www.shop.example/"),
)


def page(url: str = APEX, *canonical: str, status: int = 200, robots: tuple[str, ...] = ()) -> Page:
    """The root page of the URL's host."""
    host = url.split("/")[2]
    return Page(host, Exchange(url, status), canonical=canonical, robots=robots)
