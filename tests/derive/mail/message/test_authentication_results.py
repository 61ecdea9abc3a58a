from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.mail.message.authentication_results import (
    read_statement,
    receivers_statement,
)
from launchready.facts.message import Claim

# Appendix B of RFC 8601, and what large receivers write.
CASES = [
    pytest.param("example.org 1; none", "example.org", (), id="B.2 no results"),
    pytest.param(
        "example.com; spf=pass smtp.mailfrom=example.net",
        "example.com",
        (Claim("spf", "pass", "", (("smtp.mailfrom", "example.net"),)),),
        id="B.3 one method",
    ),
    pytest.param(
        "example.com; auth=pass (cram-md5) smtp.auth=sender@example.net; spf=pass"
        " smtp.mailfrom=example.net",
        "example.com",
        (
            Claim("auth", "pass", "", (("smtp.auth", "sender@example.net"),)),
            Claim("spf", "pass", "", (("smtp.mailfrom", "example.net"),)),
        ),
        id="B.4 comments",
    ),
    pytest.param(
        "foo.example.net (foobar) 1 (baz); dkim (Because I like it) / 1 (One yay) = (wait for it)"
        " fail policy (A dot can go here) . (like that) expired (this surprised me) = (as I wasn't"
        " expecting it) 1362471462",
        "foo.example.net",
        (Claim("dkim", "fail", "", (("policy.expired", "1362471462"),)),),
        id="B.7 comment-heavy",
    ),
    pytest.param(
        'mx.test; dkim=fail reason="body hash; did not verify" header.d=shop.example',
        "mx.test",
        (Claim("dkim", "fail", "body hash; did not verify", (("header.d", "shop.example"),)),),
        id="a quoted reason with a semicolon",
    ),
    pytest.param(
        "mx.google.com; dkim=pass header.i=@shop.example header.s=mail header.b=AbCd; spf=pass"
        " (google.com: domain of hi@shop.example designates 192.0.2.1 as permitted sender)"
        " smtp.mailfrom=hi@shop.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE)"
        " header.from=shop.example",
        "mx.google.com",
        (
            Claim(
                "dkim",
                "pass",
                "",
                (("header.i", "@shop.example"), ("header.s", "mail"), ("header.b", "AbCd")),
            ),
            Claim("spf", "pass", "", (("smtp.mailfrom", "hi@shop.example"),)),
            Claim("dmarc", "pass", "", (("header.from", "shop.example"),)),
        ),
        id="Google",
    ),
    pytest.param("", "", (), id="nothing"),
    pytest.param("((((", "", (), id="unclosed"),
]


@pytest.mark.parametrize(("text", "receiver", "claims"), CASES)
def test_reads_what_receivers_write(text: str, receiver: str, claims: tuple[Claim, ...]) -> None:
    statement = read_statement(text)
    assert statement.receiver == receiver
    assert statement.claims == claims


def test_headers_below_the_receivers_own_are_not_believed() -> None:
    statement = receivers_statement(
        ["mx.test; spf=fail", "mx.test; dkim=fail", "forged.test; dkim=pass", "mx.test; dmarc=pass"]
    )
    assert statement.receiver == "mx.test"
    assert [f"{one.method}={one.result}" for one in statement.claims] == ["spf=fail", "dkim=fail"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='abc.=;()"\\ /1\n', max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert len(read_statement(text).claims) <= 50
