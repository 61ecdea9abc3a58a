from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tests.repo.secrets.mint import Mint

from launchready.collect.exposure.bundle_secrets import collect_bundle_secrets
from launchready.facts.secrets import BundleSecrets, Nature
from launchready.net.failure import Failure

Visit = Callable[..., Awaitable[Any]]
HOST = "127.0.0.1"
HTML = {"Content-Type": "text/html"}
SCRIPT = {"Content-Type": "text/javascript"}


def _site(script: str, source: str = "", inline: str = "") -> Callable[..., object]:
    page = f"<!doctype html><title>S</title><script>{inline}</script><script src=/app.js></script>"

    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, headers
        mapped = json.dumps({"sources": ["src/pay.ts"], "sourcesContent": [source]})
        known = {
            "/": (200, HTML, page),
            "/app.js": (200, SCRIPT, f"{script}\n//# sourceMappingURL=app.js.map"),
            "/app.js.map": (200, {"Content-Type": "application/json"}, mapped),
        }
        return known.get(path, (404, HTML, "<h1>Not found"))

    return answer


async def _look(visit: Visit, answer: Callable[..., object], **run: bool) -> BundleSecrets:
    site = await visit(answer, run=run or None)
    seen = await collect_bundle_secrets.collect(site.look, HOST)
    assert isinstance(seen, BundleSecrets)
    return seen


async def test_a_key_in_a_script_is_seen_and_not_kept(visit: Visit) -> None:
    token = Mint().stripe()
    seen = await _look(visit, _site(f'pay("{token}")'))
    [secret] = seen.found
    assert secret.nature is Nature.LIVE
    assert secret.places[0].path.endswith("/app.js")
    assert token not in repr(seen)


async def test_a_key_in_an_inline_script_is_seen(visit: Visit) -> None:
    seen = await _look(visit, _site("run()", inline=f"k='{Mint().github()}'"))
    assert [one.kind for one in seen.found] == ["github-token"]


async def test_the_sources_in_a_map_are_read_with_deep(visit: Visit) -> None:
    answer = _site("run()", source=f'const k = "{Mint().stripe()}"\n')
    assert (await _look(visit, answer)).found == ()
    [secret] = (await _look(visit, answer, deep=True)).found
    assert secret.places[0].inside == "src/pay.ts"


async def test_a_public_name_that_speaks_of_a_secret_is_seen(visit: Visit) -> None:
    seen = await _look(visit, _site('e={VITE_ADMIN_PASSWORD:""}'))
    assert [one.name for one in seen.public_variables] == ["VITE_ADMIN_PASSWORD"]


async def test_keys_for_visitors_are_information(visit: Visit) -> None:
    seen = await _look(visit, _site(f'load("{"pk" + "_live_" + Mint().letters(24)}")'))
    assert {one.nature for one in seen.found} <= {Nature.PUBLISHABLE}


async def test_a_script_that_never_comes_is_not_clean(visit: Visit) -> None:
    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        return None if path == "/app.js" else _site("run()")(method, path, headers)

    site = await visit(answer)
    with pytest.raises(Failure):
        await collect_bundle_secrets.collect(site.look, HOST)
