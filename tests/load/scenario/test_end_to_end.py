"""Scenarios on the engine, against servers on loopback."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.load.scenario.market import Market
from tests.load.servers import Sse, inside

from launchready.facts.load import Fault
from launchready.load.engine.lines import Lines
from launchready.load.engine.run import run_once, run_phase
from launchready.load.phase import Law, Phase
from launchready.load.scenario import read_scenario

from .conftest import once, tried

ENVIRON = {"SHOP_PASSWORD": "pass & word"}

MARKET = """\
base: {base}
env: {{PASSWORD: SHOP_PASSWORD}}
feeds: [{{file: people.csv, each: user}}]
variables: {{note: 'load "{{{{ run }}}}" {{{{ user }}}}'}}
setup:
  - url: /tenant
    extract: {{tenant: {{json: "$.tenants[?@.open == true].id"}}}}
journeys:
  - name: buys
    steps:
      - url: /login
        unless: token
        extract: {{csrf: {{css: "input[name=csrf]", attribute: value}}}}
      - url: /login
        name: login
        kind: login
        unless: token
        form: {{email: "{{{{ email }}}}", password: "{{{{ PASSWORD }}}}", csrf: "{{{{ csrf }}}}"}}
        follow: true
        expect: {{contains: window.token, header: {{X-Plan: free}}}}
        extract: {{token: {{regex: 'token = "([^"]+)"'}}}}
      - url: "/tenants/{{{{ tenant }}}}"
        expect: {{header: {{x-tenant: "{{{{ tenant }}}}"}}}}
      - url: "/search?q={{{{ city }}}}"
        repeat: 2
      - url: /api/checkout
        kind: checkout
        headers: {{Authorization: "Bearer {{{{ token }}}}"}}
        json: {{count: "{{{{ user | number }}}}", note: "{{{{ note }}}}"}}
        expect: {{status: 201, json: {{"$.order.state": paid}}, max_ms: 5000}}
        extract: {{order: {{json: $.order.id}}}}
      - {{url: /logout, method: POST, expect: {{status: 204}}}}
cleanup:
  - {{url: "/api/orders?run={{{{ run }}}}&tenant={{{{ tenant }}}}", method: DELETE}}
"""


def file(folder: Path, base: str, steps: str) -> Path:
    path = folder / "shop.yaml"
    path.write_text(f"base: {base}\njourneys:\n  - name: visit\n    steps:\n{steps}", "utf-8")
    return path


async def test_a_whole_visit_from_the_form_to_the_clean_up(tmp_path: Path, lines: Lines) -> None:
    (tmp_path / "people.csv").write_text(
        'email,city\nann@shop.example,"Zürich, See"\nbob+1@shop.example,Bern & Thun\n', "utf-8"
    )
    app = Market()
    async with inside(app) as server:
        (tmp_path / "shop.yaml").write_text(MARKET.format(base=server.base), "utf-8")
        scenario = read_scenario(tmp_path / "shop.yaml", ENVIRON)
        assert scenario.setup is not None
        assert scenario.cleanup is not None
        assert await run_once(scenario.setup, scenario.new_user(0), lines) == ""
        journey = scenario.parts[0].journey
        for number in range(2):
            user = scenario.new_user(number)
            for turn in range(2):
                user.journey = turn
                tally = once()
                assert await run_once(journey, user, lines, tally) == ""
                assert tally.failed == 0
        made = dict(app.orders)
        assert await run_once(scenario.cleanup, scenario.new_user(0), lines) == ""

    assert app.logins == ["ann@shop.example", "bob+1@shop.example"]
    assert app.searched == ["Zürich, See"] * 4 + ["Bern & Thun"] * 4
    assert list(made.values()) == ['load "lr-test" 0'] * 2 + ['load "lr-test" 1'] * 2
    assert app.orders == {}
    assert set(app.seen.tags) == {"lr-test"}


async def test_a_scenario_under_load(tmp_path: Path, lines: Lines) -> None:
    (tmp_path / "people.csv").write_text("email,city\nann@shop.example,Bern\n", "utf-8")
    app = Market()
    async with inside(app) as server:
        (tmp_path / "shop.yaml").write_text(MARKET.format(base=server.base), "utf-8")
        scenario = read_scenario(tmp_path / "shop.yaml", ENVIRON)
        assert scenario.setup is not None
        assert await run_once(scenario.setup, scenario.new_user(0), lines) == ""
        phase = Phase("load", 0.5, 20.0, Law.CONSTANT, users=4, drain_s=5.0)
        tally = await run_phase(scenario, phase, lines)

    assert tally.failed == 0
    assert tally.finished == 10
    assert tally.routes["login"].requests == len(app.logins)
    assert 4 <= len(app.logins) < 10
    assert tally.routes["POST /api/checkout"].statuses == {201: 10}
    assert tally.routes["/search"].requests == 20


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ("{url: /nothing, name: x}", "x: status 404"),
        ("{url: /nothing, name: x, expect: {contains: here}}", "x: answered 404"),
        ("{url: /tenant, name: x, expect: {status: 201}}", "x: answered 200, expected 201"),
        ("{url: /tenant, name: x, expect: {contains: [tenants, zzz]}}", "does not contain 'zzz'"),
        ("{url: /tenant, name: x, expect: {header: {X-No: null}}}", "the header X-No is missing"),
        ('{url: /tenant, name: x, expect: {json: {"$.tenants[0].id": no}}}', "is not what is"),
        ('{url: /tenant, name: x, expect: {json: {"$.tenants[0].open": 1}}}', "is not what is"),
        ('{url: /tenant, name: x, expect: {json: {"$.none": 1}}}', "there is no $.none"),
        ("{url: /tenant, name: x, expect: {max_ms: 0.001}}", "took longer than 0.001 ms"),
        ("{url: /tenant, name: x, extract: {a: {header: X-A}}}", "the answer holds no a"),
        ("{url: /away, name: x, follow: true}", "redirects to a host that the scenario does not"),
        ("{url: /round, name: x, follow: true}", "more than 5 redirects"),
    ],
)
async def test_an_answer_that_is_not_as_expected_ends_the_journey(
    tmp_path: Path, lines: Lines, step: str, why: str
) -> None:
    app = Market()
    async with inside(app) as server:
        path = file(tmp_path, server.base, f"      - {step}\n      - url: /search?q=1\n")
        said, tally = await tried(read_scenario(path, {}), lines)

    assert why in said
    assert tally.failed == 1
    assert app.searched == []


@pytest.mark.parametrize(
    "step",
    [
        "{url: /nothing, expect: {status: 404}}",
        "{url: /away}",
        "{url: /away, expect: {status: [301, 302]}}",
        '{url: /tenant, expect: {status: 200, json: {"$.tenants[0].open": true}}}',
        "{url: /tenant, extract: {a: {header: X-A, default: none}}}",
    ],
)
async def test_an_answer_that_is_as_expected_is_none_of_the_faults(
    tmp_path: Path, lines: Lines, step: str
) -> None:
    app = Market()
    async with inside(app) as server:
        path = file(tmp_path, server.base, f"      - {step}\n      - url: /search?q=1\n")
        said, tally = await tried(read_scenario(path, {}), lines)

    assert said == ""
    assert tally.failed == 0
    assert app.searched == ["1"]


async def test_a_link_of_an_answer_is_gone_to_only_on_a_declared_host(
    tmp_path: Path, lines: Lines
) -> None:
    app = Market()
    steps = """\
      - {url: /pages, extract: {next: {json: $.next}}}
      - {url: "{{ next }}", name: next page, extract: {after: {json: $.next}}}
      - {url: "{{ after }}", name: away}
"""
    async with inside(app) as server:
        said, tally = await tried(read_scenario(file(tmp_path, server.base, steps), {}), lines)

    assert said == "next page: after leads to a host that the scenario does not declare"
    assert tally.routes["next page"].faults == {Fault.ASSERTION: 1}
    assert "away" not in tally.routes


async def test_a_stream_is_measured_as_one(tmp_path: Path, lines: Lines) -> None:
    steps = "      - {url: /chat, name: chat, kind: chat, json: {say: hi}, stream: true}\n"
    async with inside(Sse(first_ms=5, gap_ms=1)) as server:
        said, tally = await tried(read_scenario(file(tmp_path, server.base, steps), {}), lines)

    assert said == ""
    stream = tally.routes["chat"].stream
    assert stream is not None
    assert stream.streams == 1
    assert stream.events > 0
