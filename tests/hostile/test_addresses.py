"""Addresses as people type them: other alphabets, numbers, ports and paths."""

from __future__ import annotations

import pytest

from launchready.demo.ca import CertificateAuthority, Leaf
from launchready.demo.loopback import HOST

from .stage import NAME, look_at, stage, tls
from .talks import always, answer, says

PLAIN = {80: always(answer())}


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("點看.example", "xn--c1yn36f.example"),
        ("https://xn--bcher-kva.example/", "xn--bcher-kva.example"),
        ("HTTPS://Bücher.Example.", "xn--bcher-kva.example"),
        ("faß.example", "fass.example"),
    ],
)
async def test_an_international_name_is_asked_for_in_ascii(
    typed: str, host: str, ca: CertificateAuthority
) -> None:
    here = {(host, "A"): [HOST]}
    secure = (always(answer()), tls(ca, Leaf((host,))))
    async with stage({**PLAIN, 443: secure}, address=typed, says=here, ca_file=ca.ca_file) as there:
        seen = await look_at(there)
    assert seen.status("apex-does-not-resolve") == "passed"
    assert seen.status("tls-certificate-wrong-name") == "passed"
    assert set(seen.audit.traffic.by_host) == {host}


@pytest.mark.parametrize("typed", [HOST, f"https://{HOST}/", "https://[::1]/"])
async def test_an_ip_address_has_no_domain_to_judge(typed: str, ca: CertificateAuthority) -> None:
    named = "::1" if "::1" in typed else HOST
    secure = (always(answer()), tls(ca, Leaf((named,))))
    async with stage(
        {**PLAIN, 443: secure}, address=typed, ca_file=ca.ca_file, allow_private=False
    ) as there:
        seen = await look_at(there)
    assert seen.statuses("dns") <= {"not_applicable"}
    assert seen.audit.traffic.dns_queries == 0
    assert seen.status("tls-certificate-wrong-name") == "passed"
    assert seen.status("csp-missing") == "failed"
    assert there.servers[80].connections > 0


@pytest.mark.parametrize("secure", [True, False])
async def test_a_port_in_the_address_is_the_one_that_is_asked(
    secure: bool, ca: CertificateAuthority
) -> None:
    talk = always(answer())
    address = f"{'https' if secure else 'http'}://{NAME}:8443/"
    talks = {8443: (talk, tls(ca, Leaf((NAME,)))) if secure else talk}
    async with stage(talks, address=address, ca_file=ca.ca_file) as there:
        seen = await look_at(there)
    assert there.servers[8443].connections > 0
    assert seen.status("csp-missing") == "failed"
    if secure:
        assert seen.status("tls-no-https") == "passed"


async def test_plain_http_on_a_port_for_https_is_told() -> None:
    talk = says(answer(status=b"400 Bad Request"))
    async with stage({8443: talk}, address=f"https://{NAME}:8443/") as there:
        seen = await look_at(there)
    assert seen.status("tls-no-https") == "failed"


@pytest.mark.parametrize("path", ["/app/", "/a b/%00/..%2f?x=<y>#z", "/" + "a" * 5000, "/ü/☃"])
async def test_a_path_in_the_address_is_no_obstacle(path: str) -> None:
    async with stage(PLAIN, address=f"http://{NAME}{path}") as there:
        seen = await look_at(there)
    assert there.servers[80].connections > 0
    assert seen.status("csp-missing") == "failed"
