from __future__ import annotations

import pytest
from tests.checks.env.surroundings import stack
from tests.checks.findings import messages

from launchready.checks.ext.vendor_without_billing_owner import vendor_without_billing_owner
from launchready.facts.product import Product, Vendor

FIRES = [
    pytest.param(
        (stack("Stripe", billed=True), Product()),
        "The product uses Stripe, and the manifest does not list it.",
        id="not declared",
    ),
    pytest.param(
        (stack("Stripe", billed=True), Product(vendors=(Vendor("stripe"),))),
        "The product uses Stripe, and the manifest does not name who pays it.",
        id="nobody pays",
    ),
    pytest.param(
        (stack("Fly", billed=True), Product(vendors=(Vendor("Flywheel", billing_owner="Ines"),))),
        "The product uses Fly, and the manifest does not list it.",
        id="a name that only contains it",
    ),
]
QUIET = [
    pytest.param(
        (
            stack("Stripe", billed=True),
            Product(vendors=(Vendor("Stripe Payments", billing_owner="Ines"),)),
        ),
        id="declared",
    ),
    pytest.param(
        (
            stack("Amazon Web Services", billed=True),
            Product(vendors=(Vendor("AWS", billing_owner="Ines"),)),
        ),
        id="by another name",
    ),
    pytest.param((stack("Prisma"), Product()), id="nothing to pay"),
]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    assert message in messages(vendor_without_billing_owner.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(vendor_without_billing_owner.judge(*facts))
