"""Read Set-Cookie as browsers do (RFC 6265bis, 5.6). Values are never kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from launchready.derive.pattern import lazy

_LENGTH = 5_000

_SESSION_WORDS = frozenset(
    {
        *("session", "sessionid", "sessid", "sess", "sid", "auth", "authtoken", "token"),
        *("accesstoken", "refreshtoken", "idtoken", "jwt", "phpsessid", "jsessionid"),
        *("laravel", "logged", "appsession", "remember", "rememberme", "login", "signin"),
        *("clerk", "sso", "bearer", "identity"),
    }
)
_NOT_SESSION_WORDS = frozenset(
    {
        *("csrf", "xsrf", "csrftoken", "xsrftoken", "state", "nonce", "pkce", "verifier"),
        *("callback", "flash", "locale", "consent", "id5", "analytics", "tracking"),
        *("visitor", "anonymous", "affinity"),
    }
)
_MEASURES = lazy(
    r"_(?:hj|ga|gid|gat|gcl|fbp|fbc|clck|clsk|uet|pk_|dd_s|rdt)|__(?:hs|cf|utm)|ajs_|mp_|ph_|rl_"
    r"|intercom-|optimizely|amplitude|awsalb|arraffinity|ak_|bm_|incap_|visid_|ddsession",
    re.IGNORECASE,
)
"""How cookies of analytics, load balancers and bot walls begin."""
_CSRF_WORDS = frozenset({"csrf", "xsrf", "csrftoken", "xsrftoken"})
_WORD = lazy(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie that a site sets."""

    name: str
    secure: bool = False
    http_only: bool = False
    same_site: str = ""
    """`strict`, `lax` or `none`; empty when not stated or not one of them."""
    domain: str = ""
    """Lower case, without a leading dot; empty: this host only."""
    path: str = ""
    deleted: bool = False
    """The answer removes it: no value, a max-age of zero, or a date in the past."""

    @property
    def is_session(self) -> bool:
        """Whether the name says that it signs a user in: `connect.sid`, `sb-…-auth-token`."""
        words = _words(self.name)
        if _MEASURES.match(self.name) or words & _NOT_SESSION_WORDS:
            return False
        return bool(words & _SESSION_WORDS)

    @property
    def is_csrf(self) -> bool:
        """Whether the name says that it guards forms; scripts have to read such cookies."""
        return bool(_words(self.name) & _CSRF_WORDS)

    @property
    def prefix_problem(self) -> str:
        """Say which promise of `__Host-` or `__Secure-` is broken: browsers refuse the cookie."""
        name = self.name.lower()
        if not name.startswith(("__host-", "__secure-")):
            return ""
        if not self.secure:
            return "it is not `Secure`"
        if name.startswith("__secure-"):
            return ""
        if self.domain:
            return "it has a `Domain`"
        return "" if self.path == "/" else "its `Path` is not `/`"


def _words(name: str) -> frozenset[str]:
    """Split `connect.sid`, `accessToken` and `PHPSESSID` into lower-case words."""
    parts = [word.lower() for word in _WORD.findall(name[:200])]
    pairs = ["".join(pair) for pair in pairwise(parts)]
    return frozenset((*parts, *pairs))


def read_cookie(header: str) -> Cookie | None:
    """Read one Set-Cookie value, masked or not; None where browsers ignore it."""
    pair, *attributes = header[:_LENGTH].split(";")
    name, equals, value = pair.partition("=")
    if not equals or not name.strip():
        return None
    given: dict[str, str] = {}
    for attribute in attributes:
        key, _, content = attribute.partition("=")
        # The last one of a name wins (5.6, step 6 and 5.7).
        given[key.strip().lower()] = content.strip()
    same_site = given.get("samesite", "").lower()
    age = given.get("max-age", "")
    return Cookie(
        name=name.strip()[:200],
        secure="secure" in given,
        http_only="httponly" in given,
        same_site=same_site if same_site in {"strict", "lax", "none"} else "",
        domain=given.get("domain", "").lower().removeprefix(".")[:255],
        path=given.get("path", "")[:500],
        deleted=not value.strip()
        or age == "0"
        or age.startswith("-")
        or re.search(r"\b19[67]\d\b", given.get("expires", "")) is not None,
    )


def cookies(headers: Iterable[str]) -> tuple[tuple[Cookie, str], ...]:
    """Return the cookies that an answer sets, each with its header; deletions are left out."""
    read = ((read_cookie(header), header) for header in headers)
    return tuple((cookie, header) for cookie, header in read if cookie and not cookie.deleted)
