from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import pytest
import uvloop

from launchready.facts.tls import Offers
from launchready.net.dial import Dialler
from launchready.net.failure import Failure
from launchready.net.tls.ask import ask
from launchready.net.tls.hello import Hello, Version
from launchready.net.tls.offers import all_offers, weak_offers
from launchready.net.tls.reply import Other
from launchready.net.tls.suites import ORDINARY, SUITES, name_of

from .conftest import HOST, Dialling, Script, answering, serving

CODES = {suite.name: suite.code for suite in SUITES}
GCM = CODES["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"]
CBC = CODES["TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"]
RSA_CBC = CODES["TLS_RSA_WITH_AES_128_CBC_SHA"]
TRIPLE_DES = CODES["TLS_RSA_WITH_3DES_EDE_CBC_SHA"]
RC4 = CODES["TLS_RSA_WITH_RC4_128_SHA"]
ALERT = b"\x15\x03\x03\x00\x02\x02\x28"


@dataclass
class Chooser:
    """A server of any age: answers a hello with a choice, and goes no further."""

    suites: Sequence[int]
    versions: Sequence[Version] = (Version.TLS12,)
    follows_client: bool = False
    refusal: bytes = ALERT
    """Empty: closes the connection, as Windows does."""
    hellos: list[tuple[int, list[int]]] = field(default_factory=list)

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readexactly(5)
        hello = await reader.readexactly(int.from_bytes(head[3:]))
        version = int.from_bytes(hello[4:6])
        size = int.from_bytes(hello[39:41])
        offered = [int.from_bytes(hello[at : at + 2]) for at in range(41, 41 + size, 2)]
        self.hellos.append((version, offered))
        shared = [each for each in self.versions if each <= version]
        first, second = (offered, self.suites) if self.follows_client else (self.suites, offered)
        suite = next((code for code in first if code in second), None)
        if suite is None or not shared:
            writer.write(self.refusal)
            return
        body = max(shared).to_bytes(2) + bytes(33) + suite.to_bytes(2) + b"\x00"
        flight = b"\x02" + len(body).to_bytes(3) + body + b"\x0e\x00\x00\x00"
        writer.write(b"\x16" + max(shared).to_bytes(2) + len(flight).to_bytes(2) + flight)
        await reader.read()


Asking = Callable[[Dialler, str, int], Awaitable[Offers]]


async def probe(asking: Asking, script: Script, *, patience: float = 5.0) -> tuple[Offers, int]:
    """What was seen of this server, and with how many connections."""
    dialling = Dialling()
    async with serving(script) as port:
        offers = await asking(dialling.dialler(timeout=patience), HOST, port)
    return offers, dialling.traffic.connections


async def test_a_healthy_endpoint_refuses_everything_weak_in_three_connections() -> None:
    offers, connections = await probe(weak_offers, Chooser([GCM, RSA_CBC]))
    assert offers.protocols == offers.suites == offers.unseen == ()
    assert offers.refused == ("SSLv3", "TLSv1.0", "TLSv1.1")
    assert offers.stapled is False
    assert connections == 3


@pytest.mark.parametrize(
    ("versions", "accepted"),
    [
        ([Version.SSL3], ("SSLv3",)),
        ([Version.TLS10, Version.TLS12], ("TLSv1.0",)),
        ([Version.TLS11, Version.TLS12], ("TLSv1.1",)),
        ([Version.TLS10, Version.TLS11, Version.TLS12], ("TLSv1.0", "TLSv1.1")),
        ([Version.SSL3, Version.TLS12], ("SSLv3",)),
        ([Version.SSL3, Version.TLS11], ("SSLv3", "TLSv1.1")),
        (list(Version), ("SSLv3", "TLSv1.0", "TLSv1.1")),
    ],
)
@pytest.mark.parametrize("asking", [weak_offers, all_offers])
async def test_each_weak_version_is_found(
    versions: list[Version], accepted: tuple[str, ...], asking: Asking
) -> None:
    offers, connections = await probe(asking, Chooser([GCM, RSA_CBC], versions))
    assert offers.protocols == accepted
    assert set(offers.refused) == {"SSLv3", "TLSv1.0", "TLSv1.1"} - set(accepted)
    assert connections <= 5 or asking is all_offers


async def test_triple_des_is_seen_although_the_local_openssl_knows_none() -> None:
    offers, _ = await probe(weak_offers, Chooser([GCM, TRIPLE_DES]))
    assert offers.suites == ("TLS_RSA_WITH_3DES_EDE_CBC_SHA",)
    deep, _ = await probe(all_offers, Chooser([GCM, RC4, TRIPLE_DES]))
    assert set(deep.suites) == {"TLS_RSA_WITH_3DES_EDE_CBC_SHA", "TLS_RSA_WITH_RC4_128_SHA"}


async def test_windows_refuses_by_closing() -> None:
    offers, _ = await probe(weak_offers, Chooser([GCM], refusal=b""))
    assert offers.refused == ("SSLv3", "TLSv1.0", "TLSv1.1")
    assert offers.unseen == ()


@pytest.mark.parametrize("asking", [weak_offers, all_offers])
@pytest.mark.parametrize(
    "script",
    [answering(), answering(b"HTTP/1.1 400 Bad Request\r\n\r\n"), answering(b"\x00" * 99)],
    ids=["closes", "plain HTTP", "noise"],
)
async def test_what_refuses_even_the_ordinary_was_not_seen(script: Script, asking: Asking) -> None:
    with pytest.raises(Failure, match="no offer of old versions or suites was answered"):
        await probe(asking, script)


@pytest.mark.parametrize("asking", [weak_offers, all_offers])
async def test_silence_is_left_within_the_timeout(asking: Asking) -> None:
    began = time.monotonic()
    with pytest.raises(Failure, match="timed out"):
        await probe(asking, answering(linger=True), patience=0.3)
    assert time.monotonic() - began < 15


async def test_a_dripping_answer_is_left_within_the_timeout() -> None:
    began = time.monotonic()
    drip = answering(*[bytes([byte]) for byte in ALERT], pause=0.2)
    with pytest.raises(Failure, match="half an answer"):
        await probe(weak_offers, drip, patience=0.5)
    assert time.monotonic() - began < 15


async def test_an_unanswered_offer_is_unseen_and_not_refused() -> None:
    half_an_alert = b"\x15\x03\x03\x00\x02\x02"
    offers, _ = await probe(weak_offers, Chooser([GCM], refusal=half_an_alert))
    assert offers.refused == ()
    assert offers.unseen == (
        "SSLv3: half an answer",
        "TLSv1.0: half an answer",
        "TLSv1.1: half an answer",
        "weak suites: half an answer",
    )


async def test_a_choice_that_was_not_offered_is_no_acceptance(dialling: Dialling) -> None:
    async def lying(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(5)
        body = b"\x03\x03" + bytes(33) + b"\x13\x01\x00"
        flight = b"\x02" + len(body).to_bytes(3) + body
        writer.write(b"\x16\x03\x03" + len(flight).to_bytes(2) + flight)

    async with serving(lying) as port:
        found = await ask(dialling.dialler(), HOST, port, Hello(Version.TLS12, [RC4], HOST))
    assert found == Other("a choice that was not offered")


PREFERENCES = {
    "strong first": [GCM, CBC, RSA_CBC, TRIPLE_DES],
    "several of a kind": [*ORDINARY[:6], CBC, RSA_CBC, TRIPLE_DES, RC4],
    "RC4 first, as once against BEAST": [RC4, GCM, CBC, RSA_CBC, TRIPLE_DES],
    "old before new": [TRIPLE_DES, RSA_CBC, CBC, *ORDINARY[5:2:-1]],
    "only one": [GCM],
    "none": [],
}


@pytest.mark.parametrize("suites", PREFERENCES.values(), ids=PREFERENCES.keys())
async def test_every_suite_is_found_in_the_order_of_preference(suites: list[int]) -> None:
    offers, connections = await probe(all_offers, Chooser(suites))
    assert offers.all_suites == tuple(map(name_of, suites))
    assert connections <= 2 * len(suites) + 12


async def test_a_server_that_follows_the_client_costs_no_second_round() -> None:
    suites = [RSA_CBC, *ORDINARY[:5], RC4, CBC]
    offers, connections = await probe(all_offers, Chooser(suites, follows_client=True))
    assert set(offers.all_suites) == set(map(name_of, suites))
    assert connections <= len(suites) + 12


async def test_a_server_that_takes_everything_is_enumerated() -> None:
    every = [suite.code for suite in SUITES]
    offers, connections = await probe(all_offers, Chooser(every))
    assert len(offers.all_suites) == len(every)
    assert connections <= len(every) + 12


def test_uvloop_sees_the_same() -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        offers, _ = runner.run(probe(all_offers, Chooser([GCM, TRIPLE_DES], list(Version))))
    assert offers.protocols == ("SSLv3", "TLSv1.0", "TLSv1.1")
    assert offers.all_suites == tuple(map(name_of, [GCM, TRIPLE_DES]))
