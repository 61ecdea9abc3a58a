"""What a product is built of, told by the files of its repository."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.facts.base import PRODUCT, Fact


class Layer(StrEnum):
    """What a technology does in the product."""

    FRAMEWORK = "framework"
    DATABASE = "database"
    """What talks to the database and changes its schema."""
    HOSTING = "hosting"
    CONTAINER = "container"
    MONITORING = "monitoring"
    PAYMENTS = "payments"
    MAIL = "mail"
    MODEL = "model"
    """A language model's vendor."""
    AUTH = "auth"
    STORAGE = "storage"
    SEARCH = "search"
    MESSAGES = "messages"
    ANALYTICS = "analytics"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Trace:
    """A line of a file, masked: what gave something away."""

    path: str
    line: int = 1
    text: str = ""

    def __str__(self) -> str:
        """Return the line as evidence: `package.json:12: "next": "15.1.0"`."""
        return f"{self.path}:{self.line}: {self.text}" if self.text else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Technology:
    """One thing that the product is built of, or one service it needs."""

    name: str
    layer: Layer
    billed: bool = False
    """Somebody sends a bill for it, or can switch the account off."""
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Stack(Fact):
    """Everything recognised in the repository, the surest traces first."""

    subject: str = PRODUCT
    technologies: tuple[Technology, ...] = ()
    files: int = 0
    """How many files the work tree has, without dependencies and build output."""
    unread: tuple[str, ...] = ()
    """What was left out and why: too large, not text, a limit reached."""

    def of(self, *layers: Layer) -> tuple[Technology, ...]:
        """Return the technologies of these layers."""
        return tuple(one for one in self.technologies if one.layer in layers)

    def has(self, name: str) -> bool:
        """Say whether a technology was recognised."""
        return any(one.name == name for one in self.technologies)

    @property
    def hosting(self) -> str:
        """The platform that the repository is made for; empty where nothing tells."""
        return next((one.name for one in self.technologies if one.layer is Layer.HOSTING), "")

    @property
    def is_service(self) -> bool:
        """Whether the repository is something that is deployed and runs."""
        return bool(self.of(Layer.FRAMEWORK, Layer.HOSTING, Layer.CONTAINER))
