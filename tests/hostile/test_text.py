"""Whatever a target says, no report does it: no colour, no link, no tag, no turned-round line."""

from __future__ import annotations

import json
import re
import ssl
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from launchready.demo.ca import CertificateAuthority, Leaf
from launchready.report.visible import HIDDEN

from .stage import HERE, NAME, Records, Seen, look_at, stage, tls
from .talks import always, answer, site

MARK = "pwned"
ACTS = (
    f"\x1b[31m{MARK}\x1b[0m",
    f"\x1b]8;;http://evil.example\x07{MARK}\x1b]8;;\x07",
    f"<img src=x onerror=alert(1)>{MARK}</td></script><script>alert(1)</script>",
    f"[{MARK}](http://evil.example)![x](http://evil.example/i.png)",
    f"<http://evil.example/{MARK}> | a | **b** `c` # d",
    f"\u202e{MARK}\u2066\u200b\ufeff",
    f"```\n{MARK}\n# x\n```",
    f"{{{{{MARK}}}}}{{% x %}}${{7*7}}",
    f"[bold red]{MARK}[/][link=http://evil.example]x[/link]",
    f"'\"--><{MARK} onclick=alert(1)>",
)
LINE = [one.replace("\n", " ") for one in ACTS]


class Tags(HTMLParser):
    """Collects every tag and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in {"href", "src", "action"}}


def nothing_acts(seen: Seen) -> None:
    """Hold every report to showing and not obeying."""
    for name, text in {**seen.reports, "checklist": seen.checklist()}.items():
        acting = {one for one in text if unicodedata.category(one) in HIDDEN} - {"\n"}
        assert acting == set(), name
    json.loads(seen.reports["JSON"])
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table")
    for page in (seen.reports["HTML"], rendered.render(seen.reports["Markdown"])):
        tags = Tags()
        tags.feed(page)
        tags.close()
        assert not tags.names & {"img", "script", MARK, "iframe", "object", "base"}
        assert not {one for one in tags.attributes if one.startswith("on")}
        assert not {one for one in tags.links if "evil" in one or "javascript:" in one}


def reached(seen: Seen) -> int:
    """In how many places of the full report the target's words stand."""
    return seen.reports["JSON"].count(MARK)


HEADERS = (
    "Server",
    "X-Powered-By",
    "X-AspNet-Version",
    "Via",
    "Content-Security-Policy",
    "Strict-Transport-Security",
    "Referrer-Policy",
    "Permissions-Policy",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Cache-Control",
    "Access-Control-Allow-Origin",
    "X-Robots-Tag",
    "Alt-Svc",
    "Vary",
)


@pytest.mark.parametrize("act", LINE, ids=range(len(LINE)))
async def test_in_header_values_and_cookie_names(act: str) -> None:
    raw = act.encode()
    headers = [f"{name}: ".encode() + raw for name in HEADERS]
    headers += [
        b"Content-Security-Policy: default-src 'self'; " + raw + b" x; script-src " + raw,
        b"Set-Cookie: " + raw.replace(b"=", b"") + b"=1",
        b"Set-Cookie: session-" + raw.replace(b"=", b"").replace(b" ", b"") + b"=1; Domain=" + raw,
        b"Server: nginx/1.2.3 " + raw,
        b"X-Powered-By: PHP/7.1 " + raw,
        b"Link: <" + raw + b">; rel=canonical",
    ]
    body = f"<!doctype html><title>{act}</title><link rel=canonical href='{act}'>".encode()
    async with stage(
        {80: always(answer(body, *headers, status=b"200 " + raw))}, address=f"http://{NAME}/"
    ) as there:
        seen = await look_at(there)
    nothing_acts(seen)
    assert reached(seen) > 0


@pytest.mark.parametrize("act", ACTS, ids=range(len(ACTS)))
async def test_in_pages_files_and_scripts(act: str) -> None:
    page = (
        f"<!doctype html><title>{act}</title><meta name=generator content='WordPress 1.2 {act}'>"
        f"<link rel=canonical href='http://{act}/'><script src='/{act}.js'></script>"
        f"<script src='/app.js'></script><form action='http://evil.example/{act}'>"
        f"<input type=password></form><img src='http://evil.example/{act}'>"
        f"<p>http://localhost:3000/{act}</p>"
    ).encode()
    files = {
        "/": answer(page),
        "/app.js": answer(
            f"fetch('http://localhost:3000/{act}');fetch('https://staging.{NAME}/{act}')\n"
            f"//# sourceMappingURL={act}.map".encode(),
            kind=b"text/javascript",
        ),
        "/robots.txt": answer(
            f"User-agent: *\nDisallow: /\nSitemap: http://{act}/".encode(), kind=b"text/plain"
        ),
        "/.well-known/security.txt": answer(
            f"Contact: {act}\nExpires: {act}".encode(), kind=b"text/plain"
        ),
        "/.env": answer(f"{MARK}_KEY={act}\nDB_PASSWORD=x{act}\n".encode(), kind=b"text/plain"),
    }
    trace = f'Traceback (most recent call last):\n  File "/srv/{act}.py", line 1, in {act}\n'
    other = answer(f"{trace}ValueError: {act}".encode(), status=b"500 x")
    talk = site(lambda path: files.get(path, other))
    async with stage({80: talk}, address=f"http://{NAME}/") as there:
        seen = await look_at(there)
    nothing_acts(seen)
    assert reached(seen) > 0


@pytest.mark.parametrize("act", LINE, ids=range(len(LINE)))
async def test_in_redirect_targets(act: str) -> None:
    def respond(path: str) -> bytes:
        to = f"http://other.example/{act}" if path == "/" else f"/{path[:20]}{act}"
        return answer(b"", f"Location: {to}".encode(), status=b"302 Found")

    async with stage({80: site(respond)}, address=f"http://{NAME}/") as there:
        seen = await look_at(there)
    nothing_acts(seen)


def quoted(text: str) -> str:
    """Spell bytes as a zone file does."""
    return '"' + "".join(f"\\{byte:03d}" for byte in text.encode()[:250]) + '"'


def label(text: str) -> str:
    return "".join(f"\\{byte:03d}" for byte in text.encode()[:60])


@pytest.mark.parametrize("act", ACTS, ids=range(len(ACTS)))
async def test_in_dns_records(act: str) -> None:
    bad = f"{label(act)}.example."
    here: Records = {
        **HERE,
        (NAME, "TXT"): [quoted(f"v=spf1 include:{act} {act} -all"), quoted(act)],
        (f"_dmarc.{NAME}", "TXT"): [quoted(f"v=DMARC1; p={act}; rua=mailto:{act}")],
        (NAME, "MX"): [f"10 {bad}"],
        (NAME, "NS"): [bad, f"ns.{NAME}."],
        (NAME, "SOA"): [f"{bad} {bad} 1 7200 900 1209600 300"],
        (NAME, "CAA"): [f"0 issue {quoted(act)}", f"0 iodef {quoted(act)}"],
        (f"www.{NAME}", "CNAME"): [bad],
        (f"app.{NAME}", "CNAME"): [f"{label(act)}.herokuapp.com."],
    }
    async with stage({80: always(answer())}, says=here) as there:
        seen = await look_at(there)
    nothing_acts(seen)
    assert reached(seen) > 0


@pytest.mark.parametrize("act", LINE, ids=range(len(LINE)))
async def test_in_certificate_names(act: str, tmp_path: Path) -> None:
    ca = CertificateAuthority(tmp_path, name=act[:40])
    context: ssl.SSLContext = tls(ca, Leaf((act.encode("ascii", "replace").decode()[:60],)))
    async with stage({443: (always(answer()), context)}) as there:
        seen = await look_at(there)
    nothing_acts(seen)
    assert reached(seen) > 0


def test_the_test_itself_sees_what_acts() -> None:
    page = MarkdownIt("commonmark", {"html": True}).render(ACTS[3] + "\n\n" + ACTS[2])
    assert re.search("href=.http://evil", page)
    assert "<img" in page
