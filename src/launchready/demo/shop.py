"""The web sites of the marketplace as they should be."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from launchready.demo import pages, service
from launchready.demo.ca import Leaf
from launchready.demo.service import Limit
from launchready.demo.site import Answer, Asked, Respond, Site, asset, html, jsonic, moved, text

HEADERS = {
    "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
    "content-security-policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; "
        "upgrade-insecure-requests"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}
LABELS = ("", "www", "app", "api", "admin", "auth", "docs", "status", "staging")
POST = frozenset({"POST", "OPTIONS"})


def sites(zone: str) -> dict[str, Site]:
    """Return every site by its label; the apex has the empty one."""
    build = {
        "": apex,
        "www": www,
        "app": app,
        "api": api,
        "admin": locked,
        "auth": auth,
        "docs": docs,
        "status": status,
        "staging": locked,
    }
    return {label: build[label](zone, bare(zone, label)) for label in LABELS}


def host(zone: str, label: str) -> str:
    """Return the host name of a label."""
    return f"{label}.{zone}" if label else zone


def bare(zone: str, label: str) -> Site:
    """Return a site with good headers, robots.txt and security.txt, and no page yet."""
    name = host(zone, label)
    site = Site(name, Leaf((name,)), dict(HEADERS))
    site.pages["/robots.txt"] = answering(text("User-agent: *\nAllow: /\n"))
    until = (datetime.now(UTC) + timedelta(days=200)).strftime("%Y-%m-%dT00:00:00Z")
    contact = f"Contact: mailto:security@{zone}\nExpires: {until}\n"
    where = f"Canonical: https://{name}/.well-known/security.txt\nPreferred-Languages: en\n"
    site.pages["/.well-known/security.txt"] = answering(text(contact + where))
    site.pages[pages.STYLE] = answering(asset(pages.STYLE_TEXT, "text/css; charset=utf-8"))
    script = asset(pages.SCRIPT_TEXT, "text/javascript; charset=utf-8")
    site.pages[pages.SCRIPT] = answering(script)
    site.pages[pages.PICTURE] = answering(asset(pages.PICTURE_TEXT, "image/svg+xml"))
    return site


def answering(answer: Answer) -> Respond:
    """Return a page that always answers the same."""
    return lambda _: answer


def page(site: Site, path: str, title: str, body: str) -> None:
    """Put a page on a site, with its own address as the canonical one."""
    canonical = f"https://{site.name}{path}"
    site.pages[path] = answering(html(pages.document(title, body, canonical=canonical)))


def apex(zone: str, site: Site) -> Site:
    """Return the shop window."""
    page(site, "/", "Food from the farms around you", pages.home())
    page(site, "/listings", "Listings", f"<h1>Listings</h1>{pages.offers()}")
    page(site, "/search", "Search", f"<h1>Search</h1>{pages.offers()}")
    page(site, "/sell", "Sell with us", "<h1>Sell with us</h1><p>Write to us.</p>")
    site.pages["/old-shop"] = lambda asked: moved(
        f"https://{zone}/listings" + (f"?{asked.query}" if asked.query else "")
    )
    return site


def www(zone: str, site: Site) -> Site:
    """Return the site that only sends visitors to the apex."""
    site.gate = lambda asked: moved(f"https://{zone}{asked.target}")
    return site


def app(zone: str, site: Site) -> Site:
    """Return the signed-in part: nothing of it is kept by a cache."""
    canonical = f"https://{site.name}/"
    shell = pages.document("Your basket", pages.home("Your basket"), canonical=canonical)
    site.pages["/"] = lambda _: session(uncached(html(shell)))
    form = pages.document("Sign in", pages.login("/login"), canonical=f"{canonical}login")
    site.pages["/login"] = answering(uncached(html(form)))
    cart = pages.document("Cart", "<h1>Your cart is empty</h1>", canonical=f"{canonical}cart")
    site.pages["/cart"] = answering(uncached(html(cart)))
    site.pages["/checkout"] = site.pages["/account"] = lambda asked: uncached(
        moved(f"https://auth.{zone}/?next={asked.path}", 303)
    )
    return site


def session(answer: Answer) -> Answer:
    """Give the visitor a session of their own."""
    value = f"__Host-session={secrets.token_urlsafe(24)}; Path=/; Secure; HttpOnly; SameSite=Lax"
    return answer.having(("set-cookie", value))


def uncached(answer: Answer) -> Answer:
    """Forbid every cache to keep it."""
    return answer.without("cache-control").having(("cache-control", "private, no-store"))


def api(zone: str, site: Site) -> Site:
    """Return the API that the app calls."""
    site.missing = answering(jsonic({"error": "there is no such resource"}, 404))
    site.pages["/"] = answering(jsonic({"service": "Harvest Lane API"}))
    site.pages["/health"] = service.health
    site.pages["/v1/listings"] = service.listings
    site.pages["/v1/search"] = service.listings
    site.pages["/v1/orders"] = service.private
    writes = {
        "/v1/session": service.writing(service.sign_in, Limit()),
        "/v1/accounts": service.writing(service.accepted, Limit()),
        "/v1/password-reset": service.writing(service.accepted, Limit()),
        "/v1/checkout": service.writing(lambda _: service.private(NOBODY), None),
        "/v1/chat": service.writing(lambda _: service.private(NOBODY), None),
    }
    for path, respond in writes.items():
        site.pages[path] = respond
        site.methods[path] = POST
    site.cors = service.cors_for(f"https://{zone}", f"https://app.{zone}")
    return site


NOBODY = Asked("POST", "", "/")


def auth(zone: str, site: Site) -> Site:
    """Return the sign-in site."""
    del zone
    canonical = f"https://{site.name}/"
    form = pages.document("Sign in", pages.login("/"), canonical=canonical)
    site.pages["/"] = answering(uncached(html(form)))
    return site


def docs(zone: str, site: Site) -> Site:
    """Return the help pages."""
    del zone
    page(site, "/", "Help", "<h1>How can we help?</h1><p>Buying, selling, refunds.</p>")
    return site


def plain_site(zone: str, label: str, purpose: str) -> Site:
    """Return a good site of one page."""
    site = bare(zone, label)
    title = purpose[:1].upper() + purpose[1:]
    page(site, "/", title, f"<h1>{title}</h1><p>This is {site.name}.</p>")
    return site


def status(zone: str, site: Site) -> Site:
    """Return the status page."""
    del zone
    page(site, "/", "Status", "<h1>All systems are up</h1><p>Checked a minute ago.</p>")
    return site


def locked(zone: str, site: Site) -> Site:
    """Return a site that asks for a password before it shows anything."""
    del zone
    site.headers["x-robots-tag"] = "noindex, nofollow"
    robots = text("User-agent: *\nDisallow: /\n")
    question = uncached(html("<!doctype html><title>Sign in</title><h1>Sign in first</h1>", 401))
    question = question.having(("www-authenticate", f'Basic realm="{site.name}"'))
    site.gate = lambda asked: robots if asked.path == "/robots.txt" else question
    return site
