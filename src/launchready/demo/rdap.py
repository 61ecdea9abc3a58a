"""What the registry says of the demo's domain (RDAP, RFC 9083)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from launchready.demo.ca import Leaf
from launchready.demo.site import Answer, Asked, Site, jsonic

LOCKED = (
    "client transfer prohibited",
    "client delete prohibited",
    "client update prohibited",
    "server transfer prohibited",
)


@dataclass(slots=True)
class Registered:
    """The registration of one domain."""

    domain: str
    left_days: float = 400
    statuses: tuple[str, ...] = LOCKED
    registrar: str = "Example Registrar, Inc."


def registry(registered: Registered) -> Site:
    """Answer `/domain/NAME` for one domain and 404 for every other (RFC 9082 section 3.1.3)."""
    site = Site("127.0.0.1", Leaf(("127.0.0.1",)), behind_edge=False)

    def plain(asked: Asked) -> Answer:
        if asked.path.lower() != f"/domain/{registered.domain}":
            answer = jsonic({"errorCode": 404, "title": "Not Found"}, 404)
        else:
            answer = jsonic(_record(registered))
        return answer.without("content-type").having(("content-type", "application/rdap+json"))

    site.plain = plain
    return site


def _record(registered: Registered) -> dict[str, object]:
    now = datetime.now(UTC)
    return {
        "rdapConformance": ["rdap_level_0"],
        "objectClassName": "domain",
        "ldhName": registered.domain,
        "status": list(registered.statuses),
        "events": [
            {"eventAction": "registration", "eventDate": _date(now - timedelta(days=800))},
            {
                "eventAction": "expiration",
                "eventDate": _date(now + timedelta(days=registered.left_days)),
            },
        ],
        "entities": [
            {
                "objectClassName": "entity",
                "roles": ["registrar"],
                "handle": "9999",
                "vcardArray": ["vcard", [["fn", {}, "text", registered.registrar]]],
            }
        ],
    }


def _date(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
