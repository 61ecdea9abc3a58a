"""Follow redirects as browsers do, and stop where they would."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from launchready.net.failure import Failure
from launchready.net.http.cookies import CookieJar
from launchready.net.http.message import Request, Response, Trail
from launchready.net.http.url import Url, join, parse

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SEE_OTHER = 303
_KEEPS_POST = frozenset({307, 308})
_SECRETS = frozenset({"authorization", "cookie", "proxy-authorization", "host"})
_OF_A_BODY = ("content-",)


async def follow(
    fetch: Callable[[Request], Awaitable[Response]],
    request: Request,
    *,
    hops: int,
    until: Callable[[Response], bool] | None,
    cookies: CookieJar | None,
) -> Trail:
    """Fetch, and go where the answers lead. Raises `Failure` when the first request fails."""
    seen: set[tuple[str, str, str]] = set()
    responses: list[Response] = []
    while True:
        try:
            url = parse(request.url)
            crumbs = cookies.header(str(url)) if cookies is not None else ""
            key = (request.method, str(url), crumbs)
            if key in seen:
                return Trail(
                    tuple(responses), loop=True, stopped="the redirects go round in a loop"
                )
            if len(responses) > hops:
                return Trail(tuple(responses), stopped=f"more than {hops} redirects")
            seen.add(key)
            response = await fetch(_with_cookies(request, crumbs))
        except Failure as failure:
            if not responses:
                raise
            return Trail(tuple(responses), stopped=f"the redirect could not be followed: {failure}")
        responses.append(response)
        if cookies is not None:
            cookies.store(str(url), response.all("set-cookie"))
        location = response.header("location")
        if response.status not in _REDIRECTS or location is None:
            return Trail(tuple(responses))
        if until is not None and until(response):
            return Trail(tuple(responses))
        try:
            request = _next(request, response.status, url, join(url, location))
        except Failure as failure:
            return Trail(tuple(responses), stopped=f"the redirect could not be followed: {failure}")


def _with_cookies(request: Request, crumbs: str) -> Request:
    if not crumbs:
        return request
    own = [value for name, value in request.headers if name.lower() == "cookie"]
    others = tuple(pair for pair in request.headers if pair[0].lower() != "cookie")
    return replace(request, headers=(*others, ("Cookie", "; ".join([*own, crumbs]))))


def _next(request: Request, status: int, base: Url, location: str) -> Request:
    """Return the request a browser makes next (Fetch standard, HTTP-redirect fetch)."""
    target = parse(location)
    method, body, headers = request.method, request.body, request.headers
    turns_to_get = status == _SEE_OTHER and method not in {"GET", "HEAD"}
    if turns_to_get or (status not in _KEEPS_POST and method == "POST"):
        method, body = "GET", b""
        headers = tuple(pair for pair in headers if not pair[0].lower().startswith(_OF_A_BODY))
    if target.origin != base.origin:
        # Secrets are for the site they were given for.
        headers = tuple(pair for pair in headers if pair[0].lower() not in _SECRETS)
    return replace(request, url=str(target), method=method, body=body, headers=headers)
