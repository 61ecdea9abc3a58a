"""Commands that prove headers mended: content policy, other origins, search engines, the edge."""

from __future__ import annotations

from shlex import quote

from launchready.derive.commands import PRINT, has, headers, lacks, literal, proof
from launchready.derive.headers.csp_rules import Weakness
from launchready.facts.cors import CorsProbe

NAME = "^content-security-policy:"
_EDGES = (
    "cf-ray|x-amz-cf-id|x-azure-ref|akamai-grn|x-akamai-|x-iinfo|x-sucuri-id|cdn-pullzone|x-77-pop",
    "x-gcore-|x-fastly-|x-served-by: *cache-|x-vercel-id|x-nf-request-id|fly-request-id|x-cache:",
)


def policy_has(url: str, pattern: str) -> str:
    """Return the proof that the policy in force has what matches."""
    return proof(headers(url), has(f"{NAME}.*{pattern}"))


def hole_closed(url: str, hole: Weakness) -> str:
    """Return the proof that a policy governs scripts and that its open source is gone."""
    directive = hole.directive.strip().split(" ")[0]
    stated = f"{literal(directive)} ([^;]* )?{literal(hole.source)}"
    open_source = f"{NAME}.*{stated}([ ;,]|[[:space:]]*$)"
    governs = has(f"{NAME}.*(script|default)-src")
    return proof(headers(url), governs, *([lacks(open_source)] if hole.source else []))


def refuses_origin(probe: CorsProbe) -> str:
    """Return the proof that a route answers, and does not let the asking origin read it."""
    method = "" if probe.method == "GET" else f"-X {probe.method} "
    preflight = "-H 'Access-Control-Request-Method: POST' " if method else ""
    ask = (
        f"curl -sS -o /dev/null -D - {method}{preflight}"
        f"-H {quote(f'Origin: {probe.origin}')} {quote(probe.url)}"
    )
    return proof(ask, has("^HTTP/[0-9.]+ [1-4]"), lacks(_allowing(probe)))


def _allowing(probe: CorsProbe) -> str:
    return f"^access-control-allow-origin: *({literal(probe.allow_origin)}|[*])[[:space:]]*$"


def unlisted(url: str) -> str:
    """Return the proof that a page asks not to be listed, or that strangers do not see it."""
    asked = f"curl -sS -o /dev/null -D - {quote(url)}"
    return proof(asked, has("^(x-robots-tag:.*(noindex|none)|HTTP/[0-9.]+ (30[12378]|40[134]))"))


def behind_edge(url: str) -> str:
    """Return the proof that an answer carries the mark of an edge network."""
    return proof(f"curl -sS -o /dev/null -D - {quote(url)}", has(f"^({'|'.join(_EDGES)})"))


def only_by_edge(host: str, origin: str) -> str:
    """Return the proof that a host answers through the edge, and its origin alone does not."""
    ask, direct = quote(f"https://{host}/"), quote(f"{host}:443:{origin}")
    quick = "curl -sS --max-time 10 -o /dev/null"
    refused = f"! {quick} -f --connect-to {direct} {ask} 2>/dev/null"
    return proof(f"{quick} -w '%{{http_code}}' {ask}", has("^[1-4]"), refused)


_HSTS = "^strict-transport-security:"
_AGE = "sed -n 's/.*[Mm]ax-[Aa]ge=\"*\\([0-9]*\\).*/\\1/p'"


def hsts_lasts(url: str, seconds: float) -> str:
    """Return the proof that browsers are asked to use https alone for so many seconds."""
    return proof(headers(url), _lasts(seconds))


def hsts_preloadable(url: str, seconds: float) -> str:
    """Return the proof that HSTS does not ask for preloading, or has all that it takes."""
    complete = f"{has(f'{_HSTS}.*includesubdomains')} && {_lasts(seconds)}"
    return proof(
        headers(url), has(_HSTS), f"{{ {lacks(f'{_HSTS}.*preload')} || {{ {complete}; }}; }}"
    )


def _lasts(seconds: float) -> str:
    age = f"{PRINT} | grep -iE -e '{_HSTS}' | head -n 1 | {_AGE}"
    return f'test "$({age})" -ge {seconds:.0f}'
