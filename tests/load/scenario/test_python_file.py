from __future__ import annotations

from pathlib import Path

import pytest

from launchready.load.journey import Pause, Step
from launchready.load.scenario.read import read_scenario
from launchready.load.trouble import LoadError

from .conftest import fine, walked

BASE = 'base = "https://shop.example"\n'
JOURNEY = "async def journey(user):\n    await user.get('/')\n    await user.get('/b')\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "shop.py"
    path.write_text(text, "utf-8")
    return path


def test_every_async_function_of_a_visitor_is_a_journey(tmp_path: Path) -> None:
    text = f"""{BASE}
from asyncio import sleep
hosts = ["api.shop.example"]
name = "the shop"
weight = {{"buys": 2}}
pause = 3
headers = {{"X-From": "load"}}
async def looks(user): ...
async def buys(user): ...
async def _inner(user): ...
async def two(user, other): ...
async def setup(user): user.variables["a"] = "1"
async def cleanup(user): ...
def plain(user): ...
"""
    scenario = read_scenario(written(tmp_path, text), {})

    assert [(one.name, one.weight, one.pause) for one in scenario.parts] == [
        ("looks", 1.0, (3.0, 3.0)),
        ("buys", 2.0, (3.0, 3.0)),
    ]
    assert scenario.hosts == ("shop.example", "api.shop.example")
    assert scenario.name == "the shop"
    assert scenario.setup is not None
    assert scenario.cleanup is not None
    walked(scenario.setup, scenario.new_user(0), fine)
    user = scenario.new_user(1)
    assert (user.base, user.variables) == ("https://shop.example", {"a": "1"})
    assert user.headers == (("X-From", "load"),)


def test_visitors_think_between_requests_and_not_after_the_last(tmp_path: Path) -> None:
    scenario = read_scenario(written(tmp_path, f"{BASE}think = (1, 2)\n{JOURNEY}"), {})
    awaited = walked(scenario.parts[0].journey, scenario.new_user(0), fine)

    assert [type(one) for one in awaited] == [Step, Pause, Step]
    assert isinstance(awaited[1], Pause)
    assert 1 <= awaited[1].seconds <= 2


def test_where_a_file_breaks_is_said_and_not_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, f"{BASE}\nraise RuntimeError('s3cr3t')\n")
    monkeypatch.chdir(tmp_path)
    for path in (Path("shop.py"), tmp_path / "shop.py"):
        with pytest.raises(LoadError) as caught:
            read_scenario(path, {})
        assert str(caught.value).endswith("shop.py line 3 cannot be run: RuntimeError")


def test_a_paced_journey_that_is_ended_ends_its_own(tmp_path: Path) -> None:
    text = f"""{BASE}think = 1
ended = []
async def journey(user):
    try:
        await user.get('/')
    finally:
        ended.append(user.number)
        user.variables["ended"] = "yes"
"""
    scenario = read_scenario(written(tmp_path, text), {})
    user = scenario.new_user(0)
    coroutine = scenario.parts[0].journey(user)
    coroutine.send(None)
    coroutine.close()

    assert user.variables == {"ended": "yes"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (BASE, "has no `async def journey(user)`"),
        (f"{BASE}def journey(user): ...", "has no `async def journey(user)`"),
        (JOURNEY, 'must say where it goes: base = "https://'),
        (f"base = 'shop'\n{JOURNEY}", "`base` or `hosts` is no address such as"),
        (f"{BASE}hosts = 'a'\n{JOURNEY}", "`hosts` must be a list of host names"),
        (f"{BASE}hosts = ['a/b']\n{JOURNEY}", "`base` or `hosts` has 'a/b', which is no host"),
        (f"{BASE}weight = 3\n{JOURNEY}", "`weight` must be a mapping"),
        (f"{BASE}weight = {{'x': 3}}\n{JOURNEY}", "`weight` names 'x', which is no journey"),
        (f"{BASE}weight = {{'journey': 0}}\n{JOURNEY}", "must be a number above 0"),
        (f"{BASE}weight = {{'journey': float('nan')}}\n{JOURNEY}", "must be a number above 0"),
        (f"{BASE}think = (4, 1)\n{JOURNEY}", "`think` must be seconds"),
        (f"{BASE}pause = 'long'\n{JOURNEY}", "`pause` must be seconds"),
        (f"{BASE}setup = 3\n{JOURNEY}", "`setup` must be an `async def setup(user)`"),
        (f"{BASE}routes = ['x']\n{JOURNEY}", "`routes` must hold Target values"),
        (f"{BASE}\nasync def journey(user)\n", "line 3 is not Python: expected ':'"),
        (f"{BASE}\nimport nothing_such\n", "line 3 cannot be run: ModuleNotFoundError: No module"),
        (f"{BASE}\nint('hush-hush')\n", "line 3 cannot be run: ValueError"),
        (f"{BASE}\nimport os\nos.environ['HUSH']\n", "line 4 cannot be run: KeyError"),
        (f"{BASE}\nraise SystemExit(0)\n", "line 3 cannot be run: SystemExit"),
    ],
)
def test_says_what_is_wrong_with_a_file(tmp_path: Path, text: str, sentence: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(LoadError) as caught:
        read_scenario(path, {})

    assert sentence in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none.py", "no such file"),
        ("none.yaml", "no such file or directory"),
        ("shop.json", "is no scenario: it ends in .yaml or .py"),
    ],
)
def test_a_file_that_is_not_there_or_of_no_kind(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(LoadError, match=sentence):
        read_scenario(tmp_path / name, {})


def test_a_yaml_file_of_any_bytes_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LoadError, match="is not UTF-8 text"):
        read_scenario(path, {})
    path.write_bytes(b"a" * 2_000_000)
    with pytest.raises(LoadError, match="is larger than 1024 KiB"):
        read_scenario(path, {})
