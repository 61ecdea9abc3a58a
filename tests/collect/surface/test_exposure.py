from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from launchready.collect.exposure.bundle import collect_bundle
from launchready.collect.exposure.files import collect_exposure
from launchready.facts.exposure import LeakKind
from launchready.net.failure import Failure

Visit = Callable[..., Awaitable[Any]]
HOST = "127.0.0.1"
HTML = {"Content-Type": "text/html"}
SPA = "<!doctype html><title>Shop</title><div id=app></div><script src=/assets/app.js></script>"
LEAKS: dict[str, str | bytes] = {
    "/.git/HEAD": "ref: refs/heads/main\n",
    "/.env": "# settings\nDATABASE_URL=postgres://app:hunter2@db/shop\nSTRIPE_KEY=sk_live_1\n",
    "/backup.zip": b"PK\x03\x04" + bytes(100),
    "/phpinfo.php": "<html><title>phpinfo()</title><h1>PHP Version 8.2.1</h1>",
    "/.DS_Store": b"\x00\x00\x00\x01Bud1" + bytes(40),
    "/assets/": "<html><title>Index of /assets/</title><a href='app.js'>app.js</a>",
}


async def test_every_kind_of_leak_is_proven_by_its_content(visit: Visit) -> None:
    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, headers
        if path == "/":
            return 200, HTML, SPA
        return (200, {}, LEAKS[path]) if path in LEAKS else (404, HTML, "<h1>Not found")

    site = await visit(answer)
    exposure = await collect_exposure.collect(site.look, HOST)
    assert {leak.kind for leak in exposure.leaks} == set(LeakKind)
    env = next(leak for leak in exposure.leaks if leak.kind is LeakKind.ENV)
    assert env.names == ("DATABASE_URL", "STRIPE_KEY")
    assert "hunter2" not in repr(exposure)
    assert "sk_live" not in repr(exposure)
    assert len(site.asked) == 8


async def test_an_app_that_answers_everything_with_its_page_leaks_nothing(visit: Visit) -> None:
    site = await visit(lambda *_: (200, HTML, SPA))
    exposure = await collect_exposure.collect(site.look, HOST)
    assert exposure.leaks == ()
    assert len(exposure.asked) == 7


async def test_a_backup_is_only_asked_for_its_beginning(visit: Visit) -> None:
    ranges: dict[str, str] = {}

    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method
        ranges[path] = headers.get("range", "")
        if path == "/backup.zip":
            return 206, {"Content-Range": "bytes 0-99/73400320"}, b"PK\x03\x04" + bytes(96)
        return 200, HTML, SPA

    site = await visit(answer)
    exposure = await collect_exposure.collect(site.look, HOST)
    assert ranges["/backup.zip"] == "bytes=0-4095"
    assert [leak.size for leak in exposure.leaks] == [73_400_320]


async def test_a_path_that_hangs_leaves_the_host_unmeasured(visit: Visit) -> None:
    site = await visit(lambda _, path, __: None if path == "/.env" else (200, HTML, SPA))
    with pytest.raises(Failure, match=r"/\.env"):
        await collect_exposure.collect(site.look, HOST)


async def test_deep_asks_for_more(visit: Visit) -> None:
    site = await visit(lambda *_: (200, HTML, SPA), run={"deep": True})
    exposure = await collect_exposure.collect(site.look, HOST)
    assert len(exposure.asked) > 50
    assert len(set(site.asked)) == len(site.asked)


SCRIPT = 'const a="http://localhost:3000/api",b="https://staging.shop.example/v1";'
MAP = '{"version":3,"sources":["webpack://shop/src/cart.ts"],"sourcesContent":["..."]}'


async def test_a_script_is_read_for_addresses_and_its_map(visit: Visit) -> None:
    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, headers
        files = {
            "/assets/app.js": SCRIPT + "\n//# sourceMappingURL=app.js.map",
            "/assets/app.js.map": MAP,
        }
        return (
            (200, {"Content-Type": "text/javascript"}, files[path])
            if path in files
            else (
                200,
                HTML,
                SPA,
            )
        )

    site = await visit(answer, manifest=lambda _: {"domain": "shop.example"})
    bundle = await collect_bundle.collect(site.look, HOST)
    [script] = bundle.scripts
    assert script.local_urls == ("http://localhost:3000/api",)
    assert script.staging_urls == ("https://staging.shop.example",)
    assert script.map_open
    assert script.own_sources == ("webpack://shop/src/cart.ts",)
    assert script.source_map == f"{site.base}/assets/app.js.map"


async def test_a_map_that_is_the_apps_own_page_is_not_open(visit: Visit) -> None:
    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, headers
        return (200, {}, "let a = 1;") if path == "/assets/app.js" else (200, HTML, SPA)

    site = await visit(answer)
    [script] = (await collect_bundle.collect(site.look, HOST)).scripts
    assert not script.map_open
    assert "GET /assets/app.js.map" in site.asked


async def test_a_page_without_scripts_has_an_empty_bundle(visit: Visit) -> None:
    site = await visit(lambda *_: (200, HTML, "<p>hello"))
    assert (await collect_bundle.collect(site.look, HOST)).scripts == ()


async def test_scripts_that_hang_are_unmeasured_not_fine(visit: Visit) -> None:
    site = await visit(lambda _, path, __: None if path != "/" else (200, HTML, SPA))
    with pytest.raises(Failure):
        await collect_bundle.collect(site.look, HOST)
