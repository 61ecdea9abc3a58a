from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.repo.secrets.mint import Mint, Work

from launchready.collect.collector import NotThere
from launchready.collect.look import Look
from launchready.collect.repo.logs import collect_log_leaks
from launchready.collect.repo.secrets import collect_file_secrets, collect_history_secrets
from launchready.engine.gather import gather
from launchready.facts.base import Absent, Unmeasured
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.facts.secrets import (
    FILES,
    HISTORY,
    UNREAD_FILES,
    UNREAD_HISTORY,
    FileSecrets,
    HistorySecrets,
    Leak,
)
from launchready.net.network import Settings, open_network
from launchready.repo.open import open_repository
from launchready.repo.trouble import RepositoryError

AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path / "shop")


def _look(root: Path | None) -> Look:
    repo = None if root is None else open_repository(root)
    return Look(Product(), open_network(Settings()), Run(at=AT), repo)


async def test_what_is_now_and_what_was_are_told_apart(work: Work) -> None:
    mint = Mint()
    work.commit("Start", **{"a.js": f"k('{mint.stripe()}')", "b.js": f"k('{mint.github()}')"})
    work.commit("Remove", **{"b.js": "k()"})
    facts = await gather([collect_file_secrets, collect_history_secrets], _look(work.root))
    here, past = facts.get(FileSecrets, FILES), facts.get(HistorySecrets, HISTORY)
    assert isinstance(here, FileSecrets)
    assert isinstance(past, HistorySecrets)
    assert [one.kind for one in here.found] == ["stripe-secret-key"]
    assert [one.kind for one in past.found] == ["github-token"]
    assert isinstance(facts.get(FileSecrets, UNREAD_FILES), Absent)
    assert isinstance(facts.get(HistorySecrets, UNREAD_HISTORY), Absent)


async def test_what_was_not_read_is_unmeasured(work: Work, tmp_path: Path) -> None:
    work.commit("Start", **{"a.js": "a"})
    work.commit("More", **{"a.js": "b"})
    work.git("clone", "-q", "--depth=1", f"file://{work.root}", str(tmp_path / "shallow"))
    facts = await gather([collect_history_secrets], _look(tmp_path / "shallow"))
    gap = facts.get(HistorySecrets, UNREAD_HISTORY)
    assert isinstance(gap, Unmeasured)
    assert gap.why.startswith("the clone is shallow")


async def test_without_a_repository_there_is_nothing() -> None:
    with pytest.raises(NotThere):
        await collect_file_secrets.collect(_look(None), FILES)


async def test_a_log_is_read_to_its_end(tmp_path: Path) -> None:
    log = tmp_path / "app.log"
    log.write_text('ok\nPOST /login {"password": "correct-horse-9"}\n', "utf-8")
    look = _look(None)
    look.wanted = replace(look.wanted, logs=(log,))
    leaks = await collect_log_leaks.collect(look, "product")
    [file] = leaks.files
    assert (file.name, file.lines) == ("app.log", 2)
    assert [(one.leak, one.count, one.first_line) for one in file.leaks] == [(Leak.PASSWORD, 1, 2)]
    assert "correct-horse" not in repr(leaks)


async def test_a_log_that_is_gone_is_said(tmp_path: Path) -> None:
    look = _look(None)
    look.wanted = replace(look.wanted, logs=(tmp_path / "no.log",))
    with pytest.raises(RepositoryError, match=r"the log no\.log cannot be read"):
        await collect_log_leaks.collect(look, "product")


async def test_no_log_is_no_leak() -> None:
    with pytest.raises(NotThere):
        await collect_log_leaks.collect(_look(None), "product")
