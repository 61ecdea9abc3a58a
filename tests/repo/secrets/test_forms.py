from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.repo.secrets.catalogue import publishable, secrets
from tests.repo.secrets.mint import Mint

from launchready.derive.secrets.grade import Grade, grade
from launchready.facts.secrets import Secret
from launchready.repo.secrets.bundles import Shipped, read_bundle
from launchready.repo.secrets.forms import Forms
from launchready.repo.secrets.reader import Reader

AT = datetime(2026, 1, 1, tzinfo=UTC)
GRAVE = {Grade.EVERYTHING, Grade.LIVE, Grade.LIKELY}


def _look(text: str) -> tuple[Secret, ...]:
    shipped = Shipped("https://shop.example/app.js", text.encode())
    return read_bundle("shop.example", (shipped,), (), Reader(Forms(), b"key")).found


def test_most_credentials_are_seen_without_the_catalogue() -> None:
    missed = [
        name
        for name, value in secrets(Mint())
        if not any(grade(one, AT) in GRAVE for one in _look(f'a={{{name}:"{value}"}}'))
    ]
    assert len(missed) <= 4, missed


def test_keys_for_visitors_stay_information() -> None:
    for name, value in publishable(Mint()):
        for one in _look(f'a={{{name}:"{value}"}}'):
            assert grade(one, AT) in {Grade.PUBLIC, Grade.LOW}


@pytest.mark.parametrize(
    "text",
    [
        "process.env.npm_config_registry_and_more_words",
        "re_render_everything_that_changed_since_then",
        ".sk-circle-fade-dot-animation-delay",
        "const patience = pattern.test(pathname)",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB",
        "https://user@shop.example/path",
    ],
)
def test_words_of_code_are_no_credentials(text: str) -> None:
    assert _look(text) == ()


@given(st.binary(max_size=400))
@settings(max_examples=50, deadline=None)
def test_no_bytes_break_it(data: bytes) -> None:
    Forms().scan(data)
    Forms().scan(b"postgres://" + data + b"@x sk_live_" + data)
