"""Certificate authorities: the CAA domains they answer to, and which of them renew by program."""

from __future__ import annotations

_DIGICERT = (
    "digicert.com",
    "www.digicert.com",
    "symantec.com",
    "thawte.com",
    "geotrust.com",
    "rapidssl.com",
    "digitalcertvalidation.com",
    "quovadisglobal.com",
)
_SECTIGO = (
    "sectigo.com",
    "comodo.com",
    "comodoca.com",
    "usertrust.com",
    "trust-provider.com",
    "entrust.net",
    "affirmtrust.com",
)
_SSL_COM = ("ssl.com",)
_GOOGLE = ("pki.goog",)
_LETS_ENCRYPT = ("letsencrypt.org",)

CAA_DOMAINS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("let's encrypt", _LETS_ENCRYPT),
    ("google trust services", _GOOGLE),
    ("digicert", _DIGICERT),
    ("quovadis", _DIGICERT),
    ("zerossl", _SECTIGO),
    ("sectigo", _SECTIGO),
    ("comodo", _SECTIGO),
    ("amazon", ("amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com")),
    ("globalsign", ("globalsign.com",)),
    ("godaddy", ("godaddy.com", "starfieldtech.com")),
    ("starfield", ("godaddy.com", "starfieldtech.com")),
    ("entrust", ("entrust.net", "affirmtrust.com", *_SECTIGO, *_SSL_COM)),
    ("ssl corp", _SSL_COM),
    ("buypass", ("buypass.com", "buypass.no")),
    ("actalis", ("actalis.it",)),
    ("asseco", ("certum.pl", "certum.eu")),
    ("unizeto", ("certum.pl", "certum.eu")),
    ("identrust", ("identrust.com",)),
    ("microsoft", ("microsoft.com", *_DIGICERT)),
    ("swisssign", ("swisssign.com",)),
    ("d-trust", ("d-trust.net",)),
    # Cloudflare's own intermediates are run by one of its partners.
    ("cloudflare", ("cloudflare.com", *_DIGICERT, *_SSL_COM, *_SECTIGO, *_GOOGLE, *_LETS_ENCRYPT)),
)
"""A word of the issuer's organisation in lower case, and the names it accepts in `issue`."""

AUTOMATIC = (
    "let's encrypt",
    "google trust services",
    "zerossl",
    "cloudflare",
    "amazon",
    "buypass",
)
"""Issuers whose certificates are, as a rule, renewed by a program."""


def organisation(issuer: str) -> str:
    """Return the organisation of an issuer that is written `O=…, CN=…`; the whole without one."""
    first, comma, _ = issuer.removeprefix("O=").partition(", CN=")
    if not comma:
        first = issuer.removeprefix("O=").removeprefix("CN=")
    return first


def caa_domains(issuer: str) -> tuple[str, ...]:
    """Return the domains by which CAA records may allow an issuer; none for an unknown one."""
    name = organisation(issuer).lower()
    return next((domains for word, domains in CAA_DOMAINS if word in name), ())


def is_automatic(issuer: str) -> bool:
    """Whether certificates of this issuer are renewed by a program as a rule."""
    name = organisation(issuer).lower()
    return any(word in name for word in AUTOMATIC)
