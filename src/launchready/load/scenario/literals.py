"""Secrets that are written into a scenario file: they belong into the environment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from launchready.derive.pattern import lazy
from launchready.derive.secrets.assignments import assignments
from launchready.derive.secrets.kinds import kind_of_value
from launchready.derive.secrets.naming import is_password_name, is_secret_name
from launchready.derive.secrets.values import is_placeholder, is_reference, reads_as_secret
from launchready.facts.secrets import Nature
from launchready.load.scenario.document import Document
from launchready.load.scenario.value import Value

_AUTHORIZATION = frozenset({"authorization", "proxy-authorization", "x-api-key", "api-key"})
_SCHEME = lazy(r"(?:basic|bearer|token|digest)\s+", re.IGNORECASE)
_SPEAK_OF_NAMES = frozenset({"env", "extract"})
"""Tables whose values are names of things and no values."""
_PUBLIC = frozenset({Nature.PUBLISHABLE, Nature.SAMPLE})
_LEAST = 6
_LONG_PREFIX = 6
_DIGITS = 2
"""That a word needs to be taken for a key whose prefix is short."""
_MOST_TEXT = 100_000


def refuse_secrets(document: Document) -> None:
    """Raise `LoadError` when the file holds what looks like a secret; its value is not shown."""
    for place, name, text in _texts(document.tree, "", ""):
        what = _secret(name, text[:_MOST_TEXT])
        if what:
            sentence = (
                f"looks like {what}: put it into the environment, name it under `env`, and write "
                "`{{ NAME }}` here"
            )
            raise document.wrong(place, sentence)


def _texts(tree: Value, place: str, name: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key not in _SPEAK_OF_NAMES:
                yield from _texts(value, f"{place}.{key}" if place else key, key)
    elif isinstance(tree, list):
        for at, value in enumerate(tree):
            yield from _texts(value, f"{place}[{at}]", name)
    elif isinstance(tree, str):
        yield place, name, tree


def _secret(name: str, text: str) -> str:
    """Say what a text looks like; empty: nothing secret."""
    for word in text.split():
        kind = kind_of_value(word.strip("\"'`,;()"))
        if kind is None or kind.nature in _PUBLIC or is_placeholder(word):
            continue
        # `pat` and `re_` begin keys, and words, too: a key is made by a machine.
        if len(kind.prefix) >= _LONG_PREFIX or sum(map(str.isdigit, word)) >= _DIGITS:
            return f"a secret ({kind.what})"
    for pair, value in _named(name, text):
        if is_reference(value):
            continue
        if pair.lower() in _AUTHORIZATION and len(value) >= _LEAST and not is_placeholder(value):
            return "a secret"
        if is_secret_name(pair) and reads_as_secret(
            value, password=is_password_name(pair), quoted=True, config=True
        ):
            return "a secret"
    return "a secret" if any(assignments(text, config=False)) else ""


def _named(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield a text under its key, its parts where it is a list of cookies, and its query."""
    yield name, _SCHEME.sub("", text, 1)
    if name.lower() == "cookie":
        for pair in text.split(";"):
            key, _, value = pair.partition("=")
            # A session's name is not in the list of names that promise secrets.
            telling = "session_token" if "sess" in key.lower() or "sid" in key.lower() else key
            yield telling.strip(), value.strip()
    if name == "url" and "?" in text:
        try:
            yield from parse_qsl(urlsplit(text).query, max_num_fields=100)
        except ValueError:
            return
