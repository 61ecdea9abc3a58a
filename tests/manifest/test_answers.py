from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.manifest.answers import Answer, judged, read_answers, write_answer
from launchready.manifest.read import ManifestError
from launchready.model.verdict import RowStatus
from launchready.profiles import load_bar

BAR = load_bar()
ON = date(2026, 3, 1)
ANSWER = Answer("ops.owner_names", 'In the "team" page.', "Ada", ON, "https://wiki.example/team")


def test_an_answer_is_kept_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    write_answer(path, ANSWER, BAR)
    write_answer(path, Answer("ops.incident_path", "Call Ada.", "Ada", ON), BAR)
    write_answer(path, Answer("ops.owner_names", "Nobody knows.", "Bo", ON, holds=False), BAR)

    assert {one.row: one.text for one in read_answers(path, BAR)} == {
        "ops.incident_path": "Call Ada.",
        "ops.owner_names": "Nobody knows.",
    }


def test_a_fresh_answer_passes_an_old_one_is_unknown_and_a_no_fails() -> None:
    [(status, why)] = judged([ANSWER], BAR, ON).values()
    assert status is RowStatus.PASS
    assert why == 'Ada on 2026-03-01: In the "team" page.'

    [(status, why)] = judged([ANSWER], BAR, ON + timedelta(days=5000)).values()
    assert status is RowStatus.UNKNOWN
    assert why.startswith("answered 5000 days ago")

    no = Answer("ops.owner_names", "Nobody knows.", "Bo", ON, holds=False)
    assert judged([no], BAR, ON)["ops.owner_names"][0] is RowStatus.FAIL


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("ops.owner_name", "did you mean 'ops.owner_names'"),
        ("tls.valid", "is not for a person to answer"),
    ],
)
def test_a_row_that_nobody_can_answer_is_refused(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(ManifestError, match=says):
        write_answer(tmp_path / "a.toml", Answer(row, "yes", "Ada", ON), BAR)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    path.write_text("[[answer]]\nrow = 3\n", "utf-8")

    with pytest.raises(ManifestError, match=r"answers.toml: Expected `str`, got `int`"):
        read_answers(path, BAR)


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_the_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("answers") / "answers.toml"
    write_answer(path, Answer("ops.owner_names", text, "Ada", ON), BAR)

    assert read_answers(path, BAR)[0].text == text
