"""Commands that measure under load again, and tell by the same check whether it is mended."""

from __future__ import annotations

import shlex

from launchready.derive.commands import has
from launchready.facts.load import LoadRun

FROM_MANIFEST = "routes of the manifest"
"""What a run calls the scenario that nobody wrote."""


def measured_again(run: LoadRun | None, check: str, experiment: str = "check") -> str:
    """Return the proof that a check passes, by an experiment like the one that it failed in.

    What was typed for that run is typed again, so that the load is the same.
    """
    passed = has(f'<testcase name="{check}" [^>]*/>')
    command = f"launchready load {_like(run, experiment)} --yes --no-store --junit -"
    return f"seen=$({command}); {passed} && echo fixed || echo 'not yet'"


def _like(run: LoadRun | None, experiment: str) -> str:
    """Write experiment and options; of a run that does not say how it was asked, as they may be."""
    if run is not None and run.experiment == "run" and experiment == "check":
        experiment = "run"
    if run is not None and run.asked and run.experiment == experiment:
        return shlex.join((experiment, *run.asked))
    if experiment == "run":
        experiment += " scenario.yaml"
    elif run is not None and run.scenario not in {"", FROM_MANIFEST}:
        experiment += " --scenario scenario.yaml"
    return f"{experiment} --production" if run is not None and run.production else experiment
