"""`launchready mail`: judge a received message, make one arrive, or be the mailbox."""

from __future__ import annotations

import typer

from launchready.cli.mail_check import check
from launchready.cli.mail_probe import probe
from launchready.cli.mail_receive import receive

APP = typer.Typer(
    help="Judge a received message, or prove that mail arrives.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
APP.command("check")(check)
APP.command("probe")(probe)
APP.command("receive")(receive)
