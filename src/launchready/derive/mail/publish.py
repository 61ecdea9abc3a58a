"""Word a record to publish: as a zone file writes it, and as the owner's DNS panel asks for it."""

from __future__ import annotations

from launchready.derive.dns.lines import record
from launchready.derive.platforms.platform import key
from launchready.derive.public_suffix import registrable
from launchready.facts.product import Product

_STRING = 255
"""Bytes that one string of a TXT record may hold (RFC 1035 section 3.3.14)."""
_SHOWN = 200

_PANELS = {
    "cloudflare": ("In Cloudflare: DNS > Records > Add record", "Name", "Content"),
    "amazon_route_53": ("In Route 53: Hosted zones > Create record", "Record name", "Value"),
    "route_53": ("In Route 53: Hosted zones > Create record", "Record name", "Value"),
    "godaddy": ("In GoDaddy: DNS > Add New Record", "Name", "Value"),
    "namecheap": ("In Namecheap: Advanced DNS > Add New Record", "Host", "Value"),
    "vercel": ("In Vercel: Domains > DNS Records", "Name", "Value"),
    "digitalocean": ("In DigitalOcean: Networking > Domains", "Hostname", "Value"),
    "hetzner": ("In Hetzner: DNS > Add record", "Name", "Value"),
    "porkbun": ("In Porkbun: DNS > Add record", "Host", "Answer"),
    "gandi": ("In Gandi: DNS Records > Add", "Name", "Text value"),
    "ionos": ("In IONOS: Domains > DNS > Add record", "Host name", "Value"),
    "squarespace": ("In Squarespace: Domains > DNS > Custom records", "Host", "Data"),
    "ovhcloud": ("In OVHcloud: DNS zone > Add an entry", "Subdomain", "Value"),
    "hostinger": ("In Hostinger: DNS / Nameservers", "Name", "TXT value"),
}
_ANY = ("In your DNS panel", "Name", "Value")


def publish(name: str, value: str, product: Product, kind: str = "TXT") -> str:
    """Return both forms of one record: zone file and the panel of the declared DNS host."""
    panel, name_field, value_field = _PANELS.get(key(product.dns_host), _ANY)
    data = text_data(value) if kind == "TXT" else value
    return (
        f"Publish `{record(name, kind, data)}`. {panel}: type {kind},"
        f" {name_field} `{relative(name)}`, {value_field} `{value}`."
    )


def must_exist(mailbox: str) -> str:
    """Say that a proposed mailbox is a proposal: reports to nowhere bounce."""
    return f"The mailbox {mailbox} must exist: create it first, or name one that does."


def text_data(value: str) -> str:
    """Return TXT data in zone-file form: quoted strings of at most 255 bytes."""
    pieces = [value[at : at + _STRING] for at in range(0, len(value), _STRING)] or [""]
    return " ".join(f'"{_escaped(piece)}"' for piece in pieces)


def relative(name: str) -> str:
    """Return a name as panels ask for it: without the domain, `@` for the domain itself."""
    domain = registrable(name)
    return "@" if name == domain else name.removesuffix(f".{domain}")


def seen(name: str, value: str, kind: str = "TXT") -> str:
    """Return a record as evidence, word for word, cut to a line."""
    line = f'{name} {kind} "{value}"' if kind == "TXT" else f"{name} {kind} {value}"
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
