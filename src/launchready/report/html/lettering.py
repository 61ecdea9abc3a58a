"""How much room words take in a drawing. No font is at hand to measure it."""

from __future__ import annotations

from launchready.report.visible import ELLIPSIS

LETTER, BROAD, SLIM = 8.3, 13.5, 5.0
"""Pixels of a letter of a label: most, the widest, the narrowest."""

BROAD_LETTERS = frozenset("WMmw@%")
SLIM_LETTERS = frozenset("iljtfrI.,:;'|!()[] /")
BOLD = 1.12
"""How much wider bold letters are."""

LATIN = 0x24F
"""Letters beyond it may be as wide as they are high."""


def width_of(text: str) -> float:
    """Estimate how wide a label of 13 pixels is, in pixels."""
    broad = sum(letter in BROAD_LETTERS or ord(letter) > LATIN for letter in text)
    slim = sum(letter in SLIM_LETTERS for letter in text)
    capitals = sum(letter.isupper() and letter not in BROAD_LETTERS for letter in text)
    rest = len(text) - broad - slim - capitals
    return broad * BROAD + slim * SLIM + capitals * (LETTER + 2) + rest * LETTER


def cut(text: str, room: float) -> str:
    """Shorten a text until it is at most `room` pixels wide."""
    if width_of(text) <= room:
        return text
    while text and width_of(text) + width_of(ELLIPSIS) > room:
        text = text[:-1]
    return text + ELLIPSIS
