from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_authentication_differs import message_authentication_differs
from launchready.facts.message import Authentic, Claim
from launchready.facts.spf import SpfVerdict

from .messages import dkim, dmarc, message, signature, spf

FIRES = [
    pytest.param(
        (message(claims=(Claim("spf", "softfail"),)), None, spf(), None),
        "mx.test says spf softfail, our own evaluation says pass.",
        id="spf",
    ),
    pytest.param(
        (
            message(claims=(Claim("dkim", "fail", properties=(("header.d", "shop.example"),)),)),
            dkim(signature()),
            None,
            None,
        ),
        "mx.test says dkim fail, our own evaluation says pass.",
        id="dkim",
    ),
    pytest.param(
        (
            message(claims=(Claim("dkim", "pass", properties=(("header.i", "@shop.example"),)),)),
            dkim(signature(result=Authentic.FAIL)),
            None,
            None,
        ),
        "mx.test says dkim pass, our own evaluation says fail.",
        id="dkim the other way round",
    ),
    pytest.param(
        (message(claims=(Claim("dmarc", "fail"),)), None, None, dmarc()),
        "mx.test says dmarc fail, our own evaluation says pass.",
        id="dmarc",
    ),
]
QUIET = [
    pytest.param(
        (message(claims=(Claim("spf", "pass"), Claim("dmarc", "pass"))), dkim(), spf(), dmarc()),
        id="the same",
    ),
    pytest.param((message(), dkim(signature()), spf(), dmarc()), id="the receiver says nothing"),
    pytest.param(
        (message(claims=(Claim("spf", "fail"),)), None, spf(SpfVerdict.SOFTFAIL), None),
        id="two ways to fail",
    ),
    pytest.param(
        (message(claims=(Claim("spf", "fail"),)), None, None, None), id="not seen from here"
    ),
    pytest.param(
        (message(claims=(Claim("spf", "temperror"),)), None, spf(), None), id="not seen from there"
    ),
    pytest.param(
        (
            message(claims=(Claim("dkim", "fail", properties=(("header.d", "list.example"),)),)),
            dkim(signature()),
            None,
            None,
        ),
        id="a signature that is gone",
    ),
    pytest.param(
        (message(claims=(Claim("iprev", "fail"),)), dkim(), spf(), dmarc()),
        id="a method that is not judged",
    ),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_authentication_differs.judge(*given)) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_authentication_differs.judge(*given))
