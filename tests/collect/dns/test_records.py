"""CAA, signatures, mail servers and views of several resolvers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.net.dns.knot import Knot

from launchready.collect.collector import NotThere
from launchready.collect.dns.caa import collect_caa
from launchready.collect.dns.dnssec import collect_dnssec
from launchready.collect.dns.mail_hosts import collect_mail_hosts
from launchready.collect.dns.views import collect_resolver_views
from launchready.facts.dns import CertificateAuthorities, MailHost, MailHosts
from launchready.facts.product import Host, Product, Role
from launchready.net.failure import Failure

from .conftest import PRODUCT, Looking, Names, Serving

A = {"shop.test A": ("8.8.8.8",), "www.shop.test A": ("8.8.8.8",)}


async def test_authorities_come_from_the_nearest_name_that_has_them(looking: Looking) -> None:
    records = {**A, "shop.test CAA": ('0 issue "letsencrypt.org"', '0 issuewild ";"')}
    look = await looking(Names(records))
    assert await collect_caa.collect(look, "www.shop.test") == CertificateAuthorities(
        "www.shop.test", "shop.test", ("letsencrypt.org",), (";",)
    )
    queries = look.network.traffic.dns_queries
    assert (await collect_caa.collect(look, "shop.test")).found_at == "shop.test"
    assert look.network.traffic.dns_queries == queries


async def test_no_authorities_anywhere_is_a_fact(looking: Looking) -> None:
    look = await looking(Names(A))
    assert await collect_caa.collect(look, "www.shop.test") == CertificateAuthorities(
        "www.shop.test"
    )


async def test_authorities_that_nobody_tells_are_unmeasured(looking: Looking) -> None:
    look = await looking(Names(A, failing=frozenset({"shop.test CAA"})))
    with pytest.raises(Failure, match=r"the CAA record of shop\.test could not be seen"):
        await collect_caa.collect(look, "www.shop.test")


async def test_addresses_have_no_authorities(looking: Looking) -> None:
    look = await looking(Names({}), Product(hosts=(Host("9.9.9.9", Role.OTHER),)))
    with pytest.raises(NotThere, match="CAA is for names"):
        await collect_caa.collect(look, "9.9.9.9")


async def test_a_signed_zone_holds_and_an_expired_one_does_not(
    knot: Knot, looking: Looking
) -> None:
    look = await looking(Names({}), resolvers=(knot.server,))
    good = await collect_dnssec.collect(look, "signed.example")
    assert (good.problem, good.signed) == ("", True)
    assert good.ds
    assert good.expires_days is not None
    assert good.lifetime_days is not None
    assert good.expires_days < good.lifetime_days
    bad = await collect_dnssec.collect(look, "expired.example")
    assert knot.expired_on in bad.problem


async def test_a_silent_resolver_leaves_signatures_unmeasured(looking: Looking) -> None:
    look = await looking(Names({}, failing=frozenset({"shop.test"})))
    with pytest.raises(Failure, match="could not be seen"):
        await collect_dnssec.collect(look, "shop.test")


async def test_mail_servers_are_looked_up(looking: Looking) -> None:
    mx = ("10 mail.shop.test.", "20 mail2.shop.test.", "30 mail6.shop.test.", "40 9.9.9.9.")
    records = {
        **A,
        "shop.test MX": mx,
        "mail.shop.test A": ("8.8.4.4",),
        "mail6.shop.test AAAA": ("2606:4700::1",),
    }
    assert await collect_mail_hosts.collect(
        await looking(Names(records)), "shop.test"
    ) == MailHosts(
        "shop.test",
        (
            MailHost("mail.shop.test", 10, ("8.8.4.4",)),
            MailHost("mail2.shop.test", 20, problem="does not exist"),
            MailHost("mail6.shop.test", 30, ("2606:4700::1",)),
            MailHost("9.9.9.9", 40, problem="is an address, where only a name may stand"),
        ),
    )


async def test_a_product_that_declares_no_mail_needs_no_mail_server(looking: Looking) -> None:
    with pytest.raises(NotThere, match=r"shop\.test takes no mail"):
        await collect_mail_hosts.collect(await looking(Names(A)), "shop.test")


async def test_a_declared_sender_without_mail_server_is_a_fact(looking: Looking) -> None:
    look = await looking(Names(A), replace(PRODUCT, sends_mail=True))
    assert await collect_mail_hosts.collect(look, "shop.test") == MailHosts("shop.test")


async def test_a_domain_that_refuses_mail_says_so(looking: Looking) -> None:
    look = await looking(
        Names({**A, "shop.test MX": ("0 .",)}), replace(PRODUCT, mail_provider="Fastmail")
    )
    assert await collect_mail_hosts.collect(look, "shop.test") == MailHosts(
        "shop.test", refuses=True
    )


@pytest.mark.parametrize("failing", ["shop.test MX", "mail.shop.test"])
async def test_mail_servers_that_nobody_tells_are_unmeasured(
    looking: Looking, failing: str
) -> None:
    records = {**A, "shop.test MX": ("10 mail.shop.test.",)}
    look = await looking(Names(records, failing=frozenset({failing})))
    with pytest.raises(Failure):
        await collect_mail_hosts.collect(look, "shop.test")


async def test_one_resolver_cannot_be_compared(looking: Looking) -> None:
    with pytest.raises(NotThere, match="only one resolver was given"):
        await collect_resolver_views.collect(await looking(Names(A)), "shop.test")


async def test_every_resolver_gives_its_view(looking: Looking, serving: Serving) -> None:
    one = await serving(Names(A))
    other = await serving(Names({"shop.test A": ("8.8.4.4",)}))
    look = await looking(Names({}), resolvers=(one.server, other.server))
    found = await collect_resolver_views.collect(look, "shop.test")
    assert [view.addresses for view in found.views] == [("8.8.8.8",), ("8.8.4.4",)]


async def test_a_resolver_that_fails_leaves_nothing_to_compare(
    looking: Looking, serving: Serving
) -> None:
    one = await serving(Names(A))
    other = await serving(Names({}, failing=frozenset({"shop.test"})))
    look = await looking(Names({}), resolvers=(one.server, other.server))
    with pytest.raises(Failure, match=r"did not tell the addresses of shop\.test: server failure"):
        await collect_resolver_views.collect(look, "shop.test")
