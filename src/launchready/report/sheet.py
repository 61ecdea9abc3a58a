"""A sheet of terminal lines: wrapped by us, coloured by rich, interpreted by nobody."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.text import Text

from launchready.report.visible import visible, visible_lines

NARROWEST = 40
LABEL_WIDTH = 8
RECIPE = 3000
"""Characters of a fix or a command that are shown."""

SENTENCE = 600
"""Characters of any other text that are shown."""

ROOM = 20
"""A text keeps at least so many columns, however deep it stands."""


class Sheet:
    """Lines of one width, with or without colour.

    Every string that comes in is made visible first; markup and emoji codes stay as they are.
    """

    def __init__(self, width: int, *, colour: bool, plain: bool) -> None:
        self.width = max(width, NARROWEST)
        self.plain = plain
        coloured = colour and not plain
        self._paper = StringIO()
        self._console = Console(
            file=self._paper,
            width=self.width,
            color_system="standard" if coloured else None,
            force_terminal=coloured,
            no_color=not coloured,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )

    def put(self, body: Text, lead: Text | None = None, indent: int = 0) -> None:
        """Add a wrapped paragraph; its lines align behind `lead`, which stands on the first."""
        lead = lead or Text()
        depth = indent + lead.cell_len
        lines = body.wrap(self._console, max(ROOM, self.width - depth)) or [Text()]
        for number, line in enumerate(lines):
            line.rstrip()
            front = Text(" " * indent) + lead if number == 0 else Text(" " * depth)
            self._line(front + line)

    def heading(self, title: str) -> None:
        """Start a section."""
        self.blank()
        if self.plain:
            self._line(Text(title.upper()))
            return
        rest = max(0, self.width - len(title) - 4)
        self._line(Text.assemble(("── ", "dim"), (title, "bold"), " ", ("─" * rest, "dim")))

    def field(self, label: str, text: str, indent: int, style: str = "") -> None:
        """Add a labelled text; each of its own lines is wrapped under the label."""
        lead = Text(label.ljust(LABEL_WIDTH), "dim")
        for line in visible_lines(text, RECIPE):
            self.put(Text(line, style), lead, indent)
            lead = Text(" " * LABEL_WIDTH)

    def command(self, label: str, text: str, indent: int) -> None:
        """Add a command, never broken by us, so that it can be copied whole."""
        lead = Text(label.ljust(LABEL_WIDTH), "dim")
        for line in visible_lines(text, RECIPE):
            self._line(Text(" " * indent) + lead + Text(line, "cyan"))
            lead = Text(" " * LABEL_WIDTH)

    def line(self, text: str, style: str = "") -> None:
        """Add one line as it is, never broken: a row of a table."""
        self._line(Text(text, style))

    def blank(self) -> None:
        """Add an empty line."""
        self._line(Text())

    def text(self) -> str:
        """Return everything so far."""
        return self._paper.getvalue()

    def _line(self, line: Text) -> None:
        line.rstrip()
        self._console.print(line, soft_wrap=True)


def said(text: str, style: str = "", limit: int = SENTENCE) -> Text:
    """Return somebody else's words as one line that shows every character."""
    return Text(visible(text, limit), style)
