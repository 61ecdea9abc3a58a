"""What YAML and JSON hold."""

from __future__ import annotations

from typing import Any, TypeAlias

Value: TypeAlias = Any
"""A mapping with texts as keys, a list, a text, a number, a boolean or None."""

Untyped: TypeAlias = Any
"""What a library makes that gives it no types."""
