from __future__ import annotations

import subprocess

import pytest
from tests.checks.under_load import run

from launchready.derive.load.again import measured_again
from launchready.facts.load import LoadRun


@pytest.mark.parametrize(
    ("given", "command"),
    [
        pytest.param(run(), "launchready load check --yes", id="the manifest's routes"),
        pytest.param(
            run(scenario="a shop"),
            "launchready load check --scenario scenario.yaml --yes",
            id="an own scenario",
        ),
        pytest.param(
            run(scenario="a shop", experiment="run"),
            "launchready load run scenario.yaml --yes",
            id="a plain run",
        ),
        pytest.param(
            run(production=True), "launchready load check --production --yes", id="production"
        ),
        pytest.param(
            run(
                scenario="a shop",
                asked=("http://a/", "--scenario", "my shop.yaml", "--users", "30"),
            ),
            "launchready load check http://a/ --scenario 'my shop.yaml' --users 30 --yes",
            id="as it was typed",
        ),
        pytest.param(
            run(experiment="run", asked=("s.yaml", "--rate", "20.0")),
            "launchready load run s.yaml --rate 20.0 --yes",
            id="a plain run as it was typed",
        ),
    ],
)
def test_the_same_experiment_is_made_again(given: LoadRun, command: str) -> None:
    assert measured_again(given, "slow-route").startswith(f"seen=$({command} --no-store --junit -)")


def test_another_experiment_is_not_asked_as_this_one_was() -> None:
    given = run(experiment="knee", asked=("--factor", "3.0"))
    assert "load knee --factor 3.0 --yes" in measured_again(given, "x", "knee")
    assert "load fairness --yes" in measured_again(given, "x", "fairness")


def test_an_experiment_can_be_named() -> None:
    assert "$(launchready load fairness --yes " in measured_again(None, "x", "fairness")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param('<testcase name="slow-route" time="0"/>', "fixed", id="passed"),
        pytest.param('<testcase name="slow-route" time="0"><failure/>', "not yet", id="failed"),
        pytest.param('<testcase name="slow-route" time="0"><skipped/>', "not yet", id="unknown"),
        pytest.param("", "not yet", id="the command failed"),
    ],
)
def test_the_command_says_fixed_only_for_a_pass(answer: str, said: str) -> None:
    shell = f"launchready() {{ echo '{answer}'; }}; {measured_again(run(), 'slow-route')}"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == said
