"""Every page that is made from the code: check manuals, bar, profiles, manifest, scenarios."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from launchready.checks import all_checks
from launchready.dev.bar_page import bar_page
from launchready.dev.manifest_page import manifest_page, manifest_schema
from launchready.dev.profile_page import profile_page
from launchready.dev.scenario_page import scenario_page, scenario_schema
from launchready.report.manual import page

VERIFY = (
    "Every verify command prints `fixed` when the state is mended and `not yet` when it is not, or"
    " when it could not ask: a failing curl is never taken for a success. They run in any POSIX"
    " shell with curl, dig and openssl; a host whose certificate is bad says `not yet` until that"
    " is mended. Where a line of shell cannot judge, the command is `launchready` itself, which"
    " judges the check again; `launchready env list`, `secrets`, `migrations check` and `mail`"
    " print the state, and their finding is gone once it is mended. A command of `launchready load`"
    " sends the traffic of a load run again."
)


@cache
def pages(root: Path) -> dict[Path, str]:
    """Return the path and the text of every generated page."""
    docs = root / "docs"
    made = {docs / "checks" / f"{check.id}.md": page(check) for check in all_checks()}
    made[docs / "checks" / "README.md"] = _index()
    made[docs / "bar.md"] = bar_page()
    made[docs / "profiles.md"] = profile_page()
    made[docs / "manifest.md"] = manifest_page()
    made[docs / "launchready.schema.json"] = manifest_schema()
    made[docs / "scenario.md"] = scenario_page()
    made[docs / "scenario.schema.json"] = scenario_schema()
    return made


def _index() -> str:
    lines = [
        "<!-- Made by `make docs` from the checks. -->",
        "# Checks",
        "",
        f"{len(all_checks())} checks. Each page: what is looked for, why, the fix, an example.",
        "",
        VERIFY,
    ]
    for area in sorted({check.area for check in all_checks()}):
        lines += ["", f"## {area}", "| check | severity | what is wrong |", "|---|---|---|"]
        lines += [
            f"| [`{check.id}`]({check.id}.md) | {check.severity} | {check.title} |"
            for check in all_checks()
            if check.area == area
        ]
    return "\n".join(lines) + "\n"
