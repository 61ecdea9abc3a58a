"""The root certificates that this machine trusts."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from launchready.derive.pattern import lazy
from launchready.net.tls.certificates import parse

if TYPE_CHECKING:
    from cryptography import x509

_USUAL_FILES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Alpine, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # macOS, BSD
)
_PEM = lazy(rb"-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----")


def system_roots() -> tuple[x509.Certificate, ...]:
    """Return the system's roots; empty where none are found. `SSL_CERT_FILE` is honoured."""
    named = ssl.get_default_verify_paths().cafile
    for path in (named, *_USUAL_FILES):
        if path and Path(path).is_file():
            found = read_pem(Path(path).read_bytes())
            if found:
                return found
    # Windows keeps its roots in no file; OpenSSL can still list them.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    return _known(parse(der) for der in context.get_ca_certs(binary_form=True))


def read_pem(text: bytes) -> tuple[x509.Certificate, ...]:
    """Return the certificates of a PEM file; what cannot be read is left out."""
    from cryptography import x509

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return tuple(x509.load_pem_x509_certificates(text))
        except ValueError:
            # One bad block must not cost all the others.
            return _known(_block(block) for block in _PEM.findall(text))


def _block(pem: bytes) -> x509.Certificate | None:
    try:
        return parse(ssl.PEM_cert_to_DER_cert(pem.decode("ascii")))
    except ValueError:
        return None


def _known(found: Iterable[x509.Certificate | None]) -> tuple[x509.Certificate, ...]:
    return tuple(each for each in found if each is not None)
