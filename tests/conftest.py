"""How the tests are shared out between processes, and what all of them need but none has to make.

`make test` runs three at a time, more than the two cores that it counts on, because a third of the
time goes by in waiting. Whatever takes times has a process of its own, one test after another, and
goes before everything else on the machine; the others make way for it.
"""

from __future__ import annotations

import os
import signal
from functools import cache
from typing import Any

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

TIMES = "times"
TOGETHER = {
    "cli/test_load.py": TIMES,
    "cli/test_load_keeping": TIMES,
    "load/engine/test_accuracy": TIMES,
    "load/experiments/test_truth": TIMES,
    "load/stream/test_end_to_end": TIMES,
    "audit/test_budget": "namespaces",
    "mail/test_command_line": "office",
    "mail/test_delivered": "office",
    "mail/test_probe": "office",
    "cli/test_commands": "world",
    "cli/test_demo": "world",
    "demo/test_verify": "verify",
}
"""Beginnings of files whose tests one process runs: they believe a clock, or share what is dear."""
SINGLY = ("cli/", "demo/", "hostile/", "load/engine/", "load/experiments/", "load/workers/")
"""Where tests take long enough to be handed out one by one; elsewhere it is file by file."""
POLITE = 10

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that begins the tests in the background lets them, and what they start, ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long it takes to make an example says how busy the machine is, and nothing about the product.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")


def group_of(nodeid: str) -> str:
    """Return which tests go together with this one: a name, a file, or the test alone."""
    place = nodeid.removeprefix("tests/")
    for beginning, group in TOGETHER.items():
        if place.startswith(beginning):
            return group
    return nodeid if place.startswith(SINGLY) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Share out by our groups what is to be shared out by groups.

    The marks that xdist has for it go by the names of tests, which pytest 9.2 lets nobody change.
    """
    if config.getvalue("dist") != "loadgroup":
        return None
    config.option.loadscopereorder = False
    sharing = LoadScopeScheduling(config, log)
    sharing._split_scope = group_of
    return sharing


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes longest begin, and what is handed out one by one even out the end."""
    if _shared_out():
        items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    group = group_of(item.nodeid)
    if group == TIMES:
        return 0
    return 1 if group in TOGETHER.values() else 2 if group != item.nodeid else 3


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a process that has something else to do make way for the one that takes times."""
    if _shared_out() and group_of(item.nodeid) != TIMES:
        _make_way()


def _shared_out() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


@cache
def _make_way() -> None:
    os.nice(POLITE)
