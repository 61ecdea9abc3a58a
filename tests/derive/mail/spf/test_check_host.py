from __future__ import annotations

import pytest

from launchready.derive.mail.spf.check_host import answered_by, check_host
from launchready.derive.mail.spf.evaluation import Query
from launchready.facts.dns import Answer
from launchready.facts.spf import SpfResult, SpfVerdict

from .zones import Records, look_up, txt


def run(zone: Records, ip: str = "192.0.2.1", sender: str = "ann@shop.example") -> SpfResult:
    def ask(query: Query) -> Answer:
        return look_up(zone, query.name, query.kind)

    asking = check_host(ip, sender.rpartition("@")[2], sender, "mail.shop.example")
    return answered_by(asking, ask)


def test_a_pass_names_the_term_and_the_record() -> None:
    result = run(txt(shop="v=spf1 include:mail.example -all", mail="v=spf1 ip4:192.0.2.0/24"))
    assert result == SpfResult(
        SpfVerdict.PASS,
        "`include:mail.example` of shop.example matches 192.0.2.1",
        "shop.example",
        "v=spf1 include:mail.example -all",
        "include:mail.example",
        lookups=1,
    )


def test_the_eleventh_lookup_ends_it() -> None:
    zone = {"shop.example": {"TXT": ["v=spf1" + " a" * 11 + " +all"], "A": ["198.51.100.1"]}}
    result = run(zone)
    assert result.verdict is SpfVerdict.PERMERROR
    assert result.reason == "the policy needs more than 10 DNS lookups"


def test_ten_lookups_are_allowed() -> None:
    zone = {"shop.example": {"TXT": ["v=spf1" + " a" * 10 + " +all"], "A": ["198.51.100.1"]}}
    assert run(zone).verdict is SpfVerdict.PASS
    assert run(zone).lookups == 10


def test_the_third_void_lookup_ends_it() -> None:
    two = txt(shop="v=spf1 a:x1.example mx:x2.example +all")
    three = txt(shop="v=spf1 a:x1.example mx:x2.example exists:x3.example +all")
    assert (run(two).verdict, run(two).void_lookups) == (SpfVerdict.PASS, 2)
    assert run(three).verdict is SpfVerdict.PERMERROR
    assert run(three).reason == "more than 2 DNS lookups of the policy find nothing"


def test_a_timeout_is_temporary_and_not_absent() -> None:
    result = run({"shop.example": {"TXT": ["TIMEOUT"]}})
    assert result.verdict is SpfVerdict.TEMPERROR
    assert result.reason == "the TXT records of shop.example could not be seen"


def test_a_syntax_error_is_told_with_its_place() -> None:
    result = run(txt(shop="v=spf1 ip4:192.0.2.1 foo -all"))
    assert result.verdict is SpfVerdict.PERMERROR
    assert result.reason == (
        "the record of shop.example is wrong at column 22: there is no mechanism `foo`"
    )
    assert result.term == "foo"


def test_a_loop_ends_at_the_limit() -> None:
    zone = txt(shop="v=spf1 include:mail.example -all", mail="v=spf1 include:shop.example -all")
    assert run(zone).verdict is SpfVerdict.PERMERROR


def test_a_local_part_that_is_not_ascii_matches_nothing() -> None:
    zone = txt(shop="v=spf1 exists:%{l}.users.example -all")
    assert run(zone, sender="änn@shop.example").verdict is SpfVerdict.FAIL


def test_an_explanation_is_expanded_for_the_sender_that_fails() -> None:
    zone = txt(shop="v=spf1 -all exp=why.example", why="%{i} is not %{o}'s")
    assert run(zone).explanation == "192.0.2.1 is not shop.example's"


def test_a_wrong_address_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="does not appear to be"):
        check_host("nowhere", "shop.example", "ann@shop.example", "mail.shop.example")
