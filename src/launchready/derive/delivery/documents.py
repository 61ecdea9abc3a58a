"""What documents say about releasing and taking back: sections of Markdown and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.facts.stack import Trace

MOST_LINES = 5_000
_HEADING = lazy(r"^\s{0,3}#{1,6}\s+(.+?)\s*#*$")
_FENCE = lazy(r"^\s*(?:```|~~~)")
_ASIDE = lazy(r"^\s*(?:```|~~~|\||<!--)")
"""Fences, tables and comments tell nobody what to do."""
_CODE = lazy(r"`[^`]+`|^\s*(?:```|~~~|\$ )|^\s{4,}\S|\s>\s")
_UNDERLINE = lazy(r"^\s*(?:={3,}|-{3,}|~{3,})\s*$")
_RELEASE = lazy(
    r"^[^\w\[]*(?:\d+[.)]?\s+)?(?:(?:how to|how we|to|the|our|a|continuous|automatic)\s+)?"
    r"(?:deploy\w*|releas(?:e|es|ing)|ship(?:ping)?|go(?:ing)? live|publish(?:ing)?|production"
    r"|hosting|roll ?out|updat(?:e|ing))\b",
    re.IGNORECASE,
)
_NOT_RELEASE = lazy(r"\b(?:release notes|changelog|history|badge)\b", re.IGNORECASE)
_EXAMPLE = lazy(
    r"^\W*(?:(?:bad|counter)[ -]?)?(?:examples?|anti[ -]?patterns?|wrong|don'?ts?)\b", re.IGNORECASE
)
"""What stands below such a heading shows something; it asks nobody to do it."""
_BACK = lazy(
    r"\broll(?:ing|ed)?[ -]?back\b|\bgo(?:ing)? back (?:to|a)\b|\bgoing back\b"
    r"|\b(?:undo|revert)(?:ing)? (?:a |the )?(?:bad |last )?(?:release|deploy\w*|version)\b"
    r"|\b(?:previous|last good|known[- ]good|earlier) (?:release|version|deploy\w*)\b",
    re.IGNORECASE,
)
_BACK_COMMAND = lazy(
    r"\b(?:kamal rollback|vercel (?:rollback|promote)|heroku (?:rollback|releases:rollback)"
    r"|kubectl rollout undo|helm rollback|fly(?:ctl)? (?:releases|deploy --image)|netlify rollback"
    r"|wrangler rollback|eb deploy --version|git revert|railway redeploy"
    r"|gcloud run services update-traffic|(?:make|just|npm run|bin/|scripts?/)\s*\S*rollback)",
    re.IGNORECASE,
)
_OTHER_BACK = lazy(
    r"\b(?:transactions?|savepoint|session\.rollback|db\.rollback|database rollback)\b",
    re.IGNORECASE,
)
_SERVER = lazy(
    r"(?:^|[`$>\s])(?:ssh|mosh)\s+(?:-\S+\s+(?:\S+\s+)??)*[\w.${}<>-]+@[\w.${}<>-]+"
    r"|\b(?:ssh|log ?in|connect) (?:in)?to (?:the|your|our|production|prod)\b.{0,30}"
    r"\b(?:server|box|machine|droplet|vps|instance|host)\b"
    r"|\bssh (?:into|to) (?:production|prod)\b",
    re.IGNORECASE,
)
_UPLOAD = lazy(
    r"\b(?:upload|copy|drag)\b.{0,60}\b(?:ftp|sftp|filezilla|cpanel|file ?manager)\b"
    r"|\b(?:ftp|filezilla|cpanel)\b.{0,40}\bupload\b"
    r"|(?:^|[`$>\s])(?:scp|rsync)\s+(?:\S+\s+)+[\w.${}<>-]+@[\w.${}<>-]+:",
    re.IGNORECASE,
)
_ON_SERVER = lazy(
    r"\bgit (?:pull|fetch|checkout)\b|\bpm2 (?:restart|reload)\b|\bdocker[ -]compose (?:up|pull)\b"
    r"|\b(?:systemctl|supervisorctl|service) \S*\s?re(?:start|load)|\bnpm (?:ci|install|run)\b"
    r"|\bpull the (?:latest|code|changes)\b|\brestart\b|\bedit\b|\bpatch\b",
    re.IGNORECASE,
)
_CLICK = lazy(
    r"\b(?:then |and )?(?:manually|by hand)\b.{0,80}\b(?:run|restart|copy|upload|edit|apply|migrate"
    r"|clear|change|set|deploy|build|start)\b|\b(?:run|restart|copy|upload|apply|migrate|deploy)\b"
    r".{0,60}\b(?:manually|by hand)\b",
    re.IGNORECASE,
)
_NEGATED = lazy(
    r"\b(?:never|not|no|don't|without|instead of|avoid|nobody|rather than)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it, up to the next heading."""

    path: str
    line: int
    title: str
    lines: tuple[tuple[int, str], ...]
    """Line numbers and texts."""

    @property
    def trace(self) -> Trace:
        """The heading as evidence."""
        return Trace(self.path, self.line, mask_line(self.title))

    @property
    def filled(self) -> bool:
        """Whether anything stands below the heading."""
        return any(text.strip() and not _ASIDE.match(text) for _, text in self.lines)


def sections(path: str, text: str) -> Iterator[Section]:
    """Yield the sections of a document; what stands before the first heading is one too."""
    title, began = "", 1
    lines: list[tuple[int, str]] = []
    fenced = False
    before = ""
    for number, line in enumerate(text.splitlines()[:MOST_LINES], 1):
        fenced ^= bool(_FENCE.match(line))
        heading = None if fenced else _HEADING.match(line)
        under = not fenced and before.strip() and _UNDERLINE.match(line)
        if heading or under:
            if under:
                lines = lines[:-1]
            if title or lines:
                yield Section(path, began, title, tuple(lines))
            title = heading.group(1) if heading else before.strip()
            began, lines = number - bool(under), []
        else:
            lines.append((number, line))
        before = line
    if title or lines:
        yield Section(path, began, title, tuple(lines))


def tells_release(section: Section) -> Trace | None:
    """Return the heading of a section that tells somebody how to release."""
    named = _RELEASE.search(section.title) and not _NOT_RELEASE.search(section.title)
    return section.trace if named and section.filled else None


def tells_rollback(section: Section) -> Trace | None:
    """Return the place in a section that tells how to take a release back."""
    if _BACK.search(section.title) and section.filled and not _OTHER_BACK.search(section.title):
        return section.trace
    for number, line in section.lines:
        if _BACK_COMMAND.search(line) and not _NEGATED.search(line):
            return Trace(section.path, number, mask_line(line))
    if _RELEASE.search(section.title):
        for at, (number, line) in enumerate(section.lines):
            near = section.lines[at : at + 5]
            told = any(_CODE.search(text) for _, text in near) and not _ASIDE.match(line)
            if told and _BACK.search(line) and not _OTHER_BACK.search(line):
                return Trace(section.path, number, mask_line(line))
    return None


def by_hand(section: Section, path_tells: bool = False) -> Iterator[Trace]:  # noqa: FBT001, FBT002 - a word about the file
    """Yield instructions of a release section that change a server by hand."""
    if not (path_tells or _RELEASE.search(section.title)) or _EXAMPLE.search(section.title):
        return
    lines = section.lines
    for at, (number, line) in enumerate(lines):
        if _NEGATED.search(line):
            continue
        near = " ".join(text for _, text in lines[at : at + 8])
        on_server = _SERVER.search(line) and _ON_SERVER.search(near)
        if on_server or _UPLOAD.search(line) or _CLICK.search(line):
            yield Trace(section.path, number, mask_line(line))
