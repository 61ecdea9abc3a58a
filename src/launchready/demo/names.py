"""The small internet of names around the demo: its zone, the parent, and the name servers' zone."""

from __future__ import annotations

from dataclasses import dataclass

import dns.zone

from launchready.demo.authority import NameServer
from launchready.demo.blueprint import SERIAL, Blueprint, Records
from launchready.demo.signing import SigningKey, read_zone, sign


@dataclass(frozen=True, slots=True)
class Internet:
    """Who answers what."""

    resolvers: tuple[NameServer, ...]
    """They hold every zone and say so as recursive resolvers; the audit's own is first."""
    nameservers: dict[str, NameServer]
    """Those of the product's zone, by name."""


def internet(blueprint: Blueprint) -> Internet:
    """Build every name server that the blueprint needs."""
    keys = _Keys(SigningKey(), SigningKey(), SigningKey())
    around = _around(blueprint, keys)
    serials = {SERIAL, *(plan.serial for plan in blueprint.nameservers.values())}
    # To sign takes most of the time that a world takes: those with one serial share one zone.
    zones = {serial: _zone(blueprint, keys, serial, blueprint.records) for serial in serials}
    resolvers = [NameServer((zones[SERIAL], *around), recursive=True)]
    if blueprint.second_resolver is not None:
        other = Records({k: list(v) for k, v in blueprint.records.sets.items()})
        for (label, kind), values in blueprint.second_resolver.items():
            other.put(label, kind, *values)
        view = _zone(blueprint, keys, SERIAL, other)
        resolvers.append(NameServer((view, *around), recursive=True))
    servers = {}
    for name, plan in blueprint.nameservers.items():
        own = zones[plan.serial]
        held = () if plan.lame else (own, *around) if plan.recursive else (own,)
        servers[name] = NameServer(held, recursive=plan.recursive)
    return Internet(tuple(resolvers), servers)


@dataclass(frozen=True, slots=True)
class _Keys:
    zone: SigningKey
    parent: SigningKey
    other: SigningKey
    """A key that signs nothing: its DS is the wrong one."""


def _zone(blueprint: Blueprint, keys: _Keys, serial: int, records: Records) -> dns.zone.Zone:
    zone = read_zone(blueprint.zone, records.text(serial, tuple(blueprint.nameservers)))
    if blueprint.signed:
        sign(zone, keys.zone, days=blueprint.signature_days)
    return zone


def _around(blueprint: Blueprint, keys: _Keys) -> tuple[dns.zone.Zone, ...]:
    """Return the parent zone with the delegation, and the zone of the name servers' names."""
    label, _, parent = blueprint.zone.partition(".")
    lines = ["$TTL 3600", "@ SOA a.nic hostmaster.nic 1 7200 900 1209600 300", "@ NS a.nic"]
    lines += ["a.nic A 194.0.28.53", *(f"{label} NS {name}." for name in blueprint.nameservers)]
    if blueprint.signed:
        key = keys.other if blueprint.wrong_ds else keys.zone
        lines.append(f"{label} DS {key.ds(blueprint.zone)}")
    zone = read_zone(parent, "\n".join((*lines, "")))
    sign(zone, keys.parent)
    known = {name: list(lines) for name, lines in blueprint.outside.items()}
    hosts = known.setdefault("cloudflare.com", [])
    for name, plan in blueprint.nameservers.items():
        if name.endswith(".cloudflare.com"):
            hosts.append(f"{name}. A {plan.address}")
    return (zone, *(read_zone(name, _elsewhere(lines)) for name, lines in known.items()))


def _elsewhere(lines: list[str]) -> str:
    start = ("$TTL 3600", "@ SOA ns dns 1 10000 2400 604800 300", "@ NS ns", "ns A 162.159.0.33")
    return "\n".join((*start, *lines, ""))
