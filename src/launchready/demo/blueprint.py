"""The whole demo product as a value to change: good as it comes, and what faults are planted in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from launchready.demo import mail, manifest, shop
from launchready.demo.rdap import Registered
from launchready.demo.site import Answer, Asked, Site
from launchready.facts.product import Host, Product, Role

FAULTY = "harvest-lane.test"
REPAIRED = "harvest-twin.test"
NAMESERVERS = ("ada.ns.cloudflare.com", "rob.ns.cloudflare.com")
SERIAL = 2026110701


@dataclass(slots=True)
class Records:
    """The records of the zone, by owner label (`@` is the apex) and type."""

    sets: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def put(self, label: str, kind: str, *values: str) -> None:
        """Replace a record set; no values remove it."""
        self.sets.pop((label, kind), None)
        if values:
            self.sets[label, kind] = list(values)

    def clear(self, label: str) -> None:
        """Remove everything at a label."""
        for key in [key for key in self.sets if key[0] == label]:
            del self.sets[key]

    def text(self, serial: int, nameservers: tuple[str, ...]) -> str:
        """Return the zone file."""
        lines = [
            "$TTL 300",
            f"@ SOA {nameservers[0]}. dns.cloudflare.com. {serial} 10000 2400 604800 1800",
            *(f"@ NS {name}." for name in nameservers),
            *(f"{label} {kind} {v}" for (label, kind), vs in self.sets.items() for v in vs),
        ]
        return "\n".join((*lines, ""))


@dataclass(slots=True)
class NameServerPlan:
    """How one name server of the zone answers."""

    address: str
    serial: int = SERIAL
    lame: bool = False
    recursive: bool = False


@dataclass(slots=True)
class Blueprint:
    """Everything that a world is built from."""

    zone: str
    sites: dict[str, Site]
    """By label; the apex has the empty one."""
    records: Records
    nameservers: dict[str, NameServerPlan]
    registered: Registered
    product: Product
    signed: bool = True
    signature_days: float = 30
    wrong_ds: bool = False
    second_resolver: dict[tuple[str, str], tuple[str, ...]] | None = None
    """Record sets that another public resolver still sees; None: there is only one resolver."""
    outside: dict[str, list[str]] = field(default_factory=dict)
    """Zones of other people, as lines of zone-file text."""
    strangers: list[Site] = field(default_factory=list)
    """Sites of other people."""
    origins: dict[str, Site] = field(default_factory=dict)
    """What answers strangers behind the edge, by the label of the host; declared once it runs."""

    def site(self, label: str) -> Site:
        """Return the site of a label."""
        return self.sites[label]

    def host(self, label: str) -> str:
        """Return the host name of a label."""
        return shop.host(self.zone, label)

    def declare_origin(self, label: str, origin: str) -> None:
        """State in the manifest what stands behind the edge."""
        name = self.host(label)
        hosts = self.product.hosts
        told = (replace(one, origin=origin) if one.name == name else one for one in hosts)
        self.product = replace(self.product, hosts=tuple(told))

    def insert(self, label: str, markup: str) -> None:
        """Put markup into the front page of a site, before its head ends."""
        self.rewrite(label, "</head>", f"{markup}</head>")

    def rewrite(self, label: str, old: str, new: str) -> None:
        """Replace a piece of the front page of a site."""
        site = self.sites[label]
        page = site.pages["/"]

        def respond(asked: Asked) -> Answer:
            answer = page(asked)
            body = answer.body.replace(old.encode(), new.encode())
            return replace(answer, body=body)

        site.pages["/"] = respond

    def add_host(self, label: str, role: Role = Role.OTHER, purpose: str = "") -> Site:
        """Put one more good host behind the edge and declare it."""
        site = shop.plain_site(self.zone, label, purpose)
        self.sites[label] = site
        _behind_edge(self.records, label)
        entry = Host(site.name, role, purpose=purpose)
        self.product = replace(self.product, hosts=(*self.product.hosts, entry))
        return site


def repaired(zone: str = REPAIRED) -> Blueprint:
    """Return the product as it should be."""
    records = Records()
    for label in shop.LABELS:
        _behind_edge(records, label)
    records.put("@", "MX", f"10 mail.{zone}.")
    for (label, kind), value in mail.records(zone).items():
        records.put(label, kind, value)
    _behind_edge(records, mail.POLICY_LABEL)
    records.put("@", "CAA", '0 issue "letsencrypt.org"', '0 issuewild ";"')
    records.put("mail", "A", manifest.ORIGIN)
    records.put("mail", "AAAA", manifest.ORIGIN_IPV6)
    servers = {
        name: NameServerPlan(address)
        for name, address in zip(NAMESERVERS, ("108.162.192.51", "108.162.193.140"), strict=True)
    }
    return Blueprint(
        zone,
        {**shop.sites(zone), mail.POLICY_LABEL: mail.policy_site(zone)},
        records,
        servers,
        Registered(zone),
        manifest.product(zone),
        outside=mail.reverse(zone),
    )


def _behind_edge(records: Records, label: str) -> None:
    at = label or "@"
    records.put(at, "A", "104.16.132.229", "104.16.133.229")
    records.put(at, "AAAA", "2606:4700::6810:84e5", "2606:4700::6810:85e5")
