"""Commands that prove certificates, chains, versions and suites mended, with openssl."""

from __future__ import annotations

import re
from shlex import quote

from launchready.derive.certificates.endpoint import at, naming
from launchready.derive.commands import PRINT, has, lacks, proof

_ANY = "ALL:COMPLEMENTOFALL:@SECLEVEL=0"


def handshake_with(host: str, port: int, *options: str) -> str:
    """Return the command that makes a TLS handshake; it fails where none comes about."""
    return " ".join(
        (
            "openssl s_client -connect",
            quote(at(host, port)),
            naming(host),
            *options,
            "</dev/null 2>&1",
        )
    )


def trusted(host: str, port: int) -> str:
    """Return the proof that a browser would trust an endpoint's certificate."""
    return proof(handshake_with(host, port, "-verify_return_error"), has("Verify return code: 0 "))


def chain(host: str, port: int, *tests: str) -> str:
    """Return the proof of something about the chain that an endpoint sends."""
    return proof(handshake_with(host, port, "-showcerts"), *tests)


def leaf_shows(host: str, port: int, shows: str) -> str:
    """Return the command that prints what `openssl x509` shows of an endpoint's certificate."""
    return f"{handshake_with(host, port)} | openssl x509 -noout {shows}"


def lasts(host: str, port: int, days: int) -> str:
    """Return the proof that a certificate holds for so many days to come."""
    return proof(leaf_shows(host, port, f"-checkend {days * 86_400}"), has("will not expire"))


def in_order(host: str, port: int) -> str:
    """Return the proof that a chain is sent in order: each issuer is the next subject."""
    pairs = "sed -n 's/^ *[0-9]* s:/s /p; s/^ *i:/i /p' | sed '1d;$d' | cut -c3-"
    alike = "awk 'NR % 2 { one = $0; next } $0 != one { bad = 1 } END { exit bad }'"
    return chain(host, port, has("^ *0 s:"), f"{PRINT} | {pairs} | {alike}")


def old(version: str) -> str:
    """Return the options that offer an old version alone, `TLSv1.0` for instance."""
    option = {"SSLv3": "-ssl3", "TLSv1.0": "-tls1", "TLSv1.1": "-tls1_1"}.get(version, "-tls1")
    return f"{option} -cipher {_ANY}"


def refuses_versions(host: str, port: int, versions: tuple[str, ...]) -> str:
    """Return the proof that an endpoint takes none of these old versions.

    An openssl that was built without one cannot offer it, which is no proof.
    """
    options = (old(one).split()[0] for one in versions)
    known = (f"openssl s_client -help 2>&1 | grep -q -e '{one} '" for one in options)
    tests = (*known, *(_fails(handshake_with(host, port, old(one))) for one in versions))
    return proof(handshake_with(host, port), *tests)


def refuses_suites(host: str, port: int, suites: tuple[str, ...]) -> str:
    """Return the proof that an endpoint takes none of these suites, by their IANA names."""
    named = "|".join(re.escape(one) for one in suites)
    listed = (
        f"openssl ciphers -stdname {_ANY} | grep -E '^({named}) '"
        " | awk '{print $3}' | paste -sd: -"
    )
    return proof(
        listed,
        'test -n "$seen"',
        f"{handshake_with(host, port)} >/dev/null",
        _fails(handshake_with(host, port, '-tls1_2 -cipher "$seen:@SECLEVEL=0"')),
    )


def stapled(host: str, port: int) -> str:
    """Return the proof that an OCSP response is stapled, or that the certificate demands none."""
    demands = f"{leaf_shows(host, port, '-text')} | grep -q -e 'TLS Feature'"
    return proof(
        handshake_with(host, port, "-tls1_2 -status"),
        f"{{ {has('OCSP Response Status: successful')} || ! {demands}; }}",
    )


def strong_key(host: str, port: int, bits: int) -> str:
    """Return the proof that a certificate's key is EC from 256 bits, or RSA from this many."""
    size = "sed -n 's/.*Public-Key: (\\([0-9]*\\) bit.*/\\1/p' | head -n 1"
    least = f"$({PRINT} | grep -q rsaEncryption && echo {bits} || echo 256)"
    return proof(
        leaf_shows(host, port, "-text"),
        lacks("Public Key Algorithm: dsa"),
        f'test "$({PRINT} | {size})" -ge "{least}"',
    )


def _fails(command: str) -> str:
    return f"! {command} >/dev/null"
