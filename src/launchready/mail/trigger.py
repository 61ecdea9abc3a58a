"""Make the product send its mail: a command, or one HTTP request to a host of the manifest."""

from __future__ import annotations

import asyncio
import os
import shlex
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from launchready.collect.look import Look
from launchready.derive.mail.message.links import mask_link
from launchready.facts.product import Product
from launchready.mail.trouble import MailError
from launchready.net.failure import Failure
from launchready.net.http.message import Request

PLACE = "{to}"
SECONDS = 60.0
PASSWORD = "LAUNCHREADY_IMAP_PASSWORD"  # noqa: S105 - the name of a variable
ERROR = 400
METHODS = frozenset({"GET", "POST", "PUT"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """What asks for the mail."""

    words: str
    """What it is, without secrets."""
    pull: Callable[[Look, str], Awaitable[None]]
    """Ask for a mail to this address. Raises `MailError`."""


def by_command(text: str) -> Trigger:
    """Run a program, without a shell; `{to}` is the address. Raises `MailError`."""
    try:
        words = shlex.split(text)
    except ValueError as error:
        message = f"--trigger cannot be read: {str(error).lower()}"
        raise MailError(message) from None
    if not words or not any(PLACE in word for word in words):
        message = f"--trigger must name a program and hold {PLACE}, the address to sign up with"
        raise MailError(message)

    async def pull(_: Look, to: str) -> None:
        await _run([word.replace(PLACE, to) for word in words])

    return Trigger(f"the command {os.path.basename(words[0])}", pull)  # noqa: PTH119 - a name


def by_http(text: str, product: Product) -> Trigger:
    """Send `METHOD URL BODY` to a host of a product that is declared as owned.

    Raises `MailError` for any other.
    """
    method, _, rest = text.strip().partition(" ")
    url, _, body = rest.strip().partition(" ")
    method = method.upper()
    if method not in METHODS or not url.startswith(("https://", "http://")):
        message = f"--trigger-http must read METHOD URL BODY, with {PLACE} for the address"
        raise MailError(message)
    if PLACE not in url + body:
        message = f"--trigger-http must hold {PLACE}, the address to sign up with"
        raise MailError(message)
    host = urlsplit(url).hostname or ""
    if not product.owned or product.host(host) is None:
        message = (
            f"--trigger-http writes to {host}: only on a host of a product that the manifest"
            " declares as owned"
        )
        raise MailError(message)
    json = body.lstrip().startswith(("{", "["))
    kind = "application/json" if json else "application/x-www-form-urlencoded"

    async def pull(look: Look, to: str) -> None:
        filled = body.replace(PLACE, to if json else quote(to, safe=""))
        headers = (("Content-Type", kind),) if filled else ()
        target = url.replace(PLACE, quote(to, safe=""))
        request = Request(target, method, headers, filled.encode())
        try:
            answer = await look.network.http.fetch(request)
        except Failure as failure:
            message = f"the sign-up could not be sent: {failure.why}"
            raise MailError(message) from None
        if answer.status >= ERROR:
            message = f"the sign-up was answered with status {answer.status}"
            raise MailError(message)

    return Trigger(f"{method} {mask_link(url)}", pull)


async def _run(words: list[str]) -> None:
    environment = {key: value for key, value in os.environ.items() if key != PASSWORD}
    nothing = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(
            *words, stdin=nothing, stdout=nothing, stderr=nothing, env=environment
        )
    except (OSError, ValueError) as error:
        message = f"the trigger cannot be run: {getattr(error, 'strerror', None) or error}"
        raise MailError(message) from None
    try:
        async with asyncio.timeout(SECONDS):
            code = await process.wait()
    except TimeoutError:
        message = f"the trigger did not end within {SECONDS:g} s"
        raise MailError(message) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code:
        message = f"the trigger failed with exit code {code}"
        raise MailError(message)
