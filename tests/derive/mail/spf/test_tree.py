from __future__ import annotations

from launchready.derive.mail.spf.evaluation import Query
from launchready.derive.mail.spf.nodes import State
from launchready.derive.mail.spf.tree import MOST_NODES, build, known

from .zones import Records, grown, look_up, txt


def test_costs_are_counted_through_every_include() -> None:
    tree = grown(
        {
            **txt(
                shop="v=spf1 mx include:a.example redirect=b.example",
                a="v=spf1 include:c.example a:c.example ~all",
                b="v=spf1 exists:%{i}.x.example ptr -all",
                c="v=spf1 ip4:192.0.2.1 -all",
            ),
        }
    )
    assert [(one.name, one.lookups) for one in tree.root.branches] == [
        ("mx", 1),
        ("include", 3),
        ("redirect", 3),
    ]
    assert (tree.lookups, tree.exact, tree.over) == (7, True, False)


def test_what_stands_behind_all_costs_nothing() -> None:
    tree = grown(txt(shop="v=spf1 a:x.example -all include:a.example mx redirect=b.example"))
    assert tree.lookups == 1
    assert [one.reached for one in tree.root.branches] == [True, True, False, False, False]


def test_the_same_include_twice_costs_twice() -> None:
    tree = grown(txt(shop="v=spf1 include:a.example include:a.example -all", a="v=spf1 -all"))
    assert tree.lookups == 2


def test_a_level_of_includes_is_asked_at_once() -> None:
    zone = txt(shop="v=spf1 include:a.example include:b.example a:c.example mx:d.example -all")
    first = build("shop.example", known(()))
    second = build("shop.example", known([look_up(zone, "shop.example", "TXT")]))
    assert first.missing == (Query("shop.example", "TXT"),)
    assert second.missing == (
        Query("a.example", "TXT"),
        Query("b.example", "TXT"),
        Query("c.example", "A"),
        Query("d.example", "MX"),
    )


def test_an_address_of_either_version_is_not_void() -> None:
    zone: Records = {
        **txt(shop="v=spf1 a:six.example a:four.example a:none.example mx exists:six.example -all"),
        "six.example": {"AAAA": ["2001:db8::1"]},
        "four.example": {"A": ["192.0.2.1"]},
    }
    tree = grown(zone)
    assert [one.void for one in tree.root.branches] == [False, False, True, True, True, False]
    assert tree.too_void


def test_a_timeout_is_unknown_and_never_absent() -> None:
    zone: Records = {
        **txt(shop="v=spf1 include:a.example a:b.example -all"),
        "a.example": {"TXT": ["TIMEOUT"]},
        "b.example": {"A": ["TIMEOUT"]},
    }
    tree = grown(zone)
    include, host, _ = tree.root.branches
    assert include.child is not None
    assert include.child.state is State.UNKNOWN
    assert not host.void
    assert not tree.exact
    assert tree.counted == "at least 2"
    assert tree.unseen == ("TXT of a.example: timed out", "A of b.example: timed out")


def test_a_name_that_the_message_decides_is_not_asked_for() -> None:
    tree = grown(txt(shop="v=spf1 include:%{ir}.%{v}.%{d}.x.example -all"))
    child = tree.root.branches[0].child
    assert child is not None
    assert child.state is State.DEPENDS
    assert tree.counted == "at least 1"


def test_a_macro_of_the_domain_itself_is_expanded() -> None:
    tree = grown(txt(shop="v=spf1 include:%{d1r}.x.example include:a.example -all"))
    assert [one.target for one in tree.root.branches[:2]] == ["shop.x.example", "a.example"]


def test_a_loop_is_over_the_limit_and_ends() -> None:
    tree = grown(txt(shop="v=spf1 include:a.example -all", a="v=spf1 include:shop.example -all"))
    assert tree.over
    states = [branch.child.state for _, branch in tree.walk() if branch.child]
    assert states == [State.PUBLISHED, State.LOOP]


def test_dead_includes_are_told_apart() -> None:
    zone: Records = {
        **txt(shop="v=spf1 include:a.example include:b.example include:c.example -all"),
        "b.example": {"TXT": ["hello"]},
        "c.example": {"TXT": ["v=spf1 -all", "v=spf1 ~all"]},
    }
    states = [branch.child.state for branch in grown(zone).root.branches if branch.child]
    assert states == [State.NO_SUCH_NAME, State.MISSING, State.MANY]


def test_too_many_mail_servers_are_a_problem() -> None:
    hosts = [f"10 mx{number}.example" for number in range(11)]
    tree = grown({"shop.example": {"TXT": ["v=spf1 mx -all"], "MX": hosts}})
    assert tree.root.branches[0].problem == "shop.example has 11 MX records; SPF allows 10"


def test_a_broad_bomb_is_bounded() -> None:
    includes = " ".join(f"include:x{number}.example" for number in range(500))
    zone = txt(shop=f"v=spf1 {includes} -all")
    zone |= txt(**{f"x{number}": "v=spf1 -all" for number in range(500)})
    tree = grown(zone)
    nodes = sum(branch.child is not None for _, branch in tree.walk())
    assert tree.over
    assert not tree.exact
    assert nodes <= 200
    assert (
        sum(
            branch.child is not None and branch.child.state is State.PUBLISHED
            for _, branch in tree.walk()
        )
        < MOST_NODES
    )


def test_a_deep_and_branching_bomb_is_bounded() -> None:
    def names(depth: int) -> str:
        return " ".join(f"include:x{depth}-{side}.example" for side in range(8))

    zone = txt(shop=f"v=spf1 {names(0)} -all")
    for depth in range(40):
        for side in range(8):
            zone[f"x{depth}-{side}.example"] = {"TXT": [f"v=spf1 {names(depth + 1)} -all"]}
    tree = grown(zone)
    assert tree.over
    assert sum(1 for _ in tree.walk()) <= MOST_NODES * 9
