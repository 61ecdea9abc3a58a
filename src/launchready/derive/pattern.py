"""Regular expressions that are compiled when they are first used.

Hundreds of them stand in modules that every run imports and few runs need; compiling them all
takes longer than anything else in the import.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Lazy:
    """Stands for a compiled pattern; its methods become this object's own at their first use."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._source = (text, flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a compiled pattern has
        if name.startswith("_"):
            raise AttributeError(name)
        text, flags = self._source
        value = getattr(re.compile(text, flags), name)
        setattr(self, name, value)
        return value


def lazy(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern that behaves as a compiled one. A mistake in it shows at its first use.

    Functions of `re` that take a compiled pattern do not take this one: call its own methods.
    """
    return cast("re.Pattern[AnyStr]", _Lazy(text, flags))
