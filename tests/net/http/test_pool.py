"""Few connections, shared fairly, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import os
import resource
import ssl
from dataclasses import replace

import pytest

from launchready.net.dial import Dialled, Dialler
from launchready.net.failure import Failure
from launchready.net.guard import Guard
from launchready.net.http.client import Client
from launchready.net.http.message import Request, Response
from launchready.net.traffic import Traffic

from .conftest import QUICK, Labs, Serve, answer, app, nowhere_else, read_request, says, soon


def target(path: str, _request: bytes) -> bytes:
    return answer(path.encode())


async def test_a_quiet_audit_opens_one_connection(serve: Serve, labs: Labs) -> None:
    site = await serve(app(target))
    lab = labs()
    for number in range(20):
        await lab.client.fetch(Request(site.url(f"/{number}")))
    assert lab.traffic.connections == 1


async def test_fifty_at_once_share_the_connections_of_an_origin(serve: Serve, labs: Labs) -> None:
    site = await serve(app(target, delay=0.002))
    lab = labs()
    async with soon():
        responses = await asyncio.gather(
            *(lab.client.fetch(Request(site.url(f"/{number}"))) for number in range(50))
        )
    assert [each.body for each in responses] == [f"/{number}".encode() for number in range(50)]
    assert (site.connections, site.most_at_once) == (3, 3)


@pytest.mark.parametrize("per_origin", [1, 3, 4, 50])
async def test_http_and_https_of_one_host_never_hold_more_than_its_lanes(
    serve: Serve, labs: Labs, server_tls: ssl.SSLContext, per_origin: int
) -> None:
    at_once = most = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal at_once, most
        while True:
            request = await read_request(reader)
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0.002)
            at_once -= 1
            writer.write(answer(request.split(b" ")[1]))
            await writer.drain()

    plain, safe, third = await serve(talk), await serve(talk, tls=server_tls), await serve(talk)
    lab = labs(per_origin=per_origin)
    sites = [plain, safe, third]
    async with soon(30):
        responses = await asyncio.gather(
            *(lab.client.fetch(Request(sites[n % 3].url(f"/{n}"))) for n in range(90))
        )
    assert [each.body for each in responses] == [f"/{number}".encode() for number in range(90)]
    assert 2 <= most <= 4


async def test_idle_connections_give_way_to_another_origin_of_the_host(
    serve: Serve, labs: Labs
) -> None:
    sites = [await serve(app(target)) for _ in range(9)]
    lab = labs()
    async with soon():
        for _ in range(2):
            for site in sites:
                await lab.client.fetch(Request(site.url("/x")))


async def test_idle_connections_give_way_to_others_who_dial(serve: Serve, labs: Labs) -> None:
    site = await serve(app(target, delay=0.01))
    lab = labs(per_origin=4)
    await asyncio.gather(*(lab.client.fetch(Request(site.url(f"/{n}"))) for n in range(8)))
    async with soon(5), lab.dialler.lane("site.test"), lab.dialler.lane("site.test"):
        response = await lab.client.fetch(Request(site.url("/still")))
    assert response.reused


async def test_busy_connections_yield_to_others_who_dial(serve: Serve, labs: Labs) -> None:
    site = await serve(app(target, delay=0.01))
    lab = labs(per_origin=4)
    crowd = [asyncio.create_task(lab.client.fetch(Request(site.url(f"/{n}")))) for n in range(200)]
    await asyncio.sleep(0.05)
    async with soon(5), lab.dialler.lane("site.test"):
        waiting = sum(not each.done() for each in crowd)
    assert waiting > 50
    async with soon():
        await asyncio.gather(*crowd)


async def test_two_clients_share_the_lanes_of_a_host(serve: Serve, labs: Labs) -> None:
    site = await serve(app(target, delay=0.002))
    dialler = Dialler(nowhere_else, Guard(allow_private=True), Traffic(), per_host=2)
    clients = [labs(dialler=dialler).client for _ in range(3)]
    async with soon():
        for _ in range(3):
            await asyncio.gather(
                *(clients[n % 3].fetch(Request(site.url(f"/{n}"))) for n in range(30))
            )
    assert site.most_at_once <= 3  # a closed one may linger on the server's side


async def test_waiting_in_vain_ends_in_words(serve: Serve, labs: Labs) -> None:
    site = await serve(app(target))
    lab = labs(limits=replace(QUICK, wait_s=0.2))
    lanes = [lab.dialler.lane("site.test") for _ in range(4)]
    for lane in lanes:
        await lane.__aenter__()
    with pytest.raises(Failure, match=r"all connections to site\.test were busy for 0\.2 s"):
        await lab.client.fetch(Request(site.url()))
    for lane in lanes:
        await lane.__aexit__(None, None, None)
    assert (await lab.client.fetch(Request(site.url("/free")))).body == b"/free"


async def test_cancelled_waiters_leave_the_others_their_turn(serve: Serve, labs: Labs) -> None:
    site = await serve(app(target, delay=0.005))
    lab = labs(per_origin=2)
    tasks = [asyncio.create_task(lab.client.fetch(Request(site.url(f"/{n}")))) for n in range(60)]
    for step in range(10):
        await asyncio.sleep(0.003)
        for task in tasks[step::13]:
            task.cancel()
    async with soon():
        results = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(each, Response | asyncio.CancelledError) for each in results)
    async with soon():
        assert (await lab.client.fetch(Request(site.url("/after")))).body == b"/after"


async def test_fifty_at_once_survive_a_server_that_closes_after_each_answer(
    serve: Serve, labs: Labs
) -> None:
    """No `Connection: close`: every reuse finds the connection stale."""
    site = await serve(says(answer(b"one per connection")))
    async with soon():
        responses = await asyncio.gather(
            *(labs().client.fetch(Request(site.url(f"/{n}"))) for n in range(50))
        )
    assert {each.body for each in responses} == {b"one per connection"}


async def test_fifty_at_once_on_one_client_survive_a_server_that_closes_after_each_answer(
    serve: Serve, labs: Labs
) -> None:
    site = await serve(says(answer(b"one per connection")))
    client = labs().client
    async with soon():
        responses = await asyncio.gather(
            *(client.fetch(Request(site.url(f"/{n}"))) for n in range(50))
        )
    assert {each.body for each in responses} == {b"one per connection"}


async def test_one_failing_connection_does_not_fail_those_that_others_can_serve(
    serve: Serve, labs: Labs, server_tls: ssl.SSLContext
) -> None:
    """A server that lets in two at a time refuses the third."""
    site = await serve(app(target, delay=0.02), tls=server_tls)
    dialler = Dialler(nowhere_else, Guard(allow_private=True), Traffic())
    real, turn = dialler.dial, 0

    class TwoOnly(Dialler):
        async def dial(self, host: str, port: int) -> Dialled:
            nonlocal turn
            turn += 1
            refused = turn > 2
            dialled = await real(host, port)
            if refused:
                dialled.sock.shutdown(2)
            return dialled

    picky = TwoOnly(nowhere_else, Guard(allow_private=True), Traffic())
    client = labs(dialler=picky).client
    async with soon():
        responses = await asyncio.gather(
            *(client.fetch(Request(site.url(f"/{n}"))) for n in range(20))
        )
    assert len(responses) == 20


async def test_one_connection_that_breaks_unexpectedly_takes_one_request_with_it(
    serve: Serve, client_tls: ssl.SSLContext
) -> None:
    """The others wait for the connections there are; the error is not lost."""
    site = await serve(app(target, delay=0.01))
    asked = 0

    async def lookup(_host: str) -> list[str]:
        nonlocal asked
        asked += 1
        if asked == 2:
            message = "broken inside"
            raise RuntimeError(message)
        return ["127.0.0.1"]

    traffic = Traffic()
    dialler = Dialler(lookup, Guard(allow_private=True), traffic)
    client = Client(dialler, tls=client_tls, traffic=traffic)
    requests = [Request(site.url(f"/{number}")) for number in range(12)]
    async with soon():
        answers = await asyncio.gather(*map(client.fetch, requests), return_exceptions=True)
        await client.close()

    broken = [one for one in answers if isinstance(one, BaseException)]
    assert [type(one) for one in broken] == [RuntimeError]
    assert len(answers) - len(broken) == 11


async def test_a_process_without_free_file_descriptors_is_told_so(serve: Serve, labs: Labs) -> None:
    site = await serve(app(target))
    lab = labs()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
    try:
        with pytest.raises(Failure, match="connect: no socket can be had: too many open files"):
            await lab.client.fetch(Request(site.url("/x")))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
