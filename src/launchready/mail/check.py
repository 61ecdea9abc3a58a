"""Judge one message from a file: look, judge, report."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from launchready.collect.look import Look
from launchready.derive.mail.message.addresses import addresses
from launchready.derive.mail.message.parse import MOST_BYTES, parse_message
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.mail.examine import Mail, examine
from launchready.mail.judged import Judged, judge_message, message_report
from launchready.mail.trouble import MailError
from launchready.manifest.guess import product_at
from launchready.manifest.names import AddressError, target
from launchready.model.bar import Bar
from launchready.model.profile import Profile
from launchready.net.network import Settings, open_network
from launchready.report.view import Report
from launchready.store.runs import new_id


@dataclass(frozen=True, slots=True)
class MailOrder:
    """Whose mail it is, and how it is judged."""

    product: Product
    run: Run
    profile: Profile
    bar: Bar
    settings: Settings


async def check_mail(order: MailOrder, mail: Mail, *, follow_links: bool) -> tuple[Judged, Report]:
    """Judge one message. Never raises for what it holds or what the network does."""
    began = time.perf_counter()
    network = open_network(order.settings)
    look = Look(order.product, network, order.run)
    try:
        facts = await examine(look, mail, follow_links=follow_links)
    finally:
        await look.close()
    judged = judge_message(facts, order.profile, order.bar, "this message")
    took = (time.perf_counter() - began) * 1e3
    report = message_report(
        judged, order.profile, order.run, new_id(order.run.at), network.traffic, took
    )
    return judged, report


def read_mail(path: Path) -> bytes:
    """Read a saved message; past 25 MB only what shows that there is more. Raises `MailError`."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"{path} cannot be read: {(error.strerror or str(error)).lower()}"
        raise MailError(message) from None
    if not raw:
        message = f"{path} is empty"
        raise MailError(message)
    return raw


def product_of(raw: bytes) -> Product:
    """Return the product that a message's From domain suggests, where there is no manifest."""
    found = addresses(parse_message(raw[:MOST_BYTES]).all("from"))
    try:
        return product_at(target(found[0].rpartition("@")[2])) if found else Product()
    except AddressError:
        return Product()
