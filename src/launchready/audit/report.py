"""Put what an audit came to into the value that renderers get."""

from __future__ import annotations

from launchready import __version__
from launchready.audit.again import Again
from launchready.audit.run import Audit, Order
from launchready.audit.traffic import stops, traffic_path
from launchready.facts.base import PRODUCT, Facts
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.report.view import Change, NetworkUse, Report
from launchready.store.runs import StoredRun


def audit_report(order: Order, done: Audit, run_id: str, change: Change | None) -> Report:
    """Report a fresh audit."""
    use = NetworkUse(
        done.traffic.dns_queries,
        done.traffic.connections,
        done.traffic.requests,
        done.traffic.bytes_in,
    )
    return Report(
        target=target_of(order.product, done.facts),
        profile=order.profile,
        at=order.run.at,
        took_ms=done.took_ms,
        verdict=done.verdict,
        status=done.status,
        results=done.results,
        rows=done.rows,
        traffic_path=traffic_path(done.facts) if order.surface else "",
        network=use,
        change=change,
        version=__version__,
        run_id=run_id,
        stops=stops(done.facts) if order.surface else (),
    )


def target_of(product: Product, facts: Facts) -> str:
    """Return what a run looked at: the product's address, or the repository's name."""
    run = facts.get(Run, PRODUCT)
    repository = run.repository if isinstance(run, Run) and not run.surface else ""
    return repository or product.canonical


def again_report(run: StoredRun, again: Again) -> Report:
    """Report a run that was judged again; the network use is the run's own."""
    product = again.facts.get(Product, PRODUCT)
    return Report(
        target=target_of(product, again.facts) if isinstance(product, Product) else run.target,
        profile=again.profile,
        at=run.at,
        took_ms=run.took_ms,
        verdict=again.verdict,
        status=again.status,
        results=again.results,
        rows=again.rows,
        traffic_path=traffic_path(again.facts),
        network=NetworkUse(**run.network),
        change=None,
        version=__version__,
        run_id=run.id,
        stops=stops(again.facts),
    )
