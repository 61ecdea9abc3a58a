"""Match a service that was recognised with one that the manifest declares."""

from __future__ import annotations

import re
from collections.abc import Iterable

from launchready.facts.product import Vendor

_ALSO = {
    "amazonwebservices": ("aws", "amazon"),
    "aws": ("amazonwebservices", "amazon"),
    "googleai": ("gemini", "google", "googlecloud"),
    "googlecloud": ("gcp", "google"),
    "googlecloudstorage": ("gcp", "googlecloud", "google"),
    "firebase": ("google", "googlecloud"),
    "fly": ("flyio",),
    "mongodbatlas": ("mongodb", "atlas"),
    "elasticcloud": ("elastic", "elasticsearch"),
    "digitaloceanappplatform": ("digitalocean",),
    "betterstack": ("logtail",),
    "brevo": ("sendinblue",),
    "temporalcloud": ("temporal",),
}
_SHORT = 5
"""A name this short is only matched whole: `Fly` is not in `Flywheel`."""


def declared(name: str, vendors: Iterable[Vendor]) -> Vendor | None:
    """Return the declared vendor of this name; one that names who pays comes first."""
    wanted = {_key(name), *_ALSO.get(_key(name), ())}
    found = [vendor for vendor in vendors if _same(_key(vendor.name), wanted)]
    return next((one for one in found if one.billing_owner.strip()), found[0] if found else None)


def _same(key: str, wanted: set[str]) -> bool:
    return any(
        key == one or (len(one) >= _SHORT and one in key) or (len(key) >= _SHORT and key in one)
        for one in wanted
    )


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
