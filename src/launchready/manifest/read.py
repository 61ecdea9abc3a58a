"""Read `launchready.toml` into a frozen `Product`; anything unknown is refused by name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import msgspec

from launchready.checks import check_ids
from launchready.facts.product import (
    Accepted,
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
from launchready.manifest.names import AddressError, Target, host_name, registrable, target
from launchready.manifest.shape import AcceptTable, Manifest

FILE_NAME = "launchready.toml"

_ENUMS = {
    key: ", ".join(kind)
    for key, kind in (("role", Role), ("kind", RouteKind), ("caching", Caching))
}
"""Keys that take one word of a list, and the list."""


class ManifestError(Exception):
    """The manifest cannot be used. `str()` is one clear sentence that names the place."""


def read_manifest(path: Path) -> Product:
    """Read a manifest file. Raises `ManifestError`."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        message = f"{path}: {(error.strerror or str(error)).lower()}"
        raise ManifestError(message) from None
    except UnicodeDecodeError:
        message = f"{path} is not UTF-8 text"
        raise ManifestError(message) from None
    return parse_manifest(text, str(path))


def parse_manifest(text: str, source: str = FILE_NAME) -> Product:
    """Read a manifest from its text. Raises `ManifestError`."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{source} is not TOML: {error}"
        raise ManifestError(message) from None
    _refuse_unknown(table, Manifest, source, "")
    if "product" not in table:
        message = (
            f"{source} is missing required field `product`: begin it with [product] and "
            'canonical = "https://shop.example"'
        )
        raise ManifestError(message)
    try:
        return _product(msgspec.convert(table, Manifest))
    except (msgspec.ValidationError, AddressError, ValueError) as error:
        message = f"{source}: {_plain(str(error))}"
        raise ManifestError(message) from None


def _refuse_unknown(
    table: dict[str, Any], shape: type[msgspec.Struct], source: str, at: str
) -> None:
    fields = {field.encode_name: field for field in msgspec.structs.fields(shape)}
    for key, value in table.items():
        place = f"{at}.{key}" if at else key
        if key not in fields:
            near = get_close_matches(key, fields, 1, 0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(fields)}"
            message = f"{source}: unknown key {place!r}; {hint}"
            raise ManifestError(message)
        inner = _struct_of(fields[key].type)
        if inner is None:
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                _refuse_unknown(one, inner, source, place)


def _struct_of(kind: Any) -> type[msgspec.Struct] | None:  # noqa: ANN401 - a type hint can be anything
    for one in (kind, *getattr(kind, "__args__", ())):
        if isinstance(one, type) and issubclass(one, msgspec.Struct):
            return one
    return None


def _plain(error: str) -> str:
    known = next((values for key, values in _ENUMS.items() if f".{key}`" in error), "")
    if known and "Invalid enum value" in error:
        error = error.replace(" - at", f" is none of {known} - at", 1)
    return error.replace(" - at `$.", " (at `").replace("`$", "`") + (")" if "$." in error else "")


def _product(manifest: Manifest) -> Product:
    own = manifest.product
    where = target(own.canonical) if own.canonical else Target("", "", "")
    mail, hosting = manifest.mail, manifest.hosting
    return Product(
        name=own.name or where.domain or where.host,
        owner=own.owner,
        profile=own.profile,
        owned=own.owned,
        domain=host_name(own.domain) if own.domain else where.domain,
        canonical=where.url,
        hosts=_hosts(manifest, where),
        routes=tuple(
            Route(
                name=one.name,
                url=_url(one.url, where.url),
                method=one.method.upper(),
                kind=one.kind,
                authenticated=one.authenticated,
                caching=one.caching,
                body=one.body,
            )
            for one in manifest.route
        ),
        redirects=tuple(
            Redirect(_url(one.source, where.url), _url(one.target, where.url), one.permanent)
            for one in manifest.redirect
        ),
        cors_origins=tuple(origin.rstrip("/") for origin in manifest.cors.origins),
        sending_domains=tuple(host_name(name) for name in mail.domains),
        mail_providers=mail.providers,
        dkim_selectors=mail.selectors,
        mail_provider=mail.receives_at,
        sends_mail=mail.sends,
        registrar=hosting.registrar,
        dns_host=hosting.dns,
        edge=hosting.edge,
        hosting=hosting.provider,
        vendors=tuple(
            Vendor(one.name, one.purpose, one.billing_owner, one.account_holder)
            for one in manifest.vendor
        ),
        alerts=tuple(Person(one.name, one.email, one.channel) for one in manifest.alert),
        accepted=tuple(
            Accepted(
                _check(one.check),
                one.subject,
                _said(one, "owner"),
                _said(one, "reason"),
                _day(one.until),
            )
            for one in manifest.accept
        ),
        build_header=own.build_header,
    )


def _hosts(manifest: Manifest, where: Target) -> tuple[Host, ...]:
    hosts = [
        Host(host_name(one.name), one.role, origin=one.origin, purpose=one.purpose)
        for one in manifest.host
    ]
    _refuse_twice(host.name for host in hosts)
    domain = host_name(manifest.product.domain) if manifest.product.domain else where.domain
    _refuse_strangers(hosts, {domain, where.domain} - {""})
    if where.host and all(host.name != where.host for host in hosts):
        hosts.insert(0, Host(where.host, Role.OTHER))
    return tuple(hosts)


def _refuse_strangers(hosts: Iterable[Host], domains: set[str]) -> None:
    """A host of another domain is more often a slip than wanted: its purpose says that it is."""
    for host in hosts:
        if domains and registrable(host.name) not in domains and not host.purpose.strip():
            message = (
                f"the host {host.name!r} is not of {' or '.join(sorted(domains))}: correct it, "
                "or say in its `purpose` why it belongs to the product"
            )
            raise ValueError(message)


def _refuse_twice(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            message = f"the host {name!r} is declared twice"
            raise ValueError(message)
        seen.add(name)


def _url(text: str, base: str) -> str:
    url = urljoin(base, text)
    target(url)
    return url


def _check(name: str) -> str:
    if name not in check_ids():
        near = get_close_matches(name, check_ids(), 1, 0.6)
        hint = f"; did you mean {near[0]!r}?" if near else "; `launchready checks` lists them"
        message = f"the accepted risk {name!r} is no check{hint}"
        raise ValueError(message)
    return name


def _said(one: AcceptTable, key: str) -> str:
    """Nobody accepts a risk without a name and a reason."""
    text: str = getattr(one, key).strip()
    if not text:
        message = f"the accepted risk {one.check!r} has no {key} (at `accept.{key}`)"
        raise ValueError(message)
    return text


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        message = f"{text!r} is not a date such as 2027-03-31 (at `accept.until`)"
        raise ValueError(message) from None
