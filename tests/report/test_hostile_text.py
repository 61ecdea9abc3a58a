from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest

from launchready.report import checklist, html, json_report, markdown, terminal
from launchready.report.view import Report
from launchready.report.visible import HIDDEN

RENDERERS: dict[str, Callable[[Report], str]] = {
    "terminal": terminal.render,
    "plain terminal": lambda report: terminal.render(report, plain=True, full=True),
    "coloured terminal": lambda report: re.sub(
        r"\x1b\[[\d;]*m", "", terminal.render(report, colour=True)
    ),
    "JSON": json_report.render,
    "Markdown": markdown.render,
    "HTML": html.render,
    "checklist": lambda report: checklist.terminal(report.rows, report.profile),
    "checklist in Markdown": lambda report: checklist.markdown(report.rows, report.profile),
}

HOSTILE = {
    "ANSI": "\x1b[2J\x1b[31mred\x1b[0m",
    "a terminal title": "\x1b]0;owned\x07",
    "a hidden link": "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "C1 controls": "\x9b31m\x85",
    "carriage return": "UNKNOWN\r\x1b[KPASSED",
    "backspaces": "NO_GO\b\b\b\b\bGO",
    "bidi": "\u202egnp.exe\u2066\u2069\u200f",
    "zero width": "sh\u200bop\u2060\ufeff",
    "separators": "one\u2028two\u2029three",
    "surrogate": "\ud800\udc00\udfff",
    "rich markup": "[bold red]x[/] :bomb: [link=https://evil.example]y[/link]",
    "long": "A" * 10_000,
    "long and wide": "界" * 10_000,
    "nothing": "",
}


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_report_lets_a_character_act(
    everywhere: Callable[[str], Report], renderer: str, text: str
) -> None:
    shown = RENDERERS[renderer](everywhere(text))
    shown.encode("utf-8")
    acting = {character for character in shown if unicodedata.category(character) in HIDDEN}
    assert acting <= {"\n"}


def test_rich_markup_is_shown_and_not_obeyed(everywhere: Callable[[str], Report]) -> None:
    shown = terminal.render(everywhere(HOSTILE["rich markup"]), width=200, plain=True)
    assert HOSTILE["rich markup"] in shown


def test_a_line_break_from_a_target_starts_no_line(everywhere: Callable[[str], Report]) -> None:
    shown = html.render(everywhere("x")) + terminal.render(everywhere("x\nGO  all is fine"))
    assert not re.search("^GO  all is fine", shown.replace("Fix", ""), re.MULTILINE)


def test_ten_kilobytes_in_every_field_are_cut(everywhere: Callable[[str], Report]) -> None:
    report = everywhere("A" * 10_000)
    assert "more characters)" in terminal.render(report)
    assert len(terminal.render(report)) < 60_000
    assert len(markdown.render(report)) < 65_536
    assert "A" * 4001 not in html.render(report)
