"""Parts of a content security policy that browsers ignore, so that it says less than it seems."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from launchready.derive.headers.csp import DIRECTIVES, FETCH, Directive, Policy

_KEYWORDS = (
    *("self", "none", "unsafe-inline", "unsafe-eval", "strict-dynamic", "unsafe-hashes"),
    *("report-sample", "wasm-unsafe-eval", "inline-speculation-rules", "trusted-types-eval"),
    *("report-sha256", "report-sha384", "report-sha512", "unsafe-allow-redirects"),
)
_HASHES = ("nonce-", "sha256-", "sha384-", "sha512-")
_LISTS = FETCH | {"base-uri", "form-action", "frame-ancestors"}
_NONCE_LENGTH = 16
"""Characters of Base64 that hold about 96 bits; CSP 8.1 asks for 128 bits of randomness."""


def mistakes(policy: Policy) -> Iterator[str]:
    """Yield one sentence for each part that does not do what it seems to."""
    for name in policy.repeated:
        yield f"`{name[:60]}` is stated twice and only the first counts"
    for directive in policy.directives:
        if directive.name not in DIRECTIVES:
            yield _unknown(directive.name)
        elif directive.name in _LISTS:
            yield from _sources(directive)


def _unknown(name: str) -> str:
    near = get_close_matches(name[:60], DIRECTIVES, 1, 0.8)
    hint = f", perhaps `{near[0]}` is meant" if near else ""
    return f"`{name[:60]}` is not a directive{hint}"


def _sources(directive: Directive) -> Iterator[str]:
    name = directive.name
    for value in directive.values:
        lower = value.lower()
        shown = value[:60]
        if lower in DIRECTIVES:
            yield f"`{lower}` stands inside `{name}`: a `;` is missing before it"
        elif lower in _KEYWORDS or lower.startswith(_HASHES):
            yield f"`{shown}` in `{name}` needs single quotes, else it is a host of that name"
        elif lower == "'none'" and len(directive.values) > 1:
            yield f"`'none'` in `{name}` is ignored beside other sources"
        elif lower.startswith("'") and not _is_keyword(lower):
            yield f"`{shown}` in `{name}` is not a keyword"
    for nonce in directive.nonces:
        if len(nonce) < _NONCE_LENGTH:
            yield f"the nonce in `{name}` has {len(nonce)} characters and can be guessed"


def _is_keyword(value: str) -> bool:
    inner = value.strip("'")
    return value.endswith("'") and (inner in _KEYWORDS or inner.startswith(_HASHES))
