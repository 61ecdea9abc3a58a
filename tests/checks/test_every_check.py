"""Promises that hold for every check, so that reviewers need not remember them."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from launchready.checks import all_checks, check_ids
from launchready.collect import all_collectors
from launchready.facts.base import Fact
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.facts.under_load import UNDER_LOAD
from launchready.model.check import Check
from launchready.profiles import load_bar

SECTIONS = ("## What it looks for", "## Why it matters", "## How to fix it", "## Example")
LONGEST = 100
GIVEN = frozenset({Product, Run}) | UNDER_LOAD

each_check = pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.id)


def test_there_are_at_least_eighty() -> None:
    assert len(all_checks()) >= 80


def test_one_check_per_file_and_one_file_per_id() -> None:
    ids = [check.id for check in all_checks()]
    assert sorted(ids) == list(check_ids())
    files = [check.judge.__module__ for check in all_checks()]
    assert len(ids) == len(set(ids)) == len(set(files))


@each_check
def test_needs_facts_that_some_collector_gives(check: Check) -> None:
    given = {one.kind for one in all_collectors()} | GIVEN
    assert check.kinds
    assert all(issubclass(kind, Fact) for kind in check.kinds)
    assert check.kinds <= given, check.kinds - given


@each_check
def test_answers_rows_that_exist(check: Check) -> None:
    assert check.rows
    assert set(check.rows) <= set(load_bar().ids)


@each_check
def test_manual_has_every_section_in_order(check: Check) -> None:
    places = [check.manual.find(section) for section in SECTIONS]
    assert -1 not in places
    assert places == sorted(places)
    assert "```" in check.manual[places[-1] :]


@each_check
def test_speaks_to_a_founder(check: Check) -> None:
    assert check.title[0].isupper()
    assert not check.title.endswith(".")
    assert check.impact.endswith(".")
    assert check.references


@each_check
def test_is_short_enough_to_read(check: Check) -> None:
    source = Path(inspect.getfile(check.judge))
    assert len(source.read_text("utf-8").splitlines()) <= LONGEST


@each_check
def test_has_a_test_that_fires_and_one_that_stays_quiet(check: Check) -> None:
    module = Path(*check.judge.__module__.split(".")[2:])
    test = Path(__file__).parent / module.with_name(f"test_{module.name}.py")
    tree = ast.parse(test.read_text("utf-8"))
    names = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert any("fires" in name for name in names), names
    assert any("quiet" in name for name in names), names
    assert any(isinstance(node, ast.Assert) for node in ast.walk(tree))
