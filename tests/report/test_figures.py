"""Tables, charts and demands in every kind of report."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from jsonschema import Draft202012Validator

from launchready.report import html, json_report, junit, markdown, terminal
from launchready.report.columns import columns, numeric, sparkline
from launchready.report.html.plot import DASHES
from launchready.report.view import Chart, Demand, Kept, Report, RouteNumbers, Series, Table

HOSTILE = "\x1b[31m\u202e</title><script>|`*[x](y)\n@me"

ROUTES = Table(
    "Response times",
    ("route", "kind", "requests", "p95", "failed"),
    (("checkout", "checkout", "1,200", "468 ms", "0.3 %"), ("login", "login", "90", "-", "0 %")),
    "From the moment a request was due.",
)
TIMES = Chart(
    "Response times over time",
    "seconds",
    "response time, ms",
    (
        Series("p95", tuple((float(x), 80.0 + x * x) for x in range(30))),
        Series("p50", tuple((float(x), 40.0) for x in range(30)), dashed=True),
    ),
    ((500.0, "target: 500 ms"),),
    ((0.0, "quiet"), (12.0, "load")),
    note="The slowest second was the 30th.",
)
DEMANDS = (
    Demand("budget", "checkout p95_ms <= 400", Kept.BROKEN, "p95 is 468 ms"),
    Demand("budget", "login p95_ms <= 400", Kept.UNKNOWN, "90 answers"),
    Demand("baseline", "checkout p50", Kept.KEPT, "no difference"),
)


@pytest.fixture
def loaded(report: Report) -> Report:
    return replace(
        report,
        tables=(ROUTES,),
        charts=(TIMES,),
        demands=DEMANDS,
        lines=("Sent 1,290 requests.",),
        work="load check",
        method="From this machine.",
    )


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own output


class Drawn(HTMLParser):
    """What is inside the drawings of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def of(self, tag: str, word: str) -> list[dict[str, str]]:
        return [one for name, one in self.tags if name == tag and word in one.get("class", "")]


def test_a_terminal_aligns_numbers_right_and_names_left(loaded: Report) -> None:
    lines = terminal.render(loaded, width=100).splitlines()
    start = lines.index("route     kind      requests     p95  failed")
    assert lines[start + 1 : start + 3] == [
        "checkout  checkout     1,200  468 ms   0.3 %",
        "login     login           90       -     0 %",
    ]
    assert lines[0] == "Load check of https://shop.example/"
    assert "From this machine." in lines


def test_a_terminal_draws_lines_of_blocks_unless_plain(loaded: Report) -> None:
    assert "█" in terminal.render(loaded)
    assert "80 to 921 ms" in terminal.render(loaded)
    plain = terminal.render(loaded, plain=True)
    assert "█" not in plain
    assert "468 ms" in plain


def test_a_table_that_is_too_wide_becomes_records(loaded: Report) -> None:
    wide = replace(ROUTES, head=tuple(f"{head} {'x' * 20}" for head in ROUTES.head))
    text = terminal.render(replace(loaded, tables=(wide,)), width=60)
    assert max(len(line) for line in text.splitlines() if "checkout" in line) <= 60
    assert columns(wide, 60) is None


def test_the_first_column_gives_way_before_a_table_breaks() -> None:
    long = replace(
        ROUTES, rows=(("a-very-long-route-name-indeed" * 2, "page", "1", "2 ms", "0 %"),)
    )
    lines = columns(long, 60)
    assert lines is not None
    assert all(len(line) <= 60 for line in lines)
    assert "..." in lines[1]


def test_markdown_has_tables_that_github_renders(loaded: Report) -> None:
    text = markdown.render(loaded)
    assert "| route | kind | requests | p95 | failed |\n| --- | --- | ---: | ---: | ---: |" in text
    assert "- The slowest second was the 30th." in text


def test_markdown_stays_one_comment_with_ten_thousand_rows(loaded: Report) -> None:
    many = replace(ROUTES, rows=ROUTES.rows * 5000)
    text = markdown.render(replace(loaded, tables=(many, many)))
    assert len(text) <= markdown.COMMENT
    assert "more |" in text


def test_json_holds_the_numbers_under_its_schema(loaded: Report) -> None:
    routes = (RouteNumbers("home", "load", 62, 60, 2, 40.5, 71.0), RouteNumbers("a", "b", 9, 0, 9))
    document = json.loads(json_report.render(replace(loaded, routes=routes)))
    Draft202012Validator(json_report.schema()).validate(document)
    assert (document["routes"][0]["p95_ms"], document["routes"][1]["p95_ms"]) == (71.0, None)
    assert document["work"] == "load check"
    assert document["tables"][0]["rows"][0][3] == "468 ms"
    assert document["charts"][0]["series"][0]["points"][2] == [2.0, 84.0]
    assert [one["state"] for one in document["demands"]] == ["broken", "unknown", "kept"]


def test_junit_has_a_test_case_for_each_demand(loaded: Report) -> None:
    root = parsed(junit.render(loaded))
    cases = {one.get("name"): one for one in root.iter("testcase")}
    broken = cases["checkout p95_ms <= 400"].find("failure")
    assert broken is not None
    assert broken.get("message") == "p95 is 468 ms"
    assert cases["login p95_ms <= 400"].find("skipped") is not None
    assert cases["checkout p50"].find("failure") is None
    assert [one.get("name") for one in root.findall("testsuite")][-2:] == ["budget", "baseline"]
    assert int(root.get("tests", "0")) == len(cases)
    assert int(root.get("failures", "0")) == len(root.findall(".//failure"))


def test_a_broken_budget_stands_beside_the_verdict(loaded: Report) -> None:
    lines = terminal.render(loaded, width=120).splitlines()
    broken = "1 of 2 lines of the budget is broken: checkout p95_ms <= 400."
    assert f"BROKEN      {broken}" in lines
    assert "KEPT        The one figure of the baseline holds." in lines
    assert "⛔ **BROKEN**: 1 of 2 lines of the budget is broken" in markdown.render(loaded)
    assert '<strong class="tag bad">Broken</strong>' in html.render(loaded)


def test_a_page_is_about_its_own_work(loaded: Report, report: Report) -> None:
    page = html.render(loaded)
    assert "load check of https://shop.example/" in page
    assert '<p class="kind">Load check</p>' in page
    assert "nothing was asked twice" not in page
    assert "nothing was asked twice" in html.render(report)


def test_a_drawing_tells_its_lines_apart_without_colour(loaded: Report) -> None:
    page = Drawn(html.render(loaded))
    dashes = [one.get("stroke-dasharray", "") for one in page.of("path", "line") if "d" in one]
    assert len(set(dashes)) > 1
    assert len(set(DASHES)) == len(DASHES)
    wide = html.render(loaded)
    for name in ("p95", "p50", "target: 500 ms", "quiet"):
        assert f">{name}</text>" in wide


def test_a_drawing_says_itself_to_whoever_cannot_see_it(loaded: Report) -> None:
    page = Drawn(html.render(loaded))
    plots = page.of("svg", "plot")
    assert len(plots) == 2
    ids = {one["id"] for _, one in page.tags if "id" in one}
    for one in plots:
        assert one["role"] == "img"
        assert set(one["aria-labelledby"].split()) <= ids
    assert "The slowest second was the 30th." in html.render(loaded)
    assert "<script" not in html.render(loaded)


def test_tables_keep_their_meaning_on_a_phone(loaded: Report) -> None:
    page = Drawn(html.render(loaded))
    assert [
        one["scope"] for tag, one in page.tags if tag == "th" and one.get("role") == "rowheader"
    ]
    cells = [one for tag, one in page.tags if tag == "td" and "data-head" in one]
    assert [one["data-head"] for one in cells[:4]] == ["kind", "requests", "p95", "failed"]


def test_hostile_names_stay_text_everywhere(loaded: Report) -> None:
    table = Table(HOSTILE, (HOSTILE, "b"), ((HOSTILE, HOSTILE),), HOSTILE)
    chart = Chart(
        HOSTILE, HOSTILE, HOSTILE, (Series(HOSTILE, ((0.0, 1.0), (1.0, 2.0))),), note=HOSTILE
    )
    evil = replace(
        loaded,
        tables=(table,),
        charts=(chart,),
        demands=(Demand("budget", HOSTILE, Kept.BROKEN, HOSTILE),),
    )
    assert "<script" not in html.render(evil)
    assert "\x1b" not in terminal.render(evil)
    assert "\u202e" not in terminal.render(evil) + markdown.render(evil) + html.render(evil)
    assert "<script" not in markdown.render(evil)
    assert parsed(junit.render(evil)).tag == "testsuites"


def test_a_sparkline_keeps_peaks_and_gaps() -> None:
    gap = tuple((float(n), 10.0) for n in [*range(40), *range(160, 200)])
    drawn = sparkline(Series("p95", gap), 10.0)
    assert drawn.startswith("█")
    assert "  " in drawn
    assert sparkline(Series("p95", ((0.0, 0.0), (1.0, 0.0))), 0.0) == "▁▁"


@pytest.mark.parametrize(
    ("cell", "is_number"),
    [
        ("1,200", True),
        ("468 ms", True),
        ("-", True),
        ("< 0.1 %", True),
        ("90 / 158 ms", True),
        ("0.42 ms / 1.64 s", True),
        ("5xx 3", False),
        ("29 of 30", True),
        ("held", False),
    ],
)
def test_numbers_are_told_from_words(cell: str, *, is_number: bool) -> None:
    assert numeric(cell) is is_number
