"""Where values end: a reader gives a name and a value, and gets back a fact without the value."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from launchready.derive.env.value import is_reference, looks_of, state_of
from launchready.facts.env import Looks, State, Variable

_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Seal:
    """Makes fingerprints under one key that is never kept."""

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def fingerprint(self, value: str) -> str:
        """Return 12 hexadecimal digits that equal values share (HMAC-SHA-256)."""
        sealed = hmac.new(self.key, value.encode("utf-8", "surrogatepass"), hashlib.sha256)
        return sealed.hexdigest()[:_LENGTH]

    def variable(
        self, name: str, value: str, line: int = 0, *, whole: bool = True, raw: bool = False
    ) -> Variable:
        """Describe a variable by its value.

        `whole` is False for a value that needs something from elsewhere. `raw` says that the
        format has no references of its own, so that a dollar sign is just a dollar sign.
        """
        if not whole or (not raw and is_reference(value)):
            looks = looks_of(name, value) if looks_of(name, value) is Looks.LOCAL else Looks.PLAIN
            return Variable(name, State.REFERENCE, "", looks, line)
        state = state_of(name, value)
        if state is not State.SET:
            return Variable(name, state, "", Looks.PLAIN, line)
        return Variable(name, state, self.fingerprint(value), looks_of(name, value), line)


def referred(name: str, line: int = 0) -> Variable:
    """Describe a variable whose value comes from a secret store or another place."""
    return Variable(name, State.REFERENCE, "", Looks.PLAIN, line)


def hidden(name: str, line: int = 0) -> Variable:
    """Describe a variable whose name is listed, its value not shown."""
    return Variable(name, State.UNKNOWN, "", Looks.PLAIN, line)
