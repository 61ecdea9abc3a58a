"""`launchready`, and `python -m launchready`."""

from __future__ import annotations

from launchready.cli.main import main

if __name__ == "__main__":
    main()
