"""Where a scenario may send: its base and the hosts it declares, and nowhere else."""

from __future__ import annotations

from urllib.parse import urljoin

from launchready.net.failure import Failure
from launchready.net.http.url import Url, parse


class Places:
    """The hosts of a scenario, with their ports where those are not the usual ones."""

    __slots__ = ("base", "hosts")

    def __init__(self, base: str, hosts: tuple[str, ...]) -> None:
        """Read the base and the hosts. Raises ValueError with a clause that says what is wrong."""
        url = _parsed(base)
        if url is None or "@" in base or url.target != "/":
            message = "is no address such as https://shop.example, without a path"
            raise ValueError(message)
        self.base = f"{url.scheme}://{url.authority}"
        """Scheme, host and port."""
        self.hosts: tuple[str, ...] = tuple(
            dict.fromkeys((url.authority, *(_host(one) for one in hosts)))
        )
        """`shop.example` or `shop.example:8443`; the base's first."""

    def absolute(self, text: str) -> str:
        """Return a path below the base as a whole URL; anything else as it is."""
        return self.base + text if text.startswith("/") and text[1:2] != "/" else text

    def allows(self, url: str) -> bool:
        """Whether a URL may be sent to."""
        parsed = _parsed(url)
        return parsed is not None and parsed.authority in self.hosts

    def resolved(self, at: str, link: str) -> str:
        """Return where a link in the answer of a URL leads; empty: nowhere that is allowed."""
        try:
            url = urljoin(at, link.strip())
        except ValueError:
            return ""
        return url.partition("#")[0] if self.allows(url) else ""


def _parsed(text: str) -> Url | None:
    try:
        return parse(text)
    except Failure:
        return None


def _host(text: str) -> str:
    parsed = _parsed(f"https://{text}")
    if parsed is None or parsed.target != "/" or "/" in text or "@" in text:
        message = f"has {text!r}, which is no host such as api.shop.example or localhost:8080"
        raise ValueError(message)
    return parsed.authority
