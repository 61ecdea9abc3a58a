from __future__ import annotations

import pytest
from tests.checks.under_load import route

from launchready.derive.load.remedies import faster, roomier
from launchready.facts.platform import EdgeView, Platform
from launchready.facts.product import RouteKind


@pytest.mark.parametrize("kind", RouteKind)
def test_every_kind_of_route_has_a_remedy(kind: RouteKind) -> None:
    for words in (faster(route("x", kind), None), roomier(route("x", kind), None)):
        assert words.endswith(".")
        assert words[0].isupper()


@pytest.mark.parametrize("name", ["Cloudflare", "Vercel", "Netlify", "nginx"])
def test_a_page_is_mended_where_it_is_served(name: str) -> None:
    page = route("home", RouteKind.PAGE)
    assert name in faster(page, Platform(hosting=name))
    assert name in faster(
        page, Platform(hosts=(EdgeView("shop.example", hosting=name),), hosting=name)
    )


@pytest.mark.parametrize("name", ["Heroku", "Fly", "Render", "Railway", "Vercel", "Netlify"])
def test_room_is_made_where_it_runs(name: str) -> None:
    assert name in roomier(route(), Platform(hosting=name))
