"""`launchready mail check`: why did this message (not) pass?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from launchready.cli.network_options import AllowPrivate, CaFile, Connect, Reach, Resolver, Timeout

if TYPE_CHECKING:
    from launchready.facts.product import Product
    from launchready.mail.check import MailOrder

Manifest = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The manifest; launchready.toml by default.")
]
ProfileName = Annotated[str | None, typer.Option(help="Judge by this profile.")]
Json = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Write JSON; `-` is standard output.")
]
Html = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained HTML page.")
]
Plain = Annotated[bool, typer.Option("--plain", help="Without colour and drawing.")]


def check(
    message: Annotated[Path, typer.Argument(metavar="MESSAGE.EML", help="The saved message.")],
    *,
    ip: Annotated[str, typer.Option(help="The address that delivered it.")] = "",
    helo: Annotated[str, typer.Option(help="The name it greeted with.")] = "",
    sender: Annotated[
        str | None, typer.Option("--from", metavar="ADDRESS", help="The envelope sender.")
    ] = None,
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Ask each link (HEAD) whether it opens.")
    ] = False,
    manifest: Manifest = None,
    profile: ProfileName = None,
    json_file: Json = None,
    html_file: Html = None,
    plain: Plain = False,
    resolver: Resolver = None,
    connect: Connect = None,
    ca_file: CaFile = None,
    allow_private: AllowPrivate = False,
    timeout: Timeout = 5.0,
) -> None:
    """Say why a received message did or did not authenticate.

    DKIM, SPF and DMARC are judged each apart. Who delivered it is read from its header, or from the
    .json beside it, unless given. Exit code as of `audit`.
    """
    from launchready.cli.loop import run_loop
    from launchready.cli.show import Outputs, show
    from launchready.derive.mail.message.header import Envelope
    from launchready.mail.check import check_mail, product_of, read_mail
    from launchready.mail.examine import Mail
    from launchready.mail.folder import envelope_beside

    outputs = Outputs(json_file, html_file, plain=plain, full=True)
    outputs.refuse_bad_paths()
    raw = read_mail(message)
    reach = Reach(tuple(resolver or ()), tuple(connect or ()), (), ca_file, allow_private, timeout)
    order = order_for(manifest, profile, reach, product_of(raw))
    known = envelope_beside(message)
    envelope = Envelope(
        checked_ip(ip) or known.peer,
        helo or known.helo,
        known.sender if sender is None else sender,
        known.received,
    )
    mail = Mail(message.name, raw, envelope)
    _, report = run_loop(check_mail(order, mail, follow_links=follow_links))
    show(report, outputs)
    raise typer.Exit(report.verdict.decision.exit_code)


def order_for(
    manifest: Path | None, profile: str | None, reach: Reach, guessed: Product | None
) -> MailOrder:
    """Put together whose mail it is: the manifest's, or a guess. Raises the packages' errors."""
    from datetime import UTC, datetime

    from launchready.cli.subject import choose, profile_for
    from launchready.facts.run import Run
    from launchready.mail.check import MailOrder
    from launchready.manifest.read import FILE_NAME
    from launchready.profiles import load_bar

    folder, product = Path(), guessed
    if product is None or manifest is not None or Path(FILE_NAME).exists():
        chosen = choose(None, manifest)
        folder, product = chosen.folder, chosen.product
    return MailOrder(
        product,
        Run(at=datetime.now(UTC)),
        profile_for(product, profile, folder),
        load_bar(),
        reach.settings(),
    )


def checked_ip(text: str) -> str:
    """Return an IP address as it was typed. Raises `Wrong`."""
    from ipaddress import ip_address

    from launchready.cli.wrong import Wrong

    try:
        return str(ip_address(text)) if text else ""
    except ValueError:
        message = f"--ip {text!r} is not an IP address"
        raise Wrong(message) from None
