from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from launchready.collect.cors import collect_cors
from launchready.collect.look import Look
from launchready.facts.cors import Sender
from launchready.facts.product import Role, Route, RouteKind
from launchready.net.failure import Failure

LookAt = Callable[..., Awaitable[Look]]
Answer = tuple[int, dict[str, str], str]
HTML = {"Content-Type": "text/html"}


def echo(method: str, path: str, headers: dict[str, str]) -> Answer:
    del method, path
    if "origin" not in headers:
        return 200, HTML, "<p>hello"
    allow = {
        "Access-Control-Allow-Origin": headers["origin"],
        "Access-Control-Allow-Credentials": "true",
        "Vary": "Accept, Origin",
    }
    return 200, {**HTML, **allow}, "<p>hello"


async def test_a_server_that_echoes_every_origin_is_seen(look_at: LookAt) -> None:
    look = await look_at(echo)
    probes = await collect_cors.collect(look, "127.0.0.1")
    [foreign] = probes.of(Sender.FOREIGN)
    assert foreign.reads_as_user
    assert foreign.vary
    assert foreign.origin == "https://launchready-probe.example"


async def test_a_host_gets_at_most_five_requests_with_an_origin(look_at: LookAt) -> None:
    origins: list[str] = []

    def answer(method: str, path: str, headers: dict[str, str]) -> Answer:
        origins.append(headers.get("origin", ""))
        return echo(method, path, headers)

    look = await look_at(answer, Role.API, cors_origins=("https://app.shop.example",))
    base = look.product.canonical
    routes = tuple(Route(name, f"{base}api/{name}", kind=RouteKind.READ) for name in "abcdef")
    look = await look_at(
        answer, Role.API, canonical=base, routes=routes, cors_origins=("https://app.shop.example",)
    )
    probes = await collect_cors.collect(look, "127.0.0.1")
    assert len([one for one in origins if one]) == 5
    assert len(probes.probes) == 5


async def test_a_route_that_writes_is_only_asked_by_preflight(look_at: LookAt) -> None:
    methods: list[str] = []

    def answer(method: str, path: str, headers: dict[str, str]) -> Answer:
        methods.append(f"{method} {path}")
        return echo(method, path, headers)

    first = await look_at(answer)
    base = first.product.canonical
    route = Route("order", f"{base}api/orders", "POST", RouteKind.WRITE, authenticated=True)
    look = await look_at(answer, canonical=base, routes=(route,))
    probes = await collect_cors.collect(look, "127.0.0.1")
    assert "OPTIONS /api/orders" in methods
    assert not any(one.startswith("POST") for one in methods)
    assert any(probe.private for probe in probes.probes)


async def test_a_declared_origin_is_the_control_of_a_deep_look(look_at: LookAt) -> None:
    look = await look_at(echo, deep=True, cors_origins=("https://app.shop.example",))
    probes = await collect_cors.collect(look, "127.0.0.1")
    assert [probe.sender for probe in probes.probes] == [
        Sender.FOREIGN,
        Sender.SUFFIX,
        Sender.PREFIX,
        Sender.NULL,
        Sender.PLAIN,
        Sender.DECLARED,
    ]


async def test_a_server_that_hangs_on_foreign_origins_is_unmeasured(look_at: LookAt) -> None:
    def answer(_: str, __: str, headers: dict[str, str]) -> Answer | None:
        return None if "origin" in headers else (200, HTML, "<p>hello")

    look = await look_at(answer)
    with pytest.raises(Failure):
        await collect_cors.collect(look, "127.0.0.1")


async def test_a_rate_limit_is_unmeasured_not_fine(look_at: LookAt) -> None:
    def answer(_: str, __: str, headers: dict[str, str]) -> Answer:
        return (429, HTML, "slow down") if "origin" in headers else (200, HTML, "<p>hello")

    look = await look_at(answer)
    with pytest.raises(Failure, match="answered 429"):
        await collect_cors.collect(look, "127.0.0.1")


async def test_a_hole_counts_although_another_probe_fails(look_at: LookAt) -> None:
    def answer(method: str, path: str, headers: dict[str, str]) -> Answer | None:
        return None if headers.get("origin") == "null" else echo(method, path, headers)

    look = await look_at(answer)
    probes = await collect_cors.collect(look, "127.0.0.1")
    assert probes.of(Sender.FOREIGN)[0].reads_as_user
    assert not probes.of(Sender.NULL)
