from __future__ import annotations

import pytest

from launchready.checks.tls.tls_weak_key import tls_weak_key
from launchready.facts.tls import Certificate

from .make import INTERMEDIATE, PROFILE, certificate, handshake


@pytest.mark.parametrize(
    ("leaf", "said"),
    [
        pytest.param(certificate(key="RSA", bits=1024), "RSA with 1024 bits", id="rsa-1024"),
        pytest.param(certificate(key="RSA", bits=2047), "RSA with 2047 bits", id="rsa-2047"),
        pytest.param(certificate(key="EC", bits=192), "EC with 192 bits", id="p-192"),
        pytest.param(certificate(key="DSA", bits=2048), "DSA with 2048 bits", id="dsa"),
    ],
)
def test_fires_on_a_short_key(leaf: Certificate, said: str) -> None:
    [finding] = tls_weak_key.judge(handshake(leaf, INTERMEDIATE), PROFILE, None)
    assert finding.message == f"The key behind the certificate of shop.example is weak: {said}."


def test_fires_on_a_short_key_of_the_issuer() -> None:
    issuer = certificate(name="Old Issuer", key="RSA", bits=1024)
    [finding] = tls_weak_key.judge(handshake(certificate(), issuer), PROFILE, None)
    assert finding.evidence == ("Old Issuer: RSA 1024 bits",)


@pytest.mark.parametrize(
    "leaf",
    [
        pytest.param(certificate(key="RSA", bits=2048), id="rsa-2048"),
        pytest.param(certificate(key="EC", bits=256), id="p-256"),
        pytest.param(certificate(key="Ed25519", bits=256), id="ed25519"),
        pytest.param(certificate(key="unknown", bits=0), id="a-kind-we-cannot-read"),
    ],
)
def test_stays_quiet_about_sound_keys(leaf: Certificate) -> None:
    assert not tuple(tls_weak_key.judge(handshake(leaf, INTERMEDIATE), PROFILE, None))
