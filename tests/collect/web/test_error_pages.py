from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from launchready.collect.error_pages import PROBE, collect_error_page
from launchready.collect.look import Look
from launchready.net.failure import Failure

LookAt = Callable[..., Awaitable[Look]]
HTML = {"Content-Type": "text/html"}
TRACE = """<h1>Error</h1><pre>Traceback (most recent call last):
  File "/srv/app/views.py", line 12, in index
    connect(password=hunter2-s3cr3t)
</pre>"""


async def test_a_traceback_is_named_and_the_page_is_not_kept(look_at: LookAt) -> None:
    look = await look_at(
        lambda _, path, __: (500, HTML, TRACE) if path == PROBE else (200, HTML, "<p>hi")
    )
    page = await collect_error_page.collect(look, "127.0.0.1")
    assert [trace.kind for trace in page.traces] == ["a Python traceback"]
    assert page.traces[0].line == "Traceback (most recent call last)"
    assert "hunter2" not in repr(page)


async def test_a_soft_404_says_that_nothing_is_there(look_at: LookAt) -> None:
    look = await look_at(lambda *_: (200, HTML, "<title>Page not found</title>"))
    page = await collect_error_page.collect(look, "127.0.0.1")
    assert page.answer.status == 200
    assert page.says_not_found
    assert not page.traces


async def test_a_server_that_hangs_on_the_probe_is_unmeasured(look_at: LookAt) -> None:
    look = await look_at(lambda _, path, __: None if path == PROBE else (200, HTML, "<p>hi"))
    with pytest.raises(Failure):
        await collect_error_page.collect(look, "127.0.0.1")


async def test_a_firewall_page_is_not_judged(look_at: LookAt) -> None:
    look = await look_at(
        lambda _, path, __: (
            (403, {**HTML, "cf-mitigated": "challenge"}, "")
            if path == PROBE
            else (200, HTML, "<p>hi")
        )
    )
    with pytest.raises(Failure, match="Cloudflare"):
        await collect_error_page.collect(look, "127.0.0.1")
