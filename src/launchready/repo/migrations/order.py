"""Where a repository says whether migrations run before or after the release."""

from __future__ import annotations

import re
from collections.abc import Iterator

from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.repo.migrations.files import Files

_COMMAND = (
    r"(?:prisma\s+migrate\s+deploy|drizzle-kit\s+(?:migrate|push)|supabase\s+(?:db\s+push|migration)"
    r"|dbmate\s+(?:up|migrate)|goose\b.*\bup\b|migrate\s+.*\bup\b|flyway\s+migrate|sqitch\s+deploy"
    r"|alembic\s+upgrade|manage\.py\s+migrate|db:migrate|knex\s+migrate:latest|db:prepare"
    r"|typeorm\s+migration:run|sequelize\s+db:migrate|(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?\S*migrat\S*)"
)
_RUNS = lazy(_COMMAND, re.IGNORECASE)
_SAYS = lazy(
    r"migrat\w*.{0,120}\b(?:before|after|prior\s+to|then|first)\b.{0,120}"
    r"\b(?:deploy\w*|releas\w*|code|roll(?:s|ed|ing)?\s*out|traffic|app|start\w*)\b"
    r"|\b(?:deploy\w*|releas\w*|code)\b.{0,120}\b(?:before|after|then)\b.{0,120}migrat",
    re.IGNORECASE,
)
_STEPS = frozenset(
    {
        *("Procfile", "fly.toml", "render.yaml", "render.yml", "railway.json", "railway.toml"),
        *("heroku.yml", "app.json", "vercel.json", "netlify.toml", "package.json", "Makefile"),
        *("Dockerfile", "docker-compose.yml", "docker-compose.yaml", "compose.yaml", "justfile"),
        *("compose.yml", "deploy.yml", "Taskfile.yml", "bitbucket-pipelines.yml", ".gitlab-ci.yml"),
        *("Jenkinsfile", "Procfile.dev", "cloudbuild.yaml", "nixpacks.toml", "buildspec.yml"),
    }
)
_WORDS = (".md", ".rst", ".txt", ".adoc")
_SCRIPTS = lazy(
    r"(?:entrypoint|start|release|deploy|boot|pre-deploy)[\w.-]*(?:\.sh)?$", re.IGNORECASE
)
_MOST = 10


def order(files: Files) -> tuple[str, ...]:
    """Return `path:line: text` of each place, at most ten."""
    found: list[str] = []
    for path in files.paths:
        if len(found) >= _MOST:
            break
        found.extend(_places(files, path))
    return tuple(found[:_MOST])


def _places(files: Files, path: str) -> Iterator[str]:
    name = path.rpartition("/")[2]
    pattern = None
    if name.lower().endswith(_WORDS):
        pattern = _SAYS
    elif path.startswith(".github/workflows/") or name in _STEPS or _SCRIPTS.match(name):
        pattern = _RUNS
    if pattern is None:
        return
    for number, line in enumerate((files.text(path) or "").splitlines(), 1):
        if _is_release_step(name, line) and pattern.search(line[:500]):
            yield f"{path}:{number}: {mask_line(line.strip())}"[:200]


def _is_release_step(name: str, line: str) -> bool:
    """Whether a line is one that a release runs; a test's own database says nothing."""
    if name == "package.json":
        script = re.match(r'\s*"([\w:-]+)"\s*:', line)
        wanted = r"(?:pre|post)?(?:build|start|deploy|release|heroku-postbuild|vercel-build)"
        return script is not None and re.match(wanted, script[1]) is not None
    return not re.search(r"\btest\b", line, re.IGNORECASE)
