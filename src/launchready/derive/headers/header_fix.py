"""Word how to send a response header, and how to see that it is sent."""

from __future__ import annotations

import json
from shlex import quote

from launchready.derive.platforms.platform import fix_on
from launchready.facts.platform import Platform


def send(platform: Platform | None, name: str, value: str) -> str:
    """Say how to add a header on the platform in use."""
    pair = f"{name}: {value}"
    rule = {"source": "/(.*)", "headers": [{"key": name, "value": value}]}
    as_json = json.dumps({"headers": [rule]})
    quoted = value.replace('"', '\\"')
    return fix_on(
        platform,
        f"Send `{pair}` with every page, from the web server or the framework's middleware.",
        vercel=f"In `vercel.json` add `{as_json}` and deploy.",
        netlify=f"In the file `_headers` of the published folder add the line `/*` and below it,"
        f" indented, `{pair}`; then deploy.",
        cloudflare_pages=f"In the file `_headers` of the published folder add the line `/*` and"
        f" below it, indented, `{pair}`; then deploy.",
        cloudflare=f"In Cloudflare: Rules > Transform Rules > Modify Response Header > Set static:"
        f" header name `{name}`, value `{value}`, for all incoming requests.",
        nginx=f'In every `server` block add `add_header {name} "{quoted}" always;` and reload'
        " nginx. A `location` with an `add_header` of its own needs the line again.",
        apache=f'Add `Header always set {name} "{quoted}"` to the virtual host and reload Apache.',
        caddy=f'In the site\'s block of the Caddyfile add `header {name} "{quoted}"` and reload.',
        firebase=f"In `firebase.json` add the header `{pair}` for the source `**`; then deploy.",
        github_pages=f"GitHub Pages cannot send headers of your own: put a proxy such as"
        f" Cloudflare in front and send `{pair}` there.",
    )


def show(url: str, name: str) -> str:
    """Return the command that prints a header of an answer."""
    return f"curl -sS -o /dev/null -D - {quote(url)} | grep -i '^{name}:'"


def line(name: str, value: str) -> str:
    """Return a header as evidence, at most 200 characters."""
    text = f"{name}: {value}"
    return text if len(text) <= 200 else f"{text[:199]}…"  # noqa: PLR2004 - bound of evidence
