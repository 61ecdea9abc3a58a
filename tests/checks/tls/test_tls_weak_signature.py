from __future__ import annotations

import pytest

from launchready.checks.tls.tls_weak_signature import tls_weak_signature
from launchready.facts.tls import Certificate

from .make import certificate, handshake


@pytest.mark.parametrize("signature", ["sha1", "md5", "md2"])
def test_fires_on_a_broken_hash(signature: str) -> None:
    [finding] = tls_weak_signature.judge(handshake(certificate(signature=signature)), None)
    assert finding.message == (
        f"The certificate of shop.example is signed with {signature.upper()}, which is broken."
    )
    assert finding.evidence == (f"shop.example: {signature}",)


@pytest.mark.parametrize(
    "chain",
    [
        pytest.param((certificate(signature="sha256"),), id="sha256"),
        pytest.param((certificate(signature="sha512"),), id="ed25519"),
        pytest.param(
            (
                certificate(),
                certificate(signature="sha1", name="Old Root", issuer="O=Old, CN=Old Root"),
            ),
            id="a-root-signed-by-itself",
        ),
    ],
)
def test_stays_quiet_about_sound_signatures(chain: tuple[Certificate, ...]) -> None:
    assert not tuple(tls_weak_signature.judge(handshake(*chain), None))
