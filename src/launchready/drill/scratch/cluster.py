"""Start a PostgreSQL in a temporary folder: a Unix socket, no network, removed afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

OWNER = "launchready"
"""The superuser: only our own statements run as it."""
APP = "app"
"""Owns the database and runs the migrations: it may start no program and read no file."""
DATABASE = "scratch"
_SECONDS = 60.0
_STOPPING = 10.0
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
    "max_prepared_transactions": "0",
    "logging_collector": "off",
    "deadlock_timeout": "5s",
}


class ScratchError(Exception):
    """No scratch PostgreSQL can be had. `str()` says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server."""

    programs: Path
    """The folder of `pg_dump` and the rest, of the same version."""
    socket: Path
    environment: dict[str, str]
    identity: dict[str, object]
    """What `subprocess` needs to start a program as the owner of the files."""

    def dsn(self, user: str = OWNER, database: str = DATABASE) -> str:
        """Return where to connect."""
        return f"host={self.socket} user={user} dbname={database} connect_timeout=5"


@contextmanager
def scratch_cluster() -> Iterator[Cluster]:
    """Start a server, give it, and remove it with all it holds. Raises `ScratchError`."""
    programs = find_programs()
    # A socket's path may have 107 bytes, so the folder has to stand near the top.
    folder = Path(tempfile.mkdtemp(prefix="lr-pg-", dir="/tmp"))
    try:
        identity = _identity()
        if identity:
            os.chown(folder, int(str(identity["user"])), int(str(identity["group"])))
        environment = {
            "PATH": f"{programs}:/usr/bin:/bin",
            "HOME": str(folder),
            "LC_ALL": "C",
            "TZ": "UTC",
        }
        cluster = Cluster(programs, folder, environment, identity)
        _make(cluster, folder)
        server = _start(cluster, folder)
        try:
            _await(cluster, server, folder)
            _prepare(cluster)
            yield cluster
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path:
    """Return the folder of PostgreSQL's server programs. Raises `ScratchError`."""
    found = [shutil.which("postgres")]
    debian = Path("/usr/lib/postgresql")
    if debian.is_dir():
        versions = sorted(debian.iterdir(), key=lambda one: (len(one.name), one.name), reverse=True)
        found += [str(one / "bin" / "postgres") for one in versions]
    for program in found:
        if program is None:
            continue
        folder = Path(program).resolve().parent
        if all((folder / one).is_file() for one in ("postgres", "initdb", "pg_dump")):
            return folder
    why = (
        "PostgreSQL's server programs (postgres, initdb, pg_dump) are not installed, so the"
        " migrations were not run"
    )
    raise ScratchError(why)


def _identity() -> dict[str, object]:
    """Return whom to be: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    why = "PostgreSQL refuses to run as root, and there is no user postgres or nobody"
    raise ScratchError(why)


def _make(cluster: Cluster, folder: Path) -> None:
    command = [str(cluster.programs / "initdb"), "-D", str(folder / "data"), "-U", OWNER]
    # Trust is for whoever reaches the socket, and its folder is closed to everybody else.
    command += ["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C", "--no-instructions"]
    try:
        subprocess.run(  # type: ignore[call-overload]  # noqa: S603 - initdb by its full path
            command,
            cwd=folder,
            env=cluster.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            **cluster.identity,
        )
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        why = f"initdb failed: {lines[-1][:200]}"
        raise ScratchError(why) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        why = f"initdb could not make a database: {type(error).__name__}"
        raise ScratchError(why) from None


def _start(cluster: Cluster, folder: Path) -> subprocess.Popen[bytes]:
    command = [str(cluster.programs / "postgres"), "-D", str(folder / "data")]
    command += ["-c", f"unix_socket_directories={folder}"]
    for name, value in _SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "server.log").open("wb") as log:
        started: subprocess.Popen[bytes] = subprocess.Popen(  # type: ignore[call-overload]  # noqa: S603 - as above
            command,
            cwd=folder,
            env=cluster.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            **cluster.identity,
        )
    return started


def _await(cluster: Cluster, server: subprocess.Popen[bytes], folder: Path) -> None:
    import psycopg

    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            log = (folder / "server.log").read_text("utf-8", "replace").strip().splitlines()
            why = f"the scratch PostgreSQL did not start: {(log or ['no reason given'])[-1][:200]}"
            raise ScratchError(why)
        with suppress(psycopg.OperationalError):
            psycopg.connect(cluster.dsn(database="postgres")).close()
            return
        time.sleep(0.05)
    why = f"the scratch PostgreSQL was not ready within {_SECONDS:g} s"
    raise ScratchError(why)


def _prepare(cluster: Cluster) -> None:
    """Make the database and the role that migrations run as."""
    import psycopg

    with psycopg.connect(cluster.dsn(database="postgres"), autocommit=True) as one:
        one.execute(f"CREATE ROLE {APP} LOGIN")
        one.execute(f"CREATE DATABASE {DATABASE} OWNER {APP}")
    with psycopg.connect(cluster.dsn(), autocommit=True) as one:
        one.execute(f"ALTER SCHEMA public OWNER TO {APP}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        with suppress(ProcessLookupError):
            server.send_signal(how)
        with suppress(subprocess.TimeoutExpired):
            server.wait(_STOPPING)
