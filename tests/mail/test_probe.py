from __future__ import annotations

import re
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from launchready.facts.base import Facts
from launchready.facts.message import MailDelivery, MessageDmarc
from launchready.facts.product import Product
from launchready.mail.keep import keep_probe, newest_probe
from launchready.mail.probe import Listen, Probe, probe_mail, unique_address
from launchready.mail.trigger import Trigger, by_command, by_http
from launchready.mail.trouble import MailError
from launchready.net.network import Settings
from launchready.store.codec import dump_facts
from launchready.store.open import open_store
from launchready.store.runs import Runs

from .conftest import SHOP, order
from .post_office import PostOffice, free_port
from .servers import web

pytestmark = pytest.mark.root

TOKEN = "s3cr3t0123456789abcdef"
SIGN_UP = """
import smtplib, sys
smtplib.SMTP("127.0.0.1", int(sys.argv[1]), "app.shop.example", 20).sendmail(
    "bounce@shop.example", [sys.argv[2]],
    "From: Shop <hi@shop.example>\\r\\nTo: " + sys.argv[2] + "\\r\\nSubject: Confirm\\r\\n"
    "\\r\\nOpen http://app.shop.example/verify?token=" + sys.argv[3] + "\\r\\n")
"""


def sign_up(port: int) -> Trigger:
    """A sign-up by command: a program of its own that hands a mail to a server."""
    return by_command(shlex.join([sys.executable, "-c", SIGN_UP, str(port), "{to}", TOKEN]))


def quiet(_: float) -> None:
    pass


def delivery(facts: Facts) -> MailDelivery:
    [one] = facts.each(MailDelivery)
    return one


def reaching(office: PostOffice, port: int) -> Settings:
    return Settings(
        resolvers=(office.dns,),
        connect={("app.shop.example", 80): ("127.0.0.1", port)},
        named=frozenset({"127.0.0.1"}),
    )


async def test_signs_up_waits_judges_and_opens_the_link(office: PostOffice, tmp_path: Path) -> None:
    opened: list[tuple[str, str]] = []

    def answer(method: str, path: str, _: bytes) -> tuple[int, str]:
        opened.append((method, path))
        return (302, "Location: /welcome\r\n") if path.startswith("/verify") else (200, "")

    async with web(answer) as port:
        probe = Probe(
            "probe@probe.example",
            sign_up(office.submit),
            Listen("127.0.0.1", office.deliver),
            re.compile("/verify"),
            seconds=30,
        )
        made = order(reaching(office, port))
        judged, report = await probe_mail(made, probe, quiet)
    seen = delivery(judged.facts)
    assert (seen.arrived, seen.follow_status, seen.follow_problem) == (True, 200, "")
    assert seen.followed == "http://app.shop.example/verify?token=***"
    assert opened == [("GET", f"/verify?token={TOKEN}"), ("GET", "/welcome")]
    [dmarc] = judged.facts.each(MessageDmarc)
    assert dmarc.spf_aligned
    assert dmarc.dkim_aligned == ("shop.example",)
    assert {one.check.id for one in report.results if one.findings} == {"message-link-plain-http"}
    assert report.verdict.decision == "GO"
    assert any(line.startswith("INBOX: unknown: an own mail server") for line in report.lines)
    assert TOKEN.encode() not in dump_facts(judged.facts)
    assert TOKEN not in repr(report)
    runs = Runs(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}"))
    keep_probe(runs, made, judged, report)
    kept = Facts(newest_probe(runs, SHOP.canonical, made.run.at))
    assert delivery(kept) == seen
    assert runs.all(SHOP.canonical) == ()


async def test_a_mail_that_never_comes_is_a_finding(office: PostOffice) -> None:
    nothing = by_command(f"{sys.executable} -c pass {{to}}")
    probe = Probe("probe@probe.example", nothing, Listen("127.0.0.1", free_port()), seconds=0.3)
    judged, report = await probe_mail(order(Settings(resolvers=(office.dns,))), probe, quiet)
    assert not delivery(judged.facts).arrived
    assert [one.check.id for one in report.results if one.findings] == ["message-late"]
    assert report.verdict.decision == "NO_GO"


@pytest.mark.parametrize(
    ("status", "line", "problem"),
    [
        (500, "", "it answers with status 500"),
        (
            302,
            "Location: https://evil.example/x\r\n",
            "it redirects to evil.example, which is not in the manifest",
        ),
        (302, "Location: /verify\r\n", "its redirects go round in a circle"),
    ],
)
async def test_a_link_that_does_not_work_is_named(
    office: PostOffice, status: int, line: str, problem: str
) -> None:
    async with web(lambda *_: (status, line)) as port:
        probe = Probe(
            "probe@probe.example",
            by_command(
                shlex.join([sys.executable, "-c", SIGN_UP, str(office.submit), "{to}", "x"])
            ),
            Listen("127.0.0.1", office.deliver),
            re.compile("/verify"),
            seconds=30,
        )
        judged, _ = await probe_mail(order(reaching(office, port)), probe, quiet)
    seen = delivery(judged.facts)
    if "circle" in problem:
        assert seen.follow_problem
    else:
        assert seen.follow_problem == problem
    failing = {one.check.id for one in judged.results if one.findings}
    assert "verification-link-broken" in failing


async def test_a_link_off_the_manifest_is_never_opened(office: PostOffice) -> None:
    opened: list[str] = []

    def answer(_: str, path: str, __: bytes) -> tuple[int, str]:
        opened.append(path)
        return 200, ""

    async with web(answer) as port:
        settings = reaching(office, port)
        made = order(settings, replace(SHOP, hosts=SHOP.hosts[:1]))
        probe = Probe(
            "probe@probe.example",
            sign_up(office.submit),
            Listen("127.0.0.1", office.deliver),
            re.compile("/verify"),
            seconds=30,
        )
        judged, _ = await probe_mail(made, probe, quiet)
    assert delivery(judged.facts).follow_problem == (
        "it leads to a host that the manifest does not name"
    )
    assert opened == []


async def test_signs_up_over_http_on_an_owned_host(office: PostOffice) -> None:
    bodies: list[bytes] = []

    def answer(_: str, __: str, body: bytes) -> tuple[int, str]:
        bodies.append(body)
        return 201, ""

    async with web(answer) as port:
        trigger = by_http("POST http://app.shop.example/signup email={to}&plan=free", SHOP)
        probe = Probe("probe@probe.example", trigger, Listen("127.0.0.1", free_port()), seconds=0.3)
        await probe_mail(order(reaching(office, port)), probe, quiet)
    [body] = bodies
    assert re.fullmatch(rb"email=probe%2Blr[0-9a-f]{12}%40probe.example&plan=free", body)


@pytest.mark.parametrize(
    ("text", "product", "why"),
    [
        ("POST https://app.shop.example/ {to}", replace(SHOP, owned=False), "declares as owned"),
        ("POST https://other.example/ {to}", SHOP, "declares as owned"),
        ("POST https://app.shop.example/ a=b", SHOP, "must hold"),
        ("DELETE https://app.shop.example/{to}", SHOP, "must read METHOD URL BODY"),
        ("nonsense", SHOP, "must read METHOD URL BODY"),
    ],
)
def test_http_triggers_that_are_refused(text: str, product: Product, why: str) -> None:
    with pytest.raises(MailError, match=why):
        by_http(text, product)


@pytest.mark.parametrize("text", ["", "curl https://x", "'unclosed {to}"])
def test_commands_that_are_refused(text: str) -> None:
    with pytest.raises(MailError):
        by_command(text)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (f"{sys.executable} -c 'raise SystemExit(3)' {{to}}", "failed with exit code 3"),
        ("no-such-program-anywhere {to}", "cannot be run"),
    ],
)
async def test_a_trigger_that_fails_is_one_clear_sentence(
    office: PostOffice, command: str, why: str
) -> None:
    probe = Probe(
        "probe@probe.example", by_command(command), Listen("127.0.0.1", free_port()), seconds=5
    )
    with pytest.raises(MailError, match=why):
        await probe_mail(order(Settings(resolvers=(office.dns,))), probe, quiet)


async def test_the_shell_never_sees_the_trigger(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    trigger = by_command(f"{sys.executable} -c 'pass' {{to}} ; touch {mark} $(touch {mark})")
    look: Any = None
    await trigger.pull(look, "a@b.example")
    assert not mark.exists()


@pytest.mark.parametrize("to", ["", "probe", "probe@localhost", "a b@probe.example"])
def test_addresses_that_no_mark_can_be_added_to(to: str) -> None:
    with pytest.raises(MailError, match="is not an address"):
        unique_address(to)


def test_each_probe_has_an_address_of_its_own() -> None:
    assert len({unique_address("probe@probe.example") for _ in range(20)}) == 20
