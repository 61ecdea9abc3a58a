"""Word how to send a response header, and how to see that it is sent."""

from __future__ import annotations

import json

from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.platform import Platform


def send(platform: Platform | None, host: str, name: str, value: str) -> str:
    """Say how to add a header to the answers of one host, and of no other, where it is served."""
    pair = f"{name}: {value}"
    only = [{"type": "host", "value": host}]
    rule = {"source": "/(.*)", "has": only, "headers": [{"key": name, "value": value}]}
    as_json = json.dumps({"headers": [rule]})
    quoted = value.replace('"', '\\"')
    return fix_on(
        of_host(platform, host),
        f"Send `{pair}` with every page of {host}, from its web server or its framework's"
        " middleware.",
        vercel=f"In `vercel.json` add `{as_json}` and deploy.",
        netlify=f"In the file `_headers` of the published folder of {host} add the line `/*` and"
        f" below it, indented, `{pair}`; then deploy.",
        cloudflare_pages=f"In the file `_headers` of the published folder add the line"
        f" `https://{host}/*` and below it, indented, `{pair}`; then deploy.",
        cloudflare="In Cloudflare: Rules > Transform Rules > Modify Response Header: when hostname"
        f" equals `{host}`, set static: header name `{name}`, value `{value}`.",
        nginx=f'In the `server` block of {host} add `add_header {name} "{quoted}" always;` and'
        " reload nginx. A `location` with an `add_header` of its own needs the line again.",
        apache=f'Add `Header always set {name} "{quoted}"` to the virtual host of {host} and'
        " reload Apache.",
        caddy=f'In the block of {host} in the Caddyfile add `header {name} "{quoted}"` and reload.',
        firebase=f"In `firebase.json` of the site {host} add the header `{pair}` for the source"
        " `**`; then deploy.",
        github_pages=f"GitHub Pages cannot send headers of your own: put a proxy such as"
        f" Cloudflare in front of {host} and send `{pair}` there.",
    )


def line(name: str, value: str) -> str:
    """Return a header as evidence, at most 200 characters."""
    text = f"{name}: {value}"
    return text if len(text) <= 200 else f"{text[:199]}…"  # noqa: PLR2004 - bound of evidence
