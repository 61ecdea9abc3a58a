"""Commands that show a mail server's encryption. Its name comes from the target: it is quoted."""

from __future__ import annotations

from shlex import quote

from launchready.facts.mail import SmtpServer


def get_certificate(server: SmtpServer) -> str:
    """Return the command that gets a free certificate for the server's name."""
    return f"certbot certonly --standalone -d {quote(server.name)}"
