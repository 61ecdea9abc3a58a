"""Read all code of a work tree for what it wants of its environment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from ast_grep_py import SgNode, SgRoot

from launchready.derive.env.aside import is_aside
from launchready.derive.pattern import lazy
from launchready.derive.stack.recognise import shown
from launchready.facts.base import PRODUCT
from launchready.facts.env import CodeEnvironment, LocalUrl, Need, Use
from launchready.facts.stack import Trace
from launchready.repo.env.code import javascript, others, python, templates
from launchready.repo.env.code.found import Found, settle
from launchready.repo.env.code.local import local_urls_in
from launchready.repo.tree import Tree

MOST_CODE = 512 << 10
"""Bytes of one file; what is larger was generated."""
MOST_USES = 20_000
MOST_LINE = 20_000
"""A longer line is a bundle's, not a person's."""

_Finder = Callable[[SgNode, str], Iterator[Found]]
_LANGUAGES: tuple[tuple[str, tuple[str, ...], _Finder], ...] = (
    ("python", (".py",), python.find),
    ("tsx", (".tsx", ".jsx", ".js", ".mjs", ".cjs"), javascript.find),
    ("typescript", (".ts", ".mts", ".cts"), javascript.find),
    ("typescript", (".vue", ".svelte", ".astro"), javascript.find),
    ("ruby", (".rb", ".ru", ".rake"), others.find_ruby),
    ("php", (".php",), others.find_php),
    ("go", (".go",), others.find_go),
)
_MARKUP = (".vue", ".svelte", ".astro")
_READS = lazy(
    r"environ\b|getenv|\benv\s*[(.\[]|\.env\b|\bENV\s*[(.\[]|BaseSettings|Getenv|LookupEnv|_ENV\b"
    r"|\$env/|`env|config\(\s*[\"'][A-Z]|env:\"|createEnv|envalid"
)
# Most files have none of these words, and looking for words is far cheaper than for a pattern.
_WORDS = (
    *("environ", "getenv", "Getenv", "LookupEnv", "BaseSettings", "_ENV", "ENV[", "ENV.", "ENV("),
    *(".env", "env(", "env.", "env[", "$env/", "`env", "config(", 'env:"', "createEnv", "envalid"),
    *("env (", "ENV ", "dotenv-safe"),
)
_LOCAL = lazy(r"://(?:localhost|127\.|0\.0\.0\.0|\[::1\]|10\.|192\.168\.|172\.)")
_GENERATED = (".min.js", ".min.mjs", ".bundle.js", "_pb2.py", ".pb.go", ".d.ts", "schema.rb")
_VALIDATION = lazy(
    r"\bBaseSettings\)|createEnv\s*\(|cleanEnv\s*\(|from [\"']envalid|envsafe\(|"
    r"\.(?:safeP|p)arse(?:Async)?\(\s*(?:process|import\.meta|Deno)\.env\b|"
    r"dotenv-safe|validateSync\(\s*process\.env|Joi\.object[^;]{0,80}validationSchema|"
    r"^env(?:iron)?\s*=\s*(?:environ\.Env|Env)\(|"
    r"envconfig\.(?:MustP|P)rocess|env\.(?:Must|Parse)\w*\(|cleanenv\.Read\w+\(|"
    r"Dotenv\.require_keys|ENVied\.require|->required\(\[|validationSchema:|"
    r"(?:require_env|required_env|requireEnv|assertEnv|validateEnv|checkEnv|verifyEnv)\w*\s*\(",
    re.MULTILINE,
)
_MOST_VALIDATION = 10


@dataclass(slots=True)
class _Code:
    """What was found so far."""

    uses: list[Use] = field(default_factory=list)
    schema: dict[str, Need] = field(default_factory=dict)
    validation: list[Trace] = field(default_factory=list)
    local: list[LocalUrl] = field(default_factory=list)
    files: int = 0


def read_code(tree: Tree) -> CodeEnvironment:
    """Read every code file; what could not be read is in `unread`."""
    code = _Code()
    for path in tree.files:
        if path.endswith(_GENERATED) or len(code.uses) >= MOST_USES:
            continue
        _one(tree, path, code)
    laravel = any(path == "artisan" or path.endswith("/artisan") for path in tree.files)
    uses = tuple(_settled(use, code.schema, laravel=laravel) for use in code.uses)
    return CodeEnvironment(
        PRODUCT, uses, tuple(code.validation), tuple(code.local), code.files, tree.unread
    )


def _settled(use: Use, schema: dict[str, Need], *, laravel: bool) -> Use:
    if use.need is Need.REQUIRED and use.name in schema:
        return replace(use, need=schema[use.name])
    if laravel and use.need is Need.REQUIRED and "config/" in use.path:
        # Laravel's own settings name every service that one could use.
        return replace(use, need=Need.OPTIONAL)
    return use


def _one(tree: Tree, path: str, code: _Code) -> None:
    language = next((one for one in _LANGUAGES if path.endswith(one[1])), None)
    aside = is_aside(path)
    if language is None:
        if path.endswith((".prisma", ".erb", ".yml")) and not aside:
            template = tree.text(path, most=MOST_CODE) or ""
            _keep(code, _templates(path, template), path, "", aside=aside)
        return
    text = tree.text(path, most=MOST_CODE)
    if text is None:
        return
    code.files += 1
    reads = any(word in text for word in _WORDS) and _READS.search(text)
    local = not aside and "://" in text and _LOCAL.search(text)
    if not (reads or local or "dotenv-safe" in text):
        return
    if len(max(text.splitlines(), key=len, default="")) > MOST_LINE:
        tree.note(path, "has lines of a bundle: not read as code")
        return
    _parse(text, path, language, code, aside=aside, local=bool(local))


def _parse(
    text: str,
    path: str,
    language: tuple[str, tuple[str, ...], _Finder],
    code: _Code,
    *,
    aside: bool,
    local: bool,
) -> None:
    name, _, find = language
    source = templates.scripts_of(text) if path.endswith(_MARKUP) else text
    root = SgRoot(source, name).root()
    found = list(settle(find(root, source)))
    if path.endswith(_MARKUP):
        found += templates.find_in_markup(text)
    _keep(code, iter(found), path, name, aside=aside)
    for one in found:
        if one.schema and not aside:
            code.schema[one.name] = one.need
    if aside:
        return
    if local:
        code.local.extend(local_urls_in(root, path))
    validates = _VALIDATION.search(source)
    if validates and len(code.validation) < _MOST_VALIDATION:
        code.validation.append(_trace(path, source, validates.start()))


def _trace(path: str, text: str, at: int) -> Trace:
    end = text.find("\n", at)
    begin = text.rfind("\n", 0, at) + 1
    line = text[begin : end if end >= 0 else None]
    return shown(path, text.count("\n", 0, begin) + 1, line)


def _templates(path: str, text: str) -> Iterator[Found]:
    if path.endswith(".prisma"):
        return templates.find_in_prisma(text)
    return templates.find_in_erb(text)


def _keep(code: _Code, found: Iterator[Found], path: str, language: str, *, aside: bool) -> None:
    code.uses.extend(
        Use(
            one.name,
            path,
            one.line,
            one.need,
            language,
            strict=one.firm and one.need is Need.REQUIRED,
            aside=aside,
        )
        for one in found
    )
