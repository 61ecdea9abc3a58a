"""Ctrl-C at any moment leaves nothing behind: no task, no socket, no warning."""

from __future__ import annotations

import asyncio
import gc

import pytest

from launchready.audit.run import audit
from launchready.demo.ca import CertificateAuthority, Leaf

from .stage import NAME, Talk, stage, tls
from .talks import always, answer, endless, silence


@pytest.mark.parametrize("after", [0.0, 0.02, 0.1, 0.3])
@pytest.mark.parametrize(
    "talk",
    [silence, always(answer()), endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 9999)],
    ids=["silence", "an ordinary site", "a body without end"],
)
async def test_an_audit_that_is_cancelled_leaves_nothing_behind(
    talk: Talk, after: float, ca: CertificateAuthority
) -> None:
    secure = (talk, tls(ca, Leaf((NAME,))))
    async with stage({80: talk, 443: secure}, ca_file=ca.ca_file) as there:
        before = asyncio.all_tasks()
        task = asyncio.create_task(audit(there.order))
        await asyncio.sleep(after)
        early = task.cancel()
        async with asyncio.timeout(5):
            await asyncio.wait([task])
        assert task.cancelled() is early
        await asyncio.sleep(0.05)
        ours = asyncio.all_tasks() - before
        assert [one for one in ours if "hostile" not in repr(one.get_coro())] == []
    gc.collect()


async def test_the_deadline_stops_everything_that_still_looks() -> None:
    async with stage({80: silence, 443: silence}, seconds=0.1) as there:
        before = asyncio.all_tasks()
        done = await audit(there.order)
        await asyncio.sleep(0.05)
        ours = asyncio.all_tasks() - before
        assert [one for one in ours if "hostile" not in repr(one.get_coro())] == []
    assert "the time limit of 0.1 s was reached" in repr(list(done.facts))
