from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one exchange may cost, in seconds and bytes."""

    tls_s: float = 5.0
    """For the TLS handshake."""
    first_byte_s: float = 10.0
    """From the request sent to the first byte of the answer."""
    idle_s: float = 5.0
    """Between two reads of the answer."""
    total_s: float = 20.0
    """From the request sent to the end of the answer; also the most a connection may take."""
    wait_s: float = 120.0
    """For a connection to become free when all that the host may have are busy."""
    header_bytes: int = 64 * 1024
    """Status line and headers, of interim (1xx) answers too; also trailers and chunk framing."""
    header_count: int = 500
    body_bytes: int = 2 * 1024 * 1024
    """Body as sent, before its content encoding is undone."""
    read_bytes: int = 0
    """Where this is more than `body_bytes`: a body may be as long, and what is beyond `body_bytes`
    is read and dropped."""
    decoded_bytes: int = 4 * 1024 * 1024
    """Body after its content encoding is undone."""

    @property
    def most_bytes(self) -> int:
        """The longest body that is read to its end."""
        return max(self.body_bytes, self.read_bytes)
