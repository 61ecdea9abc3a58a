from __future__ import annotations

import pytest

from launchready.engine.broken import broken


def test_the_kind_of_error_and_its_line_are_named_but_not_its_words() -> None:
    with pytest.raises(ValueError, match="hunter2") as caught:
        int("hunter2")

    assert broken(caught.value) == f"ValueError at test_broken.py:{caught.tb.tb_lineno}"


def test_an_error_of_the_system_has_its_code() -> None:
    assert broken(OSError(24, "Too many open files", "/home/ada/secret")) == "OSError EMFILE"
    assert broken(OSError("odd")) == "OSError"
