"""DKIM, DMARC, BIMI and the domain itself, asked over real sockets."""

from __future__ import annotations

import pytest
from tests.collect.dns.conftest import hurry

from launchready.collect.collector import NotThere
from launchready.collect.mail.bimi import collect_bimi
from launchready.collect.mail.dkim import collect_dkim_keys
from launchready.collect.mail.dmarc import collect_dmarc, collect_dmarc_reports
from launchready.collect.mail.domains import collect_mail_domain, sending_domains
from launchready.derive.mail.discovery import governing, standing
from launchready.facts.product import Product
from launchready.net.failure import Failure

from .conftest import DOMAIN, KEY, Placing

SILENT = frozenset({"_dmarc.shop.test"})


def test_declared_sending_domains_come_before_the_products_own() -> None:
    declared = Product(domain="shop.test", sending_domains=("Mail.Shop.test.", "mail.shop.test"))
    assert sending_domains(declared) == ("mail.shop.test",)
    assert sending_domains(Product(domain="shop.test")) == ("shop.test",)
    assert sending_domains(Product()) == ()


async def test_the_domain_keeps_its_mx_and_spf_and_nothing_else(placing: Placing) -> None:
    place = await placing()
    seen = await collect_mail_domain.collect(place.look, DOMAIN)
    assert seen.mx.values == ("10 mail.shop.test",)
    assert seen.spf == ("v=spf1 include:sendgrid.net mx -all",)


async def test_guessed_selectors_that_are_there_are_kept(placing: Placing) -> None:
    place = await placing()
    seen = await collect_dkim_keys.collect(place.look, DOMAIN)
    [selector] = seen.selectors
    assert (selector.name, selector.declared, selector.service) == ("s1", False, "SendGrid")
    assert selector.answer.values == (KEY,)
    assert selector.answer.aliases == ("s1.domainkey.u1.wl2.sendgrid.net",)


async def test_guesses_that_are_missing_are_unknown_never_a_failure(placing: Placing) -> None:
    place = await placing({"s1._domainkey.shop.test CNAME": ()})
    with pytest.raises(Failure, match=r"none of the likely ones is published \(s1, s2\)"):
        await collect_dkim_keys.collect(place.look, DOMAIN)


async def test_a_wildcard_answer_to_a_guess_is_no_key(placing: Placing) -> None:
    place = await placing(
        {
            "s1._domainkey.shop.test CNAME": (),
            "s1._domainkey.shop.test TXT": ('"v=spf1 -all"',),
        }
    )
    with pytest.raises(Failure, match="declared"):
        await collect_dkim_keys.collect(place.look, DOMAIN)


async def test_declared_selectors_are_kept_whether_they_are_there_or_not(placing: Placing) -> None:
    place = await placing(dkim_selectors=("s1", "gone"))
    seen = await collect_dkim_keys.collect(place.look, DOMAIN)
    assert [(one.name, bool(one.answer.values)) for one in seen.selectors] == [
        ("s1", True),
        ("gone", False),
    ]


async def test_a_silent_declared_selector_is_unmeasured_not_missing(placing: Placing) -> None:
    place = await placing(dkim_selectors=("s2",), silent=frozenset({"s2._domainkey.shop.test"}))
    hurry(place.look)
    with pytest.raises(Failure, match="could not be seen"):
        await collect_dkim_keys.collect(place.look, DOMAIN)


async def test_a_domain_that_sends_nothing_has_no_keys_to_judge(placing: Placing) -> None:
    place = await placing(sends_mail=False)
    with pytest.raises(NotThere, match=r"shop\.test sends no mail"):
        await collect_dkim_keys.collect(place.look, DOMAIN)


async def test_the_policy_of_a_subdomain_is_found_above_it(placing: Placing) -> None:
    place = await placing()
    seen = await collect_dmarc.collect(place.look, "news.shop.test")
    assert [one.name for one in seen.answers] == ["_dmarc.news.shop.test", "_dmarc.shop.test"]
    found = governing("news.shop.test", seen.answers)
    assert found is not None
    assert (found.at, found.inherited) == (DOMAIN, True)


async def test_a_record_at_the_wrong_place_is_noticed(placing: Placing) -> None:
    place = await placing({"_dmarc.shop.test TXT": (), "shop.test TXT": ('"v=DMARC1; p=reject"',)})
    seen = await collect_dmarc.collect(place.look, DOMAIN)
    assert seen.misplaced == "v=DMARC1; p=reject"
    assert standing(DOMAIN, seen.answers).governing is None


async def test_a_silent_record_is_unmeasured_not_missing(placing: Placing) -> None:
    place = await placing(silent=SILENT)
    hurry(place.look)
    with pytest.raises(Failure, match=r"_dmarc\.shop\.test could not be seen"):
        await collect_dmarc.collect(place.look, DOMAIN)


async def test_a_deep_look_walks_the_whole_tree(placing: Placing) -> None:
    place = await placing(deep=True)
    seen = await collect_dmarc.collect(place.look, "a.shop.test")
    assert [one.name for one in seen.answers] == [
        "_dmarc.a.shop.test",
        "_dmarc.shop.test",
        "_dmarc.test",
    ]


async def test_the_consent_of_report_receivers_is_asked_for(placing: Placing) -> None:
    place = await placing()
    seen = await collect_dmarc_reports.collect(place.look, DOMAIN)
    [answer] = seen.permissions
    assert answer.name == "shop.test._report._dmarc.reports.test"
    assert answer.values == ("v=DMARC1",)


async def test_reports_that_stay_at_home_need_no_consent(placing: Placing) -> None:
    record = '"v=DMARC1; p=none; rua=mailto:a@in.shop.test"'
    place = await placing({"_dmarc.shop.test TXT": (record,)})
    with pytest.raises(NotThere, match="no other organization"):
        await collect_dmarc_reports.collect(place.look, DOMAIN)


async def test_a_silent_receiver_is_unmeasured_not_refusing(placing: Placing) -> None:
    place = await placing(silent=frozenset({"shop.test._report._dmarc.reports.test"}))
    hurry(place.look)
    with pytest.raises(Failure):
        await collect_dmarc_reports.collect(place.look, DOMAIN)


async def test_a_domain_without_bimi_is_fine(placing: Placing) -> None:
    place = await placing()
    with pytest.raises(NotThere, match="voluntary"):
        await collect_bimi.collect(place.look, DOMAIN)


async def test_a_broken_bimi_record_is_kept_and_no_logo_fetched(placing: Placing) -> None:
    place = await placing({"default._bimi.shop.test TXT": ('"v=BIMI1; l=http://x.test/a.svg"',)})
    seen = await collect_bimi.collect(place.look, DOMAIN)
    assert seen.record.values == ("v=BIMI1; l=http://x.test/a.svg",)
    assert place.look.network.traffic.connections == 0


async def test_the_logo_is_looked_at(placing: Placing) -> None:
    record = '"v=BIMI1; l=https://mta-sts.shop.test/logo.svg; a="'
    place = await placing({"default._bimi.shop.test TXT": (record,)})
    seen = await collect_bimi.collect(place.look, DOMAIN)
    assert (seen.status, seen.content_type, seen.tiny) == (200, "text/plain", False)
