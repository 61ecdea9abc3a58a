from __future__ import annotations

import os
import stat
from pathlib import Path

import psycopg
import pytest

from launchready.drill.scratch import cluster as cluster_module
from launchready.drill.scratch.cluster import ScratchError, find_programs, scratch_cluster

pytestmark = pytest.mark.slow


def test_it_listens_on_no_network_and_is_closed_to_others() -> None:
    with scratch_cluster() as cluster:
        with psycopg.connect(cluster.dsn()) as one:
            row = one.execute("SHOW listen_addresses").fetchone()
        assert row == ("",)
        assert stat.S_IMODE(cluster.socket.stat().st_mode) == 0o700
        assert cluster.socket.owner() != "root" or os.geteuid() == 0


def test_nothing_is_left_behind_even_after_an_error() -> None:
    places: list[Path] = []

    def break_off() -> None:
        with scratch_cluster() as cluster:
            places.append(cluster.socket)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert not places[0].exists()


def test_without_postgres_it_says_so_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setattr(cluster_module, "Path", lambda *_: Path("/nonexistent"))
    with pytest.raises(ScratchError, match="are not installed, so the migrations were not run"):
        find_programs()
