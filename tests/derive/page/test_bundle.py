from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.page.bundle import (
    INLINE,
    local_urls,
    read_map,
    source_map_url,
    staging_urls,
)

URL = "https://shop.example/assets/app.js"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('fetch("http://localhost:3000/api")', ("http://localhost:3000/api",)),
        ("const u=`ws://192.168.1.20:5173/`", ("ws://192.168.1.20:5173/",)),
        ('a="http://127.0.0.1:8000"', ("http://127.0.0.1:8000",)),
    ],
)
def test_calls_to_a_developers_machine_are_found(code: str, found: tuple[str, ...]) -> None:
    assert local_urls(code) == found


@pytest.mark.parametrize(
    "code",
    [
        pytest.param('new URL(path, "http://localhost")', id="the base of axios and URL parsers"),
        pytest.param('connectToDevTools("ws://localhost:8097")', id="React's developer tools"),
        pytest.param('GOTRUE_URL="http://localhost:9999"', id="Supabase's default"),
        pytest.param('rpc:["http://127.0.0.1:8545"]', id="a local chain node"),
        pytest.param('sidecar="http://localhost:8969/stream"', id="Sentry's Spotlight"),
        pytest.param('if(h==="localhost"||h==="127.0.0.1")go()', id="a test for the machine"),
        pytest.param('x="https://localhost.example.com/"', id="a name that begins so"),
    ],
)
def test_what_libraries_mention_is_not(code: str) -> None:
    assert local_urls(code) == ()


def test_staging_hosts_of_the_own_domain_and_tunnels_are_found() -> None:
    code = (
        'a="https://api.staging.shop.example/v1",b="https://x1.ngrok-free.app/hook",'
        'c="https://staging.other.example",d="https://dev.shop.example/docs",'
        'e="https://www.shop.example",f="https://latest.shop.example"'
    )
    found = staging_urls(code, "shop.example", frozenset({"dev.shop.example"}))
    assert found == ("https://x1.ngrok-free.app", "https://api.staging.shop.example")


@pytest.mark.parametrize(
    ("code", "header", "where"),
    [
        ("a\n//# sourceMappingURL=app.js.map", "", "https://shop.example/assets/app.js.map"),
        ("a\n//@ sourceMappingURL=/m.map", "", "https://shop.example/m.map"),
        ("a", "app.map", "https://shop.example/assets/app.map"),
        ("a\n//# sourceMappingURL=data:application/json;base64,e30=", "", INLINE),
        ("a", "", ""),
        ("//# sourceMappingURL=javascript:alert(1)", "", ""),
    ],
)
def test_the_map_is_where_the_script_says(code: str, header: str, where: str) -> None:
    assert source_map_url(code, header, URL) == where


def test_only_own_sources_count() -> None:
    sources = ["webpack://shop/node_modules/react/index.js", "webpack://shop/src/cart.ts"]
    found = read_map(json.dumps({"version": 3, "sources": sources, "mappings": ""}))
    assert found is not None
    assert found.own_sources == ("webpack://shop/src/cart.ts",)
    assert not found.with_sources


def test_a_map_cut_off_is_still_a_map() -> None:
    found = read_map('{"version":3,"sources":["src/a.ts"],"sourcesContent":["let a')
    assert found is not None
    assert found.with_sources


@pytest.mark.parametrize("text", ["", "<!doctype html>", '{"error":404}', '{"version":3}', "[]"])
def test_other_text_is_no_map(text: str) -> None:
    assert read_map(text) is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=500))
def test_no_script_breaks_it(text: str) -> None:
    local_urls(text)
    staging_urls(text, "shop.example", frozenset())
    source_map_url(text, text, URL)
    read_map('{"version":3,"sources":[' + text)


@pytest.mark.parametrize(
    "text", ["http://" * 100_000, "//# sourceMappingURL=" * 30_000, '"sources":[' * 20_000]
)
def test_hostile_scripts_take_no_time(text: str) -> None:
    local_urls(text)
    staging_urls(text, "shop.example", frozenset())
    source_map_url(text, "", URL)
    read_map('{"version":3,' + text)
