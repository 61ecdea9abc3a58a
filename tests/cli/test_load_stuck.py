"""A journey that never awaits cannot hold a terminal: the process ends and says why."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.load_product import declare
from tests.load.servers import Server, started

SPIN = """
base = "{base}"
async def a(user):
    await user.get("/")
    open("stuck", "w").close()
    {stuck}
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with started("fixed", ms=5.0) as made:
        yield made


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


LATER = """
base = "{base}"
async def a(user):
    await user.get("/")
    while user.number > 3:
        pass
"""
"""Stuck where many come, not where one visitor tries it."""


def begun(server: Server, stuck: str, *more: str) -> subprocess.Popen[str]:
    """Begin a run whose journey is there when this returns."""
    address = declare(server)
    Path("spin.py").write_text(SPIN.format(base=server.base, stuck=stuck))
    words = ("load", "run", "spin.py", address, "--no-store", *more)
    process = subprocess.Popen(
        [sys.executable, "-m", "launchready", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ},
    )
    until = time.monotonic() + 30
    while not Path("stuck").exists():
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)
    return process


@pytest.mark.parametrize("stuck", ["while True: pass", "import time; time.sleep(600)"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_what_never_awaits(
    server: Server, stuck: str, number: signal.Signals
) -> None:
    with begun(server, stuck) as process:
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        assert process.poll() is None
        process.send_signal(number)
        _, err = process.communicate(timeout=10)
    assert process.returncode == 128 + number
    assert f"second signal ({number.name})" in err
    assert "Traceback" not in err


def test_two_signals_at_a_time_are_one_request_to_stop(server: Server) -> None:
    # As `timeout` sends them: to the process, and to its group.
    with begun(server, "await user.get('/')", "--duration", "120s", "--yes") as process:
        assert process.stderr is not None
        while " of 120 s" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    assert process.returncode in {1, 3}
    assert "Stopped early: stopped from outside (SIGTERM)." in out
    assert "second signal" not in err


@pytest.mark.slow
@pytest.mark.parametrize("stuck", ["while True: pass", "import time; time.sleep(600)"])
def test_a_journey_that_never_awaits_is_named(server: Server, stuck: str) -> None:
    with begun(server, stuck) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "journey 'a' of spin.py (line 6) does not give the others a turn" in err


@pytest.mark.slow
def test_a_worker_whose_journey_never_awaits_is_named(server: Server) -> None:
    address = declare(server)
    Path("spin.py").write_text(LATER.format(base=server.base))
    words = ("load", "run", "spin.py", address, "--no-store", "--rate", "20", "--workers", "2")
    done = subprocess.run(
        [sys.executable, "-m", "launchready", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    [said] = [line for line in done.stderr.splitlines() if "journey 'a'" in line]
    assert re.fullmatch(
        r"launchready: worker [12]: journey 'a' of spin\.py \(line [56]\) does not give the "
        r"others a turn \(it never awaits\)",
        said,
    )
    assert "Traceback" not in done.stderr
