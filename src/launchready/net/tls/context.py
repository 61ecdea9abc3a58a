"""The TLS client as an auditor needs it: it looks at bad chains and old versions too."""

from __future__ import annotations

import ssl
from functools import cache

# Everything that authenticates the server, at OpenSSL's lowest security level: without level 0,
# TLS 1.0 and small keys cannot even be looked at. LibreSSL knows no levels.
_CIPHERS = ("DEFAULT:!aNULL:!eNULL:!PSK:!SRP:@SECLEVEL=0", "DEFAULT:!aNULL:!eNULL")
_LEGACY_SERVER_CONNECT = 0x4
"""`ssl.OP_LEGACY_SERVER_CONNECT` of Python 3.12: servers without RFC 5746 may be looked at."""


@cache
def browse(*, alpn: tuple[str, ...] = ("h2", "http/1.1")) -> ssl.SSLContext:
    """Return a client context that judges nothing: `trust` does, from the chain it saw.

    No roots are loaded, and a handshake succeeds with any certificate. Never send a secret over it
    before the chain was judged.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.options |= _LEGACY_SERVER_CONNECT
    for ciphers in _CIPHERS:
        try:
            context.set_ciphers(ciphers)
        except ssl.SSLError:
            continue
        break
    if alpn:
        context.set_alpn_protocols(list(alpn))
    return context


@cache
def iana_codes() -> dict[str, int]:
    """Return the code point of each suite by the name that OpenSSL gives it."""
    # OpenSSL's id is the code point below a byte that marks the protocol family.
    return {str(each["name"]): int(each["id"]) & 0xFFFF for each in browse().get_ciphers()}
