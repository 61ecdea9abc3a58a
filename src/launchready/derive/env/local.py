"""Tell when a local address in production is wrong, and when it is meant."""

from __future__ import annotations

from launchready.derive.pattern import lazy
from launchready.facts.stack import Layer, Stack

_MEANT = lazy(
    r"^(?:HOST|HOSTNAME|BIND|ADDR|ADDRESS|LISTEN|INTERFACE)$|(?:^|_)(?:BIND|LISTEN|ALLOWED|TRUSTED"
    r"|NO_PROXY|INTERNAL_IPS|WHITELIST|ALLOWLIST|STATSD|OTEL|OTLP|DD|DATADOG|JAEGER|ZIPKIN|AGENT"
    r"|COLLECTOR|SIDECAR|HEALTH\w*|PROBE|METRICS|PROMETHEUS|PROXY)(?:_|$)|^(?:SERVER|APP)_HOST$"
    r"|^UVICORN|^GUNICORN|^HTTP_HOST$"
)
_PUBLIC = lazy(
    r"PUBLIC_|^VITE_|^REACT_APP_|(?:^|_)(?:APP|SITE|BASE|PUBLIC|FRONTEND|CLIENT|WEB|WEBSITE|HOME"
    r"|CALLBACK|REDIRECT|RETURN|SUCCESS|CANCEL|WEBHOOK|NEXTAUTH|AUTH|BETTER_AUTH|CORS|ORIGIN)"
    r"(?:_\w+)?_?(?:URL|URI|ORIGINS?|DOMAIN|HOST)S?$|^(?:NEXTAUTH_URL|AUTH_URL|APP_URL|URL|ORIGIN)$"
    r"|CORS|CSRF"
)
_ALONE = frozenset({"dotenv", ""})
"""Sources that may describe one server with everything on it."""


def is_wrong_in_production(name: str, platform: str, stack: Stack | None) -> bool:
    """Say whether a local address under this name is a mistake on this platform."""
    upper = name.upper()
    if _PUBLIC.search(upper):
        return True
    if _MEANT.search(upper) or platform in {"kubernetes", "github actions"}:
        return False
    if platform not in _ALONE:
        return True
    # A plain settings file may be for a single server that has its database beside the app.
    contained = stack is not None and bool(stack.of(Layer.HOSTING, Layer.CONTAINER))
    return contained and stack is not None and not stack.has("Kubernetes")
