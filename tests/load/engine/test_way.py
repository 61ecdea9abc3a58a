"""What is made once for requests that repeat, and told apart for those that do not."""

from __future__ import annotations

from tests.load.servers import Fixed, inside

from launchready.load.engine.lines import Lines
from launchready.load.journey import Target, User

from .conftest import once

READS = [Target("first", "GET", "/"), Target("second", "GET", "/")]


async def test_two_routes_with_one_url_count_their_own_reads(lines: Lines) -> None:
    async def journey(user: User) -> None:
        for number in range(5):
            await user.request(READS[number % 2])

    async with inside(Fixed(ms=1)) as server:
        failed, tally = await once(journey, server.base, lines)
    assert failed == ""
    assert {name: route.cache.repeats for name, route in tally.routes.items()} == {
        "first": 2,
        "second": 2,
    }


async def test_each_phase_counts_its_own_reads(lines: Lines) -> None:
    async def journey(user: User) -> None:
        await user.request(READS[0])

    async with inside(Fixed(ms=1)) as server:
        tallies = [(await once(journey, server.base, lines))[1] for _ in range(3)]
    assert [tally.routes["first"].cache.repeats for tally in tallies] == [0, 1, 1]


async def test_users_who_take_turns_send_their_own_cookies(lines: Lines) -> None:
    users = {name: User(0) for name in ("ann", "bob", "")}
    step = {name: user.request(READS[0], "http://127.0.0.1:1/") for name, user in users.items()}
    for name in ("ann", "bob"):
        users[name].jar.store("http://127.0.0.1:1/", [f"user={name}"])
    way = lines.way(step["ann"])
    assert way is lines.way(step["bob"]) is lines.way(step[""])
    for name in ("", "ann", "bob", "ann", "", "bob"):
        message = way.message(step[name])
        assert message.endswith(b"\r\n\r\n")
        assert (b"\r\nCookie: user=%b\r\n" % name.encode() in message) == bool(name)
        assert message.count(b"Cookie") == bool(name)


async def test_cookies_of_the_scenario_go_before_those_of_the_user(lines: Lines) -> None:
    user = User(0)
    user.jar.store("http://127.0.0.1:1/", ["b=2"])
    step = user.request(
        Target("x", "POST"), "http://127.0.0.1:1/", headers=(("cookie", "a=1"),), body=b"body"
    )
    message = lines.way(step).message(step)
    assert b"\r\nCookie: a=1; b=2\r\n" in message
    assert message.endswith(b"\r\n\r\nbody")
    assert message.lower().count(b"cookie") == 1


def test_a_step_shows_neither_headers_nor_body() -> None:
    user = User(0, headers=(("Authorization", "Bearer s3cr3t"),))
    step = user.request(READS[0], "http://127.0.0.1/?key=s3cr3t", body=b"s3cr3t")
    assert repr(step) == "<Step first>"
    assert "s3cr3t" not in f"{step} {user!r}"
