from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator

import pytest
import uvloop

from launchready.demo.ca import CertificateAuthority

from .stage import warm_up


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The loop that the command line runs on."""
    return {"uvloop": uvloop.new_event_loop}


@pytest.fixture(scope="session")
def ca(tmp_path_factory: pytest.TempPathFactory) -> CertificateAuthority:
    return CertificateAuthority(tmp_path_factory.mktemp("ca"))


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    """Import every check and collector first: an audit's time and memory are its own then."""
    warm_up()


@pytest.fixture(autouse=True)
def no_leaks(recwarn: pytest.WarningsRecorder) -> Iterator[None]:
    """A socket or transport that was not closed is a ResourceWarning."""
    # What earlier tests left behind is theirs: it is not collected while this one runs.
    gc.freeze()
    yield
    gc.collect()
    gc.unfreeze()
    assert [str(each.message) for each in recwarn if each.category is ResourceWarning] == []
