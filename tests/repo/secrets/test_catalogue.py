from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.repo.secrets.catalogue import publishable, secrets
from tests.repo.secrets.mint import Mint

from launchready.derive.secrets.grade import Grade, grade
from launchready.derive.secrets.group import at_place, grouped
from launchready.derive.secrets.sight import fingerprint
from launchready.facts.secrets import Place, Secret, State
from launchready.repo.secrets.bundles import Shipped, read_bundle
from launchready.repo.secrets.engine import Kingfisher
from launchready.repo.secrets.reader import Reader

KEY = b"a key for tests"
AT = datetime(2026, 1, 1, tzinfo=UTC)
FILLER = "function a(b){return b?1:0};" * 1_100
Look = Callable[[str, str], tuple[Secret, ...]]
GRAVE = {Grade.EVERYTHING, Grade.LIVE, Grade.LIKELY}
ENGINE = Kingfisher()


def _bundle(name: str, value: str) -> str:
    words = name.lower().split("_")
    camel = words[0] + "".join(word.capitalize() for word in words[1:])
    return f'{FILLER}var c={{{camel}:"{value}"}};{FILLER}'


def _env(name: str, value: str) -> str:
    quoted = f'"{value}"' if "-----BEGIN" in value else value
    return f"NODE_ENV=production\n{name}={quoted}\nPORT=3000\n"


def _in_bundle(name: str, value: str) -> tuple[Secret, ...]:
    shipped = Shipped("https://shop.example/app.js", _bundle(name, value).encode())
    return read_bundle("shop.example", (shipped,), (), Reader(ENGINE, KEY)).found


def _in_env(name: str, value: str) -> tuple[Secret, ...]:
    sights = Reader(ENGINE, KEY).read(_env(name, value).encode(), ".env.production")
    return grouped(at_place(one, Place(State.HEAD, ".env.production", one.line)) for one in sights)


@pytest.mark.parametrize("look", [_in_bundle, _in_env], ids=["bundle", "env"])
def test_at_least_51_of_52_credentials_are_seen_as_grave(look: Look) -> None:
    made = list(secrets(Mint()))
    assert len(made) == 52
    missed = [
        name
        for name, value in made
        if not any(grade(one, AT) in GRAVE for one in look(name, value))
    ]
    assert len(missed) <= 1, missed


@pytest.mark.parametrize("look", [_in_bundle, _in_env], ids=["bundle", "env"])
def test_no_key_that_is_made_to_be_public_is_more_than_information(look: Look) -> None:
    made = list(publishable(Mint()))
    assert len(made) == 14
    flagged = [
        (name, one.kind)
        for name, value in made
        for one in look(name, value)
        if grade(one, AT) not in {Grade.PUBLIC, Grade.LOW}
    ]
    assert flagged == []


def test_one_value_is_one_secret_wherever_it_stands() -> None:
    name, value = next(secrets(Mint()))
    [here], [there] = _in_env(name, value), _in_bundle(name, value)
    assert here.id == there.id == fingerprint(KEY, value)
