"""Scenarios in Python and from the manifest, on the engine, against servers on loopback."""

from __future__ import annotations

from pathlib import Path

from tests.load.servers import Shop, inside

from launchready.facts.product import Host, Product, Role, Route, RouteKind
from launchready.load.engine.lines import Lines
from launchready.load.engine.run import run_once, run_phase
from launchready.load.journey import User
from launchready.load.phase import Law, Phase
from launchready.load.scenario import read_scenario, scenario_of, write_scenario
from launchready.load.scenario.routes import AUTHORIZATION

from .conftest import tried

PYTHON = """\
base = {base!r}
weight = {{"buys": 3}}
think = (0.001, 0.002)


async def setup(user):
    user.variables["item"] = "4"


async def buys(user):
    asked = {{"user": f"u{{user.number}}", "password": "x"}}
    login = await user.post("/login", asked, name="login")
    if not login.ok:
        return
    await user.get(f"/items/{{user.variables['item']}}", name="item")
    page = await user.get("/cart")
    csrf = page.text().partition('value="')[2].partition('"')[0]
    order = await user.post("/checkout", {{}}, headers={{"X-Csrf-Token": csrf}}, name="checkout")
    user.variables["order"] = order.json()["order"]
    await user.request(undo, f"/orders/{{user.variables['order']}}")


from launchready.load.journey import Target

undo = Target("undo", "DELETE")
"""


async def test_the_same_in_python(tmp_path: Path, lines: Lines) -> None:
    app = Shop(ms=1, checkout_ms=1)
    async with inside(app) as server:
        (tmp_path / "shop.py").write_text(PYTHON.format(base=server.base), "utf-8")
        scenario = read_scenario(tmp_path / "shop.py", {})
        assert [(part.name, part.weight) for part in scenario.parts] == [("buys", 3.0)]
        assert scenario.setup is not None
        assert await run_once(scenario.setup, scenario.new_user(0), lines) == ""
        phase = Phase("load", 0.3, 20.0, Law.CONSTANT, drain_s=5.0)
        tally = await run_phase(scenario, phase, lines)

    assert (tally.finished, tally.failed) == (6, 0)
    assert tally.routes["undo"].statuses == {200: 6}
    assert app.seen.orders == 0


LOGIN = '{"user": "a", "password": "b"}'


def shop(base: str) -> Product:
    return Product(
        canonical=f"{base}/",
        hosts=(Host("127.0.0.1", Role.OTHER),),
        routes=(
            Route("front page", f"{base}/"),
            Route("items", f"{base}/items", kind=RouteKind.READ, authenticated=True),
            Route("login", f"{base}/login", "POST", RouteKind.LOGIN, body=LOGIN),
        ),
        owned=True,
    )


async def test_the_manifests_routes_alone_and_as_the_file_that_init_writes(
    tmp_path: Path, lines: Lines
) -> None:
    async with inside(Shop(ms=1)) as server:
        login = User(0, server.base)
        said: list[str] = []

        async def journey(user: User) -> None:
            answer = await user.post("/login", {"user": "a", "password": "b"})
            said.append(answer.json()["token"])

        await run_once(journey, login, lines)
        environ = {AUTHORIZATION: f"Bearer {said[0]}"}
        product = shop(server.base)
        (tmp_path / "made.yaml").write_text(write_scenario(product), "utf-8")
        for scenario in (
            scenario_of(product, environ),
            read_scenario(tmp_path / "made.yaml", environ),
        ):
            tallies = [(await tried(scenario, lines, at)) for at in range(3)]
            assert [why for why, _ in tallies] == ["", "", ""]
            assert {name for _, tally in tallies for name in tally.routes} == {
                "front page",
                "items",
                "login",
            }
