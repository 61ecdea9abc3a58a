from __future__ import annotations

import pytest
from tests.checks.under_load import LATE, PROFILE, run, stream

from launchready.checks.chat.stream_cut import stream_cut
from launchready.facts.load import LoadRun, StreamTimings
from launchready.facts.platform import Platform
from launchready.model.check import UnclearError

FIRES = [
    pytest.param(
        stream(streams=200, cut=7),
        "7 of 200 answers of chat broke off midway; the profile fails 1 %.",
        id="seven of 200",
    ),
    pytest.param(
        stream(cut=1),
        "1 of 80 answers of chat broke off midway; the profile fails 1 %.",
        id="one of 80 is above one percent",
    ),
    pytest.param(
        stream(streams=20, cut=5),
        "5 of 20 answers of chat broke off midway; the profile fails 1 %.",
        id="few, and no chance",
    ),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: StreamTimings, said: str) -> None:
    [finding] = stream_cut.judge(given, run(), PROFILE, None)
    assert (finding.subject, finding.message) == ("chat", said)
    assert finding.evidence[0].endswith(f"streams (sse), {given.cut} cut")


def test_the_fix_names_the_platforms_limit() -> None:
    given = stream(streams=200, cut=7)
    [finding] = stream_cut.judge(given, run(), PROFILE, Platform(hosting="Heroku"))
    assert "Heroku cuts what is silent for 55" in finding.fix


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(stream(), id="none of 80"),
        pytest.param(stream(streams=60), id="none of 60"),
        pytest.param(stream(streams=400, cut=1), id="one of 400"),
    ],
)
def test_stays_quiet(given: StreamTimings) -> None:
    assert not tuple(stream_cut.judge(given, run(), PROFILE, None))


@pytest.mark.parametrize(
    ("given", "during", "why"),
    [
        pytest.param(
            stream(streams=59), run(), "59 of the 60 answers that a verdict needs", id="too few"
        ),
        pytest.param(
            stream(streams=30, cut=1),
            run(),
            "30 of the 60 answers that a verdict needs",
            id="one cut of a few can be chance",
        ),
        pytest.param(
            stream(cut=60),
            run(LATE),
            "it does not count: this machine was too busy",
            id="void",
        ),
    ],
)
def test_says_when_it_cannot_be_told(given: StreamTimings, during: LoadRun, why: str) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(stream_cut.judge(given, during, PROFILE, None))
    assert str(unclear.value) == why
