"""What keeps load from where it may not go, and what is said before any is sent."""

from __future__ import annotations

from launchready.load.order import LoadOrder
from launchready.load.trouble import LoadError


def refuse(order: LoadOrder, experiment: str = "check") -> None:
    """Raise `LoadError` when the order may not be carried out; nothing was sent until then."""
    if not order.product.owned:
        message = "load is only sent to a product that the manifest declares as yours: owned = true"
        raise LoadError(message)
    _ = experiment


def announce(order: LoadOrder, experiment: str = "check") -> tuple[str, ...]:
    """Say in plain lines what will be sent where, before anything is sent."""
    return (f"{experiment}: {order.scenario.name}",)
