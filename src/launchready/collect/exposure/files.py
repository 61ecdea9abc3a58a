"""Ask for the files that scanners ask for first, and keep only what they turned out to be."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import dirname
from urllib.parse import urlsplit

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.site import assets_of, base_of, fetch_all
from launchready.collect.subjects import web_hosts
from launchready.derive.bot_wall import bot_wall
from launchready.derive.strangers.exposed import prove
from launchready.derive.strangers.guesses import DEEP, DEFAULT
from launchready.facts.exposure import Exposure, Leak, LeakKind
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response

SERVED = (200, 206)
TOO_MANY = 429
Guess = tuple[str, LeakKind]


@collector(per=web_hosts, none="the product has no web host", reach=Reach.PROBES)
async def collect_exposure(look: Look, host: str) -> Exposure:
    """Ask for seven addresses, with --deep for some seventy."""
    base = await base_of(look, host)
    guesses = tuple(dict.fromkeys(await _guesses(look, host)))
    asked, leaks, unseen = [], [], []
    requests = [_request(base, path, kind) for path, kind in guesses]
    answers = await fetch_all(look, requests)
    for (path, kind), (_, answer) in zip(guesses, answers, strict=True):
        why = _unseen(answer)
        if why or isinstance(answer, Failure):
            unseen.append(f"{path}: {why}")
            continue
        asked.append(path)
        leak = _leak(kind, answer)
        if leak is not None:
            leaks.append(leak)
    if unseen and not leaks:
        # A pass over half of the addresses would look like a pass over all of them.
        raise Failure(Phase.CONTENT, f"{unseen[0]} (of {len(guesses)} addresses tried)")
    return Exposure(host, tuple(asked), tuple(leaks), tuple(unseen))


async def _guesses(look: Look, host: str) -> Iterable[Guess]:
    own = urlsplit(await base_of(look, host)).netloc
    found = await assets_of(look, host)
    folders = [dirname(urlsplit(one.url).path) for one in found if urlsplit(one.url).netloc == own]
    folder = next((f"{path}/" for path in folders if path != "/"), "/assets/")
    listing = (folder, LeakKind.LISTING)
    if not look.run.deep:
        return (*DEFAULT, listing)
    domain = look.product.domain
    named = [(f"/{domain}{end}", LeakKind.BACKUP) for end in (".zip", ".tar.gz", ".sql") if domain]
    return (*DEEP, listing, *named)


def _request(base: str, path: str, kind: LeakKind) -> Request:
    # A backup can be gigabytes: its first bytes tell what it is.
    head = (("Range", "bytes=0-4095"),) if kind is LeakKind.BACKUP else ()
    return Request(base + path, headers=head)


def _unseen(answer: Response | Failure) -> str:
    if isinstance(answer, Failure):
        return str(answer)
    # A wall that refuses these very addresses protects them: that is an answer.
    if answer.status == TOO_MANY:
        return bot_wall(answer.status, answer.headers, answer.body) or "429 Too Many Requests"
    return ""


def _leak(kind: LeakKind, answer: Response) -> Leak | None:
    if answer.status not in SERVED:
        return None
    proof = prove(kind, answer.body)
    if proof is None:
        return None
    return Leak(kind, answer.url, answer.status, _size(answer), proof.what, proof.names)


def _size(answer: Response) -> int:
    """Return the size of the whole file: Content-Range, Content-Length, or what came."""
    total = (answer.header("content-range") or "").rpartition("/")[2].strip()
    length = (answer.header("content-length") or "").strip()
    for text in (total, length if not total else ""):
        if text.isascii() and text.isdigit():
            return min(int(text[:18]), 10**15)
    return answer.wire_bytes
