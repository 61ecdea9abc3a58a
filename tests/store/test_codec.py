from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.base import Fact
from launchready.facts.cors import CorsProbes
from launchready.store.codec import kinds


def test_a_fact_of_somebody_else_takes_no_name_of_ours() -> None:
    kinds.cache_clear()

    @dataclass(frozen=True, slots=True)
    class Namesake(Fact):
        """Not a fact of the product."""

    Namesake.__name__ = "CorsProbes"
    try:
        assert kinds()["CorsProbes"] is CorsProbes
    finally:
        kinds.cache_clear()
