"""Read the code that visitors load: pages, scripts, and the sources that their maps hold."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from launchready.derive.mask import mask_url
from launchready.derive.secrets.group import Found, grouped
from launchready.derive.secrets.naming import public_variables
from launchready.facts.secrets import BundleSecrets, Place, PublicVariable, State
from launchready.repo.secrets.reader import Reader

MOST_SOURCES = 5_000
MOST_TEXT = 16 << 20


@dataclass(frozen=True, slots=True)
class Shipped:
    """One text that visitors load."""

    url: str
    data: bytes = field(repr=False)
    is_map: bool = False


def key_of_site(domain: str) -> bytes:
    """Return a key for fingerprints of what is public anyway: the same on every machine."""
    return hashlib.sha256(f"launchready bundle {domain}".encode()).digest()


def read_bundle(
    host: str, shipped: tuple[Shipped, ...], unread: tuple[str, ...], reader: Reader
) -> BundleSecrets:
    """Return what the texts give away; the texts themselves are not kept."""
    found: list[Found] = []
    public: dict[str, PublicVariable] = {}
    for one in shipped:
        url = mask_url(one.url)
        for name, data in _texts(one):
            found += [
                Found(sight, Place(State.BUNDLE, url, sight.line, inside=name))
                for sight in reader.read(data, name or "bundle.js", code=True)
            ]
            for variable, line in public_variables(data.decode("utf-8", "replace")):
                public.setdefault(variable, PublicVariable(variable, url, line))
    return BundleSecrets(
        host,
        grouped(found),
        tuple(public.values()),
        tuple(mask_url(one.url) for one in shipped),
        unread,
    )


def _texts(one: Shipped) -> list[tuple[str, bytes]]:
    if not one.is_map:
        return [("", one.data[:MOST_TEXT])]
    try:
        read = json.loads(one.data)
    except (ValueError, RecursionError):
        return [("", one.data[:MOST_TEXT])]
    if not isinstance(read, dict):
        return []
    names, contents = read.get("sources"), read.get("sourcesContent")
    if not isinstance(names, list) or not isinstance(contents, list):
        return []
    texts: list[tuple[str, bytes]] = []
    left = MOST_TEXT
    for name, content in list(zip(names, contents, strict=False))[:MOST_SOURCES]:
        if isinstance(content, str) and left > 0 and "node_modules" not in str(name):
            data = content.encode("utf-8", "replace")[:left]
            left -= len(data)
            texts.append((str(name)[-200:], data))
    return texts
