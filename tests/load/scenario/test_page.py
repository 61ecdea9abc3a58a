"""The page about scenarios: its examples are read, its schema agrees with the reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from launchready.dev.scenario_page import EXAMPLE, PYTHON, scenario_page, scenario_schema
from launchready.load.scenario.document import read_document
from launchready.load.scenario.read import read_scenario

Read = Callable[..., Any]


def test_the_example_is_a_scenario(read: Read, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("email,city\nann@shop.example,Bern\n", "utf-8")
    environ = {"SHOP_URL": "https://staging.shop.example", "SHOP_PASSWORD": "pw"}
    scenario = read(EXAMPLE, environ)

    assert [part.name for part in scenario.parts] == ["looks around", "buys"]
    assert scenario.hosts == ("staging.shop.example", "api.shop.example")


def test_the_python_example_is_a_scenario(tmp_path: Path) -> None:
    text = PYTHON.partition("```python\n")[2].partition("```")[0]
    (tmp_path / "shop.py").write_text(text, "utf-8")

    assert [part.name for part in read_scenario(tmp_path / "shop.py", {}).parts] == [
        "looks",
        "buys",
    ]


def test_the_page_names_every_key() -> None:
    page = scenario_page()
    for key in ("base", "weight", "unless", "max_ms", "attribute", "each", "{{ run }}"):
        assert f"`{key}`" in page or key in page
    assert "ScenarioFile" not in page


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        (EXAMPLE, True),
        ("base: x\njourneys: [{name: a, steps: [{url: /, think: [1, 2]}]}]", True),
        ("base: x\njourneys: [{name: a, steps: [{url: /, thnk: 1}]}]", False),
        ("base: x\njourneys: [{name: a, weight: 0, steps: [{url: /}]}]", False),
        ("base: x\njourneys: [{name: a, steps: [{url: /, kind: sale}]}]", False),
        ("journeys: []", False),
    ],
)
def test_editors_and_the_reader_agree(text: str, fits: bool) -> None:
    schema = json.loads(scenario_schema())
    tree = read_document(text, "shop.yaml").tree

    assert jsonschema.Draft202012Validator(schema).is_valid(tree) is fits
