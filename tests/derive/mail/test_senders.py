"""Who may send, and which selectors are worth asking for."""

from __future__ import annotations

import pytest

from launchready.derive.mail.publish import publish, relative, text_data
from launchready.derive.mail.selectors import selectors_to_ask
from launchready.derive.mail.senders import senders, sends, undeclared
from launchready.derive.mail.services import SERVICES, by_include, by_mx, named
from launchready.facts.dns import Answer, Status
from launchready.facts.mail import DkimKeys, DkimSelector, MailDomain
from launchready.facts.product import Product

DOMAIN = "shop.example"


def domain(*spf: str, mx: tuple[str, ...] = ()) -> MailDomain:
    return MailDomain(DOMAIN, Answer(DOMAIN, "MX", Status.ANSWERED, mx), spf)


def test_senders_are_told_from_spf_dkim_and_mx() -> None:
    alias = Answer(
        "s1._domainkey.shop.example",
        "TXT",
        Status.ANSWERED,
        ("k=rsa; p=",),
        aliases=("s1.domainkey.u1.wl2.sendgrid.net",),
    )
    found = senders(
        domain(
            "v=spf1 include:_spf.google.com ?include:amazonses.com redirect=_spf.odd.example ~all",
            mx=("1 aspmx.l.google.com",),
        ),
        DkimKeys(DOMAIN, (DkimSelector("s1", alias),)),
    )
    assert [(one.name, one.evidence) for one in found] == [
        ("Google Workspace", "include:_spf.google.com"),
        ("Amazon SES", "include:amazonses.com"),
        ("odd.example", "include:_spf.odd.example"),
        ("SendGrid", "s1._domainkey.shop.example CNAME s1.domainkey.u1.wl2.sendgrid.net"),
    ]


def test_a_part_of_the_own_record_names_nobody() -> None:
    assert senders(domain("v=spf1 include:_spf2.shop.example -all")) == ()


@pytest.mark.parametrize(
    ("declared", "strangers"),
    [
        ((), []),
        (("google", "aws-ses"), []),
        (("Google Workspace",), ["Amazon SES"]),
        (("postmark",), ["Google Workspace", "Amazon SES"]),
    ],
)
def test_senders_that_nobody_declared(declared: tuple[str, ...], strangers: list[str]) -> None:
    found = senders(domain("v=spf1 include:_spf.google.com include:amazonses.com -all"))
    product = Product(domain=DOMAIN, mail_providers=declared)
    assert [one.name for one in undeclared(found, product)] == strangers


def test_an_unknown_service_can_be_declared_by_its_domain() -> None:
    found = senders(domain("v=spf1 include:spf.odd.example -all"))
    assert undeclared(found, Product(mail_providers=("odd.example",))) == ()


@pytest.mark.parametrize(
    ("records", "product", "expected"),
    [
        pytest.param(domain(mx=("10 m.x.example",)), Product(), True, id="has-mail-servers"),
        pytest.param(
            domain("v=spf1 -all", mx=("10 m.x.example",)), Product(), False, id="spf-names-nobody"
        ),
        pytest.param(domain("v=spf1 mx -all"), Product(), True, id="spf-names-somebody"),
        pytest.param(domain(), Product(), False, id="nothing-there"),
        pytest.param(domain(mx=("0 .",)), Product(), False, id="null-mx"),
        pytest.param(domain(), Product(sends_mail=True), True, id="declared"),
        pytest.param(domain(), Product(sending_domains=(DOMAIN,)), True, id="declared-domain"),
        pytest.param(
            domain("v=spf1 mx -all", mx=("1 a.b",)),
            Product(sends_mail=False),
            False,
            id="declared-not-to",
        ),
    ],
)
def test_whether_a_domain_sends(records: MailDomain, product: Product, expected: bool) -> None:
    assert sends(records, product) is expected


def test_declared_selectors_leave_no_room_for_guesses() -> None:
    product = Product(dkim_selectors=("S1", "pm._domainkey.mail.shop.example", "k1._domainkey"))
    found = selectors_to_ask(product, DOMAIN, ())
    assert [(one.name, one.declared) for one in found] == [("s1", True), ("k1", True)]


def test_guesses_come_from_the_senders_and_are_few() -> None:
    records = domain("v=spf1 include:sendgrid.net include:spf.messagingengine.com -all")
    product = Product(mail_providers=("Postmark",))
    found = selectors_to_ask(product, DOMAIN, senders(records))
    assert [(one.name, one.service) for one in found] == [
        ("pm", "Postmark"),
        ("s1", "SendGrid"),
        ("fm1", "Fastmail"),
        ("s2", "SendGrid"),
    ]
    assert len(selectors_to_ask(Product(), DOMAIN, ())) == 4


def test_no_include_is_claimed_by_two_services() -> None:
    ends = [end for one in SERVICES for end in one.spf]
    assert len(ends) == len(set(ends))
    names = [name for one in SERVICES for name in (one.name, *one.also)]
    assert all(named(name) for name in names)


def test_services_are_known_by_the_end_of_their_names() -> None:
    assert by_include("u123.wl456.sendgrid.net") is named("sendgrid")
    assert by_include("notsendgrid.net") is None
    assert by_mx("shop-example.mail.protection.outlook.com") is named("office 365")


def test_records_are_worded_for_zone_files_and_panels() -> None:
    product = Product(dns_host="Cloudflare")
    assert publish("_dmarc.shop.example", "v=DMARC1; p=none", product) == (
        'Publish `_dmarc.shop.example. 300 IN TXT "v=DMARC1; p=none"`.'
        " In Cloudflare: DNS > Records > Add record: type TXT, Name `_dmarc`,"
        " Content `v=DMARC1; p=none`."
    )
    assert relative("shop.co.uk") == "@"
    assert relative("a.b.shop.co.uk") == "a.b"
    assert text_data("x" * 300) == f'"{"x" * 255}" "{"x" * 45}"'
    assert text_data('a"b\\') == '"a\\"b\\\\"'
