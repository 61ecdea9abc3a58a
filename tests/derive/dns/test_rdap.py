from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.dns.rdap import (
    NotRdap,
    knows_locks,
    read_registration,
    server_for,
    transfer_locks,
)

LIST = json.dumps(
    {
        "services": [
            [["com", "net"], ["http://old.example/", "https://rdap.example/com/v1"]],
            [["co.uk"], ["https://rdap.example/uk/"]],
            [["org"], ["http://plain.example/"]],
        ]
    }
).encode()


@pytest.mark.parametrize(
    ("domain", "base"),
    [
        ("shop.com", "https://rdap.example/com/v1/"),
        ("shop.co.uk", "https://rdap.example/uk/"),
        ("shop.uk", ""),
        ("shop.notcom", ""),
        ("shop.org", ""),
    ],
    ids=["of the top level", "longest match", "none", "whole labels only", "not without https"],
)
def test_finds_the_registrys_server(domain: str, base: str) -> None:
    assert server_for(LIST, domain) == base


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"services": 7}', b"[" * 100_000])
def test_refuses_what_is_no_list(body: bytes) -> None:
    with pytest.raises(NotRdap):
        server_for(body, "shop.com")


@pytest.mark.parametrize(
    ("date", "expires"),
    [
        ("2027-01-02T03:04:05Z", "2027-01-02T03:04:05+00:00"),
        ("2027-01-02T03:04:05.678+02:00", "2027-01-02T01:04:05+00:00"),
        ("2027-01-02", "2027-01-02T00:00:00+00:00"),
        ("soon", ""),
        (7, ""),
        ("9999-12-31T23:59:59-23:59", ""),
    ],
)
def test_reads_when_it_ends(date: object, expires: str) -> None:
    events = [
        {"eventAction": "registration", "eventDate": "2001-01-01T00:00:00Z"},
        {"eventAction": "expiration", "eventDate": date},
    ]
    found = read_registration("shop.com", json.dumps({"events": events}).encode())
    assert found.expires == expires


def test_names_the_registrar_by_its_handle_where_it_has_no_name() -> None:
    body: dict[str, Any] = {"entities": [{"roles": ["registrar"], "handle": "292"}]}
    assert read_registration("shop.com", json.dumps(body).encode()).registrar == "292"


def test_control_characters_do_not_pass() -> None:
    card = ["vcard", [["fn", {}, "text", "Good\x1b[31m\nNames"]]]
    body = {"entities": [{"roles": ["registrar"], "vcardArray": card}]}
    assert read_registration("shop.com", json.dumps(body).encode()).registrar == "Good[31mNames"


def test_knows_locks_by_either_spelling() -> None:
    statuses = ("client transfer prohibited", "serverTransferProhibited", "active")
    assert transfer_locks(statuses) == statuses[:2]
    assert knows_locks("shop.com", ())
    assert knows_locks("shop.io", ("client delete prohibited",))
    assert not knows_locks("shop.de", ("active",))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=20,
)
KEYS = ("status", "events", "entities", "objectClassName", "services")


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_any_object_is_read_or_refused(found: dict[str, Any]) -> None:
    body = json.dumps(found).encode()
    for read in (server_for, lambda raw, name: read_registration(name, raw)):
        with suppress(NotRdap):
            read(body, "shop.com")
