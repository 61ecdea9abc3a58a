from __future__ import annotations

import asyncio
import json
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme

from launchready.mail import smtp_session
from launchready.mail.folder import Folder, envelope_beside
from launchready.mail.mailbox import Arrived, mailbox
from launchready.mail.trouble import MailError

from .conftest import taking
from .post_office import free_port

MAIL = b"From: hi@shop.example\r\nSubject: Hi\r\n\r\nHello\r\n"


@contextmanager
def client(port: int) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP("127.0.0.1", port, "client.example", 20) as server:
        yield server


def send(port: int, raw: bytes = MAIL, to: str = "probe+1@probe.example") -> None:
    with client(port) as server:
        server.sendmail("bounce@shop.example", [to], raw)


async def test_keeps_the_message_and_who_brought_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "mail")
    port = free_port()
    async with mailbox("127.0.0.1", port, "probe.example", folder.keep):
        await asyncio.to_thread(send, port)
    assert folder.last is not None
    assert folder.last.read_bytes() == MAIL
    told = json.loads(folder.last.with_suffix(".json").read_text())
    assert (told["peer"], told["helo"], told["sender"]) == (
        "127.0.0.1",
        "client.example",
        "bounce@shop.example",
    )
    envelope = envelope_beside(folder.last)
    assert (envelope.peer, envelope.sender) == ("127.0.0.1", "bounce@shop.example")


@pytest.mark.parametrize(
    "to", ["a@other.example", "a@sub.probe.example", "a@probe.example.other.example", "postmaster"]
)
async def test_relays_nothing(to: str) -> None:
    port = free_port()
    async with taking(port) as box:

        def refused() -> int:
            with client(port) as server:
                server.ehlo()
                server.mail("x@y.example")
                code: int = server.rcpt(to)[0]
                return code

        assert await asyncio.to_thread(refused) == 550
    assert box.empty()


async def test_a_message_over_the_limit_is_refused() -> None:
    port = free_port()
    async with taking(port) as box:

        def declared() -> int:
            with client(port) as server:
                server.ehlo()
                code: int = server.mail("x@y.example", ["size=99999999"])[0]
                return code

        assert await asyncio.to_thread(declared) == 552
    assert box.empty()


@pytest.mark.parametrize(
    "flood",
    [
        pytest.param(b"x" * 65_536, id="a line that never ends"),
        pytest.param(b"\r\n" * 32_768, id="empty lines"),
        pytest.param(b"hello\r\n" * 9_000, id="a mail that never ends"),
    ],
)
async def test_a_flood_is_cut_off(flood: bytes) -> None:
    port = free_port()
    async with taking(port) as box:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<p@probe.example>\r\nDATA\r\n")
        with pytest.raises(ConnectionError):
            await asyncio.wait_for(_pour(writer, flood), 60)
        writer.close()
        del reader
    assert box.empty()


async def _pour(writer: asyncio.StreamWriter, flood: bytes) -> None:
    while True:
        writer.write(flood)
        await writer.drain()


async def test_one_connection_too_many_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp_session, "MOST_SESSIONS", 2)
    port = free_port()
    async with taking(port):
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        for reader, _ in held:
            assert (await reader.readline()).startswith(b"220")
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        assert (await reader.readline()).startswith(b"421")
        for _, one in (*held, (reader, writer)):
            one.close()


async def test_a_session_that_never_ends_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp_session, "SECONDS", 0.2)
    port = free_port()
    async with taking(port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        async with asyncio.timeout(20):
            try:
                while await reader.readline():
                    writer.write(b"NOOP\r\n")
            except ConnectionError:
                pass
        writer.close()


async def test_encrypts_where_it_has_a_certificate() -> None:
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("probe.example").configure_cert(context)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    trusting.check_hostname = False
    found: list[Arrived] = []

    def keep(mail: Arrived) -> str:
        found.append(mail)
        return ""

    port = free_port()

    def encrypted() -> None:
        with client(port) as server:
            server.starttls(context=trusting)
            server.sendmail("a@b.example", ["p@probe.example"], MAIL)

    async with mailbox("127.0.0.1", port, "probe.example", keep, context):
        await asyncio.to_thread(encrypted)
    [mail] = found
    assert mail.encrypted
    assert mail.raw == MAIL


async def test_a_full_folder_says_so_to_the_sender(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder._count = 10_000
    port = free_port()
    async with mailbox("127.0.0.1", port, "probe.example", folder.keep):
        with pytest.raises(smtplib.SMTPDataError, match="The mailbox is full"):
            await asyncio.to_thread(send, port)
    assert folder.last is None


async def test_a_port_in_use_is_one_clear_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(MailError, match=f"no mail server can listen on 127.0.0.1 port {port}"):
            async with mailbox("127.0.0.1", port, "probe.example", lambda _: ""):
                pass


@pytest.mark.parametrize("text", ["", "[]", '{"peer": 1}', '{"received": "no"}', "[" * 9_000])
def test_a_broken_sidecar_tells_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    assert envelope_beside(tmp_path / "a.eml").peer == ""
