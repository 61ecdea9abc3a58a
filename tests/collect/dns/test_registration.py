from __future__ import annotations

import asyncio
import json
import ssl
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import trustme

from launchready.collect.collector import NotThere
from launchready.collect.dns.registration import (
    collect_registration,
    collect_registration_end,
    collect_transfer_lock,
)
from launchready.facts.dns import Registration, RegistrationEnd, TransferLock
from launchready.net import rdap
from launchready.net.failure import Failure

from .conftest import PRODUCT, Looking, Names
from .web import saying

RECORD: dict[str, Any] = {
    "objectClassName": "domain",
    "ldhName": "shop.test",
    "status": ["Client Transfer Prohibited", "active"],
    "events": [{"eventAction": "expiration", "eventDate": "2027-01-02T03:04:05Z"}],
    "entities": [
        {"roles": ["registrar"], "vcardArray": ["vcard", [["fn", {}, "text", "Good Names"]]]}
    ],
}


async def test_the_registrys_record_is_read_once_for_three_facts(looking: Looking) -> None:
    async with saying("200 OK", json.dumps(RECORD)) as port:
        look = await looking(Names({}), rdap=f"http://127.0.0.1:{port}/")
        assert await collect_registration.collect(look, "shop.test") == Registration(
            "shop.test",
            "Good Names",
            "2027-01-02T03:04:05+00:00",
            ("client transfer prohibited", "active"),
        )
        end = await collect_registration_end.collect(look, "shop.test")
        lock = await collect_transfer_lock.collect(look, "shop.test")
        assert look.network.traffic.connections == 1
    assert end == RegistrationEnd(
        "shop.test", datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC), "Good Names"
    )
    assert lock == TransferLock(
        "shop.test",
        ("client transfer prohibited",),
        ("client transfer prohibited", "active"),
        "Good Names",
    )


async def test_a_name_that_nobody_sells_has_no_registration(looking: Looking) -> None:
    look = await looking(Names({}))
    with pytest.raises(NotThere, match=r"the registry of \.test has no RDAP server"):
        await collect_registration.collect(look, "shop.test")
    assert look.network.traffic.connections == 0


async def test_a_registry_that_tells_neither_end_nor_locks(looking: Looking) -> None:
    bare = {"objectClassName": "domain", "ldhName": "shop.de", "status": ["active"]}
    async with saying("200 OK", json.dumps(bare)) as port:
        look = await looking(
            Names({}), replace(PRODUCT, domain="shop.de"), rdap=f"http://127.0.0.1:{port}"
        )
        with pytest.raises(NotThere, match=r"the registry of \.de does not say"):
            await collect_registration_end.collect(look, "shop.de")
        with pytest.raises(NotThere, match=r"the registry of \.de publishes no locks"):
            await collect_transfer_lock.collect(look, "shop.de")


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        ("404 Not Found", "{}", "the server knows nothing of it"),
        ("429 Too Many Requests", "", "the server answers no more questions for now"),
        ("500 Oops", "", "the server answered with status 500"),
        ("200 OK", "<html>", "the answer is not a JSON object"),
        ("200 OK", '{"objectClassName": "nameserver"}', "is not about a domain"),
    ],
)
async def test_a_registry_that_does_not_answer_well_is_unmeasured(
    looking: Looking, status: str, body: str, why: str
) -> None:
    async with saying(status, body) as port:
        look = await looking(Names({}), rdap=f"http://127.0.0.1:{port}/")
        with pytest.raises(Failure, match=why):
            await collect_registration.collect(look, "shop.test")


async def test_a_silent_registry_does_not_hold_the_audit_up(
    looking: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdap, "SECONDS", 0.2)
    async with saying("200 OK", "", silent=True) as port:
        look = await looking(Names({}), rdap=f"http://127.0.0.1:{port}/")
        with pytest.raises(Failure, match="did not come within"):
            await asyncio.wait_for(collect_registration.collect(look, "shop.test"), 5)


async def test_the_registry_is_found_in_the_list_of_iana(looking: Looking) -> None:
    authority = trustme.CA()
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("data.iana.org", "rdap.example").configure_cert(served)
    listed = json.dumps({"services": [[["com"], ["https://rdap.example/v1/"]]]})
    answers = {"/rdap/dns.json": listed, "/v1/domain/shop.com": json.dumps(RECORD)}
    asked: list[str] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split(b" ")[1].decode()
        asked.append(path)
        body = answers.get(path, "").encode()
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ")
        writer.write(str(len(body)).encode() + b"\r\n\r\n" + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=served)
    port = server.sockets[0].getsockname()[1]
    connect = {(host, 443): ("127.0.0.1", port) for host in ("data.iana.org", "rdap.example")}
    look = await looking(Names({}), replace(PRODUCT, domain="shop.com"), connect=connect)
    try:
        assert (await collect_registration.collect(look, "shop.com")).registrar == "Good Names"
        with pytest.raises(NotThere, match=r"the registry of \.zz has no RDAP server"):
            await collect_registration.collect(look, "shop.zz")
    finally:
        await look.network.http.close()
        server.close()
        await asyncio.sleep(0.05)
    assert asked == ["/rdap/dns.json", "/v1/domain/shop.com"]


async def test_a_registry_may_not_lead_out_of_encryption() -> None:
    with pytest.raises(Failure, match="without encryption"):
        rdap._next("https://rdap.example/domain/shop.com", "http://rdap.example/domain/shop.com")
