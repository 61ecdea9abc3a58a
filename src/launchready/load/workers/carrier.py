"""A process of its own that carries letters: a Locust master, or one of its workers.

`python -m launchready.load.workers.carrier master|worker HOST PORT`. Each line of input is a letter
to send, each line of output what came or happened. Locust patches the standard library when it is
imported; here nothing else runs that could mind.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

OUT = sys.stdout
"""To the parent; what Locust prints goes elsewhere."""
LETTER, PING, PONG = "launchready-letter", "launchready-ping", "launchready-pong"
LOST_S = 6.0
"""A master that answers no heartbeat for so long is gone."""
LOOK_S = 0.25


class Message(Protocol):
    """What Locust hands to whoever registered for a message."""

    node_id: str
    data: dict[str, Any]


class Runner(Protocol):
    """What is used of Locust's runners, whose own types are not looked at."""

    environment: Any
    greenlet: Any

    def register_message(self, kind: str, listener: Callable[..., None]) -> None:
        """Call the listener for each message of a kind."""

    def send_message(self, kind: str, data: dict[str, Any], peer: str | None = None) -> None:
        """Send a message; a master's to one peer."""

    def quit(self) -> None:
        """End, and all workers with it."""


class Master(Runner, Protocol):
    """The runner that others join."""

    clients: Any
    server: Any


class Helper(Runner, Protocol):
    """The runner that joins."""

    last_heartbeat_timestamp: float | None


def say(kind: str, **more: object) -> None:
    """Write one line to the parent."""
    OUT.write(json.dumps({"kind": kind, **more}) + "\n")
    OUT.flush()


def main() -> None:
    """Carry letters until the input ends."""
    sys.stdout = sys.stderr
    role, host, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
    try:
        from locust.env import Environment
    except ImportError as error:
        say("wrong", why=f"missing: {error.name}")
        return
    logging.disable(logging.CRITICAL)
    environment = Environment(user_classes=[])
    if role == "master":
        _master(environment.create_master_runner(host, port))
    else:
        try:
            runner = environment.create_worker_runner(host, port)
        except ConnectionError:
            say("wrong", why=f"nobody answers at {host} port {port}")
            return
        _worker(runner)


def _master(runner: Master) -> None:
    import gevent

    present: set[str] = set()

    def come(client_id: str, **_more: object) -> None:
        present.add(client_id)
        say("come", peer=client_id)

    def letter(msg: Message, **_more: object) -> None:
        say("letter", peer=msg.node_id, text=msg.data["text"])

    def pong(msg: Message, **_more: object) -> None:
        now = time.time()
        sent, theirs = msg.data["sent"], msg.data["at"]
        say("pong", peer=msg.node_id, offset_s=theirs - (sent + now) / 2, trip_s=now - sent)

    def watch() -> None:
        while True:
            gevent.sleep(LOOK_S)
            gone = {one for one in present if one not in runner.clients}
            for one in gone | {node.id for node in runner.clients.missing if node.id in present}:
                present.discard(one)
                say("gone", peer=one, why="it left" if one in gone else "it fell silent")

    def take(line: dict[str, Any]) -> None:
        if line["kind"] == "ping":
            runner.send_message(PING, {"sent": time.time()}, line["peer"])
        elif line["peer"] in runner.clients:
            runner.send_message(LETTER, {"text": line["text"]}, line["peer"])

    runner.environment.events.worker_connect.add_listener(come)
    runner.register_message(LETTER, letter)
    runner.register_message(PONG, pong)
    gevent.spawn(watch)
    say("open", port=runner.server.port)
    _read_input(take)
    runner.quit()


def _worker(runner: Helper) -> None:
    import gevent

    def letter(msg: Message, **_more: object) -> None:
        say("letter", peer="", text=msg.data["text"])

    def ping(msg: Message, **_more: object) -> None:
        runner.send_message(PONG, {"sent": msg.data["sent"], "at": time.time()})

    def watch() -> None:
        began = time.time()
        while len(runner.greenlet):
            gevent.sleep(LOOK_S)
            if time.time() - (runner.last_heartbeat_timestamp or began) > LOST_S:
                say("gone", peer="", why="it fell silent")
                return
        say("gone", peer="", why="it ended")

    def take(line: dict[str, Any]) -> None:
        runner.send_message(LETTER, {"text": line["text"]})

    runner.register_message(LETTER, letter)
    runner.register_message(PING, ping)
    gevent.spawn(watch)
    say("open", port=0)
    _read_input(take)
    runner.environment.events.quitting.fire(environment=runner.environment, reverse=True)
    gevent.sleep(0.1)  # so that the farewell is sent


def _read_input(take: Callable[[dict[str, Any]], None]) -> None:
    from gevent.fileobject import FileObject

    with FileObject(sys.stdin.fileno(), "rb", close=False) as lines:
        for line in lines:
            take(json.loads(line))


if __name__ == "__main__":
    main()
