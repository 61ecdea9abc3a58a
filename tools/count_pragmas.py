"""Keep count of what silences a tool: the budget only ever goes down without a reason."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

BUDGET = {
    r"# noqa": 120,
    r"# type: ignore": 10,
    r"# pragma: no cover": 0,
    r"pytest\.(mark\.)?(skip|xfail)": 0,
}
"""A pattern, and how often it may stand in Python files."""


def main() -> int:
    """Count and compare; 1 when a budget is overdrawn or a suppression gives no reason."""
    lines = [
        (path.relative_to(ROOT), number, line)
        for folder in ("src", "tests", "bench", "tools")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]
    failed = False
    for pattern, budget in BUDGET.items():
        found = [one for one in lines if re.search(pattern, one[2])]
        print(f"{pattern:<40} {len(found):>3} of {budget}")
        if len(found) > budget:
            failed = True
            for path, number, line in found:
                print(f"  {path}:{number}: {line.strip()}")
    for path, number, line in lines:
        if re.search(r"# (noqa|type: ignore)", line) and not re.search(
            r"(noqa|ignore).*( - |  # )", line
        ):
            print(f"{path}:{number}: a suppression gives its reason: {line.strip()}")
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
