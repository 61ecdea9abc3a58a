from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_missing import spf_missing
from launchready.facts.mail import MailDomain
from launchready.facts.product import Product
from launchready.facts.spf import SpfRecord

from .policies import DOMAIN, PRODUCT, mail, record


@pytest.mark.parametrize(
    ("seen", "domain", "product"),
    [
        pytest.param(record(), mail("10 mx.example"), PRODUCT, id="takes mail"),
        pytest.param(
            record(), mail(), Product(domain=DOMAIN, sends_mail=True), id="declared to send"
        ),
        pytest.param(
            record(),
            mail(),
            Product(domain=DOMAIN, sending_domains=(DOMAIN,)),
            id="declared as sending domain",
        ),
        pytest.param(
            record(misses=("v=spf1-all",)), mail("10 mx.example"), PRODUCT, id="a near miss is none"
        ),
    ],
)
def test_fires(seen: SpfRecord, domain: MailDomain, product: Product) -> None:
    found = complete(spf_missing.judge(record=seen, mail=domain, product=product))
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    ("seen", "domain", "product"),
    [
        pytest.param(record("v=spf1 -all"), mail("10 mx.example"), PRODUCT, id="has one"),
        pytest.param(record("v=spf1 foo"), mail("10 mx.example"), PRODUCT, id="has a broken one"),
        pytest.param(
            record("v=spf1 a", "v=spf1 b"), mail("10 mx.example"), PRODUCT, id="has several"
        ),
        pytest.param(record(), mail(), PRODUCT, id="sends no mail"),
        pytest.param(record(), mail("0 ."), PRODUCT, id="refuses mail"),
        pytest.param(
            record(),
            mail("10 mx.example"),
            Product(domain=DOMAIN, sends_mail=False),
            id="declared not to send",
        ),
    ],
)
def test_stays_quiet(seen: SpfRecord, domain: MailDomain, product: Product) -> None:
    assert not list(spf_missing.judge(record=seen, mail=domain, product=product))


def test_the_record_to_publish_names_the_mailbox_service_and_the_declared_senders() -> None:
    product = Product(domain=DOMAIN, mail_providers=("Postmark",))
    [finding] = spf_missing.judge(
        record=record(), mail=mail("1 aspmx.l.google.com"), product=product
    )
    assert finding.subject == DOMAIN
    assert finding.message == "shop.example sends mail and publishes no SPF record."
    wanted = 'shop.example. 300 IN TXT "v=spf1 include:_spf.google.com include:spf.mtasv.net ~all"'
    assert wanted in finding.fix
    assert finding.verify == (
        "seen=$(dig +short shop.example TXT) && printf '%s\\n' \"$seen\""
        " | grep -qiE -e '^.?v=spf1 ' && echo fixed || echo 'not yet'"
    )


def test_a_near_miss_is_shown() -> None:
    [finding] = spf_missing.judge(
        record=record(misses=("v=spf1-all",)), mail=mail("10 mx.example"), product=PRODUCT
    )
    assert finding.message == (
        "shop.example sends mail and publishes no SPF record; what stands there is not one, as"
        " receivers read it."
    )
    assert finding.evidence == ('shop.example TXT "v=spf1-all"',)
