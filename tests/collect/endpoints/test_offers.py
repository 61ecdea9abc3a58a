"""What endpoints accept, and that one endpoint is asked once."""

from __future__ import annotations

import asyncio
import ssl
import warnings

import pytest

from launchready.collect.tls.offers import collect_offers
from launchready.facts.tls import Offers
from launchready.net.failure import Failure

from .relay import modern_only
from .street import Street, page

HOST, WWW = "shop.test", "www.shop.test"


async def test_a_healthy_endpoint_refuses_all_that_is_old(street: Street) -> None:
    await street.site(HOST, page)
    look = street.look(HOST)
    offers = await collect_offers.collect(look, HOST)
    assert offers.refused == ("SSLv3", "TLSv1.0", "TLSv1.1")
    assert offers == Offers(HOST, refused=offers.refused, stapled=False)
    assert look.network.traffic.connections <= 5


async def test_old_versions_and_broken_ciphers_are_seen(street: Street) -> None:
    context = street.context(HOST)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # old versions are the point
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("ALL:@SECLEVEL=0")
    await street.web(HOST, 443, page, context)
    offers = await collect_offers.collect(street.look(HOST), HOST)
    assert offers.protocols == ("TLSv1.0", "TLSv1.1")
    assert [name for name in offers.suites if "_anon_" in name]


async def test_names_on_one_endpoint_are_asked_once(street: Street) -> None:
    await street.web(HOST, 443, page, street.context(HOST, WWW))
    street.same(WWW, 443, HOST)
    look = street.look(HOST, WWW)
    first, second = await asyncio.gather(
        collect_offers.collect(look, HOST), collect_offers.collect(look, WWW)
    )
    assert (first.subject, second.subject) == (HOST, WWW)
    assert sorted((first.shared_with, second.shared_with)) in (["", HOST], ["", WWW])
    assert look.network.traffic.connections <= 6


async def test_another_certificate_is_another_endpoint(street: Street) -> None:
    await street.web(HOST, 443, page, street.context(HOST))
    await street.web(WWW, 443, page, street.context(WWW))
    look = street.look(HOST, WWW)
    first, second = await asyncio.gather(
        collect_offers.collect(look, HOST), collect_offers.collect(look, WWW)
    )
    assert (first.shared_with, second.shared_with) == ("", "")


async def test_silence_to_old_hellos_is_unmeasured_not_refused(street: Street) -> None:
    await street.site(HOST, page)
    await street.raw(HOST, 443, modern_only(street.connect[HOST, 443]))
    with pytest.raises(Failure, match=r"TLSv1\.1|no offer of old versions"):
        await collect_offers.collect(street.look(HOST), HOST)


async def test_a_deep_look_finds_every_suite(street: Street) -> None:
    context = street.context(HOST)
    context.set_ciphers("ECDHE+AESGCM")
    await street.web(HOST, 443, page, context)
    offers = await collect_offers.collect(street.look(HOST, deep=True), HOST)
    assert isinstance(offers, Offers)
    assert offers.all_suites
    assert all("_GCM_" in name for name in offers.all_suites)
