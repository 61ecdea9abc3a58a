from __future__ import annotations

from inline_snapshot import snapshot

from launchready.model.check import Check
from launchready.report.manual import explain, page


def test_the_page_of_a_check(cors_check: Check) -> None:
    assert page(cors_check) == snapshot("""\
# Any website can read private data

A hostile page can read your customers' orders while they are signed in.

| id | area | severity | label | rows of the bar | facts it reads |
|---|---|---|---|---|---|
| `cors-any-origin-with-credentials` | cors | blocker | fix now | `cors.row` | `OriginProbes` |

## What it looks for
A response that echoes a foreign `Origin` and allows cookies.

## Why it matters
Any page can read what the signed-in visitor can read.

## How to fix it
Answer only to the origins you own.

## Example
```http
access-control-allow-origin: https://app.shop.example
```

## References
- <https://fetch.spec.whatwg.org/#http-cors-protocol>
""")


def test_the_page_says_where_it_comes_from_only_when_asked(cors_check: Check) -> None:
    assert page(cors_check, note=True).startswith("<!-- Made from the check.")
    assert not page(cors_check).startswith("<!--")


def test_a_plain_explanation_is_wrapped_text(cors_check: Check) -> None:
    text = explain(cors_check, width=60, plain=True)
    assert text.isascii()
    assert "\x1b" not in text
    assert "- severity: blocker, fix now" in text
    assert max(len(line) for line in text.splitlines()) <= 60


def test_an_explanation_without_colour_has_no_escape_codes(cors_check: Check) -> None:
    assert "\x1b" not in explain(cors_check)
    assert "\x1b[" in explain(cors_check, colour=True)
