from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.load.experiments.world import nobody, order
from tests.load.servers import started
from tests.load.workers.gathered import ONE, gathered, phase

from launchready.facts.load import LoadRun
from launchready.load.engine.lines import open_lines
from launchready.load.engine.run import run_once
from launchready.load.engine.stop import Stop
from launchready.load.experiments.plain import run_plain
from launchready.load.phase import Law, Phase
from launchready.load.trouble import LoadError
from launchready.load.workers.meeting import Meeting
from launchready.load.workers.parcel import parcel_of_file, unpack
from launchready.load.workers.team import open_team
from launchready.load.workers.worker import Joining, work
from launchready.net.http.limits import Limits
from launchready.net.network import Settings

pytestmark = pytest.mark.slow


async def test_two_workers_count_exactly_what_the_server_saw(tmp_path: Path) -> None:
    with started("shop") as server:
        async with gathered(tmp_path, server) as (team, scenario):
            seen: list[int] = []
            tally = await team(scenario, phase(), lambda so_far: seen.append(so_far.requests))
            truth = await server.seen()
    assert tally.arrivals == tally.begun == tally.finished == 120
    assert tally.requests == truth["requests"] == 360
    assert truth["tags"] == {"lr-test": 360}
    assert truth["paths"] == {"GET /": 120, "POST /login": 120, "GET /items": 120}
    assert not {name: route.faults for name, route in tally.routes.items() if route.faults}
    assert sum(route.response.count for route in tally.routes.values()) == 360
    assert sum(window.started for window in tally.windows.values()) == 360
    assert [(w.name, w.arrivals, w.share, w.died) for w in team.workers] == [
        ("worker 1", 60, 0.5, ""),
        ("worker 2", 60, 0.5, ""),
    ]
    assert all(abs(w.clock_offset_ms) < 50 for w in team.workers)
    assert any(0 < one < 360 for one in seen)


async def test_what_the_workers_read_is_added_up(tmp_path: Path) -> None:
    with started("fixed", ms=1) as server:
        async with gathered(tmp_path, server, text=ONE) as (team, scenario):
            lines = open_lines(
                Settings(allow_private=True),
                limits=Limits(),
                tag="lr-test",
                most=1,
                allowed=frozenset(scenario.hosts),
            )
            assert not await run_once(scenario.parts[0].journey, scenario.new_user(0), lines)
            await lines.close()
            assert (team.traffic.requests, team.traffic.bytes_in) == (0, 0)
            for phases in (1, 2):
                await team(scenario, phase(seconds=1.0), lambda _: None)
                assert team.traffic.requests == 40 * phases
                assert team.traffic.bytes_in == 40 * phases * lines.traffic.bytes_in
            truth = await server.seen()
    assert lines.traffic.bytes_in > 100
    assert truth["requests"] == 81
    assert 2 <= team.traffic.connections <= 80


async def test_workers_share_the_ceiling(tmp_path: Path) -> None:
    with started("fixed", ms=1) as server:
        async with gathered(tmp_path, server, text=ONE, ceiling=60.0) as (team, scenario):
            users = Phase("load", 2.0, law=Law.CLOSED, users=4)
            tally = await team(scenario, users, lambda _: None)
            truth = await server.seen()
    assert tally.stopped == ""
    assert 40 <= truth["requests"] <= 130


async def test_a_run_that_fails_on_one_worker_ends_on_all(tmp_path: Path) -> None:
    with started("storm") as server:
        async with gathered(tmp_path, server, text=ONE) as (team, scenario):
            tally = await team(scenario, phase(seconds=60.0), lambda _: None)
    assert "failed" in tally.stopped
    assert tally.arrivals < 1200


async def test_a_worker_refuses_a_host_that_it_was_not_told(tmp_path: Path) -> None:
    with started("fixed") as server:
        text = ONE.replace("journeys:", "hosts: [shop.example]\njourneys:")
        with pytest.raises(LoadError, match=r"may not send load to shop\.example"):
            async with gathered(tmp_path, server, text=text):
                pass


async def test_feeds_travel_with_the_scenario(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("who\nann\nbob\n", "utf-8")
    text = """
name: people
base: {base}
feeds: [{{file: people.csv}}]
journeys:
  - name: look
    steps: [{{url: "/{{{{ who }}}}", name: person}}]
"""
    with started("fixed", ms=1) as server:
        async with gathered(tmp_path, server, text=text) as (team, scenario):
            await team(scenario, phase(seconds=1.0), lambda _: None)
            truth = await server.seen()
    assert truth["paths"] == {"GET /ann": 20, "GET /bob": 20}


async def test_the_key_is_asked_for_beyond_loopback(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(ONE.format(base="http://127.0.0.1:1"), "utf-8")
    meeting = Meeting(parcel_of_file(path), "t", Limits(), 1, listen=("0.0.0.0", 0), expect=1)
    with pytest.raises(
        LoadError, match="need a key that both sides know: set LAUNCHREADY_LOAD_KEY"
    ):
        async with open_team(meeting, Stop(), lambda _: None):
            pass
    with pytest.raises(LoadError, match="needs a key"):
        await work(Joining("192.0.2.1", 5557, Settings()), lambda _: None)


async def test_workers_that_do_not_come_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(ONE.format(base="http://127.0.0.1:1"), "utf-8")
    meeting = Meeting(parcel_of_file(path), "t", Limits(), 1, expect=2, wait_s=0.5)
    with pytest.raises(LoadError, match="only 0 of 2 workers are there"):
        async with open_team(meeting, Stop(), lambda _: None):
            pass


async def test_a_worker_joins_by_address_and_key(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    lines: list[str] = []
    with started("fixed", ms=1) as server:
        path.write_text(ONE.format(base=server.base), "utf-8")
        parcel = parcel_of_file(path)
        meeting = Meeting(parcel, "t", Limits(), 1, expect=1, key="secret", wait_s=30)
        joined: list[asyncio.Task[None]] = []

        def tell(line: str) -> None:
            lines.append(line)
            if line.startswith("waiting for 1 worker on 127.0.0.1 port "):
                joined.extend(
                    asyncio.create_task(
                        work(
                            Joining(
                                "127.0.0.1",
                                int(line.rpartition(" ")[2]),
                                Settings(allow_private=True),
                                key=key,
                                name=key,
                            ),
                            lines.append,
                        )
                    )
                    for key in ("wrong", "secret")
                )

        async with open_team(meeting, Stop(), tell) as team:
            tally = await team(unpack(parcel, {}), phase(seconds=1.0), lambda _: None)
        await asyncio.gather(*joined)
    assert [worker.name for worker in team.workers] == ["secret"]
    assert tally.finished == 40
    assert "the master is gone: it ended" in lines
    assert "1 worker is ready" in lines


async def test_rows_that_each_journey_takes_are_dealt_out(tmp_path: Path) -> None:
    (tmp_path / "codes.csv").write_text("code\n" + "".join(f"c{n}\n" for n in range(40)), "utf-8")
    text = ONE.replace("journeys:", "feeds: [{{file: codes.csv, each: journey}}]\njourneys:")
    with started("fixed", ms=1) as server:
        text = text.replace("url: /", 'url: "/{{{{ code }}}}", name: code')
        async with gathered(tmp_path, server, text=text) as (team, scenario):
            await team(scenario, phase(seconds=1.0), lambda _: None)
            truth = await server.seen()
    assert len(truth["paths"]) == truth["requests"] == 40


async def test_a_report_counts_what_workers_sent_and_read(tmp_path: Path) -> None:
    with started("fixed", ms=1) as server:
        async with gathered(tmp_path, server, text=ONE) as (team, scenario):
            wanted = order(server.base, made=scenario, seconds=1.0, rate=40.0, law=Law.CONSTANT)
            facts = await run_plain(wanted, nobody, Stop(), team)
            truth = await server.seen()
    [run] = facts.each(LoadRun)
    assert run.requests == truth["requests"] == 41
    assert run.bytes_in % 41 == 0
    assert run.bytes_in > 41 * 100
    assert run.connections == 1 + team.traffic.connections
