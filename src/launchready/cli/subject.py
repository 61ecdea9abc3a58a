"""What a command is about: the manifest beside it, or an address that was typed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from launchready.facts.product import Product
    from launchready.model.bar import Bar
    from launchready.model.profile import Profile
    from launchready.model.verdict import RowStatus


@dataclass(frozen=True, slots=True)
class Chosen:
    """The product, where its files stand, and which addresses the user typed."""

    product: Product
    folder: Path
    named: frozenset[str]
    manifest: Path | None = None


def choose(address: str | None, manifest: Path | None) -> Chosen:
    """Find the product. An address of the manifest's own product is audited by the manifest."""
    from launchready.manifest.guess import product_at
    from launchready.manifest.names import target
    from launchready.manifest.read import FILE_NAME, read_manifest

    path = manifest or Path(FILE_NAME)
    if address is None:
        if manifest is None and not path.exists():
            message = (
                "name an address (`launchready audit https://shop.example`), or write a manifest "
                "first (`launchready init https://shop.example`)"
            )
            raise Wrong(message)
        product = read_manifest(path)
        if not product.canonical:
            message = f"{path} names no address: give one, or use `launchready repo`"
            raise Wrong(message)
        return Chosen(product, path.parent, frozenset(), path)
    where = target(address)
    named = frozenset({where.host})
    if manifest is not None or path.exists():
        product = read_manifest(path)
        if product.host(where.host) is not None:
            return Chosen(product, path.parent, named, path)
        if manifest is not None:
            message = f"{where.host} is not a host of {path}; leave one of the two out"
            raise Wrong(message)
    return Chosen(product_at(where), Path(), named)


def profile_for(product: Product, wanted: str | None, folder: Path) -> Profile:
    """Load the profile that was asked for, the manifest's, or the default."""
    from launchready.profiles import DEFAULT, load_profile, profile_names

    name = wanted or product.profile or DEFAULT
    if name in profile_names() or wanted:
        return load_profile(name)
    return load_profile(folder / name if name.endswith(".toml") else name)


def answers_for(folder: Path, bar: Bar) -> Mapping[str, tuple[RowStatus, str]]:
    """Read what people answered, as it counts today."""
    from datetime import UTC, datetime

    from launchready.manifest.answers import FILE_NAME, judged, read_answers

    return judged(read_answers(folder / FILE_NAME, bar), bar, datetime.now(UTC).date())
