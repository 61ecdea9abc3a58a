"""Audit many products, a bounded number at a time; each is forgotten as soon as its line is out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from launchready.audit.run import Audit, Order, audit

OrderFor = Callable[[str], Order]


@dataclass(frozen=True, slots=True)
class Line:
    """What one product came to, short enough for one line of JSON."""

    address: str
    decision: str
    said: str
    """The rule that decided."""
    failed: tuple[str, ...]
    """Ids of the checks that fail, worst first."""
    unknown: tuple[str, ...]
    took_ms: float
    dns_queries: int
    connections: int


def done_before(path: Path) -> dict[str, str]:
    """Read the addresses and decisions of an earlier, perhaps interrupted, run.

    A last line that was cut short is taken off the file, so that its product is done again.
    """
    if not path.exists():
        return {}
    lines = path.read_bytes().splitlines(keepends=True)
    if lines and not lines[-1].endswith(b"\n"):
        path.write_bytes(b"".join(lines[:-1]))
        lines.pop()
    rows = [json.loads(line) for line in lines if line.strip()]
    return {str(row["address"]): str(row["decision"]) for row in rows}


async def audit_fleet(
    addresses: Iterable[str],
    order_for: OrderFor,
    out: BinaryIO,
    jobs: int,
    tell: Callable[[Line], None],
) -> None:
    """Audit every address, write a JSON line for each as it is done, and tell of it."""
    waiting = iter(addresses)

    async def worker() -> None:
        for address in waiting:
            order = order_for(address)
            line = _line(address, await audit(order))
            out.write(json.dumps(asdict(line)).encode() + b"\n")
            out.flush()
            tell(line)

    async with asyncio.TaskGroup() as group:
        for _ in range(jobs):
            group.create_task(worker())


def _line(address: str, done: Audit) -> Line:
    failed = sorted(
        (one for one in done.results if one.findings), key=lambda one: one.severity.rank
    )
    return Line(
        address=address,
        decision=done.verdict.decision.value,
        said=done.verdict.decided_by,
        failed=tuple(one.check.id for one in failed),
        unknown=tuple(one.check.id for one in done.results if one.status == "unknown"),
        took_ms=round(done.took_ms, 1),
        dns_queries=done.traffic.dns_queries,
        connections=done.traffic.connections,
    )
