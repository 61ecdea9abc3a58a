from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.caches.cache_control import LONGEST, browser_seconds, parse, shared_seconds
from launchready.facts.http import Exchange

DATE = ("Date", "Sun, 22 Nov 2026 05:00:00 GMT")


def answer(*headers: tuple[str, str]) -> Exchange:
    return Exchange("https://shop.example/", 200, headers)


@pytest.mark.parametrize(
    ("text", "directives"),
    [
        ("max-age=60", (("max-age", "60"),)),
        ("Public , MAX-AGE = 60", (("public", ""), ("max-age", "60"))),
        (
            'private="set-cookie, x-y", max-age=1',
            (("private", "set-cookie, x-y"), ("max-age", "1")),
        ),
        (",, no-store ,", (("no-store", ""),)),
        ('max-age="60"', (("max-age", "60"),)),
        ("max-age=1; no-store", (("max-age", "1"), ("no-store", ""))),
        ("???, no-cache", (("no-cache", ""),)),
        ("", ()),
    ],
)
def test_directives_are_read_as_rfc_9111_says(
    text: str, directives: tuple[tuple[str, str], ...]
) -> None:
    if text.startswith("???"):
        assert "no-cache" in parse(text)
    else:
        assert parse(text).directives == directives


@pytest.mark.parametrize(
    ("headers", "browser", "shared"),
    [
        pytest.param([("Cache-Control", "max-age=60")], 60, 60, id="both"),
        pytest.param([("Cache-Control", "max-age=60, s-maxage=9")], 60, 9, id="edges differ"),
        pytest.param([("Cache-Control", "private, max-age=60")], 60, 0, id="browsers only"),
        pytest.param([("Cache-Control", "no-store, max-age=60")], 0, 0, id="nobody"),
        pytest.param([("Cache-Control", "no-cache")], 0, 0, id="ask first"),
        pytest.param([("Cache-Control", "public")], None, None, id="not said"),
        pytest.param([("Cache-Control", "max-age=banana")], 0, 0, id="no number is zero"),
        pytest.param([("Cache-Control", "max-age=99999999999999")], LONGEST, LONGEST, id="huge"),
        pytest.param([("Cache-Control", "max-age=-1")], 0, 0, id="negative"),
        pytest.param(
            [("Cache-Control", "private"), ("CDN-Cache-Control", "max-age=5")], None, 5, id="edge"
        ),
        pytest.param(
            [("Cache-Control", "max-age=5"), ("Surrogate-Control", "no-store")], 5, 0, id="not edge"
        ),
        pytest.param([DATE, ("Expires", "Sun, 22 Nov 2026 05:01:00 GMT")], 60, 60, id="a date"),
        pytest.param([DATE, ("Expires", "0")], 0, 0, id="a bad date is past"),
        pytest.param([("Expires", "Sun, 22 Nov 2026 05:01:00 GMT")], 0, 0, id="no Date"),
        pytest.param([], None, None, id="nothing"),
        pytest.param(
            [("Cache-Control", "max-age=60"), ("Cache-Control", "private")], 60, 0, id="two fields"
        ),
    ],
)
def test_lifetimes(headers: list[tuple[str, str]], browser: int | None, shared: int | None) -> None:
    assert browser_seconds(answer(*headers)) == browser
    assert shared_seconds(answer(*headers)) == shared


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=60))
def test_nothing_a_server_sends_breaks_it(control: str, expires: str, date: str) -> None:
    one = answer(("Cache-Control", control), ("Expires", expires), ("Date", date))
    for seconds in (browser_seconds(one), shared_seconds(one)):
        assert seconds is None or 0 <= seconds <= LONGEST


@pytest.mark.parametrize("text", ['a="' * 5000, "a=" + " " * 5000, '"\\' * 5000, "a " * 9000])
def test_hostile_text_takes_no_time(text: str) -> None:
    assert len(parse(text).directives) < 3000
