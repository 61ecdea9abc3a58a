"""Addresses of a developer's machine that code calls, whatever the environment says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ast_grep_py import SgNode

from launchready.derive.mask import mask_url
from launchready.derive.page.local_urls import is_local
from launchready.derive.pattern import lazy
from launchready.facts.env import LocalUrl
from launchready.repo.env.code.found import line

MOST = 5
"""Of one file."""

_STRINGS = ("string", "template_string", "encapsed_string", "interpreted_string_literal")
_URL = lazy(r"(?:https?|wss?)://[^\s\"'`<>\\$%{]{3,200}")
_CALLS = lazy(
    r"(?:^|\.)(?:fetch|\$fetch|useFetch|axios|get|post|put|patch|delete|request|ky|got|superagent"
    r"|io|connect|urlopen|Request|URL|WebSocket|EventSource|create|createClient|open|redirect"
    r"|Redirect|redirect_to|Get|Post|NewRequest|HTTParty|parse|URI|start|send)$"
)
_NAMED = lazy(
    r"(?:url|uri|host|endpoint|api|base|origin|server|backend|webhook|callback|redirect|domain|link)",
    re.IGNORECASE,
)
_DEVELOPER = lazy(
    r"\b(?:is_?)?(?:dev|development|debug|local|localhost|test|testing|NODE_ENV|__DEV__|PROD|production"
    r"|DEBUG|environment|env|stage)\b|isDev|isLocal|isProd|inDevelopment|APP_ENV|RAILS_ENV"
    r"|import\.meta\.env|process\.env|os\.environ|getenv|ENV\[",
    re.IGNORECASE,
)
_FOR_DEVELOPERS = lazy(
    r"(?:\b|_)(?:dev|local|test|debug|mock|fake)(?:[A-Z_]|\b)|(?:\b|_)(?:DEV|LOCAL|TEST|MOCK)(?:_|\b)"
)
_DEFAULTS = frozenset(
    {
        *("ternary_expression", "conditional_expression", "conditional", "default_parameter"),
        *("typed_default_parameter", "assignment_pattern", "object_assignment_pattern"),
        *("optional_parameter", "keyword_parameter", "simple_parameter", "required_parameter"),
        *("boolean_operator", "comparison_operator", "match_expression", "switch_case", "case"),
        *("decorator", "array", "list", "tuple", "set", "array_creation_expression"),
        *("composite_literal", "import_statement", "throw_statement", "raise_statement"),
        *("expression_statement_docstring", "jsx_text", "formal_parameters", "lambda_parameters"),
    }
)
_SIGNS = frozenset({"||", "??", "&&", "or", "and", "==", "===", "!=", "!==", "?:"})
_SETTINGS = lazy(
    r"(?:^|/)(?:(?:vite|next|nuxt|webpack|rspack|svelte|astro|remix|vue|quasar|rollup|expo|app"
    r"|metro|capacitor|ormconfig|codegen|graphql|orval|openapi)[\w.-]*\.(?:config\.)?(?:c|m)?[jt]s"
    r"|webpack[\w./-]*|[\w.-]*(?:dev|local|test|mock|stub|fake|example|sample|storybook)[\w.-]*"
    r"\.\w+|proxy\.conf\.\w+|setupProxy\.js|manage\.py|cli\.py|__main__\.py|cors[\w.-]*\.\w+"
    r"|environments?/(?:environment|development|test)\.\w+|puma\.rb|boot\.rb)$",
    re.IGNORECASE,
)
_LOGS = lazy(
    r"(?:console|log|logger|logging|print|puts|echo|fmt|warn|info|debug|error|help|Usage)\b"
)


def local_urls_in(root: SgNode, path: str) -> Iterator[LocalUrl]:
    """Yield addresses that are called or kept under a telling name, without any condition."""
    if _SETTINGS.search(path):
        return
    number = 0
    for kind in _STRINGS:
        for node in _of_kind(root, kind):
            url = _url(node.text())
            if url and _is_used(node):
                number += 1
                yield LocalUrl(path, line(node), mask_url(url))
                if number >= MOST:
                    return


def _of_kind(root: SgNode, kind: str) -> list[SgNode]:
    try:
        return list(root.find_all(kind=kind))
    except RuntimeError:
        # This language has no such kind of string.
        return []


def _url(text: str) -> str:
    found = _URL.match(text.lstrip("brfuBRFU").lstrip("\"'`"))
    if found is None or not is_local(found.group()):
        return ""
    url = found.group()
    try:
        parts = urlsplit(url)
        # A bare `http://localhost` is how code spells "no base address" to parse relative ones.
        bare = parts.port is None and parts.path in {"", "/"}
    except ValueError:
        return ""
    return "" if bare or (parts.hostname or "").endswith(".local") else url


def _is_used(node: SgNode) -> bool:
    used = False
    before: SgNode = node
    for above in node.ancestors():
        kind = above.kind()
        if kind in _DEFAULTS or (kind in {"binary_expression", "binary"} and _chooses(above)):
            return False
        if kind in {"if_statement", "if", "unless", "elif_clause", "if_modifier", "case_statement"}:
            head = above.text()[: max(0, before.range().start.index - above.range().start.index)]
            if _DEVELOPER.search(head[:300]):
                return False
        if kind in {"call", "call_expression", "new_expression", "function_call_expression"}:
            called = _called(above)
            if above.text().startswith("ENV."):
                return False
            if _LOGS.match(called) or not _CALLS.search(called):
                return False
            used = True
        if kind in {"pair", "keyword_argument", "assignment", "variable_declarator"} or kind in {
            "assignment_expression",
            "short_var_declaration",
            "const_spec",
            "public_field_definition",
            "array_element_initializer",
        }:
            name = above.text()[: max(0, before.range().start.index - above.range().start.index)]
            if _DEVELOPER.search(name) or _FOR_DEVELOPERS.search(name):
                return False
            used = used or bool(_NAMED.search(name))
        before = above
    return used


def _chooses(node: SgNode) -> bool:
    operator = node.field("operator")
    return operator is not None and operator.text() in _SIGNS


def _called(node: SgNode) -> str:
    for field in ("function", "constructor", "method"):
        part = node.field(field)
        if part is not None:
            return part.text()[-80:]
    return ""
