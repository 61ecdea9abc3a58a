"""Mail servers, their encryption and the promises about it, over real sockets."""

from __future__ import annotations

import pytest
from tests.collect.dns.conftest import hurry

from launchready.collect.collector import Collector, NotThere
from launchready.collect.mail.dane import collect_dane
from launchready.collect.mail.exchangers import collect_mail_exchangers
from launchready.collect.mail.mta_sts import collect_mta_sts
from launchready.collect.mail.reverse import collect_reverse_names
from launchready.collect.mail.tls_reports import collect_tls_reports
from launchready.collect.mail.transport import collect_mail_transport
from launchready.facts.mail import ReverseName
from launchready.facts.tls import Trust
from launchready.net.failure import Failure

from .conftest import DOMAIN, POLICY, Placing, page

NULL_MX = {"shop.test MX": ("0 .",)}
PUBLIC = {"mail.shop.test A": ("8.8.4.4",)}


async def test_a_good_policy_is_fetched_as_senders_do(placing: Placing) -> None:
    place = await placing()
    seen = await collect_mta_sts.collect(place.look, DOMAIN)
    assert (seen.url, seen.status, seen.problem) == (
        "https://mta-sts.shop.test/.well-known/mta-sts.txt",
        200,
        "",
    )
    assert (seen.content_type, seen.policy) == ("text/plain", POLICY)


@pytest.mark.parametrize(
    ("policy", "name", "problem"),
    [
        pytest.param(page("", status="404 Gone"), "mta-sts.shop.test", "it answers 404", id="404"),
        pytest.param(
            page("", status="301 Moved"),
            "mta-sts.shop.test",
            "it answers 301, a redirect, which senders do not follow",
            id="redirect",
        ),
        pytest.param(
            page("<html>", "text/html"),
            "mta-sts.shop.test",
            "a web page is served in place of the policy",
            id="web-page",
        ),
        pytest.param(
            page(POLICY), "www.shop.test", "its certificate is not trusted: wrong name", id="name"
        ),
    ],
)
async def test_what_keeps_senders_from_the_policy(
    placing: Placing, policy: bytes, name: str, problem: str
) -> None:
    place = await placing(policy=policy, policy_name=name)
    seen = await collect_mta_sts.collect(place.look, DOMAIN)
    assert seen.problem.startswith(problem)
    assert seen.policy == ""


async def test_a_policy_host_that_does_not_exist_is_a_fact(placing: Placing) -> None:
    nowhere = {("mta-sts.shop.test", 443): ("127.0.0.1", 1)}
    refused = await placing(connect=nowhere)
    seen = await collect_mta_sts.collect(refused.look, DOMAIN)
    assert seen.problem == "mta-sts.shop.test refuses connections"


async def test_a_silent_policy_host_is_unmeasured_not_broken(placing: Placing) -> None:
    place = await placing(policy=None)
    with pytest.raises(Failure):
        await collect_mta_sts.collect(place.look, DOMAIN)


async def test_without_a_record_no_policy_is_fetched(placing: Placing) -> None:
    place = await placing({"_mta-sts.shop.test TXT": ()})
    seen = await collect_mta_sts.collect(place.look, DOMAIN)
    assert (seen.url, seen.record.values) == ("", ())
    assert place.look.network.traffic.connections == 0


async def test_where_reports_go(placing: Placing) -> None:
    place = await placing()
    seen = await collect_tls_reports.collect(place.look, DOMAIN)
    assert seen.record.values == ("v=TLSRPTv1; rua=mailto:tls@shop.test",)


@pytest.mark.parametrize(
    "collect",
    [collect_mta_sts, collect_tls_reports, collect_mail_transport, collect_mail_exchangers],
    ids=lambda one: one.kind.__name__,
)
async def test_a_domain_that_takes_no_mail_has_no_transport(
    placing: Placing, collect: Collector
) -> None:
    place = await placing(NULL_MX)
    with pytest.raises(NotThere, match=r"shop\.test takes no mail"):
        await collect.collect(place.look, DOMAIN)


async def test_a_mail_server_is_greeted(placing: Placing) -> None:
    place = await placing()
    seen = await collect_mail_transport.collect(place.look, DOMAIN)
    [server] = seen.servers
    assert (server.name, server.starttls, server.trust) == ("mail.shop.test", True, Trust.TRUSTED)
    assert place.look.network.traffic.connections == 1


async def test_a_server_without_encryption_is_seen(placing: Placing) -> None:
    place = await placing(tls=False)
    [server] = (await collect_mail_transport.collect(place.look, DOMAIN)).servers
    assert not server.starttls


async def test_a_blocked_port_is_unmeasured_not_fine(placing: Placing) -> None:
    place = await placing(connect={("mail.shop.test", 25): ("127.0.0.1", 1)})
    with pytest.raises(Failure, match="many networks let nothing out on port 25"):
        await collect_mail_transport.collect(place.look, DOMAIN)


async def test_one_good_server_does_not_hide_one_that_was_not_seen(placing: Placing) -> None:
    place = await placing(
        {
            "shop.test MX": ("10 mail.shop.test.", "20 mail2.shop.test."),
            "mail2.shop.test A": ("127.0.0.1",),
        },
        connect={("mail2.shop.test", 25): ("127.0.0.1", 1)},
    )
    with pytest.raises(Failure):
        await collect_mail_transport.collect(place.look, DOMAIN)


async def test_a_bad_server_is_reported_though_another_was_not_seen(placing: Placing) -> None:
    place = await placing(
        {
            "shop.test MX": ("10 mail.shop.test.", "20 mail2.shop.test."),
            "mail2.shop.test A": ("127.0.0.1",),
        },
        tls=False,
        connect={("mail2.shop.test", 25): ("127.0.0.1", 1)},
    )
    seen = await collect_mail_transport.collect(place.look, DOMAIN)
    assert [server.name for server in seen.servers] == ["mail.shop.test"]
    assert seen.unseen[0].startswith("mail2.shop.test: ")


async def test_what_the_mx_records_name(placing: Placing) -> None:
    place = await placing(
        {
            "shop.test MX": ("10 mx.shop.test.", "20 192.0.2.1."),
            "mx.shop.test CNAME": ("mail.shop.test.",),
        }
    )
    seen = await collect_mail_exchangers.collect(place.look, DOMAIN)
    alias, address = seen.exchangers
    assert alias.answer is not None
    assert alias.answer.aliases == ("mail.shop.test",)
    assert (address.name, address.answer) == ("192.0.2.1", None)


async def test_tlsa_records_count_only_in_a_signed_zone(placing: Placing) -> None:
    tlsa = {"_25._tcp.mail.shop.test TLSA": (f"3 1 1 {'ab' * 32}",)}
    place = await placing(tlsa)
    with pytest.raises(NotThere, match="not signed"):
        await collect_dane.collect(place.look, DOMAIN)
    place = await placing({**tlsa, "shop.test DS": (f"12345 13 2 {'ab' * 32}",)})
    [server] = (await collect_dane.collect(place.look, DOMAIN)).servers
    assert (server.host, server.values) == ("mail.shop.test", (f"3 1 1 {'ab' * 32}",))


async def test_reverse_names_lead_back(placing: Placing) -> None:
    place = await placing({**PUBLIC, "4.4.8.8.in-addr.arpa PTR": ("mail.shop.test.",)})
    [one] = (await collect_reverse_names.collect(place.look, DOMAIN)).addresses
    assert one == ReverseName("mail.shop.test", "8.8.4.4", ("mail.shop.test",), confirmed=True)


@pytest.mark.parametrize(
    ("records", "names"),
    [
        pytest.param({}, (), id="no-name"),
        pytest.param(
            {
                "4.4.8.8.in-addr.arpa PTR": ("vm7.hoster.test.",),
                "vm7.hoster.test A": ("9.9.9.9",),
            },
            ("vm7.hoster.test",),
            id="leads-elsewhere",
        ),
    ],
)
async def test_reverse_names_that_do_not_lead_back(
    placing: Placing, records: dict[str, tuple[str, ...]], names: tuple[str, ...]
) -> None:
    place = await placing({**PUBLIC, **records})
    [one] = (await collect_reverse_names.collect(place.look, DOMAIN)).addresses
    assert one == ReverseName("mail.shop.test", "8.8.4.4", names, confirmed=False)


async def test_a_silent_reverse_zone_is_unmeasured(placing: Placing) -> None:
    place = await placing(PUBLIC, silent=frozenset({"4.4.8.8.in-addr.arpa"}))
    hurry(place.look)
    with pytest.raises(Failure):
        await collect_reverse_names.collect(place.look, DOMAIN)


async def test_servers_of_a_provider_are_left_alone(placing: Placing) -> None:
    place = await placing({"shop.test MX": ("1 mx.provider.test.",)})
    with pytest.raises(NotThere, match="no mail server of its own"):
        await collect_reverse_names.collect(place.look, DOMAIN)
