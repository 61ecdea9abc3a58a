from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

import dns.dnssec
import dns.dnssectypes
import dns.message
import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.rrset
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.facts.dns import Dnssec, Status
from launchready.net.dns.dnssec import examine, judge
from launchready.net.dns.resolver import Signed
from launchready.net.failure import Failure, Phase

from .conftest import Resolving, Rogue, reply
from .knot import Knot

ZONE = dns.name.from_text("shop.example.")
NOW = datetime(2025, 6, 1, tzinfo=UTC).timestamp()
DAY = 86400
SOA = dns.rrset.from_text(
    ZONE, 300, "IN", "SOA", "ns1.example. hostmaster.example. 1 3600 900 604800 300"
)


class Keyring:
    """A key pair of a made-up zone."""

    def __init__(self, flags: int = 257) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        algorithm = dns.dnssectypes.Algorithm.ECDSAP256SHA256
        self.public = dns.dnssec.make_dnskey(self.private.public_key(), algorithm, flags)
        self.ds = dns.dnssec.make_ds(ZONE, self.public, "SHA256")

    def sign(self, rrset: dns.rrset.RRset, *, begin: float = -DAY, end: float = 9 * DAY) -> Any:
        return dns.dnssec.sign(
            rrset,
            self.private,
            ZONE,
            self.public,
            inception=NOW + begin,
            expiration=NOW + end,
        )


def signed(rrset: dns.rrset.RRset | None, *signatures: Any, passes: bool = True) -> Signed:
    status = Status.NO_RECORDS if rrset is None else Status.ANSWERED
    held = dns.rrset.from_rdata_list(ZONE, 300, signatures) if signatures else None
    return Signed(ZONE, status, "", rrset, held, passes)


def rrset(*records: Any) -> dns.rrset.RRset:
    return dns.rrset.from_rdata_list(ZONE, 300, records)


KSK, ZSK, FOREIGN = Keyring(), Keyring(256), Keyring()
KEYS = rrset(KSK.public, ZSK.public)
DS = signed(rrset(KSK.ds))


@pytest.mark.parametrize(
    ("zone", "problem"),
    [
        ("signed", ""),
        ("shop", ""),
        ("island", ""),
        ("keyless", "the parent has a DS but the zone publishes no keys (DNSKEY)"),
        ("bogus", "zone (SOA): signature does not match the records"),
        ("other", "the DS at the parent matches no key that the zone publishes"),
        (
            "strange",
            "every DS uses an algorithm that resolvers ignore, so the zone counts as unsigned",
        ),
    ],
)
async def test_each_broken_link_of_a_served_zone_is_named(
    knot: Knot, resolving: Resolving, zone: str, problem: str
) -> None:
    assert (await examine(resolving(knot.server), f"{zone}.example")).problem == problem


async def test_a_zone_that_knot_signs_holds(knot: Knot, resolving: Resolving) -> None:
    seen = await examine(resolving(knot.server), "signed.example")
    assert seen.signed
    assert len(seen.ds) == 1
    assert seen.algorithms == ("ECDSAP256SHA256",)
    assert seen.expires_days is not None
    assert 13 < seen.expires_days <= 14


async def test_an_expired_zone_says_since_when(knot: Knot, resolving: Resolving) -> None:
    seen = await examine(resolving(knot.server), "expired.example")
    assert seen.problem == f"keys (DNSKEY): signature expired on {knot.expired_on}"
    assert seen.expires_days is not None
    assert -3.1 < seen.expires_days < -2.9


async def test_an_unsigned_zone_has_no_problem(knot: Knot, resolving: Resolving) -> None:
    assert await examine(resolving(knot.server), "shop.example") == Dnssec("shop.example")


async def test_keys_without_a_ds_are_seen_but_nobody_relies_on_them(
    knot: Knot, resolving: Resolving
) -> None:
    seen = await examine(resolving(knot.server), "island.example")
    assert seen.ds == ()
    assert seen.signed
    assert seen.expires_days == pytest.approx(9.04, abs=0.1)


async def test_a_silent_resolver_is_a_failure_not_an_unsigned_zone(
    rogue: Rogue, resolving: Resolving
) -> None:
    server = await rogue(lambda *_: [])
    with pytest.raises(Failure, match=r"the DS record of shop\.example could not be seen") as seen:
        await examine(resolving(server.server), "shop.example")
    assert seen.value.phase is Phase.NAME


async def test_a_refusing_resolver_is_a_failure_too(rogue: Rogue, resolving: Resolving) -> None:
    server = await rogue(lambda query, _: [reply(query, rcode="REFUSED")])
    with pytest.raises(Failure, match="answered REFUSED"):
        await examine(resolving(server.server), "shop.example")


async def test_an_impossible_zone_name_is_a_failure(knot: Knot, resolving: Resolving) -> None:
    with pytest.raises(Failure, match="empty label"):
        await examine(resolving(knot.server), "shop..example")


async def test_signatures_are_asked_for_even_where_they_do_not_hold(
    rogue: Rogue, resolving: Resolving
) -> None:
    server = await rogue(lambda query, _: [reply(query)])
    await resolving(server.server).ask_signed("shop.example", "DS")
    query = dns.message.from_wire(server.queries[0])
    assert query.flags & dns.flags.CD
    assert query.ednsflags & dns.flags.DO


def test_a_chain_of_ds_key_and_soa_holds() -> None:
    seen = judge(DS, signed(KEYS, KSK.sign(KEYS)), signed(SOA, ZSK.sign(SOA)), now=NOW)
    assert seen.problem == ""
    assert seen.expires_days == 9.0


def test_one_good_signature_is_enough() -> None:
    stale = KSK.sign(KEYS, end=-DAY / 2)
    keys = signed(KEYS, stale, KSK.sign(KEYS))
    seen = judge(DS, keys, signed(SOA, ZSK.sign(SOA)), now=NOW)
    assert seen.problem == ""
    assert seen.expires_days == -0.5


def test_a_second_ds_for_a_key_to_come_does_no_harm() -> None:
    ds = signed(rrset(FOREIGN.ds, KSK.ds))
    seen = judge(ds, signed(KEYS, KSK.sign(KEYS)), signed(SOA, ZSK.sign(SOA)), now=NOW)
    assert seen.problem == ""


BROKEN = {
    "keys not signed": (
        signed(KEYS),
        signed(SOA, ZSK.sign(SOA)),
        "keys (DNSKEY): not signed",
    ),
    "keys signed by the wrong key": (
        signed(KEYS, ZSK.sign(KEYS)),
        signed(SOA, ZSK.sign(SOA)),
        "keys (DNSKEY): no signature by the key that the DS names",
    ),
    "signature of tomorrow": (
        signed(KEYS, KSK.sign(KEYS, begin=DAY)),
        signed(SOA, ZSK.sign(SOA)),
        "keys (DNSKEY): signature is not valid before 2025-06-02",
    ),
    "soa expired": (
        signed(KEYS, KSK.sign(KEYS)),
        signed(SOA, ZSK.sign(SOA, end=-DAY / 2)),
        "zone (SOA): signature expired on 2025-05-31",
    ),
    "soa signed by a key nobody published": (
        signed(KEYS, KSK.sign(KEYS)),
        signed(SOA, FOREIGN.sign(SOA)),
        "zone (SOA): no signature by a key of the zone",
    ),
    "soa not signed": (
        signed(KEYS, KSK.sign(KEYS)),
        signed(SOA),
        "zone (SOA): not signed",
    ),
    "no soa": (
        signed(KEYS, KSK.sign(KEYS)),
        signed(None),
        "the zone has keys but no SOA record",
    ),
}


@pytest.mark.parametrize(("keys", "soa", "problem"), BROKEN.values(), ids=BROKEN.keys())
def test_each_broken_link_is_named(keys: Signed, soa: Signed, problem: str) -> None:
    assert judge(DS, keys, soa, now=NOW).problem == problem


def test_a_resolver_that_drops_signatures_proves_nothing() -> None:
    keys, soa = signed(KEYS, passes=False), signed(SOA, passes=False)
    with pytest.raises(Failure, match="does not pass signatures on"):
        judge(DS, keys, soa, now=NOW)


def test_a_flood_of_bad_signatures_costs_little() -> None:
    good = KSK.sign(KEYS)
    bad = [good.replace(signature=bytes([number] * 64)) for number in range(200)]
    began = time.monotonic()
    seen = judge(DS, signed(KEYS, *bad), signed(SOA), now=NOW)
    assert seen.problem == "keys (DNSKEY): signature does not match the records"
    assert time.monotonic() - began < 5


@settings(max_examples=60, deadline=None)
@given(
    key=st.binary(max_size=80),
    algorithm=st.sampled_from([5, 7, 8, 10, 13, 14, 15, 16]),
    signature=st.binary(max_size=80),
)
def test_keys_and_signatures_of_any_bytes_are_judged(
    key: bytes, algorithm: int, signature: bytes
) -> None:
    wire = b"\x01\x01\x03" + bytes([algorithm]) + key
    made = dns.rdata.from_wire(dns.rdataclass.IN, dns.rdatatype.DNSKEY, wire, 0, len(wire))
    ds = dns.dnssec.make_ds(ZONE, made, "SHA256")
    tag = dns.dnssec.key_id(made)  # type: ignore[arg-type]  # a DNSKEY by construction
    forged = KSK.sign(KEYS).replace(algorithm=algorithm, key_tag=tag, signature=signature)
    seen = judge(signed(rrset(ds)), signed(rrset(made), forged), signed(SOA), now=NOW)
    assert seen.problem


async def test_all_three_questions_go_out_at_once(rogue: Rogue, resolving: Resolving) -> None:
    server = await rogue(lambda *_: [])
    examining = asyncio.create_task(examine(resolving(server.server), "shop.example"))
    async with asyncio.timeout(5):
        with pytest.raises(Failure):
            await examining
    assert len(server.queries) == 6
