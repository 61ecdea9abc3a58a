"""Domain names: from what people type to what goes on the wire, and back to words."""

from __future__ import annotations

import dns.exception
import dns.name


def absolute(text: str) -> dns.name.Name:
    """Return the name that a text means; non-ASCII labels by IDNA 2008 with UTS 46 mapping.

    Raises `ValueError` with one sentence (RFC 1035 section 2.3.4, RFC 5891).
    """
    if not text:
        why = "the name is empty"
        raise ValueError(why)
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    try:
        return dns.name.from_text(text, dns.name.root, dns.name.IDNA_DEFAULT)
    except dns.name.LabelTooLong:
        why = f"{shown!r} has a label of more than 63 characters"
    except dns.name.EmptyLabel:
        why = f"{shown!r} has an empty label"
    except dns.name.NameTooLong:
        why = f"{shown!r} is longer than the 253 characters that a name may have"
    except dns.name.BadEscape:
        why = f"{shown!r} has a broken backslash escape"
    except (dns.exception.DNSException, UnicodeError):
        why = f"{shown!r} is not a valid international domain name"
    raise ValueError(why)


_SHOWN = 80


def plain(name: dns.name.Name) -> str:
    """Return a name lower case, without the last dot; the root is `.`."""
    return name.to_text(omit_final_dot=True).lower()
