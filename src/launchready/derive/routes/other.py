"""Routes of Rails and Laravel, read line by line with the blocks they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.facts.matched import CodeRoute
from launchready.facts.stack import Trace

_RAILS_VERB = lazy(r"^\s*(get|post|put|patch|delete)\s*\(?\s*[:\"']([\w/:.*()-]+)[\"']?")
_RAILS_RESOURCES = lazy(r"^\s*(resources|resource)\s*\(?\s*((?::\w+\s*,?\s*)+)(.*)$")
_RAILS_BLOCK = lazy(r"^\s*(namespace|scope)\s*\(?\s*(?:path:\s*)?[:\"']([\w/-]+)[\"']?.*\bdo\b")
_RAILS_MOUNT = lazy(r"^\s*mount\s.*?(?:=>|at:)\s*[\"'](/?[\w/-]+)[\"']")
_RAILS_DO = lazy(r"\bdo\b(?:\s*\|.*\|)?\s*$")
_LARAVEL = lazy(
    r"Route::(get|post|put|patch|delete|any|match|view)\(\s*(?:\[[^\]]*\]\s*,\s*)?['\"]([^'\"]{0,200})"
)
_LARAVEL_RESOURCE = lazy(r"Route::(?:api)?[rR]esource\(\s*['\"]([^'\"]{1,200})['\"]")
_LARAVEL_GROUP = lazy(
    r"prefix\(\s*['\"]([^'\"]{1,100})['\"]\s*\)|['\"]prefix['\"]\s*=>\s*['\"]([^'\"]{1,100})"
)


def rails(path: str, text: str) -> Iterator[CodeRoute]:
    """Yield the routes of `config/routes.rb`."""
    blocks: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        code = line.partition(" #")[0]
        if code.lstrip().startswith("#"):
            continue
        before = "".join(f"/{one.strip('/')}" for one in blocks if one)
        trace = Trace(path, number, mask_line(line))
        block = _RAILS_BLOCK.match(code)
        if block:
            blocks.append(block.group(2))
            continue
        verb = _RAILS_VERB.match(code)
        resources = _RAILS_RESOURCES.match(code)
        mount = _RAILS_MOUNT.match(code)
        if verb:
            yield CodeRoute(verb.group(1).upper(), _join(before, verb.group(2)), trace, "Rails")
        elif resources:
            for name in re.findall(r":(\w+)", resources.group(2)):
                yield CodeRoute("GET", _join(before, name), trace, "Rails")
        elif mount:
            yield CodeRoute("ANY", _join(before, mount.group(1)), trace, "Rails")
        if _RAILS_DO.search(code):
            blocks.append("")
        elif re.match(r"^\s*end\b", code) and blocks:
            blocks.pop()


def laravel(path: str, text: str) -> Iterator[CodeRoute]:
    """Yield the routes of a file below `routes/`; those of `api.php` stand below `/api`."""
    base = "/api" if path.endswith("api.php") else ""
    groups: list[tuple[int, str]] = []
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        code = re.sub(r"(?<!:)//.*$|^\s*[#*].*$", "", line)
        while groups and depth <= groups[-1][0]:
            groups.pop()
        before = base + "".join(f"/{one.strip('/')}" for _, one in groups)
        trace = Trace(path, number, mask_line(line))
        for found in _LARAVEL.finditer(code):
            verb = {"any": "ANY", "match": "ANY", "view": "GET"}.get(found.group(1))
            yield CodeRoute(
                verb or found.group(1).upper(), _join(before, found.group(2)), trace, "Laravel"
            )
        for found in _LARAVEL_RESOURCE.finditer(code):
            yield CodeRoute("GET", _join(before, found.group(1)), trace, "Laravel")
        group = _LARAVEL_GROUP.search(code)
        if group and "group(" in code:
            groups.append((depth, group.group(1) or group.group(2)))
        depth += code.count("{") - code.count("}")


def _join(before: str, place: str) -> str:
    inner = place.strip("/").replace("(.:format)", "")
    return f"{before}/{inner}" if inner else before or "/"
