from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from launchready.derive.commands import body_lacks, literal
from launchready.derive.page.document import is_document
from launchready.facts.page import Page, Resource
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_NETWORKS = frozenset(
    {
        *("cdn.jsdelivr.net", "unpkg.com", "esm.sh", "cdn.skypack.dev", "cdnjs.cloudflare.com"),
        *("code.jquery.com", "ajax.googleapis.com", "ajax.aspnetcdn.com"),
        *("stackpath.bootstrapcdn.com", "maxcdn.bootstrapcdn.com", "netdna.bootstrapcdn.com"),
    }
)
_TAKEN = ("polyfill.io", "bootcss.com", "bootcdn.net", "staticfile.org")


@check(
    title="A script from a public package network is not pinned",
    impact="Whoever takes over the package or the network runs code in your users' browsers.",
    severity=Severity.MEDIUM,
    rows=("headers.csp",),
    references=("https://www.w3.org/TR/sri-2/",),
)
def script_without_integrity(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    Scripts and styles from a public package network (`cdn.jsdelivr.net`, `unpkg.com`,
    `cdnjs.cloudflare.com`, `code.jquery.com` and the like) without an `integrity` attribute, and
    anything from `polyfill.io`, which was taken over. Scripts that their maker changes at will,
    such as payment and analytics, cannot be pinned and are left alone.

    ## Why it matters
    The network delivers whatever it has that day. With a hash the browser refuses everything but
    the file you tested.

    ## How to fix it
    Name an exact version and add its hash, or serve the file from your own host.

    ## Example
    ```html
    <script src="https://unpkg.com/alpinejs"></script>
    ```
    Use instead:
    ```html
    <script src="https://unpkg.com/alpinejs@3.14.1/dist/cdn.min.js"
            integrity="sha384-…" crossorigin="anonymous"></script>
    ```
    """
    if not is_document(page):
        return
    loose = [one for one in page.resources if _is_loose(one)]
    if loose:
        yield Finding(
            subject=page.subject,
            message=f"{page.subject} loads {len(loose)} unpinned"
            f" file{'s' if len(loose) > 1 else ''} from a public package network,"
            f" the first from {urlsplit(loose[0].url).hostname}.",
            fix='Name an exact version and add `integrity` and `crossorigin="anonymous"`, or serve'
            " the file from your own host. Replace `polyfill.io` altogether.",
            verify=body_lacks(page.answer.url, f"<(script|link)[^>]*{literal(loose[0].url)}"),
            evidence=tuple(one.url[:200] for one in loose[:5]),
        )


def _is_loose(one: Resource) -> bool:
    if one.tag != "script" and not (one.tag == "link" and "stylesheet" in one.rel.split()):
        return False
    host = urlsplit(one.url).hostname or ""
    if any(host == taken or host.endswith(f".{taken}") for taken in _TAKEN):
        return True
    return host in _NETWORKS and not one.integrity
