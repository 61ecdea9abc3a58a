"""Audit every address in a file: bounded, resumable, one line a product."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from launchready.cli.loop import run_loop
from launchready.cli.subject import Chosen
from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from launchready.audit.fleet import Line
    from launchready.audit.run import Order
    from launchready.cli.audit_one import Asked

LONGEST_FILE = 16 * 1024 * 1024
DEFAULT_OUT = Path("launchready-domains.jsonl")


def audit_many(domains: Path, asked: Asked, *, out: Path | None, jobs: int) -> None:
    """Audit the addresses that `out` has no line for yet, and append a line for each.

    Raises `Wrong`, and exits 1 when one is NO_GO, 3 when one is NOT_PROVEN, 0 otherwise.
    """
    from launchready.audit.fleet import audit_fleet, done_before

    addresses = _addresses(domains)
    results = out or DEFAULT_OUT
    try:
        decisions = done_before(results)
    except (OSError, ValueError) as error:
        message = f"{results} cannot be continued: {error}"
        raise Wrong(message) from None
    todo = [address for address in addresses if address not in decisions]
    if len(todo) < len(addresses):
        typer.echo(f"{len(addresses) - len(todo)} are in {results} already.", err=True)
    done = len(addresses) - len(todo)

    def tell(line: Line) -> None:
        nonlocal done
        done += 1
        decisions[line.address] = line.decision
        typer.echo(
            f"{done} of {len(addresses)}  {line.decision:<10} {line.address}  {line.said}", err=True
        )

    with results.open("ab") as file:
        run_loop(audit_fleet(todo, lambda address: _order(address, asked), file, jobs, tell))
    worst = {"NO_GO": 1, "NOT_PROVEN": 3}
    codes = [worst[word] for word in worst if word in {decisions[one] for one in addresses}]
    raise typer.Exit(codes[0] if codes else 0)


def _order(address: str, asked: Asked) -> Order:
    from launchready.cli.audit_one import order_for
    from launchready.manifest.guess import product_at
    from launchready.manifest.names import target

    where = target(address)
    return order_for(Chosen(product_at(where), Path(), frozenset({where.host})), asked)


def _addresses(path: Path) -> list[str]:
    """Read one address a line; empty lines and `#` comments are passed over."""
    from launchready.manifest.names import AddressError, target

    try:
        if path.stat().st_size > LONGEST_FILE:
            message = f"{path} is larger than 16 MiB"
            raise Wrong(message)
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8 text'}"
        raise Wrong(message) from None
    found: dict[str, None] = {}
    for number, line in enumerate(lines, 1):
        text = line.partition("#")[0].strip()
        if not text:
            continue
        try:
            found[target(text).url] = None
        except AddressError as error:
            message = f"{path} line {number}: {error}"
            raise Wrong(message) from None
    if not found:
        message = f"{path} holds no address"
        raise Wrong(message)
    return list(found)
