"""The help of the load commands: many options, in the order in which a founder asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.core import TyperCommand

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

GROUPS: dict[str, tuple[str, ...]] = {
    "What to send": ("scenario", "manifest", "out", "force"),
    "How much": (
        *("users", "rate", "from_rate", "steps", "arrivals", "factor", "expected", "noisy"),
        *("connections", "seed"),
    ),
    "How long": ("duration", "step", "answer_timeout"),
    "Safety and consent": (
        *("allow", "python", "yes", "production", "ceiling", "no_limit", "stop_errors"),
    ),
    "Report": ("profile", "html_file", "json_file", "markdown_file", "hdr", "plain", "full"),
    "In a pipeline": ("budget", "baseline", "update_baseline", "junit"),
    "Kept runs": ("store", "no_store", "folder"),
    "More processes and machines": ("workers", "expect", "master", "name", "wait"),
    "Way to the target": ("resolver", "connect", "ca_file", "allow_private", "timeout"),
}
"""Titles and, below each, options by the names of their parameters; each in one group only."""


class GroupedCommand(TyperCommand):
    """A command whose help shows its options in groups; what is in none comes last."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the arguments, then the options by group."""
        left = {
            param.name or "": (param.param_type_name, record)
            for param in self.get_params(ctx)
            if (record := param.get_help_record(ctx)) is not None
        }
        arguments = [name for name, (kind, _) in left.items() if kind == "argument"]
        for title, names in (("Arguments", arguments), *GROUPS.items(), ("Options", list(left))):
            rows = [left.pop(name)[1] for name in names if name in left]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
