"""What the owner declares about the product: the manifest, parsed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.facts.base import PRODUCT, Fact


class Role(StrEnum):
    """What a host is for."""

    APEX = "apex"
    WWW = "www"
    APP = "app"
    API = "api"
    ADMIN = "admin"
    AUTH = "auth"
    DOCS = "docs"
    STATUS = "status"
    MARKETING = "marketing"
    MAIL = "mail"
    STAGING = "staging"
    OTHER = "other"


class RouteKind(StrEnum):
    """What a route does; profiles set a latency target for each kind."""

    PAGE = "page"
    READ = "read"
    WRITE = "write"
    LOGIN = "login"
    SIGNUP = "signup"
    RESET = "reset"
    SEARCH = "search"
    CHECKOUT = "checkout"
    CHAT = "chat"
    UPLOAD = "upload"
    WEBHOOK = "webhook"
    HEALTH = "health"
    ADMIN = "admin"
    ASSET = "asset"


class Caching(StrEnum):
    """What the owner wants of caches for a route."""

    CACHEABLE = "cacheable"
    NEVER = "never"
    UNDECLARED = "undeclared"


@dataclass(frozen=True, slots=True)
class Host:
    """One public host name of the product."""

    name: str
    """Lower case, punycode, without a trailing dot."""
    role: Role
    declared: bool = True
    """False for a name that we guessed: when it does not exist, that says nothing."""
    origin: str | None = None
    """The address behind the edge, where the owner states it."""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """One route that people or programs call."""

    name: str
    url: str
    method: str = "GET"
    kind: RouteKind = RouteKind.PAGE
    authenticated: bool = False
    caching: Caching = Caching.UNDECLARED
    body: str = ""
    """An example request body, for probes that the owner allowed."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """A redirect that must work: old links, campaigns, payment returns."""

    source: str
    target: str
    permanent: bool = True


@dataclass(frozen=True, slots=True)
class Vendor:
    """A third party the product needs, and who pays it."""

    name: str
    purpose: str = ""
    billing_owner: str = ""
    account_holder: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is responsible or is alerted."""

    name: str
    email: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A risk that somebody takes, for a reason and for a time."""

    check: str
    subject: str
    """A finding's subject, the path of a subject `path:line`, or `*` for all of them."""
    owner: str
    reason: str
    until: str
    """The last day it holds, ISO 8601 date."""


@dataclass(frozen=True, slots=True)
class Product(Fact):
    """The whole manifest. A zero-configuration audit makes one from the address alone."""

    subject: str = PRODUCT
    name: str = ""
    owner: str = ""
    profile: str = ""
    owned: bool = False
    """The owner declares the targets as theirs, so probes that write are allowed."""
    domain: str = ""
    """The registrable domain, `shop.example`."""
    canonical: str = ""
    """The one URL that visitors should end on, `https://shop.example/`."""
    hosts: tuple[Host, ...] = ()
    routes: tuple[Route, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    cors_origins: tuple[str, ...] = ()
    sending_domains: tuple[str, ...] = ()
    mail_providers: tuple[str, ...] = ()
    dkim_selectors: tuple[str, ...] = ()
    mail_provider: str = ""
    """Who receives the mail (the MX), where declared."""
    sends_mail: bool | None = None
    registrar: str = ""
    dns_host: str = ""
    edge: str = ""
    hosting: str = ""
    vendors: tuple[Vendor, ...] = ()
    alerts: tuple[Person, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    build_header: str = ""
    """A response header that names the build or environment, where there is one."""

    def host(self, name: str) -> Host | None:
        """Return the declared or guessed host of this name."""
        return next((host for host in self.hosts if host.name == name), None)

    def with_role(self, *roles: Role) -> tuple[Host, ...]:
        """Return the hosts that have one of these roles."""
        return tuple(host for host in self.hosts if host.role in roles)
