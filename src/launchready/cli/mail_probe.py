"""`launchready mail probe`: make the product send a mail, wait for it, judge it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from launchready.cli.keep import StoreUrl, kept_runs
from launchready.cli.mail_check import Html, Json, Manifest, Plain, ProfileName, order_for
from launchready.cli.mail_receive import address
from launchready.cli.network_options import AllowPrivate, CaFile, Connect, Reach, Resolver, Timeout
from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from collections.abc import Callable

    from launchready.facts.product import Product
    from launchready.mail.imap import ImapAccount
    from launchready.mail.probe import Listen
    from launchready.mail.trigger import Trigger


def probe(
    *,
    to: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where the mail goes; +MARK is added.")
    ],
    trigger: Annotated[
        str, typer.Option(metavar="COMMAND", help="Run this; {to} is the address. No shell.")
    ] = "",
    trigger_http: Annotated[
        str, typer.Option(metavar="'METHOD URL BODY'", help="Or send this to your own product.")
    ] = "",
    listen: Annotated[
        str, typer.Option(metavar="ADDR:PORT", help="Take the mail here, as its mail server.")
    ] = "",
    imap: Annotated[
        str,
        typer.Option(
            metavar="imaps://USER@HOST",
            help="Or read it there; the password is in LAUNCHREADY_IMAP_PASSWORD.",
        ),
    ] = "",
    follow: Annotated[
        str, typer.Option(metavar="REGEX", help="Open the first link that matches.")
    ] = "",
    wait: Annotated[float, typer.Option(min=1, max=3600, help="Seconds to wait.")] = 300.0,
    manifest: Manifest = None,
    profile: ProfileName = None,
    json_file: Json = None,
    html_file: Html = None,
    plain: Plain = False,
    store: StoreUrl = "",
    no_store: Annotated[bool, typer.Option("--no-store", help="Do not keep this probe.")] = False,
    resolver: Resolver = None,
    connect: Connect = None,
    ca_file: CaFile = None,
    allow_private: AllowPrivate = False,
    timeout: Timeout = 5.0,
) -> None:
    """Sign up, wait for the mail, judge it and open its link.

    `status` counts it for 90 days. Nothing is sent but what the trigger asks for. Exit
    code as of `audit`.
    """
    from launchready.cli.loop import run_loop
    from launchready.cli.show import Outputs, show
    from launchready.mail.follow import read_pattern
    from launchready.mail.keep import keep_probe
    from launchready.mail.probe import Probe, probe_mail, unique_address

    outputs = Outputs(json_file, html_file, plain=plain, full=True)
    outputs.refuse_bad_paths()
    reach = Reach(tuple(resolver or ()), tuple(connect or ()), (), ca_file, allow_private, timeout)
    order = order_for(manifest, profile, reach, None)
    unique_address(to)
    made = Probe(
        to,
        _trigger(trigger, trigger_http, order.product),
        _where(listen, imap, ca_file),
        read_pattern(follow) if follow else None,
        wait,
    )
    with _waiting(to, wait) as tell:
        judged, report = run_loop(probe_mail(order, made, tell))
    if not no_store:
        folder = manifest.parent if manifest is not None else Path()
        with kept_runs(store, folder) as kept:
            keep_probe(kept, order, judged, report)
    show(report, outputs)
    raise typer.Exit(report.verdict.decision.exit_code)


def _trigger(command: str, http: str, product: Product) -> Trigger:
    from launchready.mail.trigger import by_command, by_http

    if bool(command) is bool(http):
        message = "name one trigger: --trigger COMMAND or --trigger-http 'METHOD URL BODY'"
        raise Wrong(message)
    return by_command(command) if command else by_http(http, product)


def _where(listen: str, imap: str, ca_file: Path | None) -> Listen | ImapAccount:
    from launchready.mail.imap import read_account
    from launchready.mail.probe import Listen
    from launchready.mail.trigger import PASSWORD

    if bool(listen) is bool(imap):
        message = "name one mailbox: --listen ADDR:PORT or --imap imaps://USER@HOST"
        raise Wrong(message)
    if listen:
        return Listen(*address(listen))
    return read_account(imap, os.environ.get(PASSWORD, ""), ca_file)


@contextmanager
def _waiting(to: str, seconds: float) -> Iterator[Callable[[float], None]]:
    """Show one line of progress on standard error, where somebody watches."""

    def tell(passed: float) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[KWaiting for mail to {to}: {passed:.0f} of {seconds:.0f} s")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
