"""Run commands as a client behind the link, several times, and take medians."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LAUNCHREADY = str(ROOT / ".venv" / "bin" / "launchready")


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command."""

    wall_s: float
    cpu_s: float
    """User and system time."""
    peak_mb: float
    out: str


def run(command: Sequence[str], *, codes: Sequence[int] = (0,), cwd: Path | None = None) -> Run:
    """Run a command to its end; raises RuntimeError on an unexpected exit code."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, stdout=out, stderr=errors, cwd=cwd, env=_usual())
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        out.seek(0)
        errors.seek(0)
        if process.returncode not in codes:
            message = f"{' '.join(command[:6])} exited {process.returncode}: {errors.read()[-500:]}"
            raise RuntimeError(message)
        cpu = used.ru_utime + used.ru_stime
        return Run(wall, cpu, used.ru_maxrss / 1024, out.read())


def _usual() -> dict[str, str]:
    """The environment without what would keep Python from caching its byte code, as users have."""
    return {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def median(times: int, measure: Callable[[], float]) -> float:
    """Return the median of several measurements."""
    return statistics.median(measure() for _ in range(times))


def say(name: str, figures: dict[str, float], ratios: dict[str, float]) -> None:
    """Print the one line of JSON that ends a bench."""
    rounded = {key: round(value, 3) for key, value in figures.items()}
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    document = {
        "bench": name,
        "figures": rounded,
        "ratios": {key: round(value, 2) for key, value in ratios.items()},
        "machine": machine,
    }
    print(json.dumps(document))
