"""A page's own script."""

from __future__ import annotations

from launchready.facts.exposure import Bundle, Script

URL = "https://shop.example/app.js"


def bundle(script: Script) -> Bundle:
    """The one script of a page."""
    return Bundle("shop.example", (script,))
