"""A probe that waits in a mailbox which it reads over IMAP."""

from __future__ import annotations

import ssl
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import trustme

from launchready.facts.message import MailDelivery, MailPlacement
from launchready.mail import imap
from launchready.mail.imap import ImapAccount, read_account
from launchready.mail.probe import Probe, probe_mail
from launchready.mail.trigger import Trigger, by_command
from launchready.mail.trouble import MailError
from launchready.net.network import Settings

from .conftest import order
from .post_office import PostOffice
from .servers import Imap

pytestmark = pytest.mark.root


def quiet(_: float) -> None:
    pass


class Account:
    """An IMAP mailbox with a certificate, and how to reach it."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert("127.0.0.1").configure_cert(self.context)
        self.ca_file = folder / "ca.pem"
        authority.cert_pem.write_to_path(str(self.ca_file))
        self.server = Imap("hunter2")

    def at(self, port: int, password: str) -> ImapAccount:
        return ImapAccount("127.0.0.1", port, "me", password, self.ca_file)


@pytest.mark.parametrize(("folder", "spam"), [("INBOX", False), ("Junk", True)])
async def test_finds_the_mail_in_an_imap_mailbox_and_in_its_junk(
    office: PostOffice, tmp_path: Path, folder: str, spam: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "EVERY", 0.05)
    account = Account(tmp_path)

    async def arrive(_: Any, to: str) -> None:
        raw = f"From: hi@shop.example\r\nTo: {to}\r\nSubject: Hi\r\n\r\nHello\r\n"
        account.server.folders[folder].append(raw.encode())

    async with account.server.serving(account.context) as port:
        probe = Probe(
            "probe@probe.example",
            Trigger("a test", arrive),
            account.at(port, "hunter2"),
            seconds=20,
        )
        judged, report = await probe_mail(order(Settings(resolvers=(office.dns,))), probe, quiet)
    [placement] = judged.facts.each(MailPlacement)
    assert placement.spam is spam
    failing = {one.check.id for one in report.results if one.findings}
    assert ("message-in-spam" in failing) is spam
    [seen] = judged.facts.each(MailDelivery)
    assert seen.mailbox == "the mailbox at 127.0.0.1"
    assert any("BODY.PEEK" in line for line in account.server.said)
    assert "hunter2" not in repr(report)


async def test_a_wrong_password_is_told_before_anybody_signs_up(
    office: PostOffice, tmp_path: Path
) -> None:
    account = Account(tmp_path)
    pulled: list[str] = []

    async def pull(_: Any, to: str) -> None:
        pulled.append(to)

    async with account.server.serving(account.context) as port:
        probe = Probe(
            "probe@probe.example", Trigger("a test", pull), account.at(port, "wrong"), seconds=5
        )
        with pytest.raises(MailError, match="is the password right") as error:
            await probe_mail(order(Settings(resolvers=(office.dns,))), probe, quiet)
    assert pulled == []
    assert "wrong" not in str(error.value)


async def test_a_mailbox_without_a_trusted_certificate_gets_no_password(
    office: PostOffice, tmp_path: Path
) -> None:
    account = Account(tmp_path)
    async with account.server.serving(account.context) as port:
        where = replace(account.at(port, "hunter2"), ca_file=None)
        probe = Probe(
            "probe@probe.example", by_command(f"{sys.executable} -c pass {{to}}"), where, seconds=5
        )
        with pytest.raises(MailError, match="no certificate to trust"):
            await probe_mail(order(Settings(resolvers=(office.dns,))), probe, quiet)
    assert account.server.said == []


@pytest.mark.parametrize(
    ("url", "password", "why"),
    [
        ("imap://me@mail.example", "x", "only encrypted"),
        ("imaps://mail.example", "x", "imaps://USER@HOST"),
        ("imaps://me:secret@mail.example", "x", "must not hold the password"),
        ("imaps://me@mail.example", "", "set LAUNCHREADY_IMAP_PASSWORD"),
        ("imaps://me@mail.example:x", "x", "must read"),
    ],
)
def test_mailboxes_that_are_refused(url: str, password: str, why: str) -> None:
    with pytest.raises(MailError, match=why) as error:
        read_account(url, password)
    assert "secret" not in str(error.value)
