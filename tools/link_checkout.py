"""Make the checkout importable in this environment, as an editable install would.

A build backend is a development tool; whoever only runs launchready need not download one.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

LAUNCHER = """\
#!{python}
import sys

from launchready.cli.main import main

sys.argv[0] = "launchready"
main()
"""

if __name__ == "__main__":
    site = Path(sysconfig.get_path("purelib"))
    (site / "launchready-checkout.pth").write_text(f"{ROOT / 'src'}\n", "utf-8")
    script = Path(sysconfig.get_path("scripts")) / "launchready"
    script.write_text(LAUNCHER.format(python=sys.executable), "utf-8")
    script.chmod(0o755)
