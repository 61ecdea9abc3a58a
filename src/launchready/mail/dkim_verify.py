"""Verify DKIM signatures with `dkimpy`, its inputs bounded and its key given, so without I/O.

Its own entry points ask the DNS and judge expiry by the clock; here keys are answers that are there
already, and expiry counts from when the message was received.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from launchready.derive.mail.dkim_key import DkimKey, key_records, read_dkim_key
from launchready.derive.mail.message.parse import Message
from launchready.derive.mail.message.signature import ALGORITHMS, SignatureHeader
from launchready.derive.mail.tags import read_tags, squeeze
from launchready.facts.dns import Answer
from launchready.facts.message import Authentic, Signature

FEWEST_BITS = 1024
"""RFC 8301 section 3.2: verifiers must not take shorter RSA keys."""
WEAK_BITS = 2048
MOST_BITS = 8192
_MOST_EXPONENT = 2**32
_CLOCKS_DIFFER = timedelta(hours=1)
_WHITE = re.compile(rb"[\t ]+")
_STRIDE = 4096


class _Broken(Exception):  # noqa: N818 - how a signature ends, not an error of ours
    def __init__(self, result: Authentic, reason: str, bits: int = 0) -> None:
        super().__init__(reason)
        self.result, self.reason, self.bits = result, reason, bits


def verify_signatures(
    message: Message, keys: Sequence[tuple[SignatureHeader, Answer | None]], when: datetime
) -> tuple[Signature, ...]:
    """Verify each signature on its own. `when` is the moment of receipt, UTC. Never raises."""
    body = message.body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return tuple(_verify(message, body, header, answer, when) for header, answer in keys)


def _verify(
    message: Message, body: bytes, header: SignatureHeader, answer: Answer | None, when: datetime
) -> Signature:
    made = Signature(
        header.domain,
        header.selector,
        header.algorithm,
        Authentic.PASS,
        "it verifies",
        covers=header.covers,
    )
    try:
        _refuse_by_header(header, when)
        key, record = _key(header, answer)
        _compute(message, body, header, key, record)
    except _Broken as broken:
        return replace(made, result=broken.result, reason=broken.reason, bits=broken.bits)
    return replace(made, bits=key.bits, weak=_weakness(key, header))


def _refuse_by_header(header: SignatureHeader, when: datetime) -> None:
    if header.problem:
        raise _Broken(Authentic.PERMERROR, f"the signature cannot be read: {header.problem}")
    if header.algorithm not in ALGORITHMS:
        why = "receivers must not accept SHA-1" if header.algorithm == "rsa-sha1" else "unknown"
        raise _Broken(Authentic.PERMERROR, f"its algorithm {header.algorithm} is refused: {why}")
    if header.expires is not None and header.expires < when:
        why = f"it had expired on {header.expires:%Y-%m-%d %H:%M} UTC (x=)"
        raise _Broken(Authentic.FAIL, why)
    if header.at is not None and header.at > when + _CLOCKS_DIFFER:
        raise _Broken(Authentic.FAIL, "it says that it was made after the message arrived (t=)")


def _key(header: SignatureHeader, answer: Answer | None) -> tuple[DkimKey, str]:
    where = header.key_name
    if answer is None or not answer.status.known:
        why = answer.why or str(answer.status) if answer is not None else "it was not asked for"
        raise _Broken(Authentic.TEMPERROR, f"its key {where} could not be looked up: {why}")
    records = key_records(answer.values)
    if not records:
        raise _Broken(Authentic.PERMERROR, f"its key is missing: {where} has no DKIM record")
    key = read_dkim_key(records[0])
    if key.revoked:
        raise _Broken(Authentic.FAIL, f"its key {where} is revoked")
    if key.problems:
        raise _Broken(Authentic.PERMERROR, f"its key {where} is useless: {key.problems[0].why}")
    if header.algorithm.partition("-")[0] != key.kind:
        raise _Broken(Authentic.PERMERROR, f"its key {where} is of another kind, {key.kind}")
    if key.hashes and "sha256" not in key.hashes:
        raise _Broken(Authentic.PERMERROR, f"its key {where} does not allow SHA-256")
    if key.strict and header.identity.rpartition("@")[2] not in {"", header.domain}:
        raise _Broken(Authentic.PERMERROR, f"its key {where} does not sign for subdomains (t=s)")
    if key.kind == "rsa" and key.bits < FEWEST_BITS:
        why = f"its key {where} is too weak: {key.bits} bits, where {FEWEST_BITS} are the least"
        raise _Broken(Authentic.POLICY, why, key.bits)
    if key.bits > MOST_BITS:
        raise _Broken(Authentic.PERMERROR, f"its key {where} is larger than receivers take")
    return key, records[0]


def _weakness(key: DkimKey, header: SignatureHeader) -> str:
    if key.kind == "rsa" and key.bits < WEAK_BITS:
        return f"its key has {key.bits} bits, where {WEAK_BITS} are recommended"
    if header.covers is not None:
        return f"it covers only the first {header.covers} bytes of the text (l=)"
    return "its key is marked as a test (t=y)" if key.testing else ""


def _compute(
    message: Message, body: bytes, header: SignatureHeader, key: DkimKey, record: str
) -> None:
    """Raise `_Broken` unless the hash of the body and the signature are right."""
    import dkim

    verifier: Any = dkim.DKIM(None)
    verifier.headers = [(name.encode(), value + b"\r\n") for name, value in message.headers]
    verifier.body = _harmless(body, relaxed=header.canonical.endswith("/relaxed"))
    verifier.minkey = FEWEST_BITS
    verifier.ktag = key.kind.encode()
    material = base64.b64decode(squeeze(read_tags(record).get("p")))
    edwards = _Edwards(material) if key.kind == "ed25519" else None
    verifier.pk = edwards or _rsa(material, key)
    verifier.keysize = key.bits
    tags = {
        tag.name.encode(): squeeze(tag.value).encode()
        for tag in read_tags(header.raw.decode("ascii", "replace")).tags
    }
    tags[b"a"], tags[b"c"] = header.algorithm.encode(), header.canonical.encode()
    signed = [name.encode() for name in header.signed]
    try:
        good = verifier.verify_sig_process(
            tags, signed, (header.name.encode(), header.raw + b"\r\n"), None
        )
    except dkim.ValidationError:
        why = "the text was changed after signing (the body hash did not verify)"
        raise _Broken(Authentic.FAIL, why, key.bits) from None
    except (dkim.DKIMException, ValueError, ArithmeticError) as error:
        why = f"the signature cannot be computed ({type(error).__name__})"
        raise _Broken(Authentic.PERMERROR, why, key.bits) from None
    if not (good and (edwards is None or edwards.good)):
        why = "a signed header was changed, or the published key is not the signer's"
        raise _Broken(Authentic.FAIL, why, key.bits)


def _rsa(material: bytes, key: DkimKey) -> object:
    from dkim.crypto import UnparsableKeyError, parse_public_key

    try:
        parsed = parse_public_key(material)
    except (UnparsableKeyError, ValueError, IndexError):
        raise _Broken(Authentic.PERMERROR, "its key cannot be read", key.bits) from None
    if not 1 < parsed["publicExponent"] < _MOST_EXPONENT:
        raise _Broken(Authentic.PERMERROR, "its key has an exponent that no signer uses", key.bits)
    return parsed


class _Edwards:
    """An Ed25519 key as dkimpy calls it; the answer is kept, because dkimpy knows only PyNaCl's."""

    def __init__(self, material: bytes) -> None:
        self._material = material
        self.good = False

    def verify(self, digest: bytes, signature: bytes) -> None:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self._material).verify(signature, digest)
        except (InvalidSignature, ValueError):
            return
        self.good = True


def _harmless(body: bytes, *, relaxed: bool) -> bytes:
    """Do what canonicalization does anyway, where dkimpy would take quadratic time."""
    if relaxed:
        body = _WHITE.sub(b" ", body)
    blank, end = b"\r\n" * _STRIDE, len(body)
    while body.endswith(blank, 0, end):
        end -= len(blank) // 2
    return body if end == len(body) else body[:end]
