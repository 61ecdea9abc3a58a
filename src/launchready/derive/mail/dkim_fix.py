"""DKIM keys as published, and how to put them right with the service that signs."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.derive.mail.dkim_key import DkimKey, key_records, read_dkim_key
from launchready.derive.mail.publish import publish
from launchready.derive.mail.selectors import key_name
from launchready.derive.mail.senders import declared_services
from launchready.derive.mail.services import Service, by_key_alias
from launchready.facts.mail import DkimKeys, DkimSelector
from launchready.facts.product import Product

_PANELS = {
    "Google Workspace": "admin.google.com > Apps > Google Workspace > Gmail > Authenticate email",
    "Microsoft 365": "security.microsoft.com > Email authentication settings > DKIM",
    "Amazon SES": "Amazon SES > Identities > your domain > Authentication > DKIM",
    "SendGrid": "SendGrid > Settings > Sender Authentication",
    "Postmark": "Postmark > Sender Signatures > DNS Settings",
    "Mailgun": "Mailgun > Sending > Domains > DNS records",
    "Resend": "Resend > Domains > your domain",
    "Brevo": "Brevo > Senders, Domains & Dedicated IPs > Domains",
    "Mailchimp": "Mailchimp > Account > Domains",
    "Zoho": "Zoho Mail Admin Console > Domains > Email Configuration > DKIM",
    "Fastmail": "Fastmail > Settings > Domains",
    "Shopify": "Shopify > Settings > Notifications > Sender email > Authenticate",
    "Klaviyo": "Klaviyo > Settings > Domains",
    "HubSpot": "HubSpot > Settings > Domains & URLs > Email sending",
    "Zendesk": "Zendesk Admin Center > Channels > Email",
    "Intercom": "Intercom > Settings > Email > Domains",
    "Customer.io": "Customer.io > Workspace settings > Email > Sending domains",
}


@dataclass(frozen=True, slots=True)
class Published:
    """One key record of a domain."""

    name: str
    """Where it is: `s1._domainkey.shop.example`."""
    text: str
    key: DkimKey
    selector: DkimSelector


def published(keys: DkimKeys) -> tuple[Published, ...]:
    """Return every record that is meant as a key."""
    return tuple(
        Published(key_name(one.name, keys.subject), text, read_dkim_key(text), one)
        for one in keys.selectors
        for text in key_records(one.answer.values)[:4]
    )


def signer(selector: DkimSelector, product: Product) -> Service | None:
    """Return the service whose key this is, where that is known."""
    for alias in selector.answer.aliases:
        service = by_key_alias(alias)
        if service is not None:
            return service
    fits = [one for one in declared_services(product) if selector.name in one.selectors]
    return fits[0] if fits else None


def new_key(selector: DkimSelector, domain: str, product: Product, bits: int = 2048) -> str:
    """Say how to get a fresh key: where to make it, and the record that it goes into."""
    service = signer(selector, product)
    panel = _PANELS.get(service.name, service.name) if service is not None else ""
    where = f"in {panel}" if panel else "at the service that signs with this selector"
    kind, value = _target(selector.name, domain, service)
    line = publish(key_name(selector.name, domain), value, product, kind)
    if kind == "CNAME":
        return f"{line} Then switch DKIM on {where}."
    return f"Make a new {bits}-bit key {where}, under a new selector if it asks for one. {line}"


def missing_key(selector: DkimSelector, domain: str, product: Product) -> str:
    """Say which record to publish for a selector that has none."""
    service = signer(selector, product)
    kind, value = _target(selector.name, domain, service)
    line = publish(key_name(selector.name, domain), value, product, kind)
    panel = _PANELS.get(service.name, service.name) if service is not None else ""
    return f"{line} The exact value stands in {panel}." if panel else line


def _target(selector: str, domain: str, service: Service | None) -> tuple[str, str]:
    """Return type and value of the record that a service asks its customers for."""
    dashed = domain.replace(".", "-")
    match service.name if service is not None else "":
        case "Fastmail":
            return "CNAME", f"{selector}.{domain}.dkim.fmhosted.com."
        case "Brevo" if selector.startswith("brevo"):
            return "CNAME", f"b{selector[-1]}.{dashed}.dkim.brevo.com."
        case "Mailchimp" if selector in {"k2", "k3"}:
            return "CNAME", f"dkim{selector[-1]}.mcsv.net."
        case "Microsoft 365":
            return "CNAME", f"{selector}-{dashed}._domainkey.YOUR-TENANT.onmicrosoft.com."
        case _:
            return "TXT", "v=DKIM1; k=rsa; p=PUBLIC-KEY-FROM-THE-SERVICE"
