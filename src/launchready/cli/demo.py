"""`launchready demo`: a product with planted faults, and its repaired twin, on loopback."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from launchready.report.view import Report


def demo(
    *,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the HTML reports go.")] = Path(
        "launchready-demo"
    ),
    plain: Annotated[bool, typer.Option("--plain", help="Without colour and drawing.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Every detail of every risk.")] = False,
) -> None:
    """Audit a faulty demo shop and its code, then its repaired twin.

    Both run on this machine; the exit code is 0 when the faulty one is NO_GO and its twin GO.
    """
    from tempfile import TemporaryDirectory

    from launchready.cli.loop import run_loop

    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="launchready-demo-") as folder:
        broken = run_loop(_audited(_code(folder, "harvest-lane", faulty=True), faulty=True))
        _show(broken, out / "broken.html", plain=plain, full=full)
        repaired = run_loop(_audited(_code(folder, "harvest-twin", faulty=False), faulty=False))
        _show(repaired, out / "repaired.html", plain=plain, full=full)
    as_planned = (broken.verdict.decision, repaired.verdict.decision) == ("NO_GO", "GO")
    raise typer.Exit(0 if as_planned else 1)


def _code(folder: str, name: str, *, faulty: bool) -> Path:
    """Make the shop's repository and return where it is."""
    from launchready.demo.code_faults import all_code_faults
    from launchready.demo.repository import build

    code = Path(folder) / name
    code.mkdir()
    build(code, tuple(one for one in all_code_faults() if faulty and not one.alone))
    return code


async def _audited(code: Path, *, faulty: bool) -> Report:
    """Audit the shop on loopback together with its repository."""
    from dataclasses import replace
    from datetime import UTC, datetime

    from launchready.audit.report import audit_report
    from launchready.audit.run import Order, audit
    from launchready.demo.world import demo_world
    from launchready.facts.run import Run
    from launchready.manifest.read import read_manifest
    from launchready.profiles import load_bar, load_profile
    from launchready.store.runs import new_id

    at = datetime.now(UTC)
    vendors = read_manifest(code / "launchready.toml").vendors
    async with demo_world(faulty=faulty) as world:
        known = {vendor.name for vendor in world.product.vendors}
        more = (vendor for vendor in vendors if vendor.name not in known)
        order = Order(
            product=replace(world.product, vendors=(*world.product.vendors, *more)),
            run=Run(at=at, consent_burst=True),  # it is ours, and on loopback
            profile=load_profile(world.product.profile),
            bar=load_bar(),
            settings=world.settings,
            repo=code,
            recorded=(("production", code / ".env.production"),),
        )
        done = await audit(order)
    return audit_report(order, done, new_id(at), None)


def _show(report: Report, html: Path, *, plain: bool, full: bool) -> None:
    from launchready.cli.show import Outputs, show

    show(report, Outputs(html_file=html, plain=plain, full=full))
    typer.echo(f"\nThe report to hand to a client: {html.absolute().as_uri()}\n")
