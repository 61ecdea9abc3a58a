"""Faults of the edge, of caches, of other origins, of the API and of its health."""

from __future__ import annotations

from dataclasses import replace

from launchready.demo import manifest, pages, service, shop
from launchready.demo.blueprint import FAULTY, Blueprint
from launchready.demo.faults.fault import fault
from launchready.demo.site import Answer, Asked, Cors, Respond, Site, html, jsonic

HUGE = 64 * 1024 * 1024


def _cors(site: Site, allows: Cors) -> None:
    """Let more origins in than the site does."""
    before = site.cors

    def cors(asked: Asked) -> tuple[tuple[str, str], ...]:
        return allows(asked) or before(asked)

    site.cors = cors


def _where(test: str, kind: str) -> Cors:
    def allows(asked: Asked) -> tuple[tuple[str, str], ...]:
        origin = asked.headers.get("origin", "")
        fits = {
            "any": bool(origin),
            "is": origin == test,
            "starts": origin.startswith(test),
            "ends": origin.endswith(test) and origin.startswith("https://"),
        }[kind]
        return service.allow(origin) if fits else ()

    return allows


def _change(site: Site, path: str, *headers: tuple[str, str], edge_cached: bool = False) -> None:
    """Change headers of a page."""
    page = site.pages[path]

    def respond(asked: Asked) -> Answer:
        answer = page(asked).without(*(name for name, _ in headers)).having(*headers)
        return replace(answer, edge_cached=edge_cached)

    site.pages[path] = respond


@fault("cors-any-origin-with-credentials", f"https://api.{FAULTY}/v1/orders")
def any_origin(blueprint: Blueprint) -> None:
    """Any website may read the API as the visitor who is signed in."""
    _cors(blueprint.site("api"), _where("", "any"))


@fault("cors-null-origin", f"https://app.{FAULTY}/checkout")
def null_origin(blueprint: Blueprint) -> None:
    """The app lets pages without an origin, such as sandboxed frames, read it."""
    _cors(blueprint.site("app"), _where("null", "is"))


@fault("cors-origin-suffix-trick", f"https://auth.{FAULTY}/")
def open_end(blueprint: Blueprint) -> None:
    """The sign-in host lets every origin in whose name starts like the shop's."""
    _cors(blueprint.site("auth"), _where(f"https://{FAULTY}", "starts"))


@fault("cors-origin-prefix-trick", f"https://docs.{FAULTY}/")
def open_start(blueprint: Blueprint) -> None:
    """The help host lets every origin in whose name ends like the shop's."""
    _cors(blueprint.site("docs"), _where(FAULTY, "ends"))


@fault("cors-plain-http-origin", f"https://status.{FAULTY}/")
def plain_origin(blueprint: Blueprint) -> None:
    """The status host lets the unencrypted shop read it."""
    _cors(blueprint.site("status"), _where(f"http://{FAULTY}", "is"))


@fault("cors-wildcard-on-private-route", f"https://admin.{FAULTY}/")
def wildcard_origin(blueprint: Blueprint) -> None:
    """The control panel lets every website read its answers."""
    _cors(blueprint.site("admin"), lambda _: (("access-control-allow-origin", "*"),))


@fault("cors-undeclared-origin", f"https://jobs.{FAULTY}/")
def forgotten_origin(blueprint: Blueprint) -> None:
    """The jobs host lets a preview in that was given up long ago."""
    preview = service.allow("https://harvest-lane-preview.vercel.app")
    _cors(blueprint.site("jobs"), lambda _: preview)


@fault("edge-on-some-hosts-only", f"media.{FAULTY}")
def host_beside_the_edge(blueprint: Blueprint) -> None:
    """The media host stands beside the edge network and shows the origin's address."""
    blueprint.site("media").behind_edge = False
    blueprint.records.put("media", "A", manifest.ORIGIN)
    blueprint.records.put("media", "AAAA", manifest.ORIGIN_IPV6)


@fault("origin-answers-directly", f"app.{FAULTY}")
def open_origin(blueprint: Blueprint) -> None:
    """The server behind the edge answers everybody who knows its address."""
    blueprint.origins["app"] = replace(blueprint.site("app"), behind_edge=False)


@fault("edge-not-proxied", f"auth.{FAULTY}")
def sign_in_beside_the_edge(blueprint: Blueprint) -> None:
    """The sign-in host is reached with no edge network in front."""
    blueprint.site("auth").behind_edge = False
    blueprint.records.put("auth", "A", manifest.ORIGIN)
    blueprint.records.put("auth", "AAAA", manifest.ORIGIN_IPV6)


@fault("http2-missing", f"api.{FAULTY}")
def no_http2(blueprint: Blueprint) -> None:
    """The API speaks HTTP/1.1 only."""
    blueprint.site("api").alpn = ("http/1.1",)


@fault("http3-not-advertised", f"api.{FAULTY}")
def no_http3(blueprint: Blueprint) -> None:
    """The API does not offer HTTP/3."""
    blueprint.site("api").http3 = False


@fault("asset-not-cacheable", f"https://docs.{FAULTY}{pages.STYLE}")
def uncacheable_asset(blueprint: Blueprint) -> None:
    """The style sheet of the help pages is fetched again for every page."""
    _change(blueprint.site("docs"), pages.STYLE, ("cache-control", "no-store"))


@fault("asset-missed-on-second-request", f"status.{FAULTY}")
def asset_never_hit(blueprint: Blueprint) -> None:
    """The edge never keeps any file of the status host."""
    site = blueprint.site("status")
    for path in (pages.STYLE, pages.SCRIPT, pages.PICTURE):
        _change(site, path, ("cf-cache-status", "MISS"))


@fault("asset-without-fingerprint", f"https://{FAULTY}/assets/site.css")
def unnamed_release(blueprint: Blueprint) -> None:
    """The shop's style sheet keeps its name from release to release, for a year."""
    site = blueprint.site("")
    page = site.pages["/"]

    def respond(asked: Asked) -> Answer:
        answer = page(asked)
        return replace(answer, body=answer.body.replace(pages.STYLE.encode(), b"/assets/site.css"))

    site.pages["/"] = respond
    site.pages["/assets/site.css"] = site.pages[pages.STYLE]


@fault("html-without-cache-control", f"https://help.{FAULTY}/")
def undecided_page(blueprint: Blueprint) -> None:
    """The help host does not say how long its pages may be kept."""
    _change(blueprint.site("help"), "/", ("cache-control", ""))


@fault("compression-missing", f"https://partners.{FAULTY}/")
def no_compression(blueprint: Blueprint) -> None:
    """The partners host sends its pages uncompressed."""
    blueprint.site("partners").compresses = False
    blueprint.rewrite("partners", "</main>", f"{pages.offers()}</main>")


@fault("never-cache-route-cacheable", f"https://app.{FAULTY}/cart")
def kept_cart(blueprint: Blueprint) -> None:
    """Caches may keep the cart for ten minutes."""
    _change(blueprint.site("app"), "/cart", ("cache-control", "public, max-age=600"))


@fault("private-route-open", f"https://api.{FAULTY}/v1/orders")
def open_orders(blueprint: Blueprint) -> None:
    """The API gives everybody's orders to an anonymous visitor."""
    blueprint.site("api").pages["/v1/orders"] = service.orders


@fault("private-page-served-from-cache", f"https://app.{FAULTY}/account")
def shared_account(blueprint: Blueprint) -> None:
    """The edge serves one visitor's account page to the next."""
    site = blueprint.site("app")
    page = pages.document("Your account", "<h1>Your account</h1><p>4 Mill Road</p>")
    answer = replace(html(page), edge_cached=True)
    site.pages["/account"] = shop.answering(answer)


@fault("private-page-cacheable", f"https://app.{FAULTY}/account")
def kept_account(blueprint: Blueprint) -> None:
    """Shared caches may keep a visitor's account page for an hour."""
    site = blueprint.site("app")
    _change(site, "/account", ("cache-control", "public, max-age=3600"), edge_cached=True)


@fault("session-page-shared", f"https://store.{FAULTY}/")
def shared_session(blueprint: Blueprint) -> None:
    """Every visitor of the store gets the session of whoever came first."""
    site = blueprint.site("store")
    kept = shop.session(site.pages["/"](Asked("GET", site.name, "/")))
    site.pages["/"] = shop.answering(replace(kept, edge_cached=True))


@fault("oversized-body-accepted", f"https://api.{FAULTY}/v1/chat")
def endless_body(blueprint: Blueprint) -> None:
    """The chat takes messages of any size."""
    site = blueprint.site("api")
    site.body_limit = HUGE
    site.pages["/v1/chat"] = service.writing(service.accepted, None)


@fault("no-rate-limit-on-login", f"https://api.{FAULTY}/v1/session", consent=True)
def endless_guessing(blueprint: Blueprint) -> None:
    """Passwords can be guessed as fast as the network goes."""
    blueprint.site("api").pages["/v1/session"] = service.writing(service.sign_in, None)


@fault("slow-first-byte", f"https://labs.{FAULTY}/")
def slow_page(blueprint: Blueprint) -> None:
    """The labs host thinks for more than two seconds before it answers."""
    blueprint.site("labs").delay = _thinking


def _thinking(asked: Asked) -> float:
    # Only whole pages: the audit of the demo should not take longer than it has to.
    return 2.1 if asked.path == "/" and "origin" not in asked.headers else 0.0


def _crashing(respond: Respond) -> Respond:
    def crash(asked: Asked) -> Answer:
        answer = respond(asked)
        broken = answer.status == 400  # noqa: PLR2004 - what it says to a malformed body
        return jsonic({"error": "internal server error"}, 500) if broken else answer

    return crash


@fault("malformed-body-crashes", f"https://api.{FAULTY}/v1/session")
def crash_on_malformed_body(blueprint: Blueprint) -> None:
    """A sign-in body that is not JSON crashes the API."""
    site = blueprint.site("api")
    site.pages["/v1/session"] = _crashing(site.pages["/v1/session"])


@fault("health-endpoint-leaks", f"https://api.{FAULTY}/health")
def talkative_health(blueprint: Blueprint) -> None:
    """The health endpoint tells versions and where the database is."""
    said = {
        "status": "ok",
        "version": "2.3.1",
        "python": "3.11.7",
        "database": "postgres://harvest:demo@10.0.3.7:5432/harvest",
    }
    blueprint.site("api").pages["/health"] = shop.answering(jsonic(said))
