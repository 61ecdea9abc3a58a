"""What looking at mail costs: the default audit has little to spare."""

from __future__ import annotations

from launchready.collect import all_collectors
from launchready.engine.gather import gather
from launchready.facts.base import Unmeasured
from launchready.facts.mail import MailTransport

from .conftest import DOMAIN, Placing

GOOGLE = {
    "shop.test TXT": ('"v=spf1 include:_spf.google.com include:sendgrid.net -all"',),
    "shop.test MX": ("1 aspmx.l.google.test.", *(f"{n} alt{n}.google.test." for n in range(5, 9))),
    "google._domainkey.shop.test TXT": ('"v=DKIM1; k=rsa; p=QUJD"',),
    "_dmarc.shop.test TXT": ('"v=DMARC1; p=none; rua=mailto:a@reports.test"',),
    "_mta-sts.shop.test TXT": (),
    "_smtp._tls.shop.test TXT": (),
    "aspmx.l.google.test A": ("127.0.0.1",),
    **{f"alt{n}.google.test A": ("127.0.0.1",) for n in range(5, 9)},
}
MOST_QUERIES = 12


async def test_a_usual_domain_costs_twelve_queries_beyond_its_zone(placing: Placing) -> None:
    closed = {(name, 25): ("127.0.0.1", 1) for name in ("aspmx.l.google.test", "alt5.google.test")}
    place = await placing(GOOGLE, connect=closed)
    look = place.look
    # What the rest of the audit asks for anyway: apex records, the servers' addresses, DS.
    for name, kind in (("shop.test", "MX"), ("shop.test", "TXT")):
        await look.ask(name, kind)
    for name in ("aspmx.l.google.test", *(f"alt{n}.google.test" for n in range(5, 9))):
        await look.ask(name, "A")
    await look.network.resolver.ask_signed("shop.test", "DS")
    before = look.network.traffic.dns_queries
    ours = [one for one in all_collectors() if one.kind.__module__ == "launchready.facts.mail"]
    facts = await gather(ours, look, seconds=20)
    assert look.network.traffic.dns_queries - before <= MOST_QUERIES
    assert look.network.traffic.connections <= 2
    assert isinstance(facts.get(MailTransport, DOMAIN), Unmeasured)
