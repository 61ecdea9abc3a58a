"""What master and workers say to each other."""

from __future__ import annotations

import hashlib
import hmac
import secrets

import msgspec

from launchready.load.phase import Phase
from launchready.load.trouble import LoadError
from launchready.net.http.limits import Limits

KEY = "LAUNCHREADY_LOAD_KEY"
"""The environment variable with the key that both sides sign with."""


class Letter(msgspec.Struct, tag=True, frozen=True):
    """Anything that is said."""


class Hello(Letter, frozen=True):
    """A worker: here I am."""

    name: str
    version: str
    nonce: str


class Prepare(Letter, frozen=True):
    """The master: this is the scenario; send nothing yet."""

    nonce: str
    file: str
    text: str
    feeds: dict[str, str]
    """Files beside the scenario that it reads, by their names."""
    tag: str
    limits: Limits
    most: int
    """Connections to an origin."""
    share: tuple[int, int]
    """Which of how many workers this is: rows of feeds that each journey takes are dealt out."""
    ceiling: float = 0.0
    """Requests each second of all workers together; 0: there is none."""


class Ready(Letter, frozen=True):
    """A worker: the scenario is understood."""

    parts: tuple[str, ...]


class Refused(Letter, frozen=True):
    """A worker: I shall not, or could not."""

    why: str


class Go(Letter, frozen=True):
    """The master: make your shard of this phase."""

    number: int
    phase: Phase
    epoch: float
    """When it begins, in seconds since 1970 by the worker's clock."""
    parts: tuple[tuple[str, float, tuple[float, float]], ...]
    """Journeys to take: name, weight, pause."""
    shared: dict[str, str]
    """What the scenario's setup found."""


class Sent(msgspec.Struct, frozen=True):
    """What a worker's machine sent and read in all phases so far, whoever counts it."""

    requests: int = 0
    connections: int = 0
    bytes_in: int = 0


class Progress(Letter, frozen=True):
    """A worker: so far I have counted this."""

    number: int
    tally: msgspec.Raw
    sent: Sent = Sent()


class Finished(Letter, frozen=True):
    """A worker: my shard is done."""

    number: int
    tally: msgspec.Raw
    void: str
    """Why nothing may be judged by this shard; empty: it counts."""
    sent: Sent = Sent()


class Halt(Letter, frozen=True):
    """The master: stop sending."""

    why: str


Said = Hello | Prepare | Ready | Refused | Go | Progress | Finished | Halt
"""Every letter."""


class Seal:
    """Signs what one side sends to one other and checks what comes back.

    A signature covers the receiver's nonce and a number that only grows: what was said in another
    run, or once already, is no letter. Only a greeting is signed without a nonce.
    """

    def __init__(self, key: str) -> None:
        self._key = key.encode()
        self.nonce = secrets.token_hex(16)
        """Ours: the other side signs with it once it knows it."""
        self.theirs = ""
        self._sent = 0
        self._read = 0

    def write(self, letter: Letter) -> str:
        """Return the letter as a line of text."""
        self._sent += 1
        body = f"{self._sent} {_WRITE.encode(letter).decode()}"
        return f"{self._mac(self.theirs, body)} {body}"

    def greeting(self, line: str) -> Hello | None:
        """Return the first letter of a worker; None for one that nobody with the key wrote."""
        letter = self._open(line, "")
        return letter if isinstance(letter, Hello) else None

    def read(self, line: str) -> Said | None:
        """Return the letter of a line; None for one that nobody with the key wrote for us now.

        Raises `LoadError` for a letter of another version of this program.
        """
        return self._open(line, self.nonce)

    def _open(self, line: str, nonce: str) -> Said | None:
        mac, _, body = line.partition(" ")
        if not hmac.compare_digest(mac.encode(), self._mac(nonce, body).encode()):
            return None
        number, _, text = body.partition(" ")
        if int(number) <= self._read:
            return None
        self._read = int(number)
        try:
            letter: Said = _READ.decode(text)
        except msgspec.MsgspecError as error:
            message = f"a letter cannot be read: {error}; is it another version of launchready?"
            raise LoadError(message) from None
        if isinstance(letter, Hello | Prepare):
            self.theirs = letter.nonce
        return letter

    def _mac(self, nonce: str, body: str) -> str:
        return hmac.new(self._key, f"{nonce} {body}".encode(), hashlib.sha256).hexdigest()


_WRITE = msgspec.json.Encoder()
_READ: msgspec.json.Decoder[Said] = msgspec.json.Decoder(Said)
