"""Wait for a message in a mailbox over IMAP (RFC 3501), its junk folder too. Reads only."""

from __future__ import annotations

import asyncio
import imaplib
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from launchready.derive.mail.message.parse import MOST_BYTES
from launchready.mail.trouble import MailError

PORT = 993
SECONDS = 20.0
"""Without an answer of the server."""
EVERY = 3.0
"""Seconds between looks."""
_FOLDER = re.compile(rb'\(([^)]{0,200})\) (?:"(?:[^"\\]|\\.)"|NIL) (.{1,500})')
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,15})")
_SPAM_NAME = re.compile(r"(^|[/.\]])(junk|spam|bulk( mail)?|junk[ -]?e?-?mail)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImapAccount:
    """A mailbox to read. The password is in no `repr`."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A message in one of the folders."""

    raw: bytes = field(repr=False)
    folder: str
    spam: bool
    at: datetime


def read_account(url: str, password: str, ca_file: Path | None = None) -> ImapAccount:
    """Read `imaps://USER@HOST:PORT`. Raises `MailError`; a password does not belong into it."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORT
    except ValueError:
        message = "--imap must read imaps://USER@HOST or imaps://USER@HOST:PORT"
        raise MailError(message) from None
    if parts.scheme != "imaps" or not parts.hostname or not parts.username:
        message = "--imap must read imaps://USER@HOST; only encrypted mailboxes are read"
        raise MailError(message)
    if parts.password is not None:
        message = "--imap must not hold the password: set LAUNCHREADY_IMAP_PASSWORD instead"
        raise MailError(message)
    if not password:
        message = "set LAUNCHREADY_IMAP_PASSWORD to the mailbox's password"
        raise MailError(message)
    return ImapAccount(parts.hostname, port, unquote(parts.username), password, ca_file)


async def wait_in_mailbox(
    account: ImapAccount, to: str, seconds: float, tell: Callable[[], None]
) -> Found | None:
    """Look every few seconds until a message to this address is there, or time is up.

    Raises `MailError` where the mailbox cannot be read at all.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while True:
        found = await asyncio.to_thread(_look, account, to)
        tell()
        if found is not None or loop.time() + EVERY > deadline:
            return found
        await asyncio.sleep(EVERY)


async def try_mailbox(account: ImapAccount) -> None:
    """Sign in once, so that a wrong password shows before a sign-up. Raises `MailError`."""
    await asyncio.to_thread(_look, account, "")


def _look(account: ImapAccount, to: str) -> Found | None:
    try:
        context = ssl.create_default_context(cafile=account.ca_file)
        with imaplib.IMAP4_SSL(
            account.host, account.port, ssl_context=context, timeout=SECONDS
        ) as server:
            server.login(account.user, account.password)
            return _search(server, to) if to else None
    except ssl.SSLError as error:
        message = f"the mailbox at {account.host} has no certificate to trust: {error.reason}"
        raise MailError(message) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        message = f"the mailbox at {account.host} cannot be reached: {str(why).lower()}"
        raise MailError(message) from None
    except imaplib.IMAP4.error:
        # The server's words may repeat what was sent to it.
        message = f"the mailbox at {account.host} refuses: is the password right?"
        raise MailError(message) from None


def _search(server: imaplib.IMAP4, to: str) -> Found | None:
    for folder, spam in _folders(server):
        status, _ = server.select(folder, readonly=True)
        if status != "OK":
            continue
        status, numbers = server.uid("SEARCH", "HEADER", "To", _quoted(to))
        uids = numbers[0].split() if status == "OK" and numbers and numbers[0] else []
        if uids:
            raw = _fetch(server, uids[-1].decode("ascii", "replace"))
            if raw:
                return Found(raw, folder.strip('"'), spam, datetime.now(UTC))
    return None


def _fetch(server: imaplib.IMAP4, uid: str) -> bytes:
    """Return the message unless it is larger than any that is judged; it stays unread."""
    if not uid.isdigit():
        return b""
    _, sized = server.uid("FETCH", uid, "(RFC822.SIZE)")
    size = _SIZE.search(sized[0]) if sized and isinstance(sized[0], bytes) else None
    if size is None or int(size[1]) > MOST_BYTES:
        return b""
    _, parts = server.uid("FETCH", uid, "(BODY.PEEK[])")
    return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")


def _folders(server: imaplib.IMAP4) -> list[tuple[str, bool]]:
    """Return the inbox and the folders that hold spam (RFC 6154, or by their usual names)."""
    found = [("INBOX", False)]
    _, lines = server.list()
    for line in lines[:200]:
        read = _FOLDER.match(line) if isinstance(line, bytes) else None
        if read is None:
            continue
        name = read[2].decode("ascii", "replace")
        if rb"\junk" in read[1].lower() or _SPAM_NAME.search(name.strip('"')):
            found.append((name if name.startswith('"') else _quoted(name), True))
    return found[:5]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
