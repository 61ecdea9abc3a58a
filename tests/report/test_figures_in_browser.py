"""Drawings and tables as a browser shows them: on a phone, in the dark, for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from launchready.report.html import render
from launchready.report.view import Chart, Report, Series, Table

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
LONG = "GET /api/shops/{shop}/orders/{order}/lines/{line}"

STROKES = """
() => {
  const luminance = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll('.plot .line, .plot .limit')].map(line => {
    const behind = getComputedStyle(line.closest('.chart')).backgroundColor;
    const pair = [luminance(getComputedStyle(line).stroke), luminance(behind)];
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  });
}
"""
"""WCAG 2.2, 1.4.11: what must be seen has a contrast of 3 to 1."""

OUTSIDE = """
way => [...document.querySelectorAll(`svg.plot.${way}`)].flatMap(svg => {
  const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
  return [...svg.querySelectorAll('text')].filter(text => {
    const b = text.getBBox();
    return b.x < -1 || b.y < -1 || b.x + b.width > width + 1 || b.y + b.height > height + 1;
  }).map(text => text.textContent);
})
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail("the browser tests need Chromium: run `make system`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def drawn(report: Report) -> Report:
    names = (LONG, "home page", "checkout", "login", "search", "W" * 40)
    series = tuple(
        Series(name, tuple((float(x), 50.0 * (n + 1) + 9_000 * x) for x in range(30)))
        for n, name in enumerate(names)
    )
    table = Table(
        "Response times",
        ("route", *(f"column {n}" for n in range(9))),
        tuple((name, *("1,234 ms",) * 8, "5xx 3, timed out 12, cut off 4") for name in names),
        "What to know before.",
    )
    chart = Chart(
        "Response times over time",
        "seconds since the run began",
        "response time, ms",
        series,
        ((100_000.0, "target for p95: 100,000 ms"),),
        ((0.0, "quiet"), (1.0, "load"), (29.0, "double (void)")),
        note="In a sentence.",
    )
    return replace(report, tables=(table,), charts=(chart,), work="load check")


def show(browser: Browser, folder: Path, report: Report, width: int, dark: bool = False) -> Page:
    file = folder / "report.html"
    file.write_text(render(report), "utf-8")
    scheme: Literal["light", "dark"] = "dark" if dark else "light"
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("width", [320, 360, 660, 1100])
def test_figures_never_scroll_sideways(
    browser: Browser, tmp_path: Path, drawn: Report, width: int
) -> None:
    page = show(browser, tmp_path, drawn, width)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.close()


@pytest.mark.parametrize("dark", [False, True])
def test_every_line_is_seen_against_what_is_behind_it(
    browser: Browser, tmp_path: Path, drawn: Report, dark: bool
) -> None:
    page = show(browser, tmp_path, drawn, 1100, dark)
    strokes = page.evaluate(STROKES)
    assert len(strokes) == 14
    assert min(strokes) >= 3
    page.close()


@pytest.mark.parametrize(("width", "way"), [(1100, "wide"), (360, "narrow")])
def test_words_stay_inside_the_drawing(
    browser: Browser, tmp_path: Path, drawn: Report, width: int, way: str
) -> None:
    page = show(browser, tmp_path, drawn, width)
    assert page.evaluate(OUTSIDE, way) == []
    other = "narrow" if way == "wide" else "wide"
    assert page.locator(f"svg.plot.{way}").is_visible()
    assert not page.locator(f"svg.plot.{other}").is_visible()
    page.close()


def test_a_phone_shows_every_number_with_its_head(
    browser: Browser, tmp_path: Path, drawn: Report
) -> None:
    page = show(browser, tmp_path, drawn, 360)
    cell = page.locator("table.numbers td").first
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"column 0"'
    assert page.get_by_role("rowheader").count() == 6
    page.close()
