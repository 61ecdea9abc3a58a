"""Which harm comes first among risks of one severity.

The order is that of what cannot be undone: data that was taken stays taken, a customer who was
kept out comes back, a page that is slow still sells.
"""

from __future__ import annotations

from launchready.model.check import Check

HARMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Data or keys can be taken now, and nothing brings them back.",
        ("exposure", "secrets", "authz", "access", "db", "env.file_committed", "mon.logs_clean"),
    ),
    (
        "One customer sees what is another's, or a name of yours becomes a stranger's.",
        ("cache.never_cache", "dns.dangling"),
    ),
    (
        "Somebody can act as a customer, or read as one.",
        ("cors", "rate", "abuse", "webhook", "upload", "headers.cookies", "ai", "env.separated"),
    ),
    (
        "Customers do not get in, or arrive at the wrong place.",
        ("dns", "redirect", "tls.valid", "tls.renewal", "tls.mixed_content", "health", "flow"),
    ),
    (
        "A release breaks what works, and nobody sees it or gets back.",
        ("migrate", "deploy", "env", "jobs", "mon", "ci"),
    ),
    ("Mail does not arrive, or others send it in your name.", ("email", "dns.mx")),
    (
        "A guard is missing that would stop the next fault from doing harm.",
        ("tls", "headers", "edge", "api", "ext", "tls.caa", "dns.dnssec", "dns.registrar_lock"),
    ),
    (
        "The product is slower, dearer or harder to find than it could be.",
        (
            *("cache", "perf", "load", "chat", "ops", "exposure.index", "redirect.canonical_tag"),
            *("redirect.seo_safe", "dns.ipv6"),
        ),
    ),
)
"""The gravest harm first: why, and the areas and rows of the bar that it is about.

A row that is named goes before its area.
"""

_PLACES = {name: place for place, (_, names) in enumerate(HARMS) for name in names}


def harm_of(check: Check) -> int:
    """Return 0 for the gravest harm, that of the gravest row which the check answers."""
    return min((_of_row(row) for row in check.rows), default=len(HARMS))


def _of_row(row: str) -> int:
    area = row.partition(".")[0]
    return _PLACES.get(row, _PLACES.get(area, len(HARMS)))
