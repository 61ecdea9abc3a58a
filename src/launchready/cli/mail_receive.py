"""`launchready mail receive`: a mail server that keeps what it is sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    from launchready.mail.mailbox import Arrived

PORTS = range(65536)


def receive(
    *,
    listen: Annotated[str, typer.Option(metavar="ADDR:PORT", help="Where to take mail.")],
    domain: Annotated[str, typer.Option(help="Take mail for this domain and no other.")],
    folder: Annotated[Path, typer.Option(help="Where the messages go.")] = Path("mail"),
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Certificate chain (PEM), for STARTTLS.")
    ] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="Its key (PEM).")] = None,
    most: Annotated[
        int, typer.Option(min=0, metavar="N", help="End after so many; 0: run until stopped.")
    ] = 0,
) -> None:
    """Keep each mail to the domain as a file; never relay.

    An .eml holds the mail, a .json beside it who delivered it. One line is printed for
    each. `mail check` reads both files.
    """
    from launchready.cli.loop import run_loop
    from launchready.mail.folder import Folder

    host, port = address(listen)
    tls = _tls(certificate, key)
    try:
        kept = Folder(folder)
    except OSError as error:
        message = f"{folder} cannot be used: {(error.strerror or str(error)).lower()}"
        raise Wrong(message) from None
    run_loop(_serve(host, port, domain, kept.keep, tls, most))


async def _serve(
    host: str,
    port: int,
    domain: str,
    keep: Callable[[Arrived], str],
    tls: ssl.SSLContext | None,
    most: int,
) -> None:
    import asyncio

    from launchready.mail.mailbox import mailbox

    done, count = asyncio.Event(), 0

    def take(mail: Arrived) -> str:
        nonlocal count
        problem = keep(mail)
        typer.echo(line(mail, problem))
        count += 1
        if count == most:
            done.set()
        return problem

    async with mailbox(host, port, domain, take, tls) as real:
        typer.echo(f"Taking mail for {domain} on {host} port {real}. Ctrl-C ends it.")
        await done.wait()
        await asyncio.sleep(0.1)  # so that the sender hears that its mail was kept


def line(mail: Arrived, problem: str) -> str:
    """Return one line for one mail; what the sender wrote cannot break it."""
    from launchready.report.visible import visible

    who = visible(mail.sender or "<>", 100)
    state = f"not kept: {problem}" if problem else "kept"
    safe = "TLS" if mail.encrypted else "plain"
    return (
        f"{mail.at:%Y-%m-%d %H:%M:%S} {mail.peer} ({visible(mail.helo, 80)}) {who} ->"
        f" {visible(', '.join(mail.recipients[:3]), 200)} {len(mail.raw)} bytes {safe} {state}"
    )


def address(text: str) -> tuple[str, int]:
    """Read `ADDR:PORT`; an IPv6 address stands in brackets. Raises `Wrong`."""
    from ipaddress import ip_address

    host, _, port = text.rpartition(":")
    try:
        if int(port) not in PORTS:
            raise ValueError  # noqa: TRY301 - the one message below says it
        return str(ip_address(host.strip("[]"))), int(port)
    except ValueError:
        message = f"--listen {text!r} is not ADDRESS:PORT, like 0.0.0.0:2525"
        raise Wrong(message) from None


def _tls(certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    import ssl

    if certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        message = f"--certificate {certificate} cannot be used: {error.strerror or error}"
        raise Wrong(message) from None
    return context
