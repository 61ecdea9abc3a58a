from __future__ import annotations

from pathlib import Path

import pytest

from launchready.load.scenario import scenario_of
from launchready.load.trouble import LoadError
from launchready.load.workers.parcel import deal, parcel_of_file, parcel_of_product, unpack
from launchready.manifest.read import parse_manifest


@pytest.mark.parametrize(
    ("feed", "content", "worker", "rows"),
    [
        ("a.csv", 'n,who\n1,"an\nn"\n\n2,bob\n3,eve\n', 0, 'n,who\r\n1,"an\nn"\r\n3,eve\r\n'),
        ("a.csv", "n\n1\n2\n", 1, "n\r\n2\r\n"),
        ("a.csv", "n\n1\n", 1, "n\r\n1\r\n"),
        ("a.jsonl", '{"n": 1}\n\n{"n": 2}\n', 1, '{"n": 2}'),
        ("a.csv", "", 0, "\r\n"),
    ],
)
def test_rows_are_dealt_to_two_workers(feed: str, content: str, worker: int, rows: str) -> None:
    assert deal(feed, content, (worker, 2)) == rows


def test_a_feed_outside_the_folder_does_not_travel(tmp_path: Path) -> None:
    scenario = tmp_path / "scenario" / "one.yaml"
    scenario.parent.mkdir()
    (tmp_path / "secret.csv").write_text("n\n1\n", "utf-8")
    scenario.write_text("feeds: [{file: ../secret.csv}]", "utf-8")
    with pytest.raises(LoadError, match="outside the scenario's folder"):
        parcel_of_file(scenario)


def test_what_the_manifest_makes_is_the_same_journeys_elsewhere() -> None:
    product = parse_manifest(
        """
        [product]
        name = "shop"
        canonical = "https://shop.example"
        owned = true
        [[route]]
        name = "home"
        url = "/"
        [[route]]
        name = "search"
        url = "/search?q=mug"
        kind = "search"
        """
    )
    here, there = scenario_of(product, {}), unpack(parcel_of_product(product), {})
    assert [part.name for part in there.parts] == [part.name for part in here.parts]
    assert there.hosts == here.hosts
    assert there.targets == here.targets
