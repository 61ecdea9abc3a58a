"""What keeps a message from being judged or waited for."""

from __future__ import annotations


class MailError(Exception):
    """What was given cannot be judged or done. `str()` is one clear sentence."""
