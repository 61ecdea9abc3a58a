"""A target cannot turn the audit against the network that it runs in."""

from __future__ import annotations

import socket

import pytest

from launchready.demo.loopback import HOST, Connections

from .stage import HERE, NAME, Door, look_at, stage
from .talks import always, answer

PRIVATE = (
    "127.0.0.2",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.0.1",
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "fe80::1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
)


def in_url(address: str) -> str:
    return f"[{address}]" if ":" in address else address


@pytest.mark.parametrize("address", PRIVATE)
async def test_a_redirect_into_a_private_network_is_not_followed(address: str) -> None:
    moved = answer(b"", f"Location: http://{in_url(address)}/x".encode(), status=b"302 Found")
    async with stage({80: always(moved)}, address=f"http://{HOST}/", allow_private=False) as there:
        seen = await look_at(there)
    assert there.servers[80].connections > 0
    assert set(seen.audit.traffic.by_host) == {HOST}
    assert "passed" not in seen.statuses("headers")


async def test_a_service_on_the_auditors_own_machine_sees_no_connection() -> None:
    secret = Door()

    async def talk(_reader: object, _writer: object) -> None:
        secret.connections += 1

    sock = socket.socket(socket.AF_INET6)
    sock.bind(("::1", 0))
    sock.setblocking(False)
    async with Connections().serving(sock, talk) as port:
        moved = answer(b"", b"Location: http://[::1]:%d/x" % port, status=b"302 Found")
        talks = {80: always(moved)}
        async with stage(talks, address=f"http://{HOST}/", allow_private=False) as there:
            await look_at(there)
        assert secret.connections == 0
        async with stage(talks, address=f"http://{HOST}/", allow_private=True) as there:
            await look_at(there)
        assert secret.connections > 0


@pytest.mark.parametrize("address", PRIVATE)
async def test_a_name_that_leads_into_a_private_network_is_not_visited(address: str) -> None:
    kind = "AAAA" if ":" in address else "A"
    here = {
        **{key: value for key, value in HERE.items() if key[0] != f"ns.{NAME}"},
        (NAME, "A"): [],
        (NAME, kind): [address],
        (NAME, "MX"): [f"10 {NAME}."],
    }
    async with stage(says=here, allow_private=False) as there:
        seen = await look_at(there)
    assert seen.audit.traffic.connections == 0
    assert seen.status("name-points-at-private-address") == "failed"
    assert "passed" not in seen.statuses("headers") | seen.statuses("tls")


async def test_a_name_server_at_a_private_address_is_not_asked() -> None:
    async with stage(says={**HERE, (NAME, "A"): ["10.0.0.1"]}, allow_private=False) as there:
        seen = await look_at(there)
    assert "not a public address" in seen.why("nameserver-lame")
