from __future__ import annotations

import dns.message
import dns.name
import dns.rdataclass
import dns.rdatatype

from launchready.demo.authority import NameServer
from launchready.demo.blueprint import REPAIRED, SERIAL, NameServerPlan, repaired
from launchready.demo.names import Internet, internet


def start(server: NameServer) -> tuple[int, str]:
    """Return the serial that a name server gives, and the signature over it."""
    query = dns.message.make_query(f"{REPAIRED}.", "SOA", want_dnssec=True)
    wire = server.answer(query.to_wire())
    assert wire is not None
    found, name = dns.message.from_wire(wire), dns.name.from_text(REPAIRED)
    [soa] = found.get_rrset(found.answer, name, dns.rdataclass.IN, dns.rdatatype.SOA) or []
    [signature] = (
        found.get_rrset(
            found.answer, name, dns.rdataclass.IN, dns.rdatatype.RRSIG, dns.rdatatype.SOA
        )
        or []
    )
    return soa.serial, signature.to_text()


def servers(built: Internet) -> list[NameServer]:
    return [*built.resolvers, *built.nameservers.values()]


def test_a_zone_that_says_the_same_everywhere_is_signed_once() -> None:
    # No two signatures of this algorithm are alike: the same one was made once.
    seen = [start(server) for server in servers(internet(repaired()))]
    assert len(seen) == 3
    assert len(set(seen)) == 1


def test_a_name_server_behind_the_others_gives_its_own_serial() -> None:
    blueprint = repaired()
    late, *_ = blueprint.nameservers
    blueprint.nameservers[late] = NameServerPlan("108.162.192.51", serial=SERIAL - 1)
    built = internet(blueprint)
    behind = start(built.nameservers[late])
    others = {start(server) for server in servers(built) if server is not built.nameservers[late]}
    assert behind[0] == SERIAL - 1
    assert [serial for serial, _ in others] == [SERIAL]


def test_a_resolver_that_still_sees_something_else_has_a_zone_of_its_own() -> None:
    blueprint = repaired()
    blueprint.second_resolver = {("@", "A"): ("192.0.2.1",)}
    first, second = internet(blueprint).resolvers
    query = dns.message.make_query(f"{REPAIRED}.", "A").to_wire()
    answers = [dns.message.from_wire(server.answer(query) or b"") for server in (first, second)]
    shown = [{one.to_text() for one in answer.answer[0]} for answer in answers]
    assert shown == [{"104.16.132.229", "104.16.133.229"}, {"192.0.2.1"}]
