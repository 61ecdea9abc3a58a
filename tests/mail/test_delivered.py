"""Mail that Postfix delivered and OpenDKIM signed, judged against what Knot publishes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from launchready.derive.mail.message.header import Envelope
from launchready.mail.check import check_mail
from launchready.mail.examine import Mail
from launchready.net.network import Settings
from launchready.report.view import Report

from .conftest import order, taking
from .post_office import PostOffice

pytestmark = pytest.mark.root


async def _delivered(office: PostOffice, to: str = "you@probe.example", **how: Any) -> Report:
    async with taking(office.deliver) as box:
        await asyncio.to_thread(office.send, to, **how)
        mail = await asyncio.wait_for(box.get(), 20)
    envelope = Envelope(mail.peer, mail.helo, mail.sender, mail.at)
    given = Mail("message.eml", mail.raw, envelope)
    _, report = await check_mail(
        order(Settings(resolvers=(office.dns,))), given, follow_links=False
    )
    return report


def _said(report: Report, method: str) -> str:
    return next(line for line in report.lines if line.startswith(f"{method}: "))


def _failing(report: Report) -> set[str]:
    return {result.check.id for result in report.results if result.findings}


async def test_a_good_message_passes_all_three(office: PostOffice) -> None:
    report = await _delivered(office)
    assert _said(report, "DKIM") == (
        "DKIM: pass for shop.example (selector mail, rsa-sha256, 2048 bits): it verifies."
    )
    assert _said(report, "SPF") == (
        "SPF: pass for shop.example from 127.0.0.1: `ip4:127.0.0.1` of shop.example matches"
        " 127.0.0.1."
    )
    assert _said(report, "DMARC") == (
        "DMARC: pass for shop.example: SPF and DKIM are aligned; the policy of shop.example is"
        " reject."
    )
    assert _failing(report) == set()
    assert report.verdict.decision == "GO"


async def test_an_altered_body_breaks_dkim_while_dmarc_passes_by_spf(office: PostOffice) -> None:
    report = await _delivered(office, text="Change me\n")
    assert "fail for shop.example" in _said(report, "DKIM")
    assert "the text was changed after signing" in _said(report, "DKIM")
    assert _said(report, "SPF").startswith("SPF: pass")
    assert _said(report, "DMARC").startswith("DMARC: pass for shop.example: SPF is aligned")
    assert _failing(report) == {"message-dkim-broken"}
    assert report.verdict.decision == "NO_GO"


async def test_an_unsigned_message_is_a_blocker_although_spf_passes(office: PostOffice) -> None:
    report = await _delivered(office, to="unsigned@probe.example")
    assert _said(report, "DKIM") == "DKIM: none: the message carries no signature."
    assert _said(report, "SPF").startswith("SPF: pass")
    assert _said(report, "DMARC").startswith("DMARC: pass for shop.example: SPF is aligned")
    assert _failing(report) == {"message-unsigned"}


async def test_a_wrong_sender_fails_spf_while_the_signature_holds(office: PostOffice) -> None:
    report = await _delivered(office, envelope="bounce@strict.shop.example")
    assert _said(report, "DKIM").startswith("DKIM: pass")
    assert _said(report, "SPF").startswith("SPF: fail for strict.shop.example from 127.0.0.1")
    assert _said(report, "DMARC").startswith("DMARC: pass for shop.example: DKIM is aligned")
    assert _failing(report) == {"message-spf-failed"}


async def test_a_providers_own_domain_is_aligned_to_nothing(office: PostOffice) -> None:
    report = await _delivered(
        office, sender="news@shop.example", envelope="bounce@provider.example"
    )
    assert _said(report, "DKIM").startswith("DKIM: pass for provider.example")
    assert _said(report, "SPF").startswith("SPF: pass for provider.example")
    assert _said(report, "DMARC") == (
        "DMARC: fail for shop.example: nothing is aligned; the policy of shop.example is reject,"
        " so receivers are asked to reject it."
    )
    assert _failing(report) == {"message-dmarc-failed", "message-not-aligned"}
    [finding] = [
        finding
        for result in report.results
        if result.check.id == "message-not-aligned"
        for finding in result.findings
    ]
    assert finding.message == (
        "The mail says it is from shop.example, but what authenticates it is provider.example."
    )


async def test_everything_failing_at_once_is_said_apart(office: PostOffice) -> None:
    report = await _delivered(office, text="Change me\n", envelope="bounce@strict.shop.example")
    assert _said(report, "DKIM").startswith("DKIM: fail")
    assert _said(report, "SPF").startswith("SPF: fail")
    assert _said(report, "DMARC").startswith("DMARC: fail")
    assert {"message-dkim-broken", "message-spf-failed", "message-dmarc-failed"} <= _failing(report)


async def test_a_dead_resolver_leaves_everything_unknown_not_fine(office: PostOffice) -> None:
    async with taking(office.deliver) as box:
        await asyncio.to_thread(office.send, "you@probe.example")
        mail = await asyncio.wait_for(box.get(), 20)
    given = Mail("message.eml", mail.raw, Envelope(mail.peer, mail.helo, mail.sender, mail.at))
    from launchready.net.dns.servers import Server

    _, report = await check_mail(
        order(Settings(resolvers=(Server("127.0.0.1", 9),))), given, follow_links=False
    )
    assert {_said(report, one).split(": ")[1] for one in ("DKIM", "SPF", "DMARC")} == {"unknown"}
    assert report.verdict.decision == "NOT_PROVEN"
