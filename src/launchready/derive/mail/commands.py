"""Commands that show a mail server's encryption. Its name comes from the target: it is quoted."""

from __future__ import annotations

from shlex import quote

from launchready.facts.mail import SmtpServer


def show_encryption(server: SmtpServer) -> str:
    """Return the command that turns to TLS on the mail port and says what came of it."""
    at = quote(f"{server.name}:{server.port}")
    name = quote(server.name)
    return (
        f"openssl s_client -starttls smtp -connect {at} -verify_hostname {name} -brief </dev/null"
    )


def get_certificate(server: SmtpServer) -> str:
    """Return the command that gets a free certificate for the server's name."""
    return f"certbot certonly --standalone -d {quote(server.name)}"
