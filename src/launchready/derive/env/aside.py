"""Tell the code that production runs from tests, scripts, examples and tools' settings."""

from __future__ import annotations

import re

from launchready.derive.pattern import lazy

_FOLDERS = frozenset(
    {
        *("test", "tests", "__tests__", "spec", "specs", "e2e", "cypress", "playwright"),
        *("fixtures", "__fixtures__", "__mocks__", "mocks", "testdata", "test-utils", "testing"),
        *("docs", "doc", "documentation", "example", "examples", "sample", "samples", "demo"),
        *("demos", "bench", "benchmark", "benchmarks", "stories", ".storybook", "storybook"),
        *("tools", "tooling", "scripts", "script", "hack", ".github", ".devcontainer"),
        *("playground", "sandbox", "templates_test"),
    }
)
_NAMES = lazy(
    r"(?:^test_.*|.*_test\.\w+|.*_spec\.rb|conftest\.py|.*\.(?:test|spec|stories|cy|bench|e2e)\.\w+"
    r"|(?:jest|vitest|playwright|cypress|karma|wdio|drizzle|commitlint|eslint|prettier|babel"
    r"|tailwind|postcss|lint-staged|release|renovate)\.(?:config|setup)\b.*|\.?eslintrc.*"
    r"|setup-?[tT]ests?\.\w+|gulpfile.*|gruntfile.*|noxfile\.py|fabfile\.py|tasks\.py"
    r"|.*Test\.php|seeds?\.\w+)$",
    re.IGNORECASE,
)


def is_aside(path: str) -> bool:
    """Say whether a file of this path is not part of what production runs."""
    *folders, name = path.split("/")
    return any(folder.lower() in _FOLDERS for folder in folders) or bool(_NAMES.match(name))
