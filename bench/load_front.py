"""The web server that every client is measured against: nginx, pinned to the first core."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

PLAIN = '{"id": 7, "name": "blue mug", "price": 12.5, "n": 1}'
LOGIN = '{"token": "4f2b9c0d1e", "user": {"id": 42, "name": "ann"}}'
CONFIG = """
worker_processes 1;
worker_cpu_affinity {mask};
worker_rlimit_nofile 16384;
pid {folder}/nginx.pid;
daemon off;
error_log stderr crit;
events {{ worker_connections 8192; multi_accept on; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  keepalive_requests 1000000000;
  keepalive_timeout 300s;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    default_type application/json;
    location = /_status {{ stub_status; }}
    location = /login {{
      add_header Set-Cookie "session=4f2b9c0d1e; Path=/";
      return 200 '{login}';
    }}
    location / {{ return 200 '{plain}'; }}
  }}
}}
"""
SERVER_CORE, CLIENT_CORE = 0, 1


@dataclass(frozen=True, slots=True)
class Front:
    """The running server."""

    base: str

    def requests(self) -> int:
        """Return how many requests it has had."""
        asking = HTTPConnection(self.base.removeprefix("http://"), timeout=5)
        asking.request("GET", "/_status")
        said = asking.getresponse().read()
        asking.close()
        return int(said.split(b"\n")[2].split()[2])


def pinned(command: list[str]) -> list[str]:
    """Return the command as it runs on the client's core alone."""
    return ["taskset", "-c", str(min(CLIENT_CORE, (os.cpu_count() or 1) - 1)), *command]


@contextmanager
def front() -> Iterator[Front]:
    """Run the server."""
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None:
        message = "nginx is not installed: run `make system`"
        raise RuntimeError(message)
    with tempfile.TemporaryDirectory(prefix="launchready-") as folder:
        port = _free_port()
        mask = "01".rjust(os.cpu_count() or 1, "0")
        text = CONFIG.format(mask=mask, folder=folder, port=port, login=LOGIN, plain=PLAIN)
        config = Path(folder) / "nginx.conf"
        config.write_text(text, "utf-8")
        process = subprocess.Popen([nginx, "-e", "stderr", "-c", str(config)])
        try:
            _await(port)
            yield Front(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    message = "nginx did not start"
    raise RuntimeError(message)
