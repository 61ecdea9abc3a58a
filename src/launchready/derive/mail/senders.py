"""Who may send mail for a domain, as its records tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from launchready.derive.dns.mail import read_mx
from launchready.derive.dns.tree import within
from launchready.derive.mail.services import Service, by_include, by_key_alias, by_mx, named
from launchready.derive.pattern import lazy
from launchready.derive.platforms.platform import key
from launchready.derive.public_suffix import registrable
from launchready.facts.mail import DkimKeys, MailDomain
from launchready.facts.product import Product

_TERM = lazy(r"[+?~]?(include:|redirect=)(\S{1,253})", re.IGNORECASE)
_NOBODY = lazy(r"v=spf1\s+[-~]all", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sender:
    """A service that may send for a domain."""

    name: str
    """`Amazon SES`, or the domain of a service that is not known."""
    evidence: str
    """The record's part that says so: `include:amazonses.com`."""
    service: Service | None = None


def senders(domain: MailDomain, keys: DkimKeys | None = None) -> tuple[Sender, ...]:
    """Return who may send, each once: from SPF, then DKIM aliases, then the mail servers."""
    found = [*_by_spf(domain), *_by_keys(keys), *_by_servers(domain)]
    first: dict[str, Sender] = {}
    for sender in found:
        first.setdefault(sender.name, sender)
    return tuple(first.values())


def undeclared(found: Iterable[Sender], product: Product) -> tuple[Sender, ...]:
    """Return the senders that the manifest does not name; none where it names no sender at all."""
    if not product.mail_providers:
        return ()
    declared = {_canonical(name) for name in (*product.mail_providers, product.mail_provider)}
    return tuple(
        one
        for one in found
        if _canonical(one.name) not in declared and key(registrable(one.name)) not in declared
    )


def declared_services(product: Product) -> tuple[Service, ...]:
    """Return the known services that the manifest names as senders."""
    names = (*product.mail_providers, product.mail_provider)
    return tuple(dict.fromkeys(one for one in map(named, names) if one is not None))


def sends(domain: MailDomain, product: Product) -> bool:
    """Whether the domain sends mail: as declared, else as its MX and SPF records suggest."""
    if product.sends_mail is False:
        return False
    if product.sends_mail or domain.subject in product.sending_domains:
        return True
    servers = [host for _, host in read_mx(domain.mx.values)]
    permits = any(not _NOBODY.fullmatch(record.strip()) for record in domain.spf)
    return permits or (bool(servers) and servers != ["."] and not domain.spf)


def receives(domain: MailDomain) -> bool:
    """Whether the domain names a mail server."""
    return [host for _, host in read_mx(domain.mx.values)] not in ([], ["."])


def _by_spf(domain: MailDomain) -> Iterable[Sender]:
    for record in domain.spf:
        for _, name in _TERM.findall(record):
            include = name.lower().rstrip(".")
            # A record of the domain's own, split for length, names nobody new.
            if within(include, registrable(domain.subject)):
                continue
            service = by_include(include)
            shown = service.name if service else registrable(include)
            yield Sender(shown, f"include:{include}", service)


def _by_keys(keys: DkimKeys | None) -> Iterable[Sender]:
    for selector in keys.selectors if keys is not None else ():
        for alias in selector.answer.aliases if selector.answer.values else ():
            service = by_key_alias(alias)
            if service is not None:
                yield Sender(service.name, f"{selector.answer.name} CNAME {alias}", service)


def _by_servers(domain: MailDomain) -> Iterable[Sender]:
    for _, host in read_mx(domain.mx.values):
        service = by_mx(host)
        if service is not None:
            yield Sender(service.name, f"MX {host}", service)


def _canonical(name: str) -> str:
    service = named(name)
    return key(service.name if service else name)
