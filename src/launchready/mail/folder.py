"""Keep messages as `.eml` files, each beside what only the server knew of it."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from pathlib import Path

from launchready.derive.mail.message.header import Envelope
from launchready.mail.mailbox import Arrived

MOST_BYTES = 2 * 1024**3
"""Of a folder together: strangers can write to an open mail server."""
MOST_MESSAGES = 10_000


class Folder:
    """A folder of messages. One process writes to it."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        sizes = [one.stat().st_size for one in path.glob("*.eml")]
        self._count, self._bytes = len(sizes), sum(sizes)
        self.last: Path | None = None

    def keep(self, mail: Arrived) -> str:
        """Write a message and its sidecar; returns why it cannot be kept, or nothing."""
        if self._count >= MOST_MESSAGES or self._bytes + len(mail.raw) > MOST_BYTES:
            return "The mailbox is full"
        name = f"{mail.at:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"
        told = {
            "peer": mail.peer,
            "helo": mail.helo,
            "sender": mail.sender,
            "recipients": list(mail.recipients),
            "received": mail.at.isoformat(),
            "encrypted": mail.encrypted,
        }
        path = self.path / f"{name}.eml"
        try:
            path.write_bytes(mail.raw)
            path.with_suffix(".json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
        except OSError:
            return "The mailbox cannot be written"
        self._count += 1
        self._bytes += len(mail.raw)
        self.last = path
        return ""


def envelope_beside(message: Path) -> Envelope:
    """Return how a message came, where a sidecar tells; what it does not tell is not known."""
    try:
        told = json.loads(message.with_suffix(".json").read_bytes()[:100_000])
        received = datetime.fromisoformat(told["received"]).astimezone(UTC)
        return Envelope(str(told["peer"]), str(told["helo"]), str(told["sender"]), received)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Envelope()
