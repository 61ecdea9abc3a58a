"""Say of a value that was found what it is: its kind, its nature, what it claims."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from launchready.derive.pattern import lazy
from launchready.derive.secrets.jwt import Claims, claims
from launchready.derive.secrets.kinds import Kind, kind_of_rule, kind_of_value
from launchready.derive.secrets.values import is_local, is_placeholder
from launchready.facts.secrets import Nature

NAMED_RULE = "launchready.named"
"""The rule of values that only their name tells."""
GIVEN_RULE = "launchready.given"
"""The rule of production's own values, which the owner gave."""

_PUBLIC_NAME = lazy(
    r"publishable|public[_.-]?key|site[_.-]?key|anon[_.-]?key|client[_.-]?id|app[_.-]?id|search"
    r"|measurement|dsn$|firebase|maps?[_.-]|recaptcha|turnstile|vapid[_.-]?public",
    re.IGNORECASE,
)
_SERVER_NAME = lazy(r"gemini|genai|google[_.-]?ai|vertex|server|backend|secret", re.IGNORECASE)
_FIREBASE = lazy(r"authDomain|projectId|appId|messagingSenderId|storageBucket|firebase|maps")

_OFTEN_MADE_UP = frozenset({"private-key", "connection-string", "jwt", "named", "curl-auth-user",
                            "curl-auth-header", "generic-credential-uri", "kubernetes-secret-yaml",
                            "mongodb-connection-string", "django-secret-key"})  # fmt: skip
"""Kinds that tests make up for themselves."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a value is."""

    kind: Kind
    role: str = ""
    expires: datetime | None = None


def identify(rule: str, value: str, name: str = "", around: str = "") -> Identity | None:
    """Return what a found value is, or None for one that is plainly no secret.

    `around` is the text near it, for kinds whose nature only their neighbours tell.
    """
    read = claims(value)
    if read is not None:
        return _token(read)
    kind = kind_of_value(value)
    if kind is None:
        if rule == NAMED_RULE:
            what = f"value of {name}" if name else "value with a secret's name"
            kind = Kind("named", "", what, Nature.NAMED)
        elif rule == GIVEN_RULE:
            kind = Kind("given", "", f"production value of {name}", Nature.LIVE)
        else:
            kind = kind_of_rule(rule)
    if rule != GIVEN_RULE and _says_nothing(kind, value):
        return None
    return Identity(_weighed(kind, value, name, around))


def _says_nothing(kind: Kind, value: str) -> bool:
    rest = value.removeprefix(kind.prefix)
    if kind.id in {"private-key", "connection-string"}:
        return False
    return is_placeholder(rest) and kind.nature is not Nature.PUBLISHABLE


def _weighed(kind: Kind, value: str, name: str, around: str) -> Kind:
    if kind.id == "google-api-key":
        server = _SERVER_NAME.search(name)
        near = _PUBLIC_NAME.search(name) or _FIREBASE.search(around)
        return replace(kind, nature=Nature.PUBLISHABLE) if near and not server else kind
    if "://" in value[:40] and is_local(value):
        return replace(kind, nature=Nature.LOCAL)
    if kind.id == "recaptcha-site-key" and re.search("secret", name, re.IGNORECASE):
        return replace(kind, id="recaptcha-secret-key", nature=Nature.LIVE)
    if kind.nature is Nature.LIVE and not kind.prefix and _PUBLIC_NAME.search(name):
        return replace(kind, nature=Nature.PUBLISHABLE)
    return kind


def _token(read: Claims) -> Identity:
    if read.role == "service_role":
        kind = Kind("supabase-service-role", "Supabase", "Supabase service_role key", Nature.ADMIN)
    elif read.role == "anon":
        kind = Kind("supabase-anon", "Supabase", "Supabase anon key", Nature.PUBLISHABLE)
    else:
        kind = Kind("jwt", "", "signed token (JWT)", Nature.TOKEN, "eyJ")
    return Identity(kind, read.role, read.expires)


def is_often_made_up(kind: str) -> bool:
    """Say whether tests and documents usually hold made-up values of this kind."""
    return kind in _OFTEN_MADE_UP
