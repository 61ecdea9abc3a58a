from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from launchready.model.verdict import Decision, Verdict
from launchready.report.markdown import COMMENT, render
from launchready.report.markdown_text import block, code, prose
from launchready.report.view import Report

ACTIVE = {"link_open", "image", "html_inline", "html_block", "em_open", "strong_open", "s_open"}


def parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> Iterator[Token]:
    for token in parser().parse(text):
        yield token
        yield from token.children or ()


@pytest.mark.parametrize(
    "text",
    [
        "[click](https://evil.example)",
        "![x](https://evil.example/x.png)",
        "<img src=x onerror=alert(1)>",
        "<https://evil.example>",
        "**bold** _soft_ ~~gone~~ `code`",
        "# heading",
        "- list",
        "1. list",
        "> quote",
        "a | b",
        "&lt;b&gt; &amp; \\*",
        "=====",
    ],
)
def test_prose_is_read_as_the_text_it_is(text: str) -> None:
    found = list(tokens(prose(text)))
    assert [token.type for token in found if token.type in ACTIVE] == []
    assert {token.type for token in found} <= {
        "paragraph_open", "inline", "text", "text_special", "paragraph_close",
    }  # fmt: skip
    shown = "".join(
        token.content for token in found if token.type in {"text", "text_special"}
    ).replace("\u200b", "")
    assert shown == text


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=[])))
def test_no_text_formats_anything(text: str) -> None:
    for inline in (prose(text), code(text)):
        assert not ACTIVE & {token.type for token in tokens(f"Seen: {inline} here")}
    kinds = [token.type for token in parser().parse(f"{block(text)}\n\nafter")]
    assert kinds == ["fence", "paragraph_open", "inline", "paragraph_close"]


@settings(max_examples=100, deadline=None)
@given(st.text("|\\`ab*<&"))
def test_a_cell_is_never_cut_and_shows_its_text(text: str) -> None:
    table = f"| a | b |\n|---|---|\n| {code(text, cell=True)} | {prose(text)} |"
    drawn = parser().render(table)
    assert drawn.count("<td>") == 2
    cell = html.unescape(drawn.partition("<td><code>")[2].partition("</code></td>")[0])
    assert cell == (text or cell)


def test_people_and_issues_are_not_mentioned() -> None:
    assert prose("@admin fixes #1 and GH-2") == "@&#8203;admin fixes #&#8203;1 and GH-&#8203;2"


def test_addresses_are_not_linked() -> None:
    assert prose("https://evil.example www.evil.example") == (
        r"https\://evil.example www\.evil.example"
    )


def test_the_report_has_its_parts_in_order(report: Report) -> None:
    heads = re.findall(r"^#+ .*", render(report), re.MULTILINE)
    assert heads == [
        "# ⛔ NO GO: `https://shop.example/`",
        "## Risks: 1 blocker, 2 high, 2 medium",
        "### 1. Any website can read private data",
        "### 2. A certificate runs out within days",
        "### 3. Browsers may still visit over plain HTTP",
        "### 4. Any authority may issue certificates for you",
        "### 5. A session cookie travels with requests from other sites",
        "## Could not be checked: 2",
        "## Accepted: 1",
        "## Since 20 October 2026, 09:30 UTC",
        "## How traffic reaches production",
    ]


def test_unknown_is_always_said(report: Report) -> None:
    assert "- **unknown** `staging.shop.example`: no answer within 5 s" in render(report)


def test_a_quiet_report_is_not_an_empty_one(quiet_report: Report) -> None:
    text = render(quiet_report)
    assert "**GO** for the public surface of shop.example." in text
    assert "**NOT PROVEN** for the whole bar." in text
    assert "No open risks were found in what could be checked." in text


def test_two_hundred_risks_fit_into_one_comment(crowded_report: Report) -> None:
    text = render(crowded_report)
    assert len(text) <= COMMENT
    assert re.search(r"^- and \d+ more$", text, re.MULTILINE)


def test_hostile_text_adds_no_heading_link_or_tag(
    report: Report, everywhere: Callable[[str], Report]
) -> None:
    text = "</details>\n\n# Owned\n\n```\n[x](https://e.example) <b>@admin</b> | ![](http://e/)"
    found = list(tokens(render(everywhere(text))))
    assert not {"link_open", "image", "em_open"} & {token.type for token in found}
    tags = {token.content for token in found if token.type in {"html_inline", "html_block"}}
    assert {tag.strip() for tag in tags} == {
        "<details><summary>Evidence</summary>",
        "</details>",
    }
    heads = [token for token in found if token.type == "heading_open"]
    ours = [token for token in tokens(render(report)) if token.type == "heading_open"]
    assert len(heads) < len(ours)


def test_a_very_long_text_everywhere_fits(everywhere: Callable[[str], Report]) -> None:
    assert len(render(everywhere("<" * 10_000))) <= COMMENT


def test_not_proven_names_its_rows_and_the_way_to_prove_them(report: Report) -> None:
    ids = ("authz.admin_private", "secrets.rotated")
    verdict = Verdict(Decision.NOT_PROVEN, "the whole bar", "2 rows are unknown", ids)
    unproven = replace(report, verdict=verdict, status=None)
    text = render(unproven)
    assert "Unknown: authz.admin\\_private (staging.shop.example: no answer within 5 s;" in text
    assert "To prove them: declare or repair what could not be seen, then audit again" in text
