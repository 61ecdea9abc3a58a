"""How network work fails: a phase and a reason in words, never a traceback."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """The step of an exchange that failed."""

    NAME = "name look-up"
    GUARD = "safety guard"
    CONNECT = "connect"
    TLS = "TLS handshake"
    SEND = "send"
    FIRST_BYTE = "first byte"
    BODY = "body"
    PARSE = "parse"
    CONTENT = "content"
    """Nothing failed on the way: what came is not what can be judged. The reason says it all."""
    REPOSITORY = "repository"


class Failure(Exception):  # noqa: N818 - an outcome of the target, not an error of ours
    """A target did not do what was asked. `str()` is one sentence for a report."""

    def __init__(self, phase: Phase, why: str) -> None:
        super().__init__(why if phase is Phase.CONTENT else f"{phase}: {why}")
        self.phase = phase
        self.why = why
