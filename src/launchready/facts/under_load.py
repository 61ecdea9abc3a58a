"""Which facts only a load run gives."""

from __future__ import annotations

from launchready.facts.base import Fact
from launchready.facts.crowd import AtOnce, LoadFairness, LoadKnee, UploadBeside
from launchready.facts.load import CacheUse, LoadRun, RouteTimings, StreamTimings

UNDER_LOAD: frozenset[type[Fact]] = frozenset(
    {LoadRun, RouteTimings, StreamTimings, CacheUse, AtOnce, UploadBeside, LoadKnee, LoadFairness}
)
"""An audit gathers none of it."""
