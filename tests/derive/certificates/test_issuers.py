from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.certificates.caa import allowed
from launchready.derive.certificates.issuers import caa_domains, is_automatic, organisation
from launchready.facts.dns import CertificateAuthorities


@pytest.mark.parametrize(
    ("issuer", "name", "domain"),
    [
        ("O=Let's Encrypt, CN=R11", "Let's Encrypt", "letsencrypt.org"),
        ("O=Google Trust Services LLC, CN=GTS CA 1P5", "Google Trust Services LLC", "pki.goog"),
        ("O=Amazon, CN=Amazon RSA 2048 M02", "Amazon", "amazon.com"),
        ("O=DigiCert Inc, CN=GeoTrust TLS RSA CA G1", "DigiCert Inc", "digicert.com"),
        ("O=GoDaddy.com, Inc., CN=Go Daddy G2", "GoDaddy.com, Inc.", "godaddy.com"),
        ("CN=Sectigo Public Server DV R36", "Sectigo Public Server DV R36", "sectigo.com"),
    ],
)
def test_known_issuers_have_a_caa_domain(issuer: str, name: str, domain: str) -> None:
    assert organisation(issuer) == name
    assert caa_domains(issuer)[0] == domain


def test_an_unknown_issuer_has_none() -> None:
    assert caa_domains("O=Unheard Of, CN=X1") == ()
    assert not is_automatic("O=Unheard Of, CN=X1")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=5).map(tuple))
def test_no_record_breaks_the_reading(values: tuple[str, ...]) -> None:
    permitted = allowed(CertificateAuthorities("a.example", "a.example", values), wildcard=False)
    assert (permitted is None) == (not values)
