"""The network budget of an audit, counted by the servers themselves over a real delayed link."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator

import pytest
from bench.measure import LAUNCHREADY
from bench.world.namespaces import Link
from bench.world.product import NAME_SERVERS, ZONE, Product, hosts
from bench.world.servers import world

pytestmark = pytest.mark.namespaces

HOSTS = 8
UNKNOWABLE = {"no-rate-limit-on-login", "admin-open-to-everyone", "dns-host-unknown"}
"""What needs leave, a sign-in, or an owner who says who runs the zone's own name servers."""


@pytest.fixture(scope="module")
def far_away() -> Iterator[tuple[Link, Product]]:
    with world(round_trip_ms=50) as made:
        yield made


def audit(link: Link, product: Product, *options: str) -> tuple[dict[str, object], int]:
    before = link.accepted()
    done = subprocess.run(
        link.in_client(
            [
                *(LAUNCHREADY, "audit", f"https://{ZONE}", "--no-store", "--json", "-"),
                *("--resolver", NAME_SERVERS[0], "--ca-file", str(product.ca_file)),
                *("--allow-private", *options),
            ]
        ),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    report: dict[str, object] = json.loads(done.stdout)
    return report, link.accepted() - before


def unknown(report: dict[str, object]) -> set[str]:
    outcomes = report["outcomes"]
    assert isinstance(outcomes, list)
    # Its mail server does not run, and selectors can only be guessed: that area stays unknown.
    return {
        one["check"] for one in outcomes if one["status"] == "unknown" and one["area"] != "email"
    }


def test_eight_hosts_cost_at_most_eighty_connections_and_sixty_queries(
    far_away: tuple[Link, Product],
) -> None:
    link, product = far_away
    assert len(hosts(ZONE)) == HOSTS

    report, accepted = audit(link, product)

    network = report["network"]
    assert isinstance(network, dict)
    assert accepted <= 80
    assert network["connections"] <= 80
    assert network["dns_queries"] <= 60
    # A budget kept by looking away would be no budget.
    assert unknown(report) <= UNKNOWABLE


def test_a_deep_look_costs_at_most_four_hundred_connections(
    far_away: tuple[Link, Product],
) -> None:
    link, product = far_away

    report, accepted = audit(link, product, "--deep")

    assert accepted <= 400
    assert unknown(report) <= UNKNOWABLE
