"""Records as a zone file writes them, and the commands that show them."""

from __future__ import annotations

from shlex import quote


def record(name: str, kind: str, value: str) -> str:
    """Return one line of a zone file: `shop.example. 300 IN A 192.0.2.1`."""
    return f"{name}. 300 IN {kind} {value}"


def dig(name: str, kind: str, *, at: str = "", options: str = "+short") -> str:
    """Return the command that shows a record, at one server where `at` names it."""
    server = f" @{at}" if at else ""
    return f"dig {options} {quote(name)} {kind}{server}"


def listed(words: tuple[str, ...], most: int = 4) -> str:
    """Join words: `a, b and c`; past `most` of them only how many more there are."""
    shown = list(words[:most])
    if len(words) > most:
        shown.append(f"{len(words) - most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
