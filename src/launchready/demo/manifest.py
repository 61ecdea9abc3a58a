"""What the owner of Harvest Lane declares: the manifest of the demo product."""

from __future__ import annotations

from launchready.demo.shop import LABELS, host
from launchready.facts.product import (
    Caching,
    Host,
    Person,
    Product,
    Redirect,
    Role,
    Route,
    RouteKind,
    Vendor,
)

PROFILE = "marketplace-first-customers"
SELECTOR = "pm"
"""The DKIM selector that its mail service signs with."""
ORIGIN = "95.216.14.23"
"""The address behind the edge."""
ORIGIN_IPV6 = "2a01:4f9:c010:17::1"

PURPOSES = {
    "": (Role.APEX, "the shop window"),
    "www": (Role.WWW, "sends visitors to the root domain"),
    "app": (Role.APP, "where buyers and sellers are signed in"),
    "api": (Role.API, "what the app calls"),
    "admin": (Role.ADMIN, "moderation and refunds, staff only"),
    "auth": (Role.AUTH, "sign-in and sign-up"),
    "docs": (Role.DOCS, "help pages"),
    "status": (Role.STATUS, "whether all is up"),
    "staging": (Role.STAGING, "the next release, staff only"),
    "mail": (Role.MAIL, "receives mail"),
}
CREDENTIALS = '{"email": "probe@harvest-lane.test", "password": "not-a-real-one"}'


def product(zone: str) -> Product:
    """Return the manifest of the marketplace at this zone."""
    return Product(
        name="Harvest Lane",
        owner="Ines Marlow",
        profile=PROFILE,
        owned=True,
        domain=zone,
        canonical=f"https://{zone}/",
        hosts=tuple(_host(zone, label) for label in (*LABELS, "mail")),
        routes=routes(zone),
        redirects=(Redirect(f"https://{zone}/old-shop", f"https://{zone}/listings"),),
        cors_origins=(f"https://{zone}", f"https://app.{zone}"),
        sending_domains=(zone,),
        dkim_selectors=(SELECTOR,),
        mail_provider="own",
        sends_mail=True,
        registrar="Example Registrar, Inc.",
        dns_host="Cloudflare",
        edge="cloudflare",
        hosting="Hetzner",
        vendors=(
            Vendor("Cloudflare", "DNS and edge", "Ines Marlow", "Ines Marlow"),
            Vendor("Hetzner", "hosting", "Ines Marlow", "Ines Marlow"),
        ),
        alerts=(Person("Ines Marlow", f"ines@{zone}", "email"),),
        build_header="x-build",
    )


def _host(zone: str, label: str) -> Host:
    role, purpose = PURPOSES[label]
    return Host(host(zone, label), role, purpose=purpose)


def routes(zone: str) -> tuple[Route, ...]:
    """Return the routes that people and programs call."""
    web, app, api = f"https://{zone}", f"https://app.{zone}", f"https://api.{zone}"
    never = Caching.NEVER
    return (
        Route("home", f"{web}/", kind=RouteKind.PAGE, caching=Caching.CACHEABLE),
        Route("listings page", f"{web}/listings", kind=RouteKind.PAGE, caching=Caching.CACHEABLE),
        Route("search", f"{api}/v1/search", kind=RouteKind.SEARCH),
        Route("listings", f"{api}/v1/listings", kind=RouteKind.READ, caching=Caching.CACHEABLE),
        Route(
            "orders",
            f"{api}/v1/orders",
            kind=RouteKind.READ,
            authenticated=True,
            caching=never,
        ),
        Route(
            "login",
            f"{api}/v1/session",
            method="POST",
            kind=RouteKind.LOGIN,
            caching=never,
            body=CREDENTIALS,
        ),
        Route("signup", f"{api}/v1/accounts", method="POST", kind=RouteKind.SIGNUP, caching=never),
        Route(
            "reset", f"{api}/v1/password-reset", method="POST", kind=RouteKind.RESET, caching=never
        ),
        Route(
            "checkout",
            f"{app}/checkout",
            kind=RouteKind.CHECKOUT,
            authenticated=True,
            caching=never,
        ),
        Route("cart", f"{app}/cart", kind=RouteKind.PAGE, caching=never),
        Route("account", f"{app}/account", kind=RouteKind.PAGE, authenticated=True, caching=never),
        Route(
            "chat",
            f"{api}/v1/chat",
            method="POST",
            kind=RouteKind.CHAT,
            authenticated=True,
            caching=never,
        ),
        Route(
            "admin",
            f"https://admin.{zone}/",
            kind=RouteKind.ADMIN,
            authenticated=True,
            caching=never,
        ),
        Route("health", f"{api}/health", kind=RouteKind.HEALTH, caching=never),
    )
