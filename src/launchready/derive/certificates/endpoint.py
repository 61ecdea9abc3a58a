"""Name an endpoint to `openssl s_client`."""

from __future__ import annotations

from ipaddress import ip_address
from shlex import quote


def at(host: str, port: int) -> str:
    """Return `HOST:PORT`, brackets around IPv6."""
    bare = host.strip("[]")
    return f"[{bare}]:{port}" if ":" in bare else f"{bare}:{port}"


def naming(host: str) -> str:
    """Return the options of `openssl s_client` that ask for, and check, this host."""
    bare = host.strip("[]")
    try:
        ip_address(bare)
    except ValueError:
        name = quote(bare)
        return f"-servername {name} -verify_hostname {name}"
    return f"-noservername -verify_ip {bare}"
