"""Planted values appear in no report, log, database, cache or traceback."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.repo.secrets.catalogue import secrets
from tests.repo.secrets.mint import LETTERS, Mint, Work

from launchready.cli.main import run
from launchready.facts.secrets import LogLeaks
from launchready.repo.open import open_repository
from launchready.repo.secrets.engine import Hit, Kingfisher
from launchready.repo.secrets.logs import read_logs
from launchready.repo.secrets.reader import Reader
from launchready.repo.secrets.search import search
from launchready.repo.secrets.wanted import Wanted

ENGINE = Kingfisher()


def _everything(folder: Path) -> bytes:
    return b"\n".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


def _pieces(value: str) -> set[str]:
    """The value, and any stretch of it long enough to help somebody who has the rest."""
    if "://" in value and "@" in value:
        return {value, value.partition("@")[0].rpartition(":")[2]}
    plain = value.split("-----", maxsplit=3)[2] if "-----BEGIN" in value else value
    return {value, plain[-16:], plain[len(plain) // 2 :][:16]}


@pytest.fixture
def planted(work: Work) -> tuple[Work, list[str]]:
    made = list(secrets(Mint()))
    env = "".join(f'{name}="{value}"\n' for name, value in made[:30])
    work.commit("Start", **{".env": env, f"keys/{made[0][1]}.txt": made[0][1]})
    work.commit(f"Use {made[31][1]}", **{"app.js": f"k('{made[1][1]}')", ".env": "A=1\n"})
    work.write("local.env", "".join(f"{name}={value}\n" for name, value in made[30:]))
    return work, [value for _, value in made]


def test_no_output_of_the_command_holds_a_planted_value(
    planted: tuple[Work, list[str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    work, values = planted
    caplog.set_level(logging.DEBUG)
    log = tmp_path / "app.log"
    log.write_text("".join(f"failed with {value}\n" for value in values), "utf-8")
    given_values = tmp_path / "values"
    given_values.write_text(f"PRODUCTION={values[30]}\n", "utf-8")
    out = tmp_path / "out.json"
    for more in ([], [], ["--values", str(given_values)]):
        arguments = ["secrets", str(work.root), "--history", "--full", "--logs", str(log)]
        assert run([*arguments, "--json", str(out), *more]) == 1
    shown = capsys.readouterr()
    said = f"{shown.out}{shown.err}{out.read_text('utf-8')}{caplog.text}"
    kept = _everything(work.root / ".launchready")
    assert said.count("s-") > 30
    for value in values:
        for piece in _pieces(value):
            assert piece not in said
            assert piece.encode() not in kept


def test_a_traceback_holds_no_planted_value(work: Work) -> None:
    token = Mint().stripe()
    work.commit("Start", **{"a.js": f"k('{token}')"})

    class Broken:
        version = "broken"

        def scan(self, data: bytes) -> tuple[Hit, ...]:
            hits = ENGINE.scan(data)
            message = f"{hits} broke"
            raise ZeroDivisionError(message)

    wanted = Wanted(given=(("PRODUCTION", token),))
    with pytest.raises(ZeroDivisionError) as caught:
        search(open_repository(work.root), wanted, engine=Broken())
    told = "".join(traceback.format_exception(caught.value))
    assert token not in told
    assert token not in repr(wanted)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    value=st.text(LETTERS, min_size=12, max_size=60).filter(lambda one: len(set(one)) > 8),
    before=st.text("ab \"'={}:,\n\t", max_size=20),
    after=st.sampled_from(["", '"', "'", ",", "}", "\n", ";", "&x=1"]),
    name=st.sampled_from(
        ["password=", '"password": "', "Authorization: Bearer ", "Cookie: sid=", "?reset_token="]
    ),
)
def test_no_line_of_a_log_survives(
    tmp_path: Path, value: str, before: str, after: str, name: str
) -> None:
    log = tmp_path / "app.log"
    log.write_text(f"{before}{name}{value}{after}\n", "utf-8")
    leaks = read_logs((log,), Reader(ENGINE, b"key"))
    assert isinstance(leaks, LogLeaks)
    assert value not in msgspec.json.encode(leaks).decode()


def test_no_socket_is_opened(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a socket was opened")

    work.commit("Start", **{"a.js": f"k('{Mint().stripe()}')"})
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert search(open_repository(work.root), Wanted()).found


def test_given_values_are_found_word_for_word_and_not_kept(work: Work) -> None:
    value = "plain but mine 77"
    work.commit("Start", **{"notes.txt": f"the value is {value}\n"})
    wanted = Wanted(given=(("SESSION_PEPPER", value),))
    [secret] = search(open_repository(work.root), wanted).found
    assert secret.production
    assert secret.what == "production value of SESSION_PEPPER"
    assert value.encode() not in _everything(work.root / ".launchready")
    assert search(open_repository(work.root), Wanted()).found == ()
