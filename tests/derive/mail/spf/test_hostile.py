"""Whatever a zone says, reading it ends, bounded and without an exception."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.mail.spf.check_host import answered_by, check_host
from launchready.derive.mail.spf.evaluation import Query
from launchready.derive.mail.spf.macros import MacroString, Values, expand_name, read_macros
from launchready.derive.mail.spf.names import can_be_asked, connecting_address
from launchready.derive.mail.spf.networks import passes_everybody
from launchready.derive.mail.spf.nodes import State
from launchready.derive.mail.spf.plan import plan
from launchready.derive.mail.spf.record import near_misses, read_record
from launchready.derive.mail.spf.repair import merged, repaired
from launchready.derive.mail.spf.tree import MOST_NODES
from launchready.facts.dns import Answer
from launchready.facts.spf import SpfVerdict

from .zones import grown, look_up

NAMES = ("shop.example", "a.example", "b.example", "c.example", "gone.example")
MOST_ASKED = 1 + 10 * 12 + 12 + 1
words = st.sampled_from(
    [
        *(f"{kind}{name}" for kind in ("include:", "redirect=", "a:", "mx:") for name in NAMES),
        *("a", "mx", "ptr", "+all", "-all", "?all", "exists:%{i}.%{d}", "include:%{o}", "exp=%{p}"),
        *(
            "ip4:192.0.2.0/24",
            "ip6:2001:db8::/32",
            "ip4:1",
            "a//",
            "%{",
            "x=%{l1r-}",
            "\ufeff",
            "\t",
        ),
        *("include:%{h}", "a:%{s}.example", "ptr:%{p}", "exists:%{d99999999999999}.example"),
    ]
)
records = st.lists(words, max_size=14).map(lambda found: " ".join(("v=spf1", *found)))
values = st.one_of(
    st.just(("TIMEOUT",)),
    st.lists(st.one_of(records, st.text(max_size=40)), max_size=2).map(tuple),
)
zones = st.fixed_dictionaries(
    {
        name: st.fixed_dictionaries(
            {
                "TXT": values,
                "A": st.sampled_from([(), ("192.0.2.1",), ("no address",), ("TIMEOUT",)]),
                "MX": st.sampled_from([(), ("10 a.example",), ("x",), ("0 .",) * 12]),
            }
        )
        for name in NAMES[:-1]
    }
)
texts = st.text(st.characters(codec="utf-8"), max_size=300)


@given(texts)
@settings(deadline=None, max_examples=300)
def test_any_text_is_read(text: str) -> None:
    read = read_record("v=spf1 " + text)
    assert all(7 < one.column <= len(read.text) for one in read.problems)
    assert not read_record(repaired(read)).problems
    assert merged((read.text, read.text)).startswith("v=spf1")
    assert len(near_misses((text, read.text))) <= 1


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=100)
def test_bytes_that_are_no_text_are_a_mistake(raw: bytes) -> None:
    text = "v=spf1 " + raw.decode("utf-8", "backslashreplace")
    read = read_record(text)
    if any(byte > 127 for byte in raw):
        assert read.problems


@given(texts, texts, texts)
@settings(deadline=None, max_examples=100)
def test_any_macro_expands_to_a_bounded_name(text: str, sender: str, helo: str) -> None:
    for source in (text, f"%{{s}}{text}%{{H9r-}}", "%{i}.%{v}.%{d2r}.%{o}"):
        macros = read_macros(source)
        if isinstance(macros, MacroString):
            values = Values(connecting_address("2001:db8::1"), "shop.example", sender, helo)
            name = expand_name(macros, values)
            assert len(name) <= 253 or not can_be_asked(name)


@given(zones, st.sampled_from(["192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"]), texts)
@settings(deadline=None, max_examples=150)
def test_any_zone_gives_a_result(
    zone: dict[str, dict[str, tuple[str, ...]]], ip: str, helo: str
) -> None:
    asked: list[Query] = []

    def ask(query: Query) -> Answer:
        assert can_be_asked(query.name)
        asked.append(query)
        return look_up(zone, query.name, query.kind)

    result = answered_by(check_host(ip, "shop.example", "ann@shop.example", helo), ask)
    assert result.verdict in SpfVerdict
    assert result.lookups <= 11
    assert len(asked) <= MOST_ASKED


@given(zones)
@settings(deadline=None, max_examples=150)
def test_any_zone_gives_a_bounded_tree_and_a_plan(
    zone: dict[str, dict[str, tuple[str, ...]]],
) -> None:
    tree = grown(zone, addresses=True)
    assert not tree.missing
    seen = [branch.child for _, branch in tree.walk() if branch.child]
    assert sum(node.state is State.PUBLISHED for node in seen) <= MOST_NODES
    made = plan(tree)
    assert not read_record(made.record).problems
    assert made.lookups <= tree.lookups or tree.root.state is not State.PUBLISHED
    passes_everybody(tree.root)


def test_a_record_of_ten_thousand_characters_is_read() -> None:
    for term in ("ip4:192.0.2.1 ", "a:", "%{d}", "include:a.example ", "/", "x=", "%", "-", "a/1"):
        text = ("v=spf1 " + term * 10_000)[:10_000]
        zone = {"shop.example": {"TXT": [text]}, "a.example": {"TXT": ["v=spf1 -all"]}}
        repaired(read_record(text))
        plan(grown(zone))
