"""How the product is built, tested, released and taken back, as its repository tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.facts.base import PRODUCT, Fact
from launchready.facts.stack import Trace


class Purpose(StrEnum):
    """What a command is for."""

    LINT = "lint"
    TYPES = "type check"
    TESTS = "tests"
    SECRETS = "secret gate"
    DEPENDENCIES = "dependency audit"
    BUDGET = "speed budget"
    BUILD = "build"
    DEPLOY = "deploy"


@dataclass(frozen=True, slots=True)
class Step:
    """One command that a pipeline runs."""

    trace: Trace
    purposes: tuple[Purpose, ...] = ()
    blocking: bool = True
    """False: the pipeline goes on when it fails."""


@dataclass(frozen=True, slots=True)
class ActionUse:
    """Somebody else's action in a pipeline (GitHub, Gitea, Forgejo)."""

    trace: Trace
    name: str
    """`owner/repository`, with the folder in it where there is one."""
    ref: str = ""
    """A tag, branch or commit; empty where none is named."""
    official: bool = False
    """It belongs to the maker of the platform itself."""

    @property
    def pinned(self) -> bool:
        """Whether the reference is a full commit, which nobody can move."""
        return len(self.ref) in {40, 64} and all(one in "0123456789abcdef" for one in self.ref)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """One pipeline definition."""

    trace: Trace
    system: str
    """`GitHub Actions`, `GitLab CI`…"""
    merge_requests: bool | None = None
    """Whether it runs before a merge; None where that is set outside the repository."""
    automatic: bool = True
    """False where a person has to start it."""
    steps: tuple[Step, ...] = ()
    actions: tuple[ActionUse, ...] = ()
    elsewhere: tuple[Trace, ...] = ()
    """Parts that are kept in other repositories and were not read."""

    @property
    def gates(self) -> bool:
        """Whether a merge or a commit can meet it without anybody starting it."""
        return self.automatic and self.merge_requests is not False


@dataclass(frozen=True, slots=True)
class Pipelines(Fact):
    """Every pipeline definition of the repository."""

    subject: str = PRODUCT
    pipelines: tuple[Pipeline, ...] = ()
    bots: tuple[Trace, ...] = ()
    """Services that watch dependencies by themselves: Dependabot, Renovate."""


@dataclass(frozen=True, slots=True)
class InPipeline(Fact):
    """The commands of one purpose that automatic pipelines run. Base of a fact for each."""

    subject: str = PRODUCT
    steps: tuple[Step, ...] = ()
    at: str = ""
    """The pipeline that should have such a step where none has."""
    languages: tuple[str, ...] = ()
    """What the code is written in, the most used first."""


class LintInPipeline(InPipeline):
    """Linters."""

    __slots__ = ()


class TypesInPipeline(InPipeline):
    """Type checks; of compiled languages, the build."""

    __slots__ = ()


class TestsInPipeline(InPipeline):
    """Tests."""

    __slots__ = ()
    __test__ = False


class SecretsInPipeline(InPipeline):
    """Scanners that refuse a commit with a key in it."""

    __slots__ = ()


class AuditInPipeline(InPipeline):
    """Audits of dependencies."""

    __slots__ = ()


class BudgetInPipeline(InPipeline):
    """Measurements that fail when a page or a route becomes slower."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Releasing(Fact):
    """How a release comes about, and what is written about it."""

    subject: str = PRODUCT
    build: tuple[Trace, ...] = ()
    deploy: tuple[Trace, ...] = ()
    """Files, targets, scripts and pipeline steps that release the product."""
    documented: tuple[Trace, ...] = ()
    """Passages that tell somebody how to release."""
    rollback: tuple[Trace, ...] = ()
    """Passages, targets and pipelines that take a release back."""
    by_hand: tuple[Trace, ...] = ()
    """Instructions to change the server by hand."""
    notes: tuple[Trace, ...] = ()
    """Where releases are described."""
    tags: tuple[str, ...] = ()
    """The newest version tags, at most five."""
    documents: tuple[str, ...] = ()
    """The documents that were read."""


@dataclass(frozen=True, slots=True)
class Image:
    """A container that the repository builds or starts."""

    trace: Trace
    """The line that decides who it runs as."""
    user: str = ""
    """Whom it runs as; empty where nothing says so, which is root."""
    base: str = ""

    @property
    def root(self) -> bool:
        """Whether its processes run as root."""
        return self.user.partition(":")[0].strip("\"' ").lower() in {"", "root", "0"}


@dataclass(frozen=True, slots=True)
class Images(Fact):
    """Every container image of the repository, of which there is at least one."""

    subject: str = PRODUCT
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """A folder whose dependencies one package manager installs."""

    manager: str
    """`npm`, `pip`, `Bundler`…"""
    manifest: str
    """The file that asks for the dependencies."""
    lock: str = ""
    """The file that fixes their versions; empty where there is none."""
    others: tuple[str, ...] = ()
    """Lock files of other managers beside it."""


@dataclass(frozen=True, slots=True)
class Installs(Fact):
    """What is installed, and whether the same thing is installed each time."""

    subject: str = PRODUCT
    packages: tuple[Package, ...] = ()
    loose: tuple[Step, ...] = ()
    """Commands of pipelines and images that may install other versions than the lock file says."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A known hole in a dependency."""

    lock: str
    package: str
    version: str
    id: str
    severity: str = ""
    """`critical`, `high`…; empty where the tool does not say."""
    fixed: str = ""
    """The first version without it, where there is one."""


@dataclass(frozen=True, slots=True)
class DependencyHoles(Fact):
    """What audit tools say of the locked dependencies."""

    subject: str = PRODUCT
    audited: tuple[str, ...] = ()
    """Lock files, each with the tool that read it: `package-lock.json (npm audit)`."""
    holes: tuple[Hole, ...] = ()
