"""The words of findings about secrets: one sentence, the places, the order of the fix."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.derive.secrets.rotation import rotation
from launchready.facts.secrets import NamedFile, Place, Secret, State
from launchready.model.finding import Finding

MOST_LINES = 6

_REWRITE = (
    " Taking it out of the history (`git filter-repo --replace-text`) is optional once it opens"
    " nothing; copies and forks keep it."
)


def where(place: Place) -> str:
    """Return a place as a person would look it up."""
    inside = f" ({place.inside} inside)" if place.inside else ""
    line = f":{place.line}" if place.line and place.path else ""
    if place.state is State.MESSAGE:
        return f"the message of {place.path} {place.object}"
    at = f"{place.path}{line}{inside}" if place.path else f"object {place.object}"
    return f"{at} (object {place.object})" if _is_past(place) and place.path else at


def _is_past(place: Place) -> bool:
    return place.state in {State.HISTORY, State.UNREACHABLE} and bool(place.object)


def secret_finding(secret: Secret, remove: str, verify: str) -> Finding:
    """Return the finding about one secret. Its subject is the fingerprint: accept it by that."""
    first = secret.places[0]
    named = f" as {secret.name}" if secret.name and secret.name not in secret.what else ""
    more = f" and {secret.seen - 1} more places" if secret.seen > 1 else ""
    return Finding(
        subject=secret.id,
        message=f"A {secret.what} lies in {where(first)}{named}{more}.",
        fix=f"Replace it first, {rotation(secret)}. {remove}",
        verify=verify,
        evidence=tuple(_evidence(secret)),
    )


def _evidence(secret: Secret) -> Iterable[str]:
    yield f"{secret.what}: {secret.shown}"
    for place in secret.places[:MOST_LINES]:
        yield f"{where(place)}, {place.state.value}"[:200]
    if secret.first_commit and secret.first_at:
        yield f"first in commit {secret.first_commit} of {secret.first_at:%Y-%m-%d}"
    if secret.last_commit and secret.last_at:
        yield f"taken out in commit {secret.last_commit} of {secret.last_at:%Y-%m-%d}"


def out_of_files(secret: Secret) -> str:
    """Say how to take a value out of the current files."""
    path = secret.places[0].path
    name = f" as {secret.name}" if secret.name else ""
    return (
        f"Then take it out of {path} and read it{name} from the environment, which the platform's "
        f"secret store sets.{_REWRITE}"
    )


def out_of_history() -> str:
    """Say what is left to do where the value is gone already."""
    return f"Nothing in the current files has to change.{_REWRITE}"


def untrack(file: NamedFile) -> str:
    """Say how to take a file out of git and keep it on disk."""
    return f"`git rm --cached {file.path}` and add its name to .gitignore"
