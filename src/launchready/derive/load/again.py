"""Commands that measure under load again, and tell by the same check whether it is mended."""

from __future__ import annotations

from launchready.derive.commands import has
from launchready.facts.load import LoadRun

FROM_MANIFEST = "routes of the manifest"
"""What a run calls the scenario that nobody wrote."""


def measured_again(run: LoadRun | None, check: str, experiment: str = "check") -> str:
    """Return the proof that a check passes, by an experiment like the one that it failed in."""
    command = f"launchready load {experiment}"
    if run is not None and run.experiment == "run":
        command = "launchready load run scenario.yaml"
    elif run is not None and run.scenario not in {"", FROM_MANIFEST}:
        command += " --scenario scenario.yaml"
    if run is not None and run.production:
        command += " --production"
    passed = has(f'<testcase name="{check}" [^>]*/>')
    return f"seen=$({command} --yes --no-store --junit -); {passed} && echo fixed || echo 'not yet'"
