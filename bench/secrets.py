"""Search a long history for secrets, once anew and once more, beside the peers that read it too.

Every program reads the same generated repository of more than 700 MB of blobs, from the start and
with its own rules compiled. Each run is a process of its own; CPU time is the program's and git's.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from bench.measure import LAUNCHREADY, ROOT, Run, run, say
from bench.peers import python_of
from bench.secrets_world import blob_mb, build

REPOSITORY = ROOT / "out" / "bench-secrets"
TIMES = 3


def main() -> None:
    """Build, warm, measure side by side, print."""
    place = build(REPOSITORY)
    gitleaks = Path(python_of("gitleaks")).with_name("gitleaks")
    kingfisher = Path(python_of("kingfisher")).with_name("kingfisher")
    peers = {
        "gitleaks": [
            str(gitleaks),
            "git",
            "--log-opts=--all",
            "--redact",
            "--no-banner",
            str(place),
        ],
        "kingfisher": [
            str(kingfisher),
            "scan",
            "--no-validate",
            "--no-update-check",
            "--redact",
            str(place),
        ],
    }
    ours = [LAUNCHREADY, "secrets", str(place), "--history", "--plain"]
    _warm(peers["kingfisher"][0])
    runs: dict[str, list[Run]] = {"first": [], "again": [], "gitleaks": [], "kingfisher": []}
    for _ in range(TIMES):
        shutil.rmtree(place / ".launchready", ignore_errors=True)
        runs["first"].append(run(ours))
        runs["again"].append(run(ours))
        for name, command in peers.items():
            runs[name].append(run(command, codes=(0, 200)))
    figures = {
        "blob_mb": blob_mb(place),
        "history_s": _middle(runs["first"], "wall_s"),
        "rescan_s": _middle(runs["again"], "wall_s"),
        "peak_mb": max(one.peak_mb for one in runs["first"]),
        "cpu_s": _middle(runs["first"], "cpu_s"),
        "gitleaks_cpu_s": _middle(runs["gitleaks"], "cpu_s"),
        "kingfisher_cpu_s": _middle(runs["kingfisher"], "cpu_s"),
    }
    ratios = {
        "gitleaks_cpu": figures["gitleaks_cpu_s"] / figures["cpu_s"],
        "kingfisher_cpu": figures["kingfisher_cpu_s"] / figures["cpu_s"],
    }
    say("secrets", figures, ratios)


def _middle(runs: list[Run], what: str) -> float:
    return sorted(float(getattr(one, what)) for one in runs)[len(runs) // 2]


def _warm(kingfisher: str) -> None:
    """Let both compile their rules, which they do once a machine."""
    small = REPOSITORY.with_name("bench-secrets-warm")
    if not (small / ".git").exists():
        subprocess.run(["git", "init", "-q", str(small)], check=True)
        (small / "a.txt").write_text("nothing\n", "utf-8")
    run([LAUNCHREADY, "secrets", str(small), "--plain"], codes=(0, 1, 3))
    shutil.rmtree(small / ".launchready", ignore_errors=True)
    run([kingfisher, "scan", "--no-validate", "--no-update-check", str(small)], codes=(0, 200))


if __name__ == "__main__":
    main()
