from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchready.net.dns.servers import Server, parse_server, read_resolv_conf, system_servers


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("9.9.9.9", Server("9.9.9.9", 53)),
        (" 127.0.0.1:5353 ", Server("127.0.0.1", 5353)),
        ("[::1]:53", Server("::1", 53)),
        ("[::1]", Server("::1", 53)),
        ("2620:fe::fe", Server("2620:fe::fe", 53)),
        ("::1:53", Server("::1:53", 53)),
    ],
)
def test_a_server_is_an_address_and_perhaps_a_port(text: str, server: Server) -> None:
    assert parse_server(text) == server


@pytest.mark.parametrize(
    "text", ["", "dns.quad9.net", "9.9.9", "[::1", "[::1]:", "1.2.3.4:", "1.2.3.4:x", "[a]:53"]
)
def test_what_is_not_an_address_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a name server is an IP address such as 9\.9\.9\.9"):
        parse_server(text)


@pytest.mark.parametrize("port", ["0", "65536", "9" * 5000])
def test_an_impossible_port_is_refused(port: str) -> None:
    with pytest.raises(ValueError, match="between 1 and 65535"):
        parse_server(f"127.0.0.1:{port}")


@given(st.ip_addresses(), st.integers(1, 65535))
def test_a_server_reads_back_from_its_text(address: object, port: int) -> None:
    server = Server(str(address), port)
    assert parse_server(str(server)) == server


@given(st.text())
def test_any_text_is_a_server_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert parse_server(str(parse_server(text))) == parse_server(text)


def test_resolv_conf_names_at_most_three_servers() -> None:
    text = """
    # nameserver 1.1.1.1
    search example.com
    nameserver 192.0.2.1
    nameserver\t2001:db8::1   # the second
    nameserver 192.0.2.1
    nameserver not-an-address
    nameserver
    nameserver 192.0.2.3
    nameserver 192.0.2.4
    options edns0
    """
    addresses = [server.address for server in read_resolv_conf(text)]
    assert addresses == ["192.0.2.1", "2001:db8::1", "192.0.2.3"]


@given(st.text())
def test_no_resolv_conf_raises(text: str) -> None:
    assert len(read_resolv_conf(text)) <= 3


def test_without_resolv_conf_this_machine_is_asked(tmp_path: Path) -> None:
    assert system_servers(tmp_path / "missing") == (Server("127.0.0.1", 53),)


def test_resolv_conf_is_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "resolv.conf"
    path.write_bytes(b"\xff\nnameserver 192.0.2.9\n")
    assert system_servers(path) == (Server("192.0.2.9", 53),)
