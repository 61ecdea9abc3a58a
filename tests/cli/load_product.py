"""The product that load commands are typed for."""

from __future__ import annotations

from pathlib import Path

from tests.load.servers import Server


def declare(server: Server, *, owned: bool = True) -> str:
    """Write the manifest of a product, and a scenario; returns the address to type."""
    Path("launchready.toml").write_text(
        f"""
[product]
canonical = "{server.base}/"
owned = {str(owned).lower()}
[[host]]
name = "127.0.0.1"
role = "app"
[[route]]
name = "home page"
url = "/"
[[route]]
name = "search"
url = "/search?q=secret-of-mine"
kind = "search"
"""
    )
    Path("scenario.yaml").write_text(
        f"""
name: two pages
base: {server.base}
journeys:
  - name: look around
    steps:
      - {{url: /, name: home page}}
      - {{url: /search?q=1, name: search, kind: search}}
"""
    )
    return f"{server.base}/"
