"""Environments: which variables are set where, without any value.

A value is never part of a fact. What stays of it is its state, what sort of thing it looks like,
and a fingerprint: a short hash under a key that lives as long as the run. Equal values have equal
fingerprints within one run, and nobody can find the value again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.facts.base import PRODUCT, Fact
from launchready.facts.stack import Trace


class State(StrEnum):
    """What is known about a variable's value."""

    SET = "set"
    EMPTY = "empty"
    PLACEHOLDER = "placeholder"
    """Words such as `changeme` stand where the value belongs."""
    REFERENCE = "reference"
    """It is taken from somewhere else: a secret store, another variable."""
    UNKNOWN = "unknown"
    """The name is there; the platform does not show the value."""


class Looks(StrEnum):
    """What a value looks like."""

    PLAIN = "plain"
    SECRET = "secret"  # noqa: S105 - a word, not a secret
    """Its name or its form says that it must stay secret."""
    LIVE_KEY = "live key"
    """A vendor's key that moves real money or real data: `sk_live_…`."""
    TEST_KEY = "test key"
    LOCAL = "local address"
    """It leads to the machine itself or to a private network."""


class Stage(StrEnum):
    """What an environment is for."""

    PRODUCTION = "production"
    STAGING = "staging"
    PREVIEW = "preview"
    DEVELOPMENT = "development"
    TEST = "test"
    EXAMPLE = "example"
    """A template that people copy: it says which names there are."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of one environment."""

    name: str
    state: State
    fingerprint: str = ""
    """Of the value, within this run; empty when there is none to compare."""
    looks: Looks = Looks.PLAIN
    line: int = 0
    """Where it stands in the source; 0 when the source has no lines of its own."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables that one source gives to one stage."""

    name: str
    """`production`, or what the source calls it."""
    source: str
    """The file, or how its output was recorded: `vercel env ls`."""
    stage: Stage = Stage.UNKNOWN
    variables: tuple[Variable, ...] = ()
    whole: bool = False
    """The source shows every variable that the stage has, so that one it lacks is missing."""
    platform: str = ""
    """Whose format it is: `dotenv`, `compose`, `kubernetes`, `render`…"""

    def names(self) -> frozenset[str]:
        """Return the names of all variables."""
        return frozenset(one.name for one in self.variables)

    def of(self, name: str) -> Variable | None:
        """Return a variable by its name."""
        return next((one for one in self.variables if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Environments(Fact):
    """Every environment that the repository and recorded outputs show."""

    subject: str = PRODUCT
    environments: tuple[Environment, ...] = ()
    unread: tuple[str, ...] = ()
    """Files that hold an environment but could not be read, and why."""

    def at(self, *stages: Stage) -> tuple[Environment, ...]:
        """Return the environments of these stages."""
        return tuple(one for one in self.environments if one.stage in stages)


SHOWN = "production"
HIDDEN = "hidden values of production"


@dataclass(frozen=True, slots=True)
class Production(Fact):
    """The environments of production, of which there is at least one.

    The subject is `SHOWN`. A second subject, `HIDDEN`, is unmeasured while some values are not
    shown, so that a check of values cannot pass on half of them.
    """

    subject: str = SHOWN
    environments: tuple[Environment, ...] = ()


@dataclass(frozen=True, slots=True)
class WholeProduction(Fact):
    """Production with every variable it has, so that one it lacks is missing."""

    subject: str = PRODUCT
    environments: tuple[Environment, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere(Fact):
    """The environments that are not production and show values."""

    subject: str = PRODUCT
    environments: tuple[Environment, ...] = ()


@dataclass(frozen=True, slots=True)
class StagePair(Fact):
    """Production and staging, as far as they can be compared name by name."""

    subject: str = PRODUCT
    production: tuple[Environment, ...] = ()
    staging: tuple[Environment, ...] = ()


class Need(StrEnum):
    """What happens to the code when a variable is not set."""

    REQUIRED = "required"
    """The code counts on it."""
    DEFAULT = "has a default"
    OPTIONAL = "optional"
    """The code looks whether it is there, and does without."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where the code reads a variable."""

    name: str
    path: str
    line: int
    need: Need = Need.REQUIRED
    language: str = ""
    strict: bool = False
    """The code stops with an error of its own when the variable is missing."""
    aside: bool = False
    """It is a test, a script or a tool's settings: production does not run it."""


@dataclass(frozen=True, slots=True)
class LocalUrl:
    """An address of a developer's machine that the code calls, whatever the environment."""

    path: str
    line: int
    url: str


@dataclass(frozen=True, slots=True)
class CodeEnvironment(Fact):
    """What the code wants of its environment."""

    subject: str = PRODUCT
    uses: tuple[Use, ...] = ()
    validation: tuple[Trace, ...] = ()
    """Where the environment is checked as a whole when the product starts."""
    local_urls: tuple[LocalUrl, ...] = ()
    files: int = 0
    """How many code files were read."""
    unread: tuple[str, ...] = ()

    def needed(self) -> tuple[Use, ...]:
        """Return the first use of every variable that running code counts on."""
        first: dict[str, Use] = {}
        for use in self.uses:
            if use.need is Need.REQUIRED and not use.aside:
                first.setdefault(use.name, use)
        return tuple(first.values())
