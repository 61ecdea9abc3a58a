from __future__ import annotations

import pytest

from launchready.checks.tls.tls_old_protocol_only import tls_old_protocol_only

from .make import handshake


@pytest.mark.parametrize("version", ["TLSv1.1", "TLSv1.0", "SSLv3"])
def test_fires_when_nothing_newer_is_offered(version: str) -> None:
    [finding] = tls_old_protocol_only.judge(handshake(version=version))
    assert finding.message == (
        f"shop.example offers nothing newer than {version}, which browsers refuse."
    )
    assert finding.evidence[0] == f"version: {version}"


@pytest.mark.parametrize("version", ["TLSv1.2", "TLSv1.3"])
def test_stays_quiet_about_current_versions(version: str) -> None:
    assert not tuple(tls_old_protocol_only.judge(handshake(version=version)))
