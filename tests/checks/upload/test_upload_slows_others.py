from __future__ import annotations

import pytest
from tests.checks.under_load import PROFILE, took, upload

from launchready.checks.upload.upload_slows_others import upload_slows_others
from launchready.facts.crowd import UploadBeside
from launchready.model.check import UnclearError

FROZEN = took((40, 60), (35, 900))


def test_fires_where_reads_wait_for_uploads() -> None:
    [finding] = upload_slows_others.judge(upload(beside=FROZEN), PROFILE)
    assert finding.subject == "photos"
    assert finding.message == (
        "Beside uploads to photos other pages got 22.5 times as slow: one visitor in twenty waited"
        " 40 ms or longer before, and 900 ms or longer then."
    )
    assert finding.evidence == (
        "reads alone: 75 answers, p50 40 ms, p95 40 ms",
        "reads beside 30 uploads: 75 answers, p50 60 ms, p95 900 ms",
    )


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(upload(), id="nobody notices"),
        pytest.param(upload(beside=took((75, 78))), id="not quite twice"),
        pytest.param(upload(alone=took((75, 2)), beside=took((75, 39))), id="2 ms to 39 ms"),
        pytest.param(upload(uploads_failed=29), id="one upload went through"),
    ],
)
def test_stays_quiet(given: UploadBeside) -> None:
    assert not tuple(upload_slows_others.judge(given, PROFILE))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        pytest.param(upload(beside=FROZEN, void="too busy"), "too busy", id="void"),
        pytest.param(
            upload(beside=took((59, 900))),
            "59 of the 60 answers that a verdict needs",
            id="too few",
        ),
        pytest.param(
            upload(uploads_failed=30),
            "none of 30 uploads succeeded, so nothing was beside them",
            id="no upload went through",
        ),
    ],
)
def test_says_when_it_cannot_be_told(given: UploadBeside, why: str) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(upload_slows_others.judge(given, PROFILE))
    assert str(unclear.value) == why
