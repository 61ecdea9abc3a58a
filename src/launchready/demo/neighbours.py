"""More hosts of a company that has grown: room for faults that would hide one another."""

from __future__ import annotations

from launchready.demo.blueprint import FAULTY, Blueprint, repaired
from launchready.facts.product import Role

HOSTS = {
    "blog": (Role.MARKETING, "stories from the farms"),
    "careers": (Role.MARKETING, "open positions"),
    "deals": (Role.MARKETING, "offers of the week"),
    "events": (Role.MARKETING, "markets near you"),
    "go": (Role.MARKETING, "campaign links"),
    "help": (Role.OTHER, "support"),
    "intranet": (Role.OTHER, "for staff"),
    "jobs": (Role.OTHER, "help at the harvest"),
    "labs": (Role.OTHER, "experiments"),
    "legacy": (Role.OTHER, "the old catalogue"),
    "m": (Role.OTHER, "the shop for phones"),
    "media": (Role.OTHER, "pictures"),
    "my": (Role.OTHER, "accounts"),
    "news": (Role.MARKETING, "what is new"),
    "partners": (Role.OTHER, "for shops"),
    "pay": (Role.OTHER, "payment returns"),
    "pos": (Role.OTHER, "tills of market stalls"),
    "press": (Role.MARKETING, "for journalists"),
    "preview": (Role.MARKETING, "campaign pages"),
    "shop": (Role.OTHER, "gift cards"),
    "stats": (Role.OTHER, "public figures"),
    "store": (Role.OTHER, "merchandise"),
}


def grown(zone: str = FAULTY) -> Blueprint:
    """Return the product with all its neighbours, and nothing wrong yet."""
    blueprint = repaired(zone)
    for label, (role, purpose) in HOSTS.items():
        blueprint.add_host(label, role, purpose)
    return blueprint
