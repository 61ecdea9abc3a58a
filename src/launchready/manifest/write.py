"""Write `launchready.toml` with comments, so that its owner can correct it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from launchready.facts.product import Caching, Host, Product, Role, Route
from launchready.manifest.found import Found
from launchready.profiles import DEFAULT, profile_names

HEAD = """\
# What launchready should know about this product. Read it, correct it, then: launchready audit
# All keys: docs/manifest.md. Unknown keys are refused, so a typing mistake never goes unseen.
"""


REDIRECT = """\
# A redirect that must work: old links, campaigns, payment returns.
# [[redirect]]
# from = "/old"
# to = "/new"
"""

TAIL = """\
# Services that the product needs, and whose card pays them.
# [[vendor]]
# name = "Stripe"
# billing_owner = ""

# Who is alerted.
# [[alert]]
# name = ""
# email = ""

# A risk that somebody takes, for a reason and for a time.
# [[accept]]
# check = "dnssec-missing"
# owner = ""
# reason = ""
# until = "2027-03-31"
"""


def write_manifest(found: Found) -> str:
    """Render what was found; every guess says that it is one."""
    product = found.product
    parts = [
        HEAD,
        *(f"# Seen: {note}\n" for note in found.notes),
        _product(product),
        *(_host(host, product) for host in product.hosts),
        *(_route(route) for route in _told_apart(product.routes)),
        _rest(product, found.nameservers),
    ]
    return "\n".join(parts)


def _product(product: Product) -> str:
    return _table(
        "[product]",
        _pair("name", product.name),
        'owner = ""                # the person who answers for this product',
        _pair("canonical", product.canonical) + "   # the one URL that visitors should end on",
        _pair("profile", DEFAULT) + f"   # or: {', '.join(profile_names()[1:])}",
        "owned = false             # true: you own it and allow probes that post to your routes",
    )


def _host(host: Host, product: Product) -> str:
    unsure = "   # a guess: apex, www, app, api, admin, auth, docs, status, mail, staging, other"
    return _table(
        "[[host]]",
        _pair("name", host.name),
        _pair("role", host.role) + (unsure if host.role is Role.OTHER and product.domain else ""),
        'purpose = ""' if host.role is Role.OTHER else "",
    )


def _told_apart(routes: Iterable[Route]) -> Iterator[Route]:
    """Add the host to names that several routes have, and a number where that is not enough."""
    listed = tuple(routes)
    same = Counter(route.name for route in listed)
    used: Counter[str] = Counter()
    for route in listed:
        name = route.name
        if same[name] > 1:
            name = f"{name} at {urlsplit(route.url).hostname}"
        used[name] += 1
        yield replace(route, name=name if used[name] == 1 else f"{name} {used[name]}")


def _route(route: Route) -> str:
    return _table(
        "[[route]]",
        _pair("name", route.name),
        _pair("url", route.url),
        _pair("kind", route.kind),
        "authenticated = true      # only for people who signed in" if route.authenticated else "",
        _pair("caching", route.caching) if route.caching is not Caching.UNDECLARED else "",
    )


def _rest(product: Product, nameservers: tuple[str, ...]) -> str:
    domains = f"domains = [{_quoted(product.domain)}]" if product.domain else "domains = []"
    return "\n".join(
        (
            REDIRECT,
            _table(
                "[cors]", "origins = []              # other sites whose pages may call your API"
            ),
            _table(
                "[mail]",
                "# sends = true            # does the product send mail?"
                if product.sends_mail is None
                else _pair("sends", product.sends_mail),
                domains + "   # the domains in From addresses",
                "providers = []            # services that send for you",
                _pair("receives_at", product.mail_provider),
            ),
            _table(
                "[hosting]",
                'registrar = ""            # where the domain is registered',
                _unknown_dns(nameservers),
                _pair("dns", product.dns_host.lower())
                + ("" if product.dns_host else "                 # who serves the DNS zone"),
                _pair("edge", product.edge.lower()),
                _pair("provider", product.hosting.lower()),
            ),
            TAIL,
        )
    )


def _unknown_dns(nameservers: tuple[str, ...]) -> str:
    """Say why nobody is named as the DNS host."""
    if not nameservers:
        return ""
    return (
        f"# Name servers like {_quoted(nameservers[0])} belong to no known DNS host: who runs them?"
    )


def _table(*lines: str) -> str:
    return "\n".join(line for line in lines if line) + "\n"


def _pair(key: str, value: object) -> str:
    return f"{key} = {_quoted(value) if isinstance(value, str) else json.dumps(value)}"


def _quoted(text: str) -> str:
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")
