"""What a content security policy leaves open, after the rules of google/csp-evaluator.

Several policies hold at once, so a hole is open only where every policy leaves it open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from launchready.derive.headers.csp import Directive, Policy, governs_scripts

ANYBODYS_HOSTS = {
    "cdn.jsdelivr.net": "serves every package that anybody publishes",
    "fastly.jsdelivr.net": "serves every package that anybody publishes",
    "unpkg.com": "serves every package that anybody publishes",
    "esm.sh": "serves every package that anybody publishes",
    "esm.run": "serves every package that anybody publishes",
    "cdn.skypack.dev": "serves every package that anybody publishes",
    "cdnjs.cloudflare.com": "serves old libraries that run code found in the page",
    "ajax.googleapis.com": "serves old libraries that run code found in the page",
    "code.angularjs.org": "serves old libraries that run code found in the page",
    "raw.githack.com": "serves every file of every public repository",
    "rawcdn.githack.com": "serves every file of every public repository",
    "cdn.statically.io": "serves every file of every public repository",
    "storage.googleapis.com": "serves what any customer uploads",
    "firebasestorage.googleapis.com": "serves what any customer uploads",
    "s3.amazonaws.com": "serves what any customer uploads",
    "www.google.com": "has an address that returns any script it is asked for (JSONP)",
    "accounts.google.com": "has an address that returns any script it is asked for (JSONP)",
}
"""Hosts that run an attacker's code in a page that allows them as a whole, and why."""

_RENTED = (
    *("amazonaws.com", "s3.amazonaws.com", "cloudfront.net", "azureedge.net", "azurewebsites.net"),
    *("blob.core.windows.net", "web.app", "firebaseapp.com", "appspot.com", "run.app"),
    *("vercel.app", "netlify.app", "pages.dev", "workers.dev", "r2.dev", "github.io"),
    *("gitlab.io", "herokuapp.com", "onrender.com", "fly.dev", "up.railway.app", "b-cdn.net"),
    *("googleapis.com", "supabase.co", "replit.app", "lovable.app", "ngrok.io", "ngrok-free.app"),
)
"""Domains below which anybody can rent a name; a wildcard over one allows everybody."""


@dataclass(frozen=True, slots=True)
class Weakness:
    """A hole in a policy."""

    directive: str
    """The directive as stated."""
    source: str
    """The value that opens it; empty when a missing directive does."""
    why: str
    """What the source lets in, in words that follow the source's name."""


Rule = Callable[[Policy], Weakness | None]


def in_every(policies: Iterable[Policy], rule: Rule) -> Weakness | None:
    """Return the first policy's hole when every policy that limits scripts has it."""
    holes = [rule(policy) for policy in policies if governs_scripts(policy)]
    return holes[0] if holes and all(holes) else None


def inline_scripts(policy: Policy) -> Weakness | None:
    """Scripts written into the page run, an attacker's too."""
    for name in ("script-src-elem", "script-src-attr"):
        directive = policy.effective(name)
        if (
            directive is not None
            and "'unsafe-inline'" in directive.keywords
            and not directive.has_nonce_or_hash
            and not directive.is_strict_dynamic
        ):
            return Weakness(
                str(directive), "'unsafe-inline'", "runs any script written into the page"
            )
    return None


def any_source(policy: Policy) -> Weakness | None:
    """Scripts may come from anywhere."""
    directive = _hosts_matter(policy)
    if directive is None:
        return None
    for value in directive.values:
        why = _open_source(value.lower())
        if why:
            return Weakness(str(directive), value, why)
    return None


def _hosts_matter(policy: Policy) -> Directive | None:
    directive = policy.effective("script-src-elem")
    return None if directive is None or directive.is_strict_dynamic else directive


def _open_source(value: str) -> str:
    if value in {"http:", "https:"}:
        return f"allows every server that speaks {value.removesuffix(':')}"
    if value == "data:":
        return "allows scripts written into an address"
    host = _host(value)
    if host == "*":
        return "allows every server"
    if host.startswith("*."):
        rest = host.removeprefix("*.")
        if "." not in rest:
            return f"allows every name that ends with .{rest}"
        if rest in _RENTED:
            return f"allows every customer of {rest}"
    return ""


def _host(value: str) -> str:
    """Return the host of a host source, without scheme, port and path."""
    host = value.partition("://")[2] or value
    return host.partition("/")[0].partition(":")[0]


def bypass_host(policy: Policy) -> Weakness | None:
    """A host is allowed as a whole that hands out anybody's code."""
    directive = _hosts_matter(policy)
    if directive is None:
        return None
    for value in directive.values:
        lower = value.lower()
        path = (lower.partition("://")[2] or lower).partition("/")[2]
        why = ANYBODYS_HOSTS.get(_host(lower), "")
        if why and not path:
            return Weakness(str(directive), value, why)
    return None


def evaluation(policy: Policy) -> Weakness | None:
    """Text can be run as code."""
    directive = policy.effective("script-src")
    if directive is None or "'unsafe-eval'" not in directive.keywords:
        return None
    return Weakness(str(directive), "'unsafe-eval'", "lets the page run text as code")


def plugins(policy: Policy) -> Weakness | None:
    """Plug-in content may come from anywhere."""
    directive = policy.effective("object-src")
    if directive is None:
        return Weakness("", "", "neither `object-src` nor `default-src` is stated")
    for value in directive.values:
        why = _open_source(value.lower())
        if why:
            return Weakness(str(directive), value, why)
    return None


def base_uri(policy: Policy) -> Weakness | None:
    """
    A `<base>` tag that slips in redirects trusted scripts to another server.

    That matters where scripts are trusted by a nonce, or by a hash with `'strict-dynamic'`:
    a list of hosts already says where they may come from.
    """
    stated = policy.own("base-uri")
    if stated is not None:
        opened = next((one for one in stated.values if _open_source(one.lower())), "")
        return Weakness(str(stated), opened, "allows every server") if opened else None
    scripts = policy.effective("script-src-elem")
    if scripts is None:
        return None
    if scripts.nonces or (scripts.has_nonce_or_hash and scripts.is_strict_dynamic):
        return Weakness(str(scripts), "", "no `base-uri` is stated")
    return None
