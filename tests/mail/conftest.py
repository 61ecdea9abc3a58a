from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from launchready.facts.product import Host, Product, Role
from launchready.facts.run import Run
from launchready.mail.check import MailOrder
from launchready.mail.mailbox import Arrived, mailbox
from launchready.net.network import Settings
from launchready.profiles import load_bar, load_profile

from .post_office import PostOffice, post_office

SHOP = Product(
    name="shop.example",
    owned=True,
    domain="shop.example",
    canonical="https://shop.example/",
    hosts=(Host("shop.example", Role.APEX), Host("app.shop.example", Role.APP)),
)


@pytest.fixture(scope="session")
def office() -> Iterator[PostOffice]:
    """A running sender; one for all tests, because starting three servers takes seconds."""
    # Not pytest's own folder: Postfix leaves root, and nobody else may enter that one.
    with (
        TemporaryDirectory(prefix="launchready-office-") as folder,
        post_office(Path(folder)) as running,
    ):
        yield running


def order(settings: Settings, product: Product = SHOP) -> MailOrder:
    run = Run(at=datetime.now(UTC))
    return MailOrder(product, run, load_profile("default"), load_bar(), settings)


Receiving = Callable[[Callable[[], None]], Awaitable[Arrived]]


@asynccontextmanager
async def taking(port: int, domain: str = "probe.example") -> AsyncIterator[asyncio.Queue[Arrived]]:
    """The own mailbox, its mail in a queue."""
    box: asyncio.Queue[Arrived] = asyncio.Queue()

    def keep(mail: Arrived) -> str:
        box.put_nowait(mail)
        return ""

    async with mailbox("127.0.0.1", port, domain, keep):
        yield box
