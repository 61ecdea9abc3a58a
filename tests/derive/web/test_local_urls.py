from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.page.local_urls import is_local, local_urls_in_attribute, local_urls_in_code


@pytest.mark.parametrize(
    "code",
    [
        'fetch("http://localhost:3000/api")',
        "const API='http://127.0.0.1:8000'",
        r'self.__next_f.push([1,"{\"api\":\"http://10.0.0.5:4000\"}"])',
        "x=`ws://192.168.1.7/socket`",
        '"http://mac.local:3000"',
        '"http://[::1]:3000"',
    ],
)
def test_a_call_to_the_developers_machine_is_found(code: str) -> None:
    assert len(tuple(local_urls_in_code(code))) == 1


@pytest.mark.parametrize(
    "code",
    [
        'new URL(path, "http://localhost")',
        'location.hostname === "localhost" ? "http://localhost:3000" : "/api"',
        '"Open http://localhost:3000 in your browser"',
        "// see http://localhost:3000",
        '"https://localhost.shop.example/x"',
        '"http://10.0.0.example"',
        '"https://api.shop.example"',
    ],
)
def test_prose_tests_and_look_alikes_are_left_alone(code: str) -> None:
    assert not tuple(local_urls_in_code(code))


def test_an_attribute_is_a_url_or_holds_some_as_json() -> None:
    assert tuple(local_urls_in_attribute(" http://localhost:3000/x")) == (
        "http://localhost:3000/x",
    )
    assert tuple(local_urls_in_attribute('{"a":"http://localhost:4000"}'))
    assert not tuple(local_urls_in_attribute("visit http://localhost:3000 now"))


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost/", True),
        ("http://[::1]:1/", True),
        ("http://172.31.0.1/", True),
        ("http://172.32.0.1/", False),
        ("https://shop.example/", False),
        ("http://[", False),
    ],
)
def test_local_addresses(url: str, local: bool) -> None:
    assert is_local(url) is local


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    tuple(local_urls_in_attribute(text))
    is_local(text)
