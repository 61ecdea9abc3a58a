"""The product whose names these tests look up."""

from __future__ import annotations

from launchready.facts.product import Host, Product, Role

PRODUCT = Product(
    domain="shop.example",
    canonical="https://shop.example/",
    hosts=(
        Host("shop.example", Role.APEX),
        Host("www.shop.example", Role.WWW),
        Host("app.shop.example", Role.APP, purpose="where people are signed in"),
        Host("api.shop.example", Role.API),
        Host("docs.shop.example", Role.DOCS, declared=False),
        Host("mail.shop.example", Role.MAIL),
        Host("staging.shop.example", Role.STAGING),
    ),
)
"""A product with a host of nearly every role, one of them only guessed."""
