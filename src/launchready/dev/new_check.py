"""Write the files of a new check."""

from __future__ import annotations

import re
from pathlib import Path

from launchready.profiles import load_bar

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
AREA = re.compile(r"[a-z][a-z0-9]*")

CHECK = '''\
from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import header_sent
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="What is wrong, as a founder would say it",
    impact="What it costs the business, in one sentence.",
    severity=Severity.MEDIUM,
    rows=("{row}",),
    references=("https://www.rfc-editor.org/rfc/rfc9110",),
)
def {function}(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    The failing state, exactly.

    ## Why it matters
    What happens to customers when it stays.

    ## How to fix it
    The smallest change that mends it.

    ## Example
    ```
    wrong
    ```

    Use instead:
    ```
    right
    ```
    """
    if page.title == "the failing state":
        yield Finding(
            subject=page.subject,
            message="One plain sentence about this subject.",
            fix="The exact change.",
            verify=header_sent(page.answer.url, "name"),
            evidence=(page.title,),
        )
'''

TEST = """\
from __future__ import annotations

import pytest

from launchready.checks.{area}.{function} import {function} as check
from launchready.facts.http import Exchange
from launchready.facts.page import Page


def page(title: str) -> Page:
    return Page("shop.example", Exchange("https://shop.example/", 200), title=title)


def test_fires_when_the_state_is_failing() -> None:
    [finding] = check.judge(page("the failing state"))

    assert finding.subject == "shop.example"
    assert finding.message == "One plain sentence about this subject."


@pytest.mark.parametrize("title", [pytest.param("A shop", id="an ordinary page")])
def test_stays_quiet(title: str) -> None:
    assert list(check.judge(page(title))) == []
"""


class NameTaken(Exception):  # noqa: N818 - the user's choice, not a program's error
    """There is such a check already."""


class NotAName(Exception):  # noqa: N818 - the user's choice, not a program's error
    """The area or the id cannot be one."""


def write_check(
    root: Path, area: str, name: str, row: str = "", *, new_area: bool = False
) -> tuple[Path, ...]:
    """Write check, test and changelog line. Raises `NotAName` or `NameTaken`.

    `row` is the row of the bar that the check answers; without one it is the area's first.
    """
    if not NAME.fullmatch(name):
        message = f"{name!r} is no id: words in lower case joined by hyphens, such as tls-weak-key"
        raise NotAName(message)
    if not AREA.fullmatch(area):
        message = f"{area!r} is no area: one word in lower case, such as tls"
        raise NotAName(message)
    row = row or _first_row(area)
    if row not in load_bar().ids:
        message = (
            f"{row!r} is no row of the bar; docs/bar.md lists them"
            if row
            else (f"the bar has no rows of the area {area!r}: name one with --row")
        )
        raise NotAName(message)
    function = name.replace("-", "_")
    folder = root / "src" / "launchready" / "checks"
    if not (new_area or row.startswith(f"{area}.") or (folder / area).is_dir()):
        message = f"there is no area {area!r}; --new-area makes it"
        raise NotAName(message)
    taken = [*folder.glob(f"*/{function}.py")]
    if taken:
        message = f"{name} exists already: {taken[0].relative_to(root)}"
        raise NameTaken(message)
    files = {
        folder / area / f"{function}.py": CHECK.format(function=function, row=row),
        root / "tests" / "checks" / area / f"test_{function}.py": TEST.format(
            area=area, function=function
        ),
        root / "changelog.d" / f"{name}.added.md": f"New check `{name}`.\n",
    }
    package = folder / area / "__init__.py"
    if not package.exists():
        files[package] = f'"""Checks of the area {area}."""\n'
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tuple(files)


def _first_row(area: str) -> str:
    rows = load_bar().area(area)
    return rows[0].id if rows else ""
