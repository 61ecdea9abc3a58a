from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_missing_on_silent_domain import spf_missing_on_silent_domain
from launchready.facts.mail import MailDomain
from launchready.facts.product import Product
from launchready.facts.spf import SpfRecord

from .policies import DOMAIN, PRODUCT, mail, record


@pytest.mark.parametrize(
    ("seen", "domain", "product"),
    [
        pytest.param(record(), mail(), PRODUCT, id="no mail server"),
        pytest.param(record(), mail("0 ."), PRODUCT, id="null MX"),
        pytest.param(
            record(), mail(), Product(domain=DOMAIN, sends_mail=False), id="declared not to send"
        ),
    ],
)
def test_fires(seen: SpfRecord, domain: MailDomain, product: Product) -> None:
    found = complete(spf_missing_on_silent_domain.judge(record=seen, mail=domain, product=product))
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    ("seen", "domain", "product"),
    [
        pytest.param(record("v=spf1 -all"), mail(), PRODUCT, id="has the record"),
        pytest.param(record(), mail("10 mx.example"), PRODUCT, id="takes mail"),
        pytest.param(
            record(), mail(), Product(domain=DOMAIN, sends_mail=True), id="declared to send"
        ),
    ],
)
def test_stays_quiet(seen: SpfRecord, domain: MailDomain, product: Product) -> None:
    assert not list(spf_missing_on_silent_domain.judge(record=seen, mail=domain, product=product))


def test_says_what_to_publish() -> None:
    [finding] = spf_missing_on_silent_domain.judge(record=record(), mail=mail(), product=PRODUCT)
    assert finding.subject == "shop.example"
    assert finding.message == ("shop.example sends no mail, and no SPF record says so.")
    assert 'shop.example. 300 IN TXT "v=spf1 -all"' in finding.fix
