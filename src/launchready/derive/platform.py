"""Word a fix for the platform in use."""

from __future__ import annotations

from launchready.facts.platform import Platform


def fix_on(platform: Platform | None, default: str, **by_name: str) -> str:
    """Return the fix for the hosting, else for the edge, else the default.

    Names are as in `Platform`, with `_` for anything but letters and digits.
    """
    if platform is None:
        return default
    for name in (platform.hosting, platform.edge):
        key = "".join(letter if letter.isalnum() else "_" for letter in name.lower())
        if key and key in by_name:
            return by_name[key]
    return default
