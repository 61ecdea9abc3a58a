from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.live_version import Said, in_headers, in_json, in_page, in_script

SHA = "4f2c1e9ab0" * 4


@pytest.mark.parametrize(
    ("value", "commit", "version"),
    [
        (SHA, SHA, ""),
        ("4F2C1E9", "4f2c1e9", ""),
        ("v1.4.2", "", "1.4.2"),
        ("shop@1.4.2+4f2c1e9", "4f2c1e9", "1.4.2+4f2c1e9"),
        ("1234567", "", ""),
        ("production", "", ""),
        ("--all", "", ""),
    ],
)
def test_commits_and_versions_are_told_from_other_words(
    value: str, commit: str, version: str
) -> None:
    said = Said("x", value)
    assert (said.commit, said.version) == (commit, version)


def test_headers_pages_json_and_scripts_are_read() -> None:
    headers = (("X-Release", SHA), ("X-Own", "1.2.3"), ("Server", "nginx/1.2.3"))
    assert [one.how for one in in_headers(headers, "x-own")] == ["header x-release", "header x-own"]
    [meta] = in_page(f'<head><meta name="commit" content="{SHA}">')
    assert meta == Said("meta tag commit", SHA)
    assert next(in_json('{"version": "1.2", "git": {"commit": "4f2c1e9"}}')).commit == "4f2c1e9"
    assert next(in_json(f"{SHA}\n")).commit == SHA
    [script] = in_script(f'Sentry.init({{release:"{SHA}"}})')
    assert script.commit == SHA


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for said in (*in_page(text), *in_json(text), *in_script(text), Said("x", text)):
        assert isinstance(said.commit + said.version, str)
