from __future__ import annotations

import pytest
from tests.checks.env.surroundings import production, stack, variable
from tests.checks.findings import messages

from launchready.checks.env.localhost_in_production_values import localhost_in_production_values
from launchready.facts.env import Looks
from launchready.facts.stack import Layer

FIRES = [
    pytest.param(
        (production(variable("NEXTAUTH_URL", looks=Looks.LOCAL)), None),
        "NEXTAUTH_URL of production leads to a local address (.env.production:3).",
        id="a public address",
    ),
    pytest.param(
        (
            production(variable("DATABASE_URL", looks=Looks.LOCAL)),
            stack("Docker", layer=Layer.CONTAINER),
        ),
        "DATABASE_URL of production leads to a local address (.env.production:3).",
        id="a database in a container",
    ),
    pytest.param(
        (production(variable("CORS_ORIGINS", looks=Looks.LOCAL)), None),
        "CORS_ORIGINS of production leads to a local address (.env.production:3).",
        id="allowed origins",
    ),
]
QUIET = [
    pytest.param(
        (production(variable("HOST", looks=Looks.LOCAL)), stack("Fly")),
        id="what a server listens on",
    ),
    pytest.param(
        (production(variable("DATABASE_URL", looks=Looks.LOCAL)), stack()),
        id="a database beside the app",
    ),
    pytest.param(
        (
            production(variable("DATABASE_URL", looks=Looks.LOCAL), platform="kubernetes"),
            stack("Kubernetes"),
        ),
        id="a sidecar on Kubernetes",
    ),
    pytest.param(
        (production(variable("OTEL_EXPORTER_OTLP_ENDPOINT", looks=Looks.LOCAL)), stack("Fly")),
        id="an agent",
    ),
    pytest.param(
        (production(variable("ALLOWED_HOSTS", looks=Looks.LOCAL)), stack("Fly")),
        id="hosts that a health check names",
    ),
    pytest.param((production(variable("NEXTAUTH_URL")), None), id="a public name"),
]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    assert message in messages(localhost_in_production_values.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(localhost_in_production_values.judge(*facts))
