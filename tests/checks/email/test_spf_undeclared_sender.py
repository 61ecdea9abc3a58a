from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_undeclared_sender import spf_undeclared_sender
from launchready.facts.product import Product

from .policies import DOMAIN, mail, record

GOOGLE = Product(domain=DOMAIN, mail_providers=("Google Workspace",))


@pytest.mark.parametrize(
    ("own", "product"),
    [
        pytest.param(
            "v=spf1 include:sendgrid.net -all", GOOGLE, id="a service that is not declared"
        ),
        pytest.param(
            "v=spf1 include:_spf.google.com ~INCLUDE:SENDGRID.NET -all",
            GOOGLE,
            id="beside a declared one",
        ),
    ],
)
def test_fires(own: str, product: Product) -> None:
    found = complete(
        spf_undeclared_sender.judge(record=record(own), mail=mail(spf=(own,)), product=product)
    )
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    ("own", "product"),
    [
        pytest.param("v=spf1 include:_spf.google.com -all", GOOGLE, id="declared"),
        pytest.param(
            "v=spf1 include:sendgrid.net -all", Product(domain=DOMAIN), id="nothing is declared"
        ),
        pytest.param(
            "v=spf1 include:_spf.shop.example -all", GOOGLE, id="a part of the own record"
        ),
        pytest.param(
            "v=spf1 include:nobody-knows.example -all", GOOGLE, id="a service that is not known"
        ),
        pytest.param("v=spf1 mx -all", GOOGLE, id="no include"),
    ],
)
def test_stays_quiet(own: str, product: Product) -> None:
    assert not list(
        spf_undeclared_sender.judge(record=record(own), mail=mail(spf=(own,)), product=product)
    )


def test_says_what_to_publish() -> None:
    own = "v=spf1 include:_spf.google.com include:sendgrid.net -all"
    [finding] = spf_undeclared_sender.judge(
        record=record(own), mail=mail(spf=(own,)), product=GOOGLE
    )
    assert finding.subject == "shop.example"
    assert finding.message == (
        "The SPF record of shop.example lets SendGrid send, which the manifest does not declare."
    )
    assert 'shop.example. 300 IN TXT "v=spf1 include:_spf.google.com -all"' in finding.fix
