"""The page that shows the profiles side by side."""

from __future__ import annotations

from launchready.model.profile import Profile, Threshold, plain_number
from launchready.profiles import load_profile, profile_names, source_documents

HEAD = """\
<!-- Made by `make docs` from the profiles. -->
# Profiles

Each number is `target / fail`. *Inherited*: the profile's own source does not state it, the
nearest one that does lends it. Write your own with `extends = "NAME"` and the keys that differ.
"""


def profile_page() -> str:
    """Render what each profile is for, then every number."""
    shown = [load_profile(name) for name in profile_names()]
    lines = [HEAD, *_sources(), "", "| profile | for |", "|---|---|"]
    lines += [f"| `{one.name}` | {one.title} |" for one in shown]
    lines += ["", "| number | unit | " + " | ".join(one.name for one in shown) + " |"]
    lines += ["|---" * (len(shown) + 2) + "|"]
    for threshold in shown[0].thresholds:
        cells = [_cell(one.threshold(threshold.key)) for one in shown]
        lines.append(f"| `{threshold.key}` | {threshold.unit} | {' | '.join(cells)} |")
    for one in shown:
        lines += ["", f"## {one.name}", *_rules(one)]
    return "\n".join(lines) + "\n"


def _sources() -> list[str]:
    """Say what the codes of `launchready profiles --sources` and of the reasons below mean."""
    lines = [
        "Five documents say what a product of a segment must reach at a stage. A code such as",
        "`S2:32` is line 32 of the document `S2`; `ours` is a number that none of them states,",
        "with the reason for it.",
        "",
        "| code | segment | stage | profile made from it |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{one.seed}` | {one.segment} | {one.stage} | `{one.name}` |"
        for one in source_documents()
    ]
    return lines


def _cell(threshold: Threshold) -> str:
    numbers = f"{plain_number(threshold.target)} / {plain_number(threshold.fail)}"
    return f"*{numbers}*" if threshold.inherited else numbers


def _rules(profile: Profile) -> list[str]:
    lines = [
        f"- NO_GO while a fix-now risk is open that is {' or '.join(profile.must_hold)}.",
        f"- NOT_PROVEN while a row is unknown that is {' or '.join(profile.must_prove)}.",
    ]
    if profile.also_prove:
        lines.append(
            f"- Must be proven besides: {', '.join(f'`{one}`' for one in profile.also_prove)}."
        )
    lines += [f"- `{row}` weighs {severity} here." for row, severity in profile.severities]
    lines += [f'- `{one.row}` is "{one.label}" here: {one.reason}' for one in profile.labels]
    return lines
