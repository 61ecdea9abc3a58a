"""The size of an RSA key, read from its DER form (RFC 8017 A.1.1, RFC 5280 section 4.1)."""

from __future__ import annotations

_SEQUENCE, _INTEGER, _BIT_STRING, _OID = 0x30, 0x02, 0x03, 0x06
_RSA = bytes.fromhex("2a864886f70d010101")
"""1.2.840.113549.1.1.1, rsaEncryption."""
_LONG = 0x80
_MOST_LENGTH_BYTES = 3


class _Element:
    """One element: its tag and its content."""

    def __init__(self, data: bytes, at: int) -> None:
        if at + 2 > len(data):
            raise _cut(at + 2, len(data))
        self.tag = data[at]
        self.start, length = _length(data, at + 1)
        self.end = self.start + length
        if self.end > len(data):
            raise _cut(self.end, len(data))
        self.content = data[self.start : self.end]


def rsa_bits(data: bytes) -> int:
    """Return the bits of the modulus of a SubjectPublicKeyInfo or a bare RSAPublicKey.

    Raises `ValueError` with the reason in words: cut off, another kind of key, not a key.
    """
    outer = _expect(data, 0, _SEQUENCE)
    if outer.end != len(data):
        why = f"{len(data) - outer.end} bytes follow the end of the key"
        raise ValueError(why)
    first = _Element(outer.content, 0)
    if first.tag == _INTEGER:
        return _modulus_bits(outer.content)
    if first.tag != _SEQUENCE:
        raise _not_a_key()
    oid = _expect(first.content, 0, _OID)
    if oid.content != _RSA:
        why = "it is a public key of another kind than RSA"
        raise ValueError(why)
    bits = _expect(outer.content, first.end, _BIT_STRING)
    if bits.end != len(outer.content) or bits.content[:1] != b"\0":
        raise _not_a_key()
    inner = bits.content[1:]
    key = _expect(inner, 0, _SEQUENCE)
    if key.end != len(inner):
        raise _not_a_key()
    return _modulus_bits(key.content)


def _not_a_key() -> ValueError:
    return ValueError("it does not hold a public key")


def _modulus_bits(content: bytes) -> int:
    modulus = _expect(content, 0, _INTEGER)
    exponent = _expect(content, modulus.end, _INTEGER)
    if exponent.end != len(content) or not modulus.content or modulus.content[0] >= _LONG:
        raise _not_a_key()
    return int.from_bytes(modulus.content, "big").bit_length()


def _expect(data: bytes, at: int, tag: int) -> _Element:
    if data[at : at + 1] not in {bytes([tag]), b""}:
        raise _not_a_key()
    return _Element(data, at)


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Return where the content starts, and its length (X.690 section 8.1.3, definite only)."""
    first = data[at]
    if first < _LONG:
        return at + 1, first
    count = first & 0x7F
    if not 0 < count <= _MOST_LENGTH_BYTES:
        raise _not_a_key()
    if at + 1 + count > len(data):
        raise _cut(at + 1 + count, len(data))
    return at + 1 + count, int.from_bytes(data[at + 1 : at + 1 + count], "big")


def _cut(wanted: int, there: int) -> ValueError:
    return ValueError(f"it is cut off: {wanted} bytes are announced and {there} are there")
