from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Type

pytestmark = pytest.mark.slow


def test_the_demo_shows_a_faulty_shop_and_its_repaired_twin(typed: Type) -> None:
    code, out, err = typed("demo", "--plain")

    assert (code, err) == (0, "")
    broken, repaired = out.split("The report to hand to a client:")[:2]
    assert "NO_GO       the public surface of harvest-lane.test and the repository" in broken
    assert "secret-in-history" in broken
    assert "GO          the public surface of harvest-twin.test and the repository" in repaired
    assert "secret-in-history" not in repaired
    for name in ("broken.html", "repaired.html"):
        assert "<html" in Path("launchready-demo", name).read_text("utf-8")
