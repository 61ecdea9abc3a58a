"""A tally as JSON and back, without loss: what machines tell each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import msgspec

from launchready.derive.load.histogram import Histogram
from launchready.facts.load import Fault
from launchready.load.seconds import Windows, WindowTally
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError

_Times = tuple[int, int, dict[int, int]]
"""Lowest, highest, and how often each bucket was met."""

_Seconds = tuple[dict[int, WindowTally], bytes]
"""Those that are open, and the text of the others."""


def tally_json(tally: Tally, since: int | None = None) -> bytes:
    """Write what was counted; with `since` only the windows from that second on."""
    if since is not None:
        routes = {
            name: replace(route, windows=route.windows.since(since))
            for name, route in tally.routes.items()
        }
        tally = replace(tally, routes=routes, windows=tally.windows.since(since))
    return _WRITE.encode(tally)


def read_tally(text: bytes | str) -> Tally:
    """Read what `tally_json` wrote. Raises `LoadError` for anything else."""
    try:
        return _READ.decode(text)
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        message = f"a worker sent something that is no tally: {error}"
        raise LoadError(message) from None


def take_newer(known: Tally, newer: Tally) -> Tally:
    """Return the newer tally of the same machine, with the windows that it left out."""
    for name, route in newer.routes.items():
        if name in known.routes:
            known.routes[name].windows.update(route.windows)
            route.windows = known.routes[name].windows
    known.windows.update(newer.windows)
    newer.windows = known.windows
    return newer


def _plain(value: object) -> object:
    if isinstance(value, Histogram):
        return value.low, value.high, value.counts
    if isinstance(value, Windows):
        return value.opened, value.text()
    raise NotImplementedError


def _made(wanted: type, value: object) -> object:
    if wanted is Histogram:
        made = Histogram()
        made.low, made.high, made.counts = msgspec.convert(value, _Times, strict=False)
        return made
    if wanted is Windows:
        return Windows(*msgspec.convert(value, _Seconds, strict=False, dec_hook=_made))
    if wanted == Counter[Fault]:
        return Counter(msgspec.convert(value, dict[Fault, int], strict=False))
    if wanted == Counter[int]:
        return Counter(msgspec.convert(value, dict[int, int], strict=False))
    raise NotImplementedError


_WRITE = msgspec.json.Encoder(enc_hook=_plain)
_READ = msgspec.json.Decoder(Tally, dec_hook=_made)
