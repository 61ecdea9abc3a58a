from __future__ import annotations

import pytest

from launchready.derive.dns.takeover import service_of, unclaimed
from launchready.derive.dns.takeover_table import SERVICES
from launchready.facts.dns import Addresses


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("shop.github.io", "GitHub Pages"),
        ("shop.s3-website-eu-west-1.amazonaws.com", "Amazon S3"),
        ("shop.s3.amazonaws.com", "Amazon S3"),
        ("shop.azurewebsites.net", "Azure"),
        ("sites.surge.sh", "Surge"),
    ],
)
def test_knows_services_by_their_targets(target: str, name: str) -> None:
    found = service_of(Addresses("x.shop.example", aliases=("edge.shop.example", target)))
    assert found is not None
    assert (found[0].name, found[1]) == (name, target)


@pytest.mark.parametrize(
    "target",
    ["web-1.elb.amazonaws.com", "github.io", "notgithub.io", "github.io.shop.example"],
    ids=["another service of the same company", "the service itself", "ends alike", "begins alike"],
)
def test_leaves_other_targets_alone(target: str) -> None:
    assert service_of(Addresses("x.shop.example", aliases=(target,))) is None


def test_every_service_can_be_recognised_somehow() -> None:
    assert len(SERVICES) >= 30
    assert all(one.ends and (one.says or one.nxdomain) for one in SERVICES)
    assert len({one.name for one in SERVICES}) == len(SERVICES)


def test_quotes_are_read_however_they_are_written() -> None:
    pages = next(one for one in SERVICES if one.name == "GitHub Pages")
    words = "There isn't a GitHub Pages site here."
    for spelled in (words, words.replace("'", "\u2019"), words.replace("'", "&#39;")):
        assert unclaimed(pages, 404, f"<p>{spelled}</p>") == words
    assert unclaimed(pages, 200, words) == ""
