"""Where the released code names a column or table that a migration takes away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from launchready.derive.pattern import lazy
from launchready.facts.migrations import Effect, Step
from launchready.repo.git.command import git
from launchready.repo.migrations.baseline import Baseline
from launchready.repo.open import Repository

_GOES = frozenset(
    {
        *(Effect.DROP_TABLE, Effect.DROP_COLUMN, Effect.RENAME_TABLE, Effect.RENAME_COLUMN),
        Effect.TYPE,
    }
)
_SHOWN = 3
_CODE = (
    *(".py", ".rb", ".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".go", ".php", ".java", ".kt"),
    *(".rs", ".cs", ".ex", ".exs", ".scala", ".swift", ".vue", ".svelte", ".prisma"),
)
_WORD = lazy(r"[A-Za-z_]\w{0,99}")
_MOST_BYTES = 4 << 20
_NOT_CODE = (
    *("*.md", "*.rst", "*.txt", "*.lock", "*.sql", "*.svg", "*.csv", "*.map", "*lock.json"),
    *("*schema.rb", "*/meta/*.json", "CHANGELOG*"),
)
"""Words, data and pictures of the database: only programs break."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Looks names up in the commit that is released."""

    repository: Repository
    baseline: Baseline
    folders: tuple[str, ...]
    """Folders of migrations: they name what they drop."""

    def noted(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """Return the steps with the places that still name what goes away."""
        if not self._has_code():
            return steps
        names = {_gone(step) for step in steps if step.effect in _GOES} - {""}
        found = {name: self._places(name) for name in sorted(names)}
        return tuple(
            replace(step, used=found[_gone(step)], usage_known=True)
            if step.effect in _GOES and _gone(step) in found
            else step
            for step in steps
        )

    def _has_code(self) -> bool:
        """Say whether the code stands in this repository at all; a schema may have its own."""
        migrations = tuple(f"{folder}/" for folder in self.folders if folder)
        return any(
            path.endswith(_CODE) and not path.startswith(migrations)
            for path in self.baseline.objects or ()
        )

    def _places(self, name: str) -> tuple[str, ...]:
        """Return at most three `path:line` of a name, in snake case and in camel case."""
        spelled = {name, _camel(name), _camel(name)[:1].upper() + _camel(name)[1:]}
        patterns = [part for one in sorted(spelled) for part in ("-e", one)]
        paths = [f":(exclude){folder}" for folder in self.folders if folder]
        paths += [f":(exclude){pattern}" for pattern in _NOT_CODE]
        printed = git(
            self.repository.root,
            *("grep", "-n", "-z", "-w", "-I", "-F", "--full-name", "--no-color", *patterns),
            *(self.baseline.commit, "--", ".", *paths),
            codes=(0, 1),
            most=_MOST_BYTES,
        )
        places: list[str] = []
        for row in printed.split(b"\n"):
            place, _, rest = row.partition(b"\0")
            line = rest.partition(b"\0")[0]
            if line.isdigit() and len(places) < _SHOWN:
                path = place.decode("utf-8", "replace").partition(":")[2]
                places.append(f"{path}:{line.decode()}")
        return tuple(places)


def _gone(step: Step) -> str:
    name = (step.column or step.table).rpartition(".")[2]
    return name if _WORD.fullmatch(name) else ""


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)
