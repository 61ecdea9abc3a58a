"""Say how bad a secret is, and which check speaks about it: the table behind every secrets check.

One secret is spoken of once. The worst place decides.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from launchready.derive.secrets.paths import holds_configuration, is_deploy_config, is_env_file
from launchready.facts.secrets import Nature, Place, Secret, State


class Grade(StrEnum):
    """How bad a value is wherever it should not be."""

    EVERYTHING = "opens everything"
    LIVE = "works outside"
    LIKELY = "is probably a secret"
    TEST = "belongs to a test mode"
    LOW = "is expired, local or a sample"
    PUBLIC = "is made to be public"


_BY_NATURE = {
    Nature.ADMIN: Grade.EVERYTHING,
    Nature.LIVE: Grade.LIVE,
    Nature.NAMED: Grade.LIKELY,
    Nature.TOKEN: Grade.LIKELY,
    Nature.TEST: Grade.TEST,
    Nature.LOCAL: Grade.LOW,
    Nature.SAMPLE: Grade.LOW,
    Nature.PUBLISHABLE: Grade.PUBLIC,
}


class Topic(StrEnum):
    """What a secret in the repository is a case of. Each is one check."""

    ADMIN = "service-role-key-exposed"
    DEPLOY = "secret-in-deploy-config"
    FILE = "secret-in-repo"
    CODE = "possible-secret-in-code"
    MESSAGE = "secret-in-commit-message"
    HISTORY = "secret-in-history"
    UNREACHABLE = "secret-in-unreachable-object"


def grade(secret: Secret, at: datetime) -> Grade:
    """Return how bad a secret is at a moment (UTC): a token that ran out opens nothing."""
    if secret.production:
        return Grade.EVERYTHING if secret.nature is Nature.ADMIN else Grade.LIVE
    if secret.expires is not None and secret.expires < at:
        return Grade.LOW
    return _BY_NATURE[secret.nature]


def topic(secret: Secret, at: datetime) -> Topic | None:
    """Return what a secret of the repository is a case of; None for nothing to worry about."""
    how = grade(secret, at)
    held = [one for one in secret.places if one.tracked]
    if not held or how in {Grade.TEST, Grade.LOW, Grade.PUBLIC}:
        return None
    if how is Grade.EVERYTHING:
        return Topic.ADMIN
    current = [one for one in held if one.state in {State.HEAD, State.WORK_TREE}]
    if current:
        return _current(current, how)
    # A name alone says too little about what is gone already.
    return _past(held) if how is Grade.LIVE else None


def _current(places: list[Place], how: Grade) -> Topic:
    if any(is_deploy_config(one.path) for one in places):
        return Topic.DEPLOY
    settings = any(is_env_file(one.path) or holds_configuration(one.path) for one in places)
    return Topic.FILE if how is Grade.LIVE or settings else Topic.CODE


def _past(places: list[Place]) -> Topic:
    states = {one.state for one in places}
    if State.HISTORY in states:
        return Topic.HISTORY
    return Topic.MESSAGE if State.MESSAGE in states else Topic.UNREACHABLE
