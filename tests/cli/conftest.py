"""The demo's faulty product, running, and a command line that is pointed at it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from launchready.cli.main import run
from launchready.demo.world import World, serve_in_thread

Type = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    with serve_in_thread(faulty=True) as running:
        yield running


@pytest.fixture(scope="session")
def network(world: World) -> tuple[str, ...]:
    """The options that lead every look to loopback."""
    settings = world.settings
    options = ["--allow-private", "--ca-file", str(settings.ca_file), "--rdap", settings.rdap]
    for server in settings.resolvers[:1]:
        options += ["--resolver", f"{server.address}:{server.port}"]
    for (host, port), (address, at) in settings.connect.items():
        options += ["--connect", f"{host}:{port}:{address}:{at}"]
    for name, server in settings.nameservers.items():
        options += ["--nameserver", f"{name}={server.address}:{server.port}"]
    return tuple(options)


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Type:
    """Type a command in an empty folder; returns exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str, str]:
        code = run(list(words))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture
def read() -> Callable[[str], Any]:
    """Read a JSON file of the folder that commands are typed in."""

    def file(name: str) -> Any:
        return json.loads(Path(name).read_text("utf-8"))

    return file
