from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.headers.csp import read_policies
from launchready.derive.mask import mask_headers, mask_line, mask_nonces, mask_url


@pytest.mark.parametrize(
    ("header", "masked"),
    [
        (("Set-Cookie", "sid=abc; Path=/; Secure"), "sid=***; Path=/; Secure"),
        (("set-cookie", "sid=; Max-Age=0"), "sid=; Max-Age=0"),
        (("Set-Cookie", "only-a-value; Path=/"), "***; Path=/"),
        (("Set-Cookie", ";sid=abc; Path=/"), "; Path=/"),
        (("Authorization", "Bearer abc"), "***"),
        (("X-CSRF-Token", "abc"), "***"),
        (("X-Api-Key", "abc"), "***"),
        (("Access-Control-Allow-Headers", "Authorization"), "Authorization"),
        (("Server", "nginx"), "nginx"),
        (("Location", "https://a.example/cb?code=abc&x=1"), "https://a.example/cb?code=***&x=1"),
    ],
)
def test_headers_keep_names_and_lose_secrets(header: tuple[str, str], masked: str) -> None:
    assert mask_headers([header]) == ((header[0], masked),)


@pytest.mark.parametrize(
    ("url", "masked"),
    [
        ("https://u:p@a.example/x", "https://***@a.example/x"),
        ("https://a.example/x?page=2#access_token=abc", "https://a.example/x?page=2"),
        ("https://a.example/?q=0123456789abcdef0", "https://a.example/?q=***"),
        ("https://a.example/plain", "https://a.example/plain"),
    ],
)
def test_addresses_lose_users_fragments_and_secrets(url: str, masked: str) -> None:
    assert mask_url(url) == masked


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("connect(password=hunter2)", "connect(password=***"),
        ("postgres://u:p@db/x", "postgres://***@db/x"),
        ("Authorization: Bearer abcdefgh123", "Authorization: *** ***"),
        ("at index (/srv/app.js:1:2)", "at index (/srv/app.js:1:2)"),
        ("key AKIAIOSFODNN7EXAMPLE1234567890", "key ***"),
    ],
)
def test_evidence_loses_what_looks_secret(line: str, masked: str) -> None:
    assert mask_line(line) == masked


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_no_text_breaks_it_and_lines_stay_short(text: str) -> None:
    assert len(mask_line(text)) <= 200
    assert "\n" not in mask_line(text)
    mask_url(text)
    mask_headers([("Location", text), ("Set-Cookie", text), (text, text)])


@settings(max_examples=100, deadline=None)
@given(st.from_regex(r"s3cr3t[a-z0-9]{8}", fullmatch=True), st.text(max_size=20))
def test_a_cookie_value_never_survives(secret: str, name: str) -> None:
    assert secret not in repr(mask_headers([("Set-Cookie", f"{name}={secret}; Path=/")]))


def test_a_nonce_keeps_its_length_and_its_policy_its_meaning() -> None:
    policy = "script-src 'nonce-c2VjcmV0c2VjcmV0' 'Nonce-abc' 'self'; base-uri 'none'"
    [(_, masked)] = mask_headers([("Content-Security-Policy", policy)])
    assert masked == "script-src 'nonce-****************' 'Nonce-***' 'self'; base-uri 'none'"
    [read] = read_policies([masked])
    [scripts] = [one for one in read.directives if one.name == "script-src"]
    assert [len(nonce) for nonce in scripts.nonces] == [16, 3]
    assert scripts.has_nonce_or_hash
    assert len(mask_nonces("'nonce-" + "a" * 900 + "'")) == len("'nonce-'") + 32
