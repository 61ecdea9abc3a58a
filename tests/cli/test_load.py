"""The load commands as a user types them, against servers on loopback whose truth is known."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.load_product import declare
from tests.load.servers import Server, started

from launchready.report.json_report import schema

Type = Callable[..., tuple[int, str, str]]

BUDGET = """
[all]
p95_ms = {p95}
[run]
min_rate = 5
"""


@pytest.fixture(scope="module")
def quick() -> Iterator[Server]:
    with started("fixed", ms=80.0) as server:
        yield server


@pytest.fixture(scope="module")
def swift() -> Iterator[Server]:
    with started("fixed", ms=3.0) as server:
        yield server


@pytest.fixture(scope="module")
def slow() -> Iterator[Server]:
    with started("fixed", ms=200.0) as server:
        yield server


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run_words(server: Server, *words: str) -> tuple[str, ...]:
    address = declare(server)
    pace = ("--rate", "25", "--duration", "4s", "--arrivals", "constant")
    return ("load", "run", "scenario.yaml", address, *pace, *words)


def honest(typed: Type, *words: str) -> tuple[int, str, str]:
    """Type a load command again while this machine is too busy to be believed."""
    for _ in range(3):
        found = typed(*words)
        if not is_void(found[1]):
            break
    return found


def parsed(name: str) -> ET.Element:
    return ET.fromstring(Path(name).read_text())  # noqa: S314 - our own output


def is_void(out: str) -> bool:
    """Whether a run may not be judged, because this machine was busy with something else."""
    return "VOID" in out


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "onload" not in dict(attrs)
        self.tags.append(tag)


FILES = ("--html", "r.html", "--json", "r.json", "--markdown", "r.md", "--junit", "r.xml")


def test_a_run_is_written_in_every_format_without_a_secret(
    typed: Type, quick: Server, read: Callable[[str], Any]
) -> None:
    code, out, err = typed(*run_words(quick, *FILES, "--hdr", "hdr"))
    assert code in {0, 3}
    assert "to 127.0.0.1, and to no other host" in err
    document = read("r.json")
    Draft202012Validator(schema()).validate(document)
    assert document["work"] == "load run"
    assert {chart["title"] for chart in document["charts"]} >= {"Response times over time"}
    page = Page(Path("r.html").read_text())
    assert page.tags.count("svg") > 4
    assert "script" not in page.tags
    assert "| route | kind |" in Path("r.md").read_text()
    assert parsed("r.xml").tag == "testsuites"
    assert Path("hdr/home-page-load-response.hgrm").exists()
    written = "".join(Path(name).read_text() for name in FILES[1::2])
    assert "secret-of-mine" not in out + err + written


@pytest.mark.slow
def test_a_check_says_what_breaks_first(typed: Type, swift: Server) -> None:
    address = declare(swift)
    code, out, err = typed("load", "check", address, "--rate", "60", "--duration", "2s")
    assert code in {0, 1, 3}
    assert "twice as much" in err
    number = next(n for n, line in enumerate(err.splitlines()) if ", at most " in line)
    assert "if this machine is too busy" in " ".join(err.splitlines()[number : number + 4])
    words = " ".join(err.split())
    assert words.count("too busy to send on time") == 1
    assert words.count("All of it takes about ") == 1
    assert "Load check of" in out
    assert "home page" in out
    assert "load of" in typed("runs")[1]


def test_a_run_is_kept_judged_and_exported_like_an_audit(typed: Type, quick: Server) -> None:
    code, out, _ = typed(*run_words(quick))
    assert code in {0, 3}
    assert "Load run of" in out
    assert "Each carried X-Launchready-Run: lr-" in " ".join(out.split())
    assert '"LoadRun"' in typed("export", "latest")[1]
    again, out, _ = typed("judge", "latest", "--html", "again.html")
    assert again == code
    assert "Load run of" in out
    assert "svg" in Page(Path("again.html").read_text()).tags
    assert not Path("baseline.json").exists()


def test_a_budget_decides_the_exit_code(typed: Type, quick: Server) -> None:
    Path("tight.toml").write_text(BUDGET.format(p95=1))
    code, out, _ = honest(typed, *run_words(quick, "--budget", "tight.toml", "--junit", "b.xml"))
    assert code == (3 if is_void(out) else 1)
    assert "home page p95_ms <= 1" in out
    cases = parsed("b.xml").iter("testcase")
    state = {case.get("name"): [inside.tag for inside in case] for case in cases}
    assert state["home page p95_ms <= 1"] == (["skipped"] if is_void(out) else ["failure"])
    Path("loose.toml").write_text(BUDGET.format(p95=5000))
    code, out, _ = honest(typed, *run_words(quick, "--budget", "loose.toml", "--no-store"))
    assert code == (3 if is_void(out) else 0)


def test_a_baseline_is_written_and_then_held_against(
    typed: Type, quick: Server, slow: Server
) -> None:
    _, first, err = honest(typed, *run_words(quick, "--baseline", "base.json", "--update-baseline"))
    assert "Wrote the baseline base.json." in err
    junit = ("--junit", "r.xml", "--markdown", "r.md")
    code, out, _ = honest(typed, *run_words(slow, "--baseline", "base.json", *junit))
    assert "Before and after" in out
    if is_void(first + out):
        assert "Nothing can be compared" in out
        return
    assert code == 1
    assert "WORSE" in out
    apart = f"different targets, {quick.base} before and {slow.base} after"
    assert f"Beside the baseline base.json: the runs went to {apart}" in " ".join(out.split())
    assert "Beside the baseline base" in Path("r.md").read_text()
    failures = [one.get("message", "") for one in parsed("r.xml").iter("failure")]
    beside = f"; different targets: {quick.base} before, {slow.base} after"
    assert [one for one in failures if one.endswith(beside)]
    code, out, _ = typed("load", "compare", "base.json", "latest")
    assert code == 1
    assert "Worse beyond noise" in out
    assert apart in " ".join(out.split())
    code, out, _ = typed("load", "compare", "base.json", "base.json", "--json", "-")
    assert code == 0
    assert json.loads(out)["worse"] == []


@pytest.mark.slow
def test_rates_are_tried_up_to_the_ceiling_and_drawn(typed: Type, swift: Server) -> None:
    address = declare(swift)
    words = ("--step", "1s", "--ceiling", "50", "--html", "k.html", "--expected", "5")
    code, out, _ = typed("load", "knee", address, *words)
    assert code in {0, 1, 3}
    assert "Load knee of" in out
    assert "Response times" in out
    assert "svg" in Page(Path("k.html").read_text()).tags


@pytest.mark.slow
def test_one_noisy_user_is_set_beside_the_others(typed: Type, quick: Server) -> None:
    address = declare(quick)
    pace = ("--users", "10", "--rate", "20", "--step", "1s", "--noisy", "60")
    code, out, _ = typed("load", "fairness", address, *pace)
    assert code in {0, 1, 3}
    assert "the noisy user" in out
    assert "Load fairness of" in out


def test_ctrl_c_ends_a_run_with_a_report_of_what_was_measured(quick: Server) -> None:
    words = run_words(quick, "--no-store")
    words = tuple("120s" if one == "4s" else one for one in words)
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "launchready", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stderr is not None
        while " of 120 s" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        out, _ = process.communicate(timeout=30)
    assert time.monotonic() - asked < 20
    assert process.returncode in {1, 3}
    assert "Stopped early: stopped by you (Ctrl-C)." in out
    assert "home page" in out
    assert "GO  " not in out.replace("NO_GO", "")


@pytest.mark.slow
def test_several_processes_make_one_load(typed: Type, quick: Server) -> None:
    code, out, err = typed(*run_words(quick, "--workers", "2", "--no-store"))
    assert code in {0, 3}
    assert "2 workers are ready" in err
    assert "Workers that made the load" in out
    assert "From 2 processes on this machine, as visitors would" in " ".join(out.split())


def test_whoever_sits_at_a_terminal_is_asked_before_anything_is_sent(quick: Server) -> None:
    words = run_words(quick, "--no-store")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "launchready", *words],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        said = b""
        while b"Send this? [Y/n]" not in said:
            said += os.read(ours, 1000)
        assert b"to 127.0.0.1, and to no other host" in said
        os.write(ours, b"n\n")
        out, _ = process.communicate(timeout=30)
    os.close(ours)
    assert (process.returncode, out.strip()) == (130, b"")


def test_a_closed_loop_is_said_to_be_one(typed: Type, quick: Server) -> None:
    words = tuple("closed" if one == "constant" else one for one in run_words(quick, "--no-store"))
    words = tuple(one for one in words if one not in {"--rate", "25"})
    _, out, _ = typed(*words, "--users", "3", "--ceiling", "2000")
    assert "These users were a closed loop" in out
