from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from launchready.model.finding import Finding
from launchready.model.outcome import Failed
from launchready.model.verdict import Decision, Verdict
from launchready.report.html import render
from launchready.report.html.drawing import route, squares
from launchready.report.ranking import AreaScore
from launchready.report.view import Report, Stop

VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """Every tag and attribute of a page; closing out of order is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(params=["report", "quiet_report", "crowded_report"])
def any_report(request: pytest.FixtureRequest) -> Report:
    chosen: Report = request.getfixturevalue(request.param)
    return chosen


def test_the_page_is_well_formed(any_report: Report) -> None:
    assert Page(render(any_report)).open == []


def test_nothing_is_loaded_from_anywhere(any_report: Report) -> None:
    text = render(any_report)
    page = Page(text)
    assert not {"script", "img", "iframe", "object", "embed", "form", "base"} & set(page.tags)
    assert not [one for one in page.attributes if one[1] in {"src", "srcset", "style", "action"}]
    links = {value for _, name, value in page.attributes if name in {"href", "xlink:href"}}
    assert all(link.startswith("#") or link == "data:," for link in links)
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert not re.search(r"url\(|@import|expression", style)


def test_the_policy_lets_only_our_style_through(report: Report) -> None:
    text = render(report)
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text


def test_headings_never_skip_a_level(any_report: Report) -> None:
    levels = [int(tag[1]) for tag in Page(render(any_report)).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_jump_arrives(any_report: Report) -> None:
    page = Page(render(any_report))
    ids = [value for _, name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    jumps = {value[1:] for _, name, value in page.attributes if name == "href" and value[0] == "#"}
    labels = {value for _, name, value in page.attributes if name == "aria-labelledby"}
    assert jumps | labels <= set(ids)


def test_the_verdict_is_a_word_with_its_rule(report: Report) -> None:
    text = Page(render(report)).text
    assert "No go 1 fix-now blocker risk and 2 more fix-now risks are open." in text
    assert "Still to prove: 4 of the 7 rows that must be proven" in text


def test_unknown_is_always_said(report: Report) -> None:
    text = Page(render(report)).text
    assert "Unknown staging.shop.example no answer within 5 s 3 checks:" in text
    assert "? unknown Monitors look every minute." in text


def test_what_is_accepted_and_what_changed_is_said(report: Report) -> None:
    text = Page(render(report)).text
    assert "By Ada Lindqvist until 2026-11-30" in text
    assert "Fixed The source code can be downloaded https://shop.example/.git/" in text


def test_a_quiet_report_is_not_an_empty_one(quiet_report: Report) -> None:
    text = Page(render(quiet_report)).text
    assert "Go Every blocker row is proven." in text
    assert "No open risks were found in what could be checked." in text


def test_two_hundred_risks_are_all_there(crowded_report: Report) -> None:
    text = render(crowded_report)
    assert text.count('<article class="risk ') == 200
    assert len(text) < 2_000_000


def test_hostile_text_adds_no_tag_and_no_attribute(everywhere: Callable[[str], Report]) -> None:
    hostile = (
        "</style></script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}{% x %}"
    )
    tame, wild = Page(render(everywhere(";x"))), Page(render(everywhere(hostile)))
    assert wild.tags == tame.tags
    assert [one[:2] for one in wild.attributes] == [one[:2] for one in tame.attributes]
    assert "{{ 7*7 }}{% x %}" in wild.text


def test_every_check_is_a_square_and_the_failed_come_first() -> None:
    drawn = squares(AreaScore("tls", 17, 2, 1, 5, 1, None))
    assert [one.kind for one in drawn.squares][:4] == ["failed", "failed", "unknown", "accepted"]
    assert len(drawn.squares) == 21
    assert drawn.squares[18].x == drawn.squares[0].x
    assert drawn.squares[18].y > drawn.squares[0].y


def test_a_station_that_was_not_seen_is_drawn_as_such() -> None:
    drawn = route(
        (Stop("edge", ""), Stop("origin", "A very long name of a hosting firm")), down=True
    )
    assert [box.name for box in drawn.boxes] == ["Browser", "not seen", "A very long name..."]
    assert [box.seen for box in drawn.boxes] == [True, False, True]


def test_not_proven_names_its_rows_and_the_way_to_prove_them(report: Report) -> None:
    ids = ("authz.admin_private", "secrets.rotated")
    verdict = Verdict(Decision.NOT_PROVEN, "the whole bar", "2 rows are unknown", ids)
    unproven = replace(report, verdict=verdict, status=None)
    text = Page(render(unproven)).text
    assert "Unknown: authz.admin_private (staging.shop.example: no answer within 5 s;" in text
    assert "To prove them: declare or repair what could not be seen, then audit again" in text


def test_backticks_of_ours_are_code_and_nothing_inside_them_is_markup(report: Report) -> None:
    finding = Finding("x", "The `<b>` cookie", "Set `Secure`,\nthen `a", "true `id`", ("`seen`",))
    first = next(one for one in report.results if one.findings)
    text = render(replace(report, results=(replace(first, outcome=Failed((finding,))),)))
    assert "The <code>&lt;b&gt;</code> cookie" in text
    assert "Set <code>Secure</code>,\nthen `a" in text
    assert "true `id`" in text
    assert "`seen`" in text


def test_counts_are_parted_by_spaces_and_count_checks(report: Report) -> None:
    passed, absent = (
        next(one for one in report.results if one.status == status)
        for status in ("passed", "not_applicable")
    )
    same = replace(absent, check=replace(absent.check, area=passed.check.area))
    assert (
        "1 passed (1 not applicable)" in Page(render(replace(report, results=(passed, same)))).text
    )
    assert "checks unknown 2" in Page(render(report)).text
