"""The shape of `launchready.toml`. The reference page and the JSON schema are made from it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from launchready.facts.product import Caching, Role, RouteKind


class ProductTable(Struct, forbid_unknown_fields=True, frozen=True):
    """What the product is and whose it is."""

    canonical: Annotated[
        str,
        Meta(
            description="The one URL that visitors should end on: `https://shop.example/`. "
            "Without one only the repository can be judged."
        ),
    ] = ""
    name: Annotated[str, Meta(description="What customers call it.")] = ""
    owner: Annotated[str, Meta(description="The person who answers for it.")] = ""
    profile: Annotated[
        str, Meta(description="The profile that judges it: a name, or the path of your own.")
    ] = ""
    domain: Annotated[
        str, Meta(description="The registrable domain; made from `canonical` when left out.")
    ] = ""
    owned: Annotated[
        bool,
        Meta(description="You own these targets and allow probes that post to declared routes."),
    ] = False
    build_header: Annotated[
        str, Meta(description="A response header that names the build or the environment.")
    ] = ""


class HostTable(Struct, forbid_unknown_fields=True, frozen=True):
    """One public host name."""

    name: Annotated[str, Meta(description="The host name: `app.shop.example`.")]
    role: Annotated[Role, Meta(description="What it is for.")]
    purpose: Annotated[str, Meta(description="Why it exists, in a few words.")] = ""
    origin: Annotated[
        str | None, Meta(description="The address behind the edge, to test that it stays hidden.")
    ] = None


class RouteTable(Struct, forbid_unknown_fields=True, frozen=True):
    """One route that people or programs call."""

    name: Annotated[str, Meta(description="A short name for reports.")]
    url: Annotated[str, Meta(description="A URL, or a path below the canonical URL.")]
    method: Annotated[str, Meta(description="The HTTP method.")] = "GET"
    kind: Annotated[RouteKind, Meta(description="What it does; sets its latency target.")] = (
        RouteKind.PAGE
    )
    authenticated: Annotated[bool, Meta(description="Only for people who signed in.")] = False
    caching: Annotated[
        Caching, Meta(description="Whether caches may keep it: `cacheable` or `never`.")
    ] = Caching.UNDECLARED
    body: Annotated[str, Meta(description="An example request body, without secrets.")] = ""


class RedirectTable(
    Struct, forbid_unknown_fields=True, frozen=True, rename={"source": "from", "target": "to"}
):
    """A redirect that must work."""

    source: Annotated[str, Meta(description="The old URL, or a path below the canonical URL.")]
    target: Annotated[str, Meta(description="Where it must end.")]
    permanent: Annotated[bool, Meta(description="Whether it is for good (301 or 308).")] = True


class CorsTable(Struct, forbid_unknown_fields=True, frozen=True):
    """Which other sites may read this one."""

    origins: Annotated[tuple[str, ...], Meta(description="Exact origins that may.")] = ()


class MailTable(Struct, forbid_unknown_fields=True, frozen=True):
    """How the product sends and receives mail."""

    sends: Annotated[bool | None, Meta(description="Whether the product sends mail.")] = None
    domains: Annotated[tuple[str, ...], Meta(description="Domains in From addresses.")] = ()
    providers: Annotated[tuple[str, ...], Meta(description="Services that send for you.")] = ()
    selectors: Annotated[tuple[str, ...], Meta(description="DKIM selectors in use.")] = ()
    receives_at: Annotated[str, Meta(description="The service behind your MX records.")] = ""


class HostingTable(Struct, forbid_unknown_fields=True, frozen=True):
    """Where names, traffic and code live."""

    registrar: Annotated[str, Meta(description="Where the domain is registered.")] = ""
    dns: Annotated[str, Meta(description="Who serves the DNS zone.")] = ""
    edge: Annotated[str, Meta(description="The CDN or proxy in front: `cloudflare`…")] = ""
    provider: Annotated[str, Meta(description="Where the app runs: `vercel`, `fly`…")] = ""


class VendorTable(Struct, forbid_unknown_fields=True, frozen=True):
    """A third party the product needs."""

    name: Annotated[str, Meta(description="The service.")]
    purpose: Annotated[str, Meta(description="What it does for you.")] = ""
    billing_owner: Annotated[str, Meta(description="Whose card pays it.")] = ""
    account_holder: Annotated[str, Meta(description="Who can log in to it.")] = ""


class AlertTable(Struct, forbid_unknown_fields=True, frozen=True):
    """A person who is alerted."""

    name: Annotated[str, Meta(description="The person.")]
    email: Annotated[str, Meta(description="Where mail reaches them.")] = ""
    channel: Annotated[str, Meta(description="A second channel: Slack, phone…")] = ""


class AcceptTable(Struct, forbid_unknown_fields=True, frozen=True):
    """A risk that somebody takes, for a reason and for a time."""

    check: Annotated[str, Meta(description="The id of the check.")]
    owner: Annotated[str, Meta(description="Who takes the risk.")]
    reason: Annotated[str, Meta(description="Why, in a sentence.")]
    until: Annotated[str, Meta(description="The last day it holds: `2027-03-31`.")]
    subject: Annotated[
        str,
        Meta(
            description="The finding's subject; a path alone takes its findings on every line, "
            "`*` takes all."
        ),
    ] = "*"


class Manifest(Struct, forbid_unknown_fields=True, frozen=True):
    """The whole file."""

    product: ProductTable
    host: tuple[HostTable, ...] = ()
    route: tuple[RouteTable, ...] = ()
    redirect: tuple[RedirectTable, ...] = ()
    cors: CorsTable = CorsTable()
    mail: MailTable = MailTable()
    hosting: HostingTable = HostingTable()
    vendor: tuple[VendorTable, ...] = ()
    alert: tuple[AlertTable, ...] = ()
    accept: tuple[AcceptTable, ...] = ()
