from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body_lacks
from launchready.derive.headers.csp import upgrades
from launchready.derive.page.document import is_encrypted, policies
from launchready.derive.page.local_urls import is_local
from launchready.facts.page import Page, Resource
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_SHOWN = frozenset({"img", "source", "video", "audio", "track", "input"})
_LOADED = _SHOWN | {"script", "iframe", "frame", "embed", "object"}
_LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})


@check(
    title="An encrypted page loads things unencrypted",
    impact="Browsers block parts of the page or take its padlock away.",
    severity=Severity.HIGH,
    rows=("tls.mixed_content",),
    references=("https://www.w3.org/TR/mixed-content/",),
)
def mixed_content(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    Scripts, styles, frames, images and media that a page over HTTPS loads from `http://`
    addresses. Links to click are fine, and so is everything on a page with
    `upgrade-insecure-requests`.

    ## Why it matters
    Browsers refuse unencrypted scripts, styles and frames, so the page is broken for everybody;
    they try images over HTTPS and drop them when that fails.

    ## How to fix it
    Write `https://` in the address.

    ## Example
    ```html
    <script src="http://cdn.example/app.js"></script>
    ```
    Use instead:
    ```html
    <script src="https://cdn.example/app.js"></script>
    ```
    """
    if not is_encrypted(page) or upgrades(policies(page)):
        return
    plain = [one for one in page.resources if _is_loaded(one)]
    if plain:
        blocked = sum(one.tag not in _SHOWN for one in plain)
        what = "which browsers block" if blocked else "which browsers may drop"
        yield Finding(
            subject=page.subject,
            message=f"{page.subject} loads {len(plain)}"
            f" thing{'s' if len(plain) > 1 else ''} over plain http, {what}.",
            fix="Write `https://` in these addresses. Until then the header"
            " `Content-Security-Policy: upgrade-insecure-requests` has browsers do it.",
            verify=body_lacks(
                page.answer.url,
                "<(script|img|link|iframe|source|video|audio|embed|object)[^>]*(src|href|data)=.?http://",
            ),
            evidence=tuple(f"<{one.tag}> {one.url}"[:200] for one in plain[:5]),
        )


def _is_loaded(one: Resource) -> bool:
    loaded = one.tag in _LOADED or (one.tag == "link" and bool(_LINKS & set(one.rel.split())))
    # Browsers take addresses of the own machine for safe (Secure Contexts, 3.1).
    return loaded and one.url.startswith("http://") and not is_local(one.url)
