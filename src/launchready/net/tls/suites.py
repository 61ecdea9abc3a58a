"""Cipher suites of SSL 3 to TLS 1.2 by code point (IANA "TLS Cipher Suites" registry).

Suites that need a shared secret on top of the certificate (PSK, SRP, Kerberos) are left out: no
public website can accept them from a stranger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Weakness(StrEnum):
    """Why a suite protects nothing, or too little, against a present-day attacker."""

    NULL = "NULL"
    ANON = "anon"
    EXPORT = "EXPORT"
    RC4 = "RC4"
    DES = "DES"
    TRIPLE_DES = "3DES"


_SIGNS = (
    ("_NULL_", Weakness.NULL),
    ("_anon_", Weakness.ANON),
    ("_EXPORT", Weakness.EXPORT),
    ("_RC4_", Weakness.RC4),
    ("_3DES_", Weakness.TRIPLE_DES),
    ("_DES_", Weakness.DES),
)


@dataclass(frozen=True, slots=True)
class Suite:
    """One cipher suite."""

    code: int
    name: str
    """As IANA writes it: `TLS_RSA_WITH_3DES_EDE_CBC_SHA`."""

    @property
    def weakness(self) -> Weakness | None:
        """The worst that is wrong with it; None where it counts as usable."""
        return next((weakness for sign, weakness in _SIGNS if sign in self.name), None)

    @property
    def forward_secret(self) -> bool:
        """Whether a key stolen later cannot open what was recorded earlier."""
        return "DHE_" in self.name or "_WITH_" not in self.name

    @property
    def authenticated_encryption(self) -> bool:
        """Whether the cipher protects integrity itself (AEAD)."""
        return any(mode in self.name for mode in ("_GCM_", "_CCM", "_POLY1305_"))

    @property
    def before_tls12(self) -> bool:
        """Whether SSL 3 to TLS 1.1 may use it (RFC 5246 appendix A.5 and RFC 5289 §2)."""
        return self.name.endswith(("_SHA", "_MD5"))


_DH = ("DH_DSS", "DH_RSA", "DHE_DSS", "DHE_RSA")
_SIX = ("RSA", *_DH, "DH_anon")
_EC = ("ECDHE_ECDSA", "ECDH_ECDSA", "ECDHE_RSA", "ECDH_RSA")
_GCM = ("RSA", "DHE_RSA", "DH_RSA", "DHE_DSS", "DH_DSS", "DH_anon")
_OLD_EC = ("ECDH_ECDSA", "ECDHE_ECDSA", "ECDH_RSA", "ECDHE_RSA", "ECDH_anon")
_DES = ("EXPORT_WITH_DES40_CBC_SHA", "WITH_DES_CBC_SHA", "WITH_3DES_EDE_CBC_SHA")

_Run = tuple[int, tuple[str, ...], tuple[str, ...]]
_RUNS: tuple[_Run, ...] = (
    # First code point, key exchanges, ciphers: codes count up through the ciphers of each exchange.
    (0x0001, ("RSA",), ("WITH_NULL_MD5", "WITH_NULL_SHA", "EXPORT_WITH_RC4_40_MD5")),
    (0x0004, ("RSA",), ("WITH_RC4_128_MD5", "WITH_RC4_128_SHA", "EXPORT_WITH_RC2_CBC_40_MD5")),
    (0x0007, ("RSA",), ("WITH_IDEA_CBC_SHA", *_DES)),
    (0x000B, _DH, _DES),
    (0x0017, ("DH_anon",), ("EXPORT_WITH_RC4_40_MD5", "WITH_RC4_128_MD5", *_DES)),
    (0x002F, _SIX, ("WITH_AES_128_CBC_SHA",)),
    (0x0035, _SIX, ("WITH_AES_256_CBC_SHA",)),
    (0x003B, ("RSA",), ("WITH_NULL_SHA256",)),
    (0x003C, ("RSA",), ("WITH_AES_128_CBC_SHA256", "WITH_AES_256_CBC_SHA256")),
    (0x003E, ("DH_DSS", "DH_RSA", "DHE_DSS"), ("WITH_AES_128_CBC_SHA256",)),
    (0x0041, _SIX, ("WITH_CAMELLIA_128_CBC_SHA",)),
    # Never registered, but shipped by OpenSSL up to 1.0 (draft-ietf-tls-56-bit-ciphersuites).
    (0x0060, ("RSA_EXPORT1024",), ("WITH_RC4_56_MD5", "WITH_RC2_CBC_56_MD5", "WITH_DES_CBC_SHA")),
    (0x0063, ("DHE_DSS_EXPORT1024",), ("WITH_DES_CBC_SHA",)),
    (0x0064, ("RSA_EXPORT1024", "DHE_DSS_EXPORT1024"), ("WITH_RC4_56_SHA",)),
    (0x0066, ("DHE_DSS",), ("WITH_RC4_128_SHA",)),
    (0x0067, ("DHE_RSA",), ("WITH_AES_128_CBC_SHA256",)),
    (0x0068, _DH, ("WITH_AES_256_CBC_SHA256",)),
    (0x006C, ("DH_anon",), ("WITH_AES_128_CBC_SHA256", "WITH_AES_256_CBC_SHA256")),
    (0x0084, _SIX, ("WITH_CAMELLIA_256_CBC_SHA",)),
    (0x0096, _SIX, ("WITH_SEED_CBC_SHA",)),
    (0x009C, _GCM, ("WITH_AES_128_GCM_SHA256", "WITH_AES_256_GCM_SHA384")),
    (0x00BA, _SIX, ("WITH_CAMELLIA_128_CBC_SHA256",)),
    (0x00C0, _SIX, ("WITH_CAMELLIA_256_CBC_SHA256",)),
    (
        0xC001,
        _OLD_EC,
        (
            "WITH_NULL_SHA",
            "WITH_RC4_128_SHA",
            "WITH_3DES_EDE_CBC_SHA",
            "WITH_AES_128_CBC_SHA",
            "WITH_AES_256_CBC_SHA",
        ),
    ),
    (0xC023, _EC, ("WITH_AES_128_CBC_SHA256", "WITH_AES_256_CBC_SHA384")),
    (0xC02B, _EC, ("WITH_AES_128_GCM_SHA256", "WITH_AES_256_GCM_SHA384")),
    (0xC03C, (*_SIX, *_EC), ("WITH_ARIA_128_CBC_SHA256", "WITH_ARIA_256_CBC_SHA384")),
    (0xC050, (*_GCM, *_EC), ("WITH_ARIA_128_GCM_SHA256", "WITH_ARIA_256_GCM_SHA384")),
    (0xC072, _EC, ("WITH_CAMELLIA_128_CBC_SHA256", "WITH_CAMELLIA_256_CBC_SHA384")),
    (0xC07A, (*_GCM, *_EC), ("WITH_CAMELLIA_128_GCM_SHA256", "WITH_CAMELLIA_256_GCM_SHA384")),
    (0xC09C, ("RSA", "DHE_RSA"), ("WITH_AES_128_CCM", "WITH_AES_256_CCM")),
    (0xC0A0, ("RSA", "DHE_RSA"), ("WITH_AES_128_CCM_8", "WITH_AES_256_CCM_8")),
    (0xC0AC, ("ECDHE_ECDSA",), ("WITH_AES_128_CCM", "WITH_AES_256_CCM")),
    (0xC0AE, ("ECDHE_ECDSA",), ("WITH_AES_128_CCM_8", "WITH_AES_256_CCM_8")),
    (0xCCA8, ("ECDHE_RSA", "ECDHE_ECDSA", "DHE_RSA"), ("WITH_CHACHA20_POLY1305_SHA256",)),
)

_TLS13 = {
    0x1301: "TLS_AES_128_GCM_SHA256",
    0x1302: "TLS_AES_256_GCM_SHA384",
    0x1303: "TLS_CHACHA20_POLY1305_SHA256",
    0x1304: "TLS_AES_128_CCM_SHA256",
    0x1305: "TLS_AES_128_CCM_8_SHA256",
}


def _table() -> Iterator[Suite]:
    for first, exchanges, ciphers in _RUNS:
        names = (f"TLS_{exchange}_{cipher}" for exchange in exchanges for cipher in ciphers)
        for code, name in enumerate(names, first):
            yield Suite(code, name)


def _desirability(suite: Suite) -> tuple[bool, bool, bool]:
    weak = suite.weakness is not None
    return (weak, not suite.forward_secret, not suite.authenticated_encryption)


SUITES: tuple[Suite, ...] = tuple(sorted(_table(), key=_desirability))
"""Every suite of SSL 3 to TLS 1.2 here, the ones a good server would pick first."""

WEAK: tuple[int, ...] = tuple(suite.code for suite in SUITES if suite.weakness)
ORDINARY: tuple[int, ...] = tuple(suite.code for suite in SUITES if not suite.weakness)
BEFORE_TLS12: tuple[int, ...] = tuple(suite.code for suite in SUITES if suite.before_tls12)

_NAMES = {suite.code: suite.name for suite in SUITES} | _TLS13


def name_of(code: int) -> str:
    """Return the IANA name of a suite, or its code in hex where it is not in the table."""
    return _NAMES.get(code, f"0x{code:04X}")
