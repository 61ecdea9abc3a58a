"""A team of workers on this machine, for the tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.load.servers import Server

from launchready.load.engine.stop import Stop
from launchready.load.journey import Scenario
from launchready.load.phase import Law, Phase
from launchready.load.workers.meeting import Meeting
from launchready.load.workers.parcel import parcel_of_file, unpack
from launchready.load.workers.team import Team, open_team
from launchready.net.http.limits import Limits
from launchready.net.network import Settings

SHOP = """
name: shop
base: {base}
journeys:
  - name: browse
    steps:
      - url: /
      - url: /login
        json: {{user: ann, password: "x"}}
        extract: {{token: {{json: $.token}}}}
      - url: /items
        headers: {{Authorization: "Bearer {{{{ token }}}}"}}
"""


ONE = """
name: one
base: {base}
journeys:
  - name: look
    steps: [{{url: /}}]
"""


def phase(seconds: float = 3.0) -> Phase:
    return Phase("load", seconds, 40.0, Law.CONSTANT)


@asynccontextmanager
async def gathered(
    folder: Path,
    server: Server,
    stop: Stop | None = None,
    text: str = SHOP,
    here: int = 2,
    *,
    ceiling: float = 0.0,
) -> AsyncIterator[tuple[Team, Scenario]]:
    path = folder / "shop.yaml"
    path.write_text(text.format(base=server.base), "utf-8")
    parcel = parcel_of_file(path)
    meeting = Meeting(
        parcel,
        "lr-test",
        Limits(),
        200,
        here,
        Settings(allow_private=True),
        hosts=("127.0.0.1",),
        ceiling=ceiling,
    )
    async with open_team(meeting, stop or Stop(), lambda _line: None) as team:
        yield team, unpack(parcel, {})
