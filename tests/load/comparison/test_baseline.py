from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.load import samples

from launchready.facts.load import LoadRun
from launchready.load.comparison.baseline import (
    judge_baseline,
    no_baseline,
    read_baseline,
    write_baseline,
)
from launchready.load.trouble import LoadError
from launchready.report.view import Kept

NAMES = ("before", "after")


def test_a_baseline_is_written_read_and_held_against(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    write_baseline(path, samples.everything())
    again = read_baseline(path)
    demands, table, differs = judge_baseline(again, samples.everything())
    assert not differs
    assert {one.group for one in demands} == {"baseline"}
    assert not [one for one in demands if one.state is Kept.BROKEN]
    assert [one.says for one in demands] == ["they are the same run"]
    assert not table.rows
    assert "shop.example/checkout" in path.read_text()
    assert '"lateness"' not in json.dumps(json.loads(path.read_text())[1])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is no baseline and no exported run: it is empty$"),
        (b" \n", "is no baseline and no exported run: it is empty$"),
        (b"junk", "is no baseline and no exported run: it is not JSON, or only a part of it$"),
        (b'[{"kind":', "is no baseline and no exported run: it is not JSON, or only a part of it$"),
        (b"[" * 100_000, "it is not JSON, or only a part of it$"),
        (b"{}", "is no baseline and no exported run: it is JSON of something else$"),
        (b"[1]", "is no baseline and no exported run: it is JSON of something else$"),
        (b'[{"kind": "LoadRun"}]', "it is JSON of something else$"),
        (
            b'{"schema": 1, "work": "load run", "verdict": {}}',
            "it is a report; compare takes a run",
        ),
        (b"[]", "holds no load run"),
        (b"\xff\xfe", "no baseline and no exported run"),
        (
            b'[{"kind":"No","subject":"x","at":"2026-01-01T00:00:00Z","state":"fact","body":""}]',
            "does not know",
        ),
    ],
)
def test_a_broken_baseline_is_one_sentence(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(content)
    with pytest.raises(LoadError, match=why) as found:
        read_baseline(path)
    assert "\n" not in str(found.value)


def test_a_baseline_that_cannot_be_read_or_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="cannot be read"):
        read_baseline(tmp_path)
    with pytest.raises(LoadError, match="cannot be written"):
        write_baseline(tmp_path, samples.everything())


@pytest.mark.parametrize(
    ("run", "why"),
    [
        (samples.a_run(), ""),
        (samples.a_run(stopped="Ctrl-C"), "the run ended early: Ctrl-C"),
        (samples.a_run(phases=()), "the run has no phase under load"),
        (
            samples.a_run(phases=(samples.phase("load", 9, 9, 9, void="too busy"),)),
            "the phase 'load' is void: too busy",
        ),
    ],
)
def test_only_a_whole_run_becomes_a_baseline(run: LoadRun, why: str) -> None:
    assert no_baseline(samples.facts_of(run)) == why
