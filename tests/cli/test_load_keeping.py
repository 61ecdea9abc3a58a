"""What was measured is not lost: whatever fails later, and however a run is ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.cli.load_product import declare
from tests.load.servers import Server

from launchready.facts.base import PRODUCT
from launchready.facts.load import LoadRun
from launchready.store.open import default_url, open_store
from launchready.store.runs import Runs, StoredRun

Type = Callable[..., tuple[int, str, str]]
PACE = ("--allow-private", "--rate", "10", "--arrivals", "constant", "--seed", "3")


class Shop(ThreadingHTTPServer):
    """Remembers which requests came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.seen: list[str] = []
        self.three = threading.Event()
        """Three requests came."""

    @property
    def server(self) -> Server:
        return Server(f"http://127.0.0.1:{self.server_port}", self.server_port, 0.0, 0)


class Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Shop

    def do_GET(self) -> None:
        self.server.seen.append(self.path)
        if len(self.server.seen) >= 3:
            self.server.three.set()
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.chdir(tmp_path)
    with Shop() as shop:
        thread = threading.Thread(target=shop.serve_forever, args=(0.02,))
        thread.start()
        declare(shop.server)
        with Path("scenario.yaml").open("a") as scenario:
            scenario.write("cleanup:\n  - {url: /cleaned, name: clean}\n")
        yield shop
        shop.shutdown()
        thread.join()


def kept(folder: Path) -> list[tuple[StoredRun, LoadRun]]:
    engine = open_store(default_url(folder))
    runs = Runs(engine)
    found = []
    for one in runs.all():
        told = runs.facts(one.id).get(LoadRun, PRODUCT)
        assert isinstance(told, LoadRun)
        found.append((one, told))
    engine.dispose()
    return found


def begun(
    seconds: str, *, stdout: int = subprocess.DEVNULL, stderr: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    words = ("load", "run", "scenario.yaml", *PACE, "--duration", seconds)
    return subprocess.Popen(
        [sys.executable, "-m", "launchready", *words], stdout=stdout, stderr=stderr
    )


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (("--hdr", "/proc/x"), "/proc/x cannot be written"),
        (("--json", "/proc/x.json"), "/proc/x.json cannot be written"),
        (("--baseline", "/proc/b.json"), "/proc/b.json cannot be written"),
        (("--store", "sqlite:////nope/x.db"), "/nope is not a folder"),
    ],
)
def test_what_cannot_be_written_later_is_said_before_the_first_request(
    typed: Type, shop: Shop, option: tuple[str, str], says: str
) -> None:
    code, out, err = typed("load", "run", "scenario.yaml", *PACE, *option)
    assert (code, out) == (2, "")
    assert says in err
    assert shop.seen == []


def test_a_closed_terminal_ends_a_run_with_its_cleanup_and_it_is_kept(
    tmp_path: Path, shop: Shop
) -> None:
    with begun("60s") as process:
        assert shop.three.wait(30)
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGHUP)
        process.wait(30)
    assert shop.seen[-1] == "/cleaned"
    ((_, run),) = kept(tmp_path)
    assert "SIGHUP" in run.stopped
    assert run.requests == len(shop.seen)
    assert run.connections
    assert run.bytes_in


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_reader_who_goes_away_takes_nothing_from_a_run(
    tmp_path: Path, shop: Shop, stream: str
) -> None:
    ours, theirs = os.pipe()
    gone = subprocess.DEVNULL
    given = (theirs, gone) if stream == "stdout" else (gone, theirs)
    with begun("2s", stdout=given[0], stderr=given[1]) as process:
        os.close(theirs)
        assert shop.three.wait(30)
        os.close(ours)
        assert process.wait(30) == 3
    assert shop.seen[-1] == "/cleaned"
    ((stored, run),) = kept(tmp_path)
    assert run.stopped == ""
    assert stored.decided_by != "it was not judged"


def test_a_run_is_named_and_kept_by_what_was_loaded(
    typed: Type, tmp_path: Path, shop: Shop
) -> None:
    manifest = Path("launchready.toml")
    manifest.write_text(manifest.read_text().replace(f":{shop.server_port}/", ":8999/"))
    words = ("load", "run", "scenario.yaml", *PACE, "--duration", "1s", "--markdown", "r.md")
    _, _, err = typed(*words)
    loaded = f"http://127.0.0.1:{shop.server_port}/"
    assert f"It goes to {loaded}, not to http://127.0.0.1:8999/" in err
    ((stored, run),) = kept(tmp_path)
    assert stored.target == f"load of {loaded}"
    assert f"{shop.server_port}/" in Path("r.md").read_text().splitlines()[0]
    wanted = ("--rate", "10.0", "--duration", "1s", *PACE[3:], "--allow-private")
    assert run.asked == ("scenario.yaml", *wanted)
    code, _, err = typed("status")
    assert code == 2
    assert "and no load run" in err


@pytest.mark.usefixtures("shop")
def test_the_bar_is_shown_by_load_runs_alone(typed: Type) -> None:
    words = ("load", "check", *PACE, "--duration", "1s")
    code, _, err = typed(*words)
    assert code != 2, err
    code, out, _ = typed("status")
    assert code in {1, 3}
    assert "load" in out
