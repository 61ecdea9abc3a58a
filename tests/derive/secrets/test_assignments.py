from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from launchready.derive.pattern import lazy
from launchready.derive.secrets import assignments as module
from launchready.derive.secrets.assignments import Assignment, assignments
from launchready.derive.secrets.naming import is_password_name
from launchready.derive.secrets.values import reads_as_secret

MADE = "f3Ka91xQ7pLm2Zt8"
"""Sixteen characters that a machine could have made."""

NAMES = ("api_key", "DB_PASSWORD", "x_pwd", "secret", "dsn", "token", "keykey", "passpwd", "name")
SIGNS = ("=", ":", "=>", ":=", " = ", ": ", ": str = ", ", ", " value: ", "define(", "[0]", "&")
QUOTES = ("'", '"', "`", "\\", "\\'", ";", " ", "\t", "\n", "]")
VALUES = (MADE, "hunter2!x", "changeme", "xxx", "${X}", "a.b", "İ", "é", f"{MADE}Q" * 250)

TEXTS = st.lists(st.sampled_from((*NAMES, *SIGNS, *QUOTES, *VALUES)), max_size=40).map("".join)

WHOLE = lazy(
    r"""(?x)
    ["'`\]]{0,2}
    (?: \s{0,4} (?: :\s{0,2}[A-Za-z_][\w\[\]|. ]{0,30}(?==) )?
        \s{0,2} (?: => | := | = | : ) [ \t]{0,40}
      | \s{0,4} , \s{0,4} (?=["'])
      | ["']? ,? \s{1,40} ["']? value ["']? \s{0,4} : [ \t]{0,40}
    )
    (?: (?P<quote>["'`]) (?P<quoted>(?:\\.|(?!(?P=quote))[^\\\n]){1,4000}) (?P=quote)
      | (?P<bare>[^\s"'`,;]{1,4000}) )
    """
)


def plainly(text: str, *, config: bool) -> Iterator[Assignment]:
    """Read every value from its beginning to its end, however often its letters were read."""
    end = 0
    for place in module._places(text):
        rest = module._REST.match(text, place)
        assert rest is not None
        over = rest.end()
        after = WHOLE.match(text, over)
        if place < end or after is None:
            continue
        start = module._start(text, place)
        name = text[start:over].strip(".-")
        value = after["quoted"] or after["bare"]
        password, quoted = is_password_name(name), after["quote"] is not None
        if module._names(text, start, name, after) and reads_as_secret(
            value, password=password, quoted=quoted, config=config
        ):
            end = after.end()
            yield Assignment(name[-80:], value.strip(), text.count("\n", 0, start) + 1)


@given(TEXTS, st.booleans())
@example(f"password: {MADE}[x] = 'never closed", True)
@example(f"api_key=secret=x_pwd=xxx&token={MADE}", True)
def test_to_read_letters_once_finds_what_reading_them_again_finds(text: str, config: bool) -> None:
    assert list(assignments(text, config=config)) == list(plainly(text, config=config))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the values that are judged."""
    seen = list[str]()
    judge: Callable[..., bool] = reads_as_secret

    def judged(value: str, **how: bool) -> bool:
        seen.append(value)
        return judge(value, **how)

    monkeypatch.setattr(module, "reads_as_secret", judged)
    return seen


REFUSED = "api_key=Qz9&" * 332 + "xxx"
"""Values in values, all of which the end makes a placeholder."""


@pytest.mark.parametrize(
    "text",
    [
        f"{REFUSED}\n" * 50,
        REFUSED.replace("xxx", "env(") * 50,
        "password=xxx&" * 20_000,
        "secret=xxx&password='token=xxx&\"" * 5_000,
    ],
)
def test_letters_of_a_long_text_are_read_twice_at_most(text: str, read: list[str]) -> None:
    assert list(assignments(text, config=True)) == []
    assert len(text) < sum(map(len, read)) < 2 * len(text) + 210_000


def test_one_value_of_many_names_is_read_once(read: list[str]) -> None:
    assert list(assignments(f"{'api_key' * 8}={'x' * 50}", config=True)) == []
    assert read == ["x" * 50]


def test_what_code_gives_without_quotes_is_not_read(read: list[str]) -> None:
    assert list(assignments("password=xxx&" * 1_000, config=False)) == []
    assert read == []


def test_a_secret_after_a_line_that_was_not_read_to_its_end_is_found() -> None:
    text = "password=xxx&" * 20_000 + f"\nDB_PASSWORD={MADE}\n"
    assert list(assignments(text, config=True)) == [Assignment("DB_PASSWORD", MADE, 2)]


def test_a_secret_behind_placeholders_in_one_line_is_found() -> None:
    line = f"api_key=changeme&{'token=${X}&' * 30}x_secret={MADE}"
    [found] = assignments(line, config=True)
    assert (found.name, found.value) == ("x_secret", MADE)
