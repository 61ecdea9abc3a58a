"""Read Content-Security-Policy (CSP Level 3, 2.2) and say what a browser makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from launchready.derive.pattern import lazy

_LENGTH = 16_384
_NONCE = lazy(r"'nonce-([A-Za-z0-9+/_-]+={0,2}|[*]+)'", re.IGNORECASE)
"""Facts hold nonces masked: as many stars as the nonce has characters."""
_HASH = lazy(r"'sha(?:256|384|512)-[A-Za-z0-9+/_-]+={0,2}'", re.IGNORECASE)

FETCH = frozenset(
    {
        *("default-src", "script-src", "script-src-elem", "script-src-attr", "style-src"),
        *("style-src-elem", "style-src-attr", "img-src", "font-src", "connect-src"),
        *("media-src", "object-src", "child-src", "frame-src", "worker-src", "manifest-src"),
        *("fenced-frame-src",),
    }
)
"""Directives that `default-src` speaks for."""

DIRECTIVES = FETCH | frozenset(
    {
        *("base-uri", "form-action", "frame-ancestors", "navigate-to", "sandbox"),
        *("report-uri", "report-to", "webrtc", "upgrade-insecure-requests"),
        *("block-all-mixed-content", "plugin-types", "prefetch-src", "reflected-xss"),
        *("referrer", "require-sri-for", "require-trusted-types-for", "trusted-types"),
        *("disown-opener",),
    }
)
"""Directives that are or were specified."""

_FALLBACK = {
    "script-src-elem": ("script-src", "default-src"),
    "script-src-attr": ("script-src", "default-src"),
    "worker-src": ("child-src", "script-src", "default-src"),
    "frame-src": ("child-src", "default-src"),
}


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive as it is stated."""

    name: str
    """Lower case."""
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the directive as it is stated, in one line."""
        return " ".join((self.name, *self.values))

    @property
    def keywords(self) -> frozenset[str]:
        """Its values in lower case."""
        return frozenset(value.lower() for value in self.values)

    @property
    def has_nonce_or_hash(self) -> bool:
        """Whether scripts are named one by one; then `'unsafe-inline'` is ignored (6.7.3.2)."""
        return any(_NONCE.fullmatch(one) or _HASH.fullmatch(one) for one in self.values)

    @property
    def nonces(self) -> tuple[str, ...]:
        """The nonces in it."""
        return tuple(found.group(1) for one in self.values if (found := _NONCE.fullmatch(one)))

    @property
    def is_strict_dynamic(self) -> bool:
        """Whether hosts, schemes and `'self'` in it are ignored (8.2)."""
        return "'strict-dynamic'" in self.keywords


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy."""

    directives: tuple[Directive, ...]
    repeated: tuple[str, ...] = ()
    """Directives stated again: browsers ignore all but the first (2.2.1)."""

    def own(self, name: str) -> Directive | None:
        """Return the directive of exactly this name."""
        return next((one for one in self.directives if one.name == name), None)

    def effective(self, name: str) -> Directive | None:
        """Return the directive that governs this name; None: nothing limits it."""
        fallback = _FALLBACK.get(name, ("default-src",) if name in FETCH else ())
        return next(
            (found for one in (name, *fallback) if (found := self.own(one)) is not None), None
        )


def read_policy(text: str) -> Policy:
    """Read one serialized policy of any content."""
    found: dict[str, Directive] = {}
    repeated = []
    for part in text[:_LENGTH].split(";"):
        name, *values = part.split() or [""]
        name = name.lower()
        if not name:
            continue
        if name in found:
            repeated.append(name)
        else:
            found[name] = Directive(name, tuple(values))
    return Policy(tuple(found.values()), tuple(repeated))


def read_policies(headers: Iterable[str], metas: Iterable[str] = ()) -> tuple[Policy, ...]:
    """
    Read every policy of an answer; all of them hold at once (2.2.2).

    A header may list several, parted by commas; a meta tag holds one, in which `frame-ancestors`,
    `report-uri` and `sandbox` are ignored (HTML, 4.2.5.3).
    """
    policies = [read_policy(one) for header in headers for one in header.split(",")]
    for meta in metas:
        policy = read_policy(meta)
        kept = tuple(
            one
            for one in policy.directives
            if one.name not in {"frame-ancestors", "report-uri", "sandbox"}
        )
        policies.append(Policy(kept, policy.repeated))
    return tuple(policy for policy in policies if policy.directives)


def governs_scripts(policy: Policy) -> bool:
    """Whether the policy limits where scripts come from at all."""
    return policy.effective("script-src") is not None


def upgrades(policies: Iterable[Policy]) -> bool:
    """Whether browsers fetch everything on the page over https, whatever its address says."""
    return any(policy.own("upgrade-insecure-requests") is not None for policy in policies)
