"""How a text of a repository is read by names, told by its path."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.derive.pattern import lazy
from launchready.derive.secrets.formats import has_format
from launchready.derive.secrets.paths import holds_configuration

PLAIN, CONFIG, CODE = b"p", b"c", b"k"
"""By forms alone; as settings too; as code too. The last byte of a text's id."""

_CODE = lazy(
    r"(?i)\.(?:py|rb|php|js|jsx|mjs|cjs|ts|tsx|mts|vue|svelte|astro|go|java|kt|kts|scala|cs|fs|rs"
    r"|swift|m|dart|ex|exs|erl|clj|lua|pl|pm|r|sh|bash|zsh|ps1|bat|sql|html?|erb|ejs|hbs|twig"
    r"|gradle|groovy|tf|json|xml|plist)$"
)
_MADE = lazy(r"(?i)\.min\.|[-.]lock|lock\.json$|(?:^|/)(?:node_modules|vendor|locales?|i18n)/")


def mode_of(path: str, *, current: bool) -> bytes:
    """Return how to read a file; code is read by names in the current commit only."""
    if holds_configuration(path) or has_format(path):
        return CONFIG
    return CODE if current and _CODE.search(path) and not _MADE.search(path) else PLAIN


def richest(modes: Iterable[bytes]) -> bytes:
    """Return the mode that sees most."""
    return min(modes, default=PLAIN, key=(CONFIG, CODE, PLAIN).index)
