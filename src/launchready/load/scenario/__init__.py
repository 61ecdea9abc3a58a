"""What people do, written down: in YAML, in Python, or as the routes of the manifest."""

from __future__ import annotations

from launchready.load.scenario.read import read_scenario
from launchready.load.scenario.routes import scenario_of
from launchready.load.scenario.write import write_scenario

__all__ = ["read_scenario", "scenario_of", "write_scenario"]
