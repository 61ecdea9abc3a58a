from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from launchready.report.html import render
from launchready.report.view import Report, Stop

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
Scheme = Literal["light", "dark"]

CONTRAST = """
selector => {
  const luminance = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll(selector)].map(element => {
    const pair = [luminance(getComputedStyle(element).color), luminance(behind(element))];
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  });
}
"""
"""WCAG 2.2, contrast ratio."""


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
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[[Report, int, Scheme], Page]]:
    """Open a report; a console message or a second request fails the test."""
    said: list[str] = []
    asked: list[str] = []
    pages: list[Page] = []

    def show(report: Report, width: int, scheme: Scheme) -> Page:
        file = tmp_path / "report.html"
        file.write_text(render(report), "utf-8")
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        pages.append(page)
        return page

    yield show
    for page in pages:
        page.close()
    assert said == []
    assert len(asked) == len(pages)


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def overflow(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return width


def test_a_phone_never_scrolls_sideways(
    report: Report,
    everywhere: Callable[[str], Report],
    opened: Callable[[Report, int, Scheme], Page],
) -> None:
    for one in (report, everywhere("A" * 3000), everywhere("<b>x</b> " * 40)):
        page = opened(one, 360, "light")
        unfold(page)
        assert overflow(page) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_has_contrast(
    report: Report, opened: Callable[[Report, int, Scheme], Page], scheme: Scheme
) -> None:
    page = opened(report, 1200, scheme)
    unfold(page)
    words = "h1, h2, h3, p, dt, dd, li, td, th, summary, code, .badge, .tag, .state, .worst, small"
    assert min(page.evaluate(CONTRAST, words)) >= 4.5
    assert page.evaluate(CONTRAST, ".word")[0] >= 4.5


def test_dark_is_dark(report: Report, opened: Callable[[Report, int, Scheme], Page]) -> None:
    page = opened(report, 1200, "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 21, 26)"


def test_the_first_tab_stop_skips_to_the_risks(
    report: Report, opened: Callable[[Report, int, Scheme], Page]
) -> None:
    page = opened(report, 1200, "light")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the risks"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "risks"


def test_paper_shows_what_the_screen_folds(
    report: Report, opened: Callable[[Report, int, Scheme], Page]
) -> None:
    page = opened(report, 1200, "dark")
    table = page.locator("table").first
    assert not table.is_visible()
    page.emulate_media(media="print")
    assert table.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_paper_lists_what_passed_or_failed_and_counts_the_rest(
    report: Report, opened: Callable[[Report, int, Scheme], Page]
) -> None:
    page = opened(report, 1200, "light")
    page.emulate_media(media="print")
    rows = page.locator("#checklist ~ details tr")
    said = [row.inner_text() for row in rows.all() if row.is_visible()]
    assert any("fail" in one for one in said)
    assert not any("unknown" in one for one in said)
    assert page.get_by_text("1 unknown").first.is_visible()


def test_names_fit_into_their_boxes(
    report: Report, opened: Callable[[Report, int, Scheme], Page]
) -> None:
    stops = (Stop("DNS host", "ns1.harvest-lane.test"), Stop("edge", "WWWWWWWWWWWWWWWWWWWW"))
    page = opened(replace(report, stops=stops), 1200, "light")
    widths = page.evaluate(
        "[...document.querySelectorAll('svg.path.across text.name')].map(t => t.getBBox().width)"
    )
    assert max(widths[:2]) < 190


def test_paper_shows_every_risk_and_the_fix_of_the_first(
    crowded_report: Report, opened: Callable[[Report, int, Scheme], Page]
) -> None:
    page = opened(crowded_report, 800, "light")
    page.emulate_media(media="print")
    cards = page.locator("article.risk")
    assert cards.count() == 200
    shown = [page.locator(f"#risk-{n} .fix").first.is_visible() for n in (1, 67, 68, 200)]
    assert shown == [True, True, False, False]
    assert page.get_by_text("On paper the first 67 come with evidence and fix").is_visible()
