"""The scenario that the manifest's routes make, and the file that `load init` writes of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from launchready.cli.load_init import init
from launchready.cli.wrong import Wrong
from launchready.facts.product import Caching, Host, Product, Role, Route, RouteKind
from launchready.load.scenario import read_scenario, scenario_of, write_scenario
from launchready.load.scenario.read import parse_scenario
from launchready.load.scenario.routes import AUTHORIZATION, COOKIE, WEIGHTS, own_headers
from launchready.load.trouble import LoadError

from .conftest import fine, steps, walked

Read = Callable[..., Any]
SHOP = "https://shop.example"
BODY = '{"item": 1, "note": "a \\"b\\" {c}"}'


def product(*routes: Route, owned: bool = True, **options: Any) -> Product:
    hosts = (Host("shop.example", Role.APEX), Host("guess.shop.example", Role.API, declared=False))
    return Product(canonical=f"{SHOP}/", hosts=hosts, routes=routes, owned=owned, **options)


ROUTES = (
    Route("home", f"{SHOP}/", caching=Caching.CACHEABLE),
    Route("search", f"{SHOP}/search?q=mug", kind=RouteKind.SEARCH),
    Route("account", f"{SHOP}/account", authenticated=True),
    Route("buy", f"{SHOP}/buy", "POST", RouteKind.CHECKOUT, authenticated=True, body=BODY),
    Route("chat", f"{SHOP}/chat", "POST", RouteKind.CHAT, body="say=hello+you"),
    Route("hook", f"{SHOP}/hook", "PUT", RouteKind.WEBHOOK, body="<x a='1'/>\n"),
    Route("login page", f"{SHOP}/login", kind=RouteKind.LOGIN),
    Route("log", f"{SHOP}/log", "POST", RouteKind.LOGIN, body="{}"),
)


def test_routes_are_taken_as_often_as_their_kind_is() -> None:
    scenario = scenario_of(product(*ROUTES), {AUTHORIZATION: "Bearer hush\n", COOKIE: "sid=hush"})

    assert scenario.notes == ()
    assert scenario.hosts == ("shop.example",)
    assert {one.name: one.weight for one in scenario.parts} == {
        route.name: WEIGHTS[RouteKind.PAGE if route.name == "login page" else route.kind]
        for route in ROUTES
    }
    assert all(part.pause == (2.0, 8.0) for part in scenario.parts)
    sent = {
        part.name: steps(walked(part.journey, scenario.new_user(0), fine))[0]
        for part in scenario.parts
    }
    own = (("Authorization", "Bearer hush"), ("Cookie", "sid=hush"))
    assert sent["home"].headers == ()
    assert sent["account"].headers == own
    assert sent["buy"].headers == (*own, ("Content-Type", "application/json"))
    assert sent["buy"].body == BODY.encode()
    assert sent["chat"].headers == (("Content-Type", "application/x-www-form-urlencoded"),)
    assert sent["chat"].target.stream
    assert sent["hook"].headers == (("Content-Type", "text/plain"),)
    assert sent["login page"].target.kind is RouteKind.PAGE
    assert sent["home"].target.caching is Caching.CACHEABLE
    assert sent["search"].url == f"{SHOP}/search?q=mug"
    assert sent["search"].target.url == f"{SHOP}/search?q=***"
    assert "hush" not in repr(scenario)


def test_says_what_it_leaves_out_and_why() -> None:
    made = product(
        *ROUTES,
        Route("no body", f"{SHOP}/w", "POST", RouteKind.WRITE),
        Route("got", f"{SHOP}/up", kind=RouteKind.UPLOAD),
        Route("away", "https://evil.example/"),
        Route("guessed", "https://guess.shop.example/"),
    )
    scenario = scenario_of(made, {})

    assert [part.name for part in scenario.parts] == [
        *("home", "search", "chat", "hook", "login page", "log"),
    ]
    signed_in = f"it is for people who signed in: set {AUTHORIZATION} or {COOKIE}"
    assert scenario.notes == (
        f"account is left out: {signed_in}",
        f"buy is left out: {signed_in}",
        "no body is left out: its kind, write, needs an example `body` in the manifest",
        "got is left out: its kind, upload, needs an example `body` in the manifest",
        "away is left out: its host is not declared in the manifest",
        "guessed is left out: its host is not declared in the manifest",
    )


def test_nothing_is_written_to_what_is_not_owned() -> None:
    scenario = scenario_of(product(*ROUTES, owned=False), {AUTHORIZATION: "x"})

    assert {target.method for target in scenario.targets} == {"GET"}
    left_out = "chat is left out: its kind, chat, is only sent where the manifest says owned = true"
    assert left_out in scenario.notes


def test_routes_of_one_name_are_told_apart() -> None:
    scenario = scenario_of(product(Route("a", f"{SHOP}/a"), Route("a", f"{SHOP}/b")), {})

    assert [one.name for one in scenario.targets] == ["a", "a 2"]


def test_without_routes_the_front_page_is_asked_for() -> None:
    scenario = scenario_of(product(), {})

    assert [target.url for target in scenario.targets] == [f"{SHOP}/"]
    assert scenario.notes == (
        "the manifest declares no routes, so only its front page is asked for",
    )


def test_a_manifest_of_which_nothing_is_left_is_refused() -> None:
    only = Route("account", f"{SHOP}/account", authenticated=True)
    with pytest.raises(LoadError, match="no route to send load to: account is left out"):
        scenario_of(product(only), {})
    with pytest.raises(LoadError, match="it declares no address"):
        scenario_of(Product(), {})


def sent_by(scenario: Any) -> dict[str, tuple[Any, ...]]:
    made = {}
    for part in scenario.parts:
        [step] = steps(walked(part.journey, scenario.new_user(0), fine))
        body = step.body
        if ("Content-Type", "application/json") in step.headers:
            body = json.loads(body)
        made[part.name] = (step.url, step.target, set(step.headers), body, part.weight, part.pause)
    return made


def test_the_file_that_init_writes_does_what_the_routes_do(read: Read) -> None:
    environ = {AUTHORIZATION: "Bearer hush", COOKIE: "sid=hush"}
    text = write_scenario(product(*ROUTES), own=[name for name, _ in own_headers(environ)])

    assert sent_by(read(text, environ)) == sent_by(scenario_of(product(*ROUTES), environ))
    assert "hush" not in text
    assert read(write_scenario(product(*ROUTES), own=())).parts


def test_a_file_of_which_nothing_is_left_says_why(read: Read) -> None:
    text = write_scenario(product(Route("w", f"{SHOP}/w", "POST", RouteKind.WRITE)))

    assert "  # w is left out: its kind, write, needs an example `body` in the manifest" in text
    with pytest.raises(LoadError, match="`journeys` is empty"):
        read(text)


def test_its_example_of_a_visit_can_be_used(read: Read) -> None:
    lines = write_scenario(product(*ROUTES), own=()).splitlines()
    begin = lines.index("#  - name: buys something")
    end = next(at for at, line in enumerate(lines) if line.startswith("# EMAIL and PASSWORD"))
    lines[begin:end] = [line[1:] for line in lines[begin:end]]
    begin = next(at for at, line in enumerate(lines) if line.startswith("# env: {EMAIL"))
    lines[begin] = lines[begin].removeprefix("# ")
    begin = lines.index("# cleanup:")
    lines[begin:] = [
        line.removeprefix("# " if at == 0 else "#") for at, line in enumerate(lines[begin:])
    ]
    text = "\n".join(lines)

    scenario = read(text, {"SHOP_EMAIL": "a@b.example", "SHOP_PASSWORD": "pw"})
    assert scenario.parts[-1].name == "buys something"
    assert scenario.cleanup is not None


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT)
def test_any_name_and_body_survives_the_file(name: str, body: str) -> None:
    route = Route(name.strip() or "x", f"{SHOP}/w", "POST", RouteKind.WRITE, body=body or "x")
    text = write_scenario(product(route))
    said = ""
    try:
        scenario = parse_scenario(text, "made.yaml", Path(), {})
    except LoadError as error:
        said = str(error)
    if said:
        assert "looks like" in said or "is empty" in said
        return
    [step] = steps(walked(scenario.parts[0].journey, scenario.new_user(0), fine))
    assert step.target.name == route.name
    if ("Content-Type", "application/json") in step.headers:
        assert json.loads(step.body) == json.loads(route.body)
    else:
        assert step.body == route.body.encode()


MANIFEST = """\
[product]
canonical = "https://shop.example/"
owned = true
[[route]]
name = "home"
url = "/"
"""


def invoked(*arguments: str) -> str:
    app = typer.Typer()
    app.command()(init)
    result = CliRunner().invoke(app, list(arguments))
    if isinstance(result.exception, Wrong):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_init_writes_a_scenario_and_replaces_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("launchready.toml").write_text(MANIFEST, "utf-8")

    said = invoked()
    scenario = read_scenario(Path("scenario.yaml"), {})
    Path("scenario.yaml").write_text("mine", "utf-8")

    assert said.strip().endswith("then run `launchready load run scenario.yaml`.")
    assert [part.name for part in scenario.parts] == ["home"]
    with pytest.raises(Wrong, match="exists already; --force replaces it"):
        invoked()
    assert Path("scenario.yaml").read_text("utf-8") == "mine"
    invoked("--force")
    assert read_scenario(Path("scenario.yaml"), {}).parts


def test_init_wants_a_name_that_is_read_later(tmp_path: Path) -> None:
    (tmp_path / "launchready.toml").write_text(MANIFEST, "utf-8")
    with pytest.raises(Wrong, match="a scenario's name ends in"):
        invoked("--manifest", str(tmp_path / "launchready.toml"), "--out", "scenario.json")
