from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from launchready.load.journey import User
from launchready.load.scenario.feeds import MOST_ROWS, read_feed
from launchready.load.scenario.shape import FeedTable

Read = Callable[..., Any]
Refused = Callable[..., str]

TEXT = """\
base: https://shop.example
feeds: [{file: NAME, each: EACH}]
journeys: [{name: visit, steps: [{url: "/{{ email }}"}]}]
"""


def text(name: str = "people.csv", each: str = "user") -> str:
    return TEXT.replace("NAME", name).replace("EACH", each)


def sent(scenario: Any, number: int, journey: int = 0) -> str:
    user = scenario.new_user(number)
    user.journey = journey
    coroutine = scenario.parts[0].journey(user)
    url: str = coroutine.send(None).url
    coroutine.close()
    return url.removeprefix("https://shop.example/")


def test_each_visitor_has_a_row_of_its_own(read: Read, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text('\ufeffemail,name\na,1\n"b,c",2\n\n', "utf-8")
    scenario = read(text())

    assert [sent(scenario, number) for number in range(4)] == ["a", "b%2Cc", "a", "b%2Cc"]
    assert sent(scenario, 1, journey=5) == "b%2Cc"


def test_each_journey_takes_the_next_row(read: Read, tmp_path: Path) -> None:
    (tmp_path / "people.jsonl").write_text('{"email": "a"}\n\n{"email": 7}\n{"email": true}\n')
    scenario = read(text("people.jsonl", "journey"))

    assert [sent(scenario, number) for number in (9, 9, 4, 2)] == ["a", "7", "true", "a"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("people.csv", "", "has no rows in people.csv"),
        ("people.csv", "email\n", "has no rows"),
        ("people.csv", "email,x\na\n", "line 2 has 1 values for 2 columns"),
        ("people.csv", "email,email\na,b\n", "two of one name"),
        ("people.csv", "e-mail\na\n", "has the column 'e-mail', which is no name of a variable"),
        ("people.csv", 'email\n"a', "is not CSV"),
        ("people.csv", b"email\n\xff\n", "is not UTF-8 text"),
        ("people.csv", "email\n" + "x" * 9000, "more than 8192 characters in row 1"),
        ("people.csv", "email\n" + "x\n" * (MOST_ROWS + 1), "more than 100000 rows"),
        ("people.csv", "email\n" + "x" * 200_000, "is not CSV: field larger"),
        ("people.jsonl", "[1]\n", "line 1 is no JSON object"),
        ("people.jsonl", "[" * 100_000, "line 1 is no JSON object"),
        (
            "people.jsonl",
            '{"email": 1}\n{"name": 2}',
            "line 2 is no JSON object with the",
        ),
        ("people.txt", "a", "is neither .csv nor .jsonl"),
        ("none.csv", None, "is not there"),
    ],
)
def test_refuses_a_feed_that_is_none(
    refused: Refused, tmp_path: Path, name: str, content: str | bytes | None, sentence: str
) -> None:
    if content is not None:
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)

    said = refused(text(name))

    assert said.startswith("shop.yaml line 2: `feeds[0]`")
    assert sentence in said


def test_a_feed_outside_the_folder_is_never_read(refused: Refused, tmp_path: Path) -> None:
    outside = tmp_path.parent / "secret.csv"
    outside.write_text("email\nx\n")
    (tmp_path / "link.csv").symlink_to(outside)

    for name in ("../secret.csv", str(outside), "link.csv", "a/../../secret.csv"):
        assert "is outside the scenario's folder" in refused(text(name))


def test_a_feed_that_takes_a_name_twice_is_refused(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("email\na\n")
    twice = text().replace("each: user}]", "each: user}, {file: people.csv}]")

    assert "the variable 'email' is set twice" in refused(twice)
    assert "says each: all" in refused(text(each="all"))


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.jsonl"]))
def test_any_bytes_are_rows_or_a_sentence(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    try:
        feed = read_feed(FeedTable(name), tmp_path)
    except ValueError as error:
        said = str(error)
    else:
        said = "rows"
        assert set(feed.taker()(User(5))) == set(feed.columns)
    assert said
