"""Secrets that were seen: what they are and where they lie, never what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from launchready.facts.base import PRODUCT, Fact


class Nature(StrEnum):
    """What a value is, as far as its form and its name tell."""

    ADMIN = "admin"
    """Opens everything, past every rule of access: a service role, a root key."""
    LIVE = "live"
    """A provider's credential that works outside."""
    NAMED = "named"
    """No provider's form, but its name says that it is a secret."""
    TOKEN = "token"  # noqa: S105 - the word for a kind of secret
    """A signed token that says itself until when it holds."""
    TEST = "test"
    """A key of a provider's test mode."""
    LOCAL = "local"
    """Opens only something on the developer's own machine."""
    SAMPLE = "sample"
    """Stands in a test, an example or a document."""
    PUBLISHABLE = "publishable"
    """Made to be seen by every visitor."""


class State(StrEnum):
    """Where a secret lies."""

    HEAD = "in the current commit"
    WORK_TREE = "in the work tree only"
    HISTORY = "in the history only"
    UNREACHABLE = "in objects that no branch holds"
    MESSAGE = "in a commit or tag message"
    BUNDLE = "in code that visitors load"
    LOG = "in a log"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a secret."""

    state: State
    path: str = ""
    """A file in the repository or on the machine, a URL, or empty for an object without a path."""
    line: int = 0
    """From 1; 0 where lines mean nothing."""
    object: str = ""
    """The git object, abbreviated."""
    tracked: bool = True
    """False for a file of the work tree that git ignores or does not know."""
    inside: str = ""
    """The file inside an archive."""


@dataclass(frozen=True, slots=True)
class Secret:
    """One value, wherever it was found. Two places with the same value are one secret."""

    id: str
    """A keyed fingerprint: it says that two values are equal and nothing else."""
    kind: str
    """`stripe-secret-key`, `named`…"""
    vendor: str
    """Who issued it; empty where nothing says so."""
    what: str
    """What it is, in words: `Stripe secret key`."""
    shown: str
    """What a report may show of it: the public prefix of its kind, its length, its fingerprint."""
    nature: Nature
    name: str = ""
    """The variable or field it is assigned to, where one is."""
    places: tuple[Place, ...] = ()
    """At most 20, the worst first."""
    seen: int = 1
    """How many places there are."""
    first_commit: str = ""
    first_at: datetime | None = None
    last_commit: str = ""
    """The commit that took it out last; empty while it is still in, or where nothing tells."""
    last_at: datetime | None = None
    expires: datetime | None = None
    role: str = ""
    """The role that a signed token claims."""
    production: bool = False
    """It is a value of production that the owner gave to look for."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a repository was read. What is not here was not judged."""

    objects: int = 0
    """Blobs, commits and tags."""
    read: int = 0
    """Those that were read now or in an earlier run with the same rules."""
    bytes: int = 0
    files: int = 0
    """Files of the work tree."""
    missing: int = 0
    """Objects that the repository names and does not have."""
    too_large: int = 0
    """Objects and files above the size limit."""
    unreadable: int = 0
    history: bool = False
    """The history was read too."""
    limits: tuple[str, ...] = ()
    """What lies outside, a sentence each: said, and not held against the repository."""
    unread_files: tuple[str, ...] = ()
    """Why the current files are not clean even if nothing was found in what could be read."""
    unread_history: tuple[str, ...] = ()
    """The same of the history."""


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that says by its name that it holds secrets."""

    path: str
    what: str
    tracked: bool
    state: State = State.HEAD


@dataclass(frozen=True, slots=True)
class PublicVariable:
    """A variable that the build puts into public code although its name speaks of a secret."""

    name: str
    path: str
    line: int = 0


FILES = "the repository's files"
"""The subject of what the current commit and the work tree hold."""
UNREAD_FILES = "files that could not be read"
HISTORY = "the repository's history"
UNREAD_HISTORY = "history that could not be read"


@dataclass(frozen=True, slots=True)
class FileSecrets(Fact):
    """What the current commit and the work tree give away. The subject is `FILES`."""

    subject: str = FILES
    found: tuple[Secret, ...] = ()
    files: tuple[NamedFile, ...] = ()
    coverage: Coverage = Coverage()


@dataclass(frozen=True, slots=True)
class HistorySecrets(Fact):
    """What is in the history and no longer in the current commit. The subject is `HISTORY`."""

    subject: str = HISTORY
    found: tuple[Secret, ...] = ()
    coverage: Coverage = Coverage()


@dataclass(frozen=True, slots=True)
class BundleSecrets(Fact):
    """What the code that visitors load gives away. The subject is the host name."""

    found: tuple[Secret, ...] = ()
    public_variables: tuple[PublicVariable, ...] = ()
    read: tuple[str, ...] = ()
    """URLs of what was read, masked."""
    unread: tuple[str, ...] = ()
    """URLs of scripts and maps that could not be read, each with the reason."""


class Leak(StrEnum):
    """What a log line holds that it should not."""

    CREDENTIAL = "credential of a provider"
    PASSWORD = "password"  # noqa: S105 - the word for a kind of leak
    BEARER = "bearer or basic credential"
    COOKIE = "cookie"
    RESET_LINK = "reset or sign-in link"
    CARD = "card number"
    EMAIL = "e-mail address"
    PROMPT = "private message or prompt"

    @property
    def is_secret(self) -> bool:
        """Whether it opens something, rather than tells about somebody."""
        return self not in {Leak.CARD, Leak.EMAIL, Leak.PROMPT}


@dataclass(frozen=True, slots=True)
class LogLeak:
    """One kind of leak in the lines of one form."""

    leak: Leak
    template: str
    """The line with everything that varies replaced."""
    count: int
    first_line: int
    last_line: int
    sample: str
    """One line, masked."""
    what: str = ""
    """The kind of credential, where a provider's form tells."""


@dataclass(frozen=True, slots=True)
class LogFile:
    """One log, read to its end."""

    name: str
    lines: int = 0
    bytes: int = 0
    leaks: tuple[LogLeak, ...] = ()
    cut: str = ""
    """Why not all of it was read; empty when it was."""


@dataclass(frozen=True, slots=True)
class LogLeaks(Fact):
    """What log files give away. The subject is the product."""

    subject: str = PRODUCT
    files: tuple[LogFile, ...] = ()
    found: tuple[Secret, ...] = ()
    """Credentials by identity, so that they can be matched with the repository's."""
