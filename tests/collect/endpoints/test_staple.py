"""Certificates that demand a stapled OCSP response, and endpoints that forget it."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from launchready.collect.collector import NotThere
from launchready.collect.tls.staple import collect_staple
from launchready.demo.ca import CertificateAuthority, Leaf
from launchready.net.failure import Failure

from .street import Street, page

HOST = "shop.test"


def demanding(folder: Path, oldest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2) -> ssl.SSLContext:
    """A server whose certificate demands a response that it does not send."""
    chain = CertificateAuthority(folder).issue(Leaf((HOST,), must_staple=True))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    context.minimum_version = oldest
    return context


async def test_a_missing_response_is_seen(street: Street, tmp_path: Path) -> None:
    await street.web(HOST, 443, page, demanding(tmp_path))
    staple = await collect_staple.collect(street.look(HOST), HOST)
    assert (staple.stapled, staple.common_name) == (False, HOST)


async def test_other_certificates_demand_nothing(street: Street) -> None:
    await street.site(HOST, page)
    with pytest.raises(NotThere, match="does not demand a stapled OCSP response"):
        await collect_staple.collect(street.look(HOST), HOST)


async def test_what_only_tls_1_3_would_show_is_unmeasured(street: Street, tmp_path: Path) -> None:
    await street.web(HOST, 443, page, demanding(tmp_path, ssl.TLSVersion.TLSv1_3))
    with pytest.raises(Failure, match=r"can only be seen with TLS 1\.2"):
        await collect_staple.collect(street.look(HOST), HOST)
