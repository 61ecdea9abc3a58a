"""Ask for a text file at the root of a host."""

from __future__ import annotations

from urllib.parse import urljoin

from launchready.collect.look import Look
from launchready.collect.site import is_html
from launchready.derive.bot_wall import bot_wall
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response

_SERVER_ERROR = 500
_TOO_MANY = 429


async def ask_file(look: Look, host: str, path: str) -> Response:
    """
    Return the answer to a file at the root of the host, after at most one run of redirects.

    Raises `NotThere` where the host serves no pages itself, `Failure` for a bot wall and for a
    server that cannot answer now: then nothing is known of the file.
    """
    home = await look.home(host)
    response = await look.fetch(Request(urljoin(home.url, path)))
    if response.header("location") and response.status // 100 == 3:  # noqa: PLR2004 - 3xx
        trail = await look.walk(urljoin(home.url, path))
        if trail.stopped:
            raise Failure(Phase.CONTENT, trail.stopped)
        response = trail.responses[-1]
    wall = bot_wall(response.status, response.headers, response.body)
    if wall:
        why = f"{wall} answered instead of the site: not judged"
        raise Failure(Phase.CONTENT, why)
    if response.status >= _SERVER_ERROR or response.status == _TOO_MANY:
        why = f"{path} answered {response.status}"
        raise Failure(Phase.CONTENT, why)
    return response


def is_text(response: Response) -> bool:
    """Whether a file was served, not a page in its place (single-page applications do that)."""
    return response.status == 200 and not is_html(response)  # noqa: PLR2004 - OK
