"""The help of the load commands: a founder finds an option below the question that it answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from launchready.cli.load_help import GROUPS

Type = Callable[..., tuple[int, str, str]]

COMMANDS = ("check", "run", "knee", "fairness", "compare", "init", "worker")


def sections(text: str) -> dict[str, list[str]]:
    """Return the options and arguments below each title, as they stand there."""
    found: dict[str, list[str]] = {}
    title = ""
    for line in text.splitlines():
        if re.fullmatch(r"[A-Z][^.]*:", line):
            title = line.rstrip(":")
            assert title not in found, f"{title} stands there twice"
            found[title] = []
        elif title and (option := re.match(r"  (?:-\w, )?(--[\w-]+|\S+)", line)):
            found[title] += [option[1]] if line[2] != " " else []
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_stands_in_a_group_of_its_own_kind(typed: Type, command: str) -> None:
    code, out, _ = typed("load", command, "--help")
    assert code == 0
    found = sections(out)
    assert found.pop("Options") == ["--help"]
    found.pop("Arguments", None)
    assert found
    titles = list(GROUPS)
    assert [one for one in titles if one in found] == list(found)
    assert all(found.values())
    shown = Counter(option for options in found.values() for option in options)
    assert set(shown.values()) == {1}


def test_no_option_is_in_two_groups() -> None:
    names = Counter(name for names in GROUPS.values() for name in names)
    assert [name for name, times in names.items() if times > 1] == []


def test_a_check_is_told_in_the_order_of_the_questions(typed: Type) -> None:
    found = sections(typed("load", "check", "--help")[1])
    assert list(found) == [
        "Arguments",
        "What to send",
        "How much",
        "How long",
        "Safety and consent",
        "Report",
        "In a pipeline",
        "Kept runs",
        "More processes and machines",
        "Way to the target",
        "Options",
    ]
    assert found["What to send"] == ["--scenario", "--manifest"]
    assert found["Safety and consent"] == [
        "--yes",
        "--production",
        "--ceiling",
        "--no-limit",
        "--stop-errors",
    ]
    assert found["In a pipeline"] == ["--budget", "--baseline", "--update-baseline", "--junit"]


def test_what_a_worker_may_do_stands_below_safety(typed: Type) -> None:
    assert sections(typed("load", "worker", "--help")[1])["Safety and consent"] == [
        "--allow",
        "--python",
    ]


@pytest.mark.parametrize("command", ["check", "run", "knee", "fairness"])
def test_the_exit_codes_are_said(typed: Type, command: str) -> None:
    said = " ".join(typed("load", command, "--help")[1].split())
    assert "Exit code: 0 GO, 1 NO_GO, 3 NOT_PROVEN, 2 wrong use" in said


@pytest.mark.parametrize(
    ("command", "arrivals", "left_out"),
    [
        ("run", "<poisson|constant|ramp|steps|closed>", ()),
        ("check", "<poisson|constant|ramp|steps>", ()),
        ("knee", "<poisson|constant>", ("--rate", "--duration")),
        ("fairness", "", ("--arrivals", "--duration")),
    ],
)
def test_only_what_means_something_to_a_command_is_offered(
    typed: Type, command: str, arrivals: str, left_out: tuple[str, ...]
) -> None:
    said = typed("load", command, "--help")[1]
    offered = {option for options in sections(said).values() for option in options}
    assert not offered & set(left_out)
    assert (f"--arrivals {arrivals}" in said) is bool(arrivals)


def test_whose_connections_are_meant_is_said(typed: Type) -> None:
    for command in ("check", "run", "knee", "fairness"):
        said = " ".join(typed("load", command, "--help")[1].split())
        assert "Kept ones for all, or new ones for each journey." in said
