from __future__ import annotations

from launchready.derive.mail.spf.plan import plan

from .zones import Records, grown, txt


def test_drops_what_is_useless_first() -> None:
    zone = txt(
        shop="v=spf1 ptr include:a.example include:a.example include:b.example include:gone.example"
        " a:void.example ~all",
        a="v=spf1 include:b.example -all",
        b="v=spf1 ip4:192.0.2.1 -all",
    )
    made = plan(grown(zone))
    assert made.record == "v=spf1 include:a.example ~all"
    assert made.lookups == 2
    assert [step.says for step in made.steps] == [
        "Drop `include:a.example`: it stands there twice.",
        "Drop `include:b.example`: `include:a.example` includes it already.",
        "Drop `ptr`: `ptr` is slow, unreliable and deprecated (RFC 7208 section 5.5).",
        "Drop `include:gone.example`: gone.example does not exist.",
        "Drop `a:void.example`: void.example has no such record.",
    ]


def test_writes_hosts_out_as_addresses_only_where_it_must() -> None:
    zone: Records = {
        "shop.example": {
            "TXT": ["v=spf1 a mx ~all"],
            "A": ["192.0.2.1"],
            "AAAA": ["2001:db8::1"],
            "MX": ["10 mx.example"],
        },
        "mx.example": {"A": ["192.0.2.9"]},
    }
    tree = grown(zone, addresses=True)
    assert plan(tree).record == "v=spf1 a mx ~all"
    assert plan(tree, 0).record == "v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 ip4:192.0.2.9 ~all"
    assert plan(tree, 1).lookups == 1


def test_a_mail_server_that_could_not_be_seen_is_not_left_out() -> None:
    zone: Records = {
        "shop.example": {"TXT": ["v=spf1 mx ~all"], "MX": ["1 a.example", "2 b.example"]},
        "a.example": {"A": ["192.0.2.9"]},
        "b.example": {"A": ["TIMEOUT"]},
    }
    assert plan(grown(zone, addresses=True), 0).record == "v=spf1 mx ~all"


def test_flattens_small_fixed_includes_and_joins_their_blocks() -> None:
    zone = txt(
        shop="v=spf1 include:a.example ~all",
        a="v=spf1 include:b.example ip4:192.0.2.0/25 -all",
        b="v=spf1 ip4:192.0.2.128/25 ip6:2001:db8::1 -all",
    )
    assert plan(grown(zone), 1).record == "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::1 ~all"


def test_never_flattens_a_known_service() -> None:
    zone = txt(shop="v=spf1 include:sendgrid.net a:x.example ~all")
    zone |= {"sendgrid.net": {"TXT": ["v=spf1 ip4:192.0.2.1 ~all"]}}
    made = plan(grown(zone), 0)
    assert "ip4" not in made.record


def test_moves_the_costliest_sender_to_a_subdomain_at_last() -> None:
    zone = txt(
        shop="v=spf1 include:spf.big.example include:small.example ~all",
        small="v=spf1 exists:%{i}.x.example -all",
    )
    zone["spf.big.example"] = {"TXT": ["v=spf1" + " exists:%{i}.y.example" * 9 + " -all"]}
    made = plan(grown(zone))
    assert made.record == "v=spf1 include:small.example ~all"
    assert made.moved == (("big.shop.example", "v=spf1 include:spf.big.example ~all"),)
    assert made.lookups == 2


def test_a_redirect_within_the_domain_is_changed_where_it_leads() -> None:
    zone = txt(shop="v=spf1 redirect=_spf.shop.example")
    zone["_spf.shop.example"] = {"TXT": ["v=spf1 ptr a:gone.example ~all"]}
    made = plan(grown(zone))
    assert (made.domain, made.record) == ("_spf.shop.example", "v=spf1 ~all")
