from __future__ import annotations

import pytest

from launchready.checks import all_checks
from launchready.demo.faults import Fault, all_faults
from launchready.demo.neighbours import grown

FAULTS = all_faults()


def test_at_least_forty_faults_over_all_areas_are_planted() -> None:
    assert len(FAULTS) >= 40
    assert len({fault.id for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_says_what_is_wrong_and_names_an_existing_check(fault: Fault) -> None:
    assert fault.says.endswith(".")
    assert fault.check in {check.id for check in all_checks()}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_can_be_planted_alone(fault: Fault) -> None:
    fault.plant(grown())
