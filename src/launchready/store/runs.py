"""Keep runs and find them again."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, Row, delete, insert, select, update

from launchready.facts.base import Facts
from launchready.model.result import Result
from launchready.model.verdict import Verdict
from launchready.store.codec import Saved, load, save
from launchready.store.open import StoreError
from launchready.store.schema import OUTCOMES, RUNS, SIGHTINGS


@dataclass(frozen=True, slots=True)
class StoredRun:
    """One run, without its facts."""

    id: str
    at: datetime
    target: str
    profile: str
    decision: str
    decided_by: str
    scope: str
    took_ms: float
    version: str
    network: dict[str, int]
    own_profile: str = ""
    """JSON of a profile that does not ship, as `store.own_profile` writes it; else empty."""


@dataclass(frozen=True, slots=True)
class StoredOutcome:
    """How one check ended in a stored run."""

    check: str
    status: str
    severity: str
    label: str
    subjects: tuple[str, ...]


def new_id(at: datetime) -> str:
    """Return an id that sorts by time and that people can type."""
    return f"{at:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


class Runs:
    """The runs of one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(
        self, run: StoredRun, facts: Facts, verdict: Verdict, results: Iterable[Result]
    ) -> None:
        """Save a run whole, or not at all."""
        row = {
            "id": run.id,
            "at": run.at,
            "target": run.target,
            "profile": run.profile,
            "decision": verdict.decision.value,
            "decided_by": verdict.decided_by,
            "scope": verdict.scope,
            "took_ms": run.took_ms,
            "version": run.version,
            "network": json.dumps(run.network),
            "own_profile": run.own_profile,
        }
        seen = [_sighting(run.id, place, save(one)) for place, one in enumerate(facts)]
        outcomes = [_outcome(run.id, result) for result in results]
        with self._engine.begin() as connection:
            connection.execute(insert(RUNS), row)
            connection.execute(insert(SIGHTINGS), seen)
            if outcomes:
                connection.execute(insert(OUTCOMES), outcomes)

    def judge(self, run: str, verdict: Verdict, results: Iterable[Result]) -> None:
        """Give a run that was kept before it was judged its verdict and its outcomes."""
        said = {
            "decision": verdict.decision.value,
            "decided_by": verdict.decided_by,
            "scope": verdict.scope,
        }
        outcomes = [_outcome(run, result) for result in results]
        with self._engine.begin() as connection:
            connection.execute(update(RUNS).where(RUNS.c.id == run).values(said))
            if outcomes:
                connection.execute(insert(OUTCOMES), outcomes)

    def all(self, target: str | None = None, limit: int = 50) -> tuple[StoredRun, ...]:
        """Return the newest runs first."""
        query = select(RUNS).order_by(RUNS.c.at.desc(), RUNS.c.id.desc()).limit(limit)
        if target is not None:
            query = query.where(RUNS.c.target == target)
        with self._engine.connect() as connection:
            return tuple(_run(row) for row in connection.execute(query))

    def find(self, wanted: str) -> StoredRun:
        """Return a run by its id, a beginning of it, or `latest`. Raises `StoreError`."""
        if wanted == "latest":
            found = self.all(limit=1)
        else:
            query = select(RUNS).where(RUNS.c.id.startswith(wanted, autoescape=True)).limit(2)
            with self._engine.connect() as connection:
                found = tuple(_run(row) for row in connection.execute(query))
        if not found:
            message = f"there is no run {wanted!r}; `launchready runs` lists them"
            raise StoreError(message)
        if len(found) > 1:
            message = f"several runs begin with {wanted!r}; type more of the id"
            raise StoreError(message)
        return found[0]

    def facts(self, run: str) -> Facts:
        """Return all that a run saw."""
        query = select(SIGHTINGS).where(SIGHTINGS.c.run == run).order_by(SIGHTINGS.c.place)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return Facts(
            load(Saved(row.kind, row.subject, _utc(row.at), row.state, row.body)) for row in rows
        )

    def outcomes(self, run: str) -> tuple[StoredOutcome, ...]:
        """Return how the checks of a run ended."""
        query = select(OUTCOMES).where(OUTCOMES.c.run == run).order_by(OUTCOMES.c.check)
        with self._engine.connect() as connection:
            return tuple(
                StoredOutcome(
                    row.check, row.status, row.severity, row.label, tuple(json.loads(row.subjects))
                )
                for row in connection.execute(query)
            )

    def last_outcomes(self, target: str) -> tuple[StoredOutcome, ...]:
        """Return how each check ended when it last ran on a target, in whichever run that was."""
        newest: dict[str, StoredOutcome] = {}
        for run in self.all(target):
            for outcome in self.outcomes(run.id):
                newest.setdefault(outcome.check, outcome)
        return tuple(newest.values())

    def forget(self, runs: Sequence[str]) -> None:
        """Delete runs with all that belongs to them."""
        with self._engine.begin() as connection:
            connection.execute(delete(RUNS).where(RUNS.c.id.in_(runs)))


def _sighting(run: str, place: int, saved: Saved) -> dict[str, object]:
    return {
        "run": run,
        "kind": saved.kind,
        "subject": saved.subject,
        "at": saved.at,
        "state": saved.state,
        "body": saved.body,
        "place": place,
    }


def _outcome(run: str, result: Result) -> dict[str, object]:
    return {
        "run": run,
        "check": result.check.id,
        "status": result.status,
        "severity": result.severity.value,
        "label": result.label.value,
        "subjects": json.dumps([finding.subject for finding in result.findings]),
    }


def _run(row: Row[tuple[object, ...]]) -> StoredRun:
    kept = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented way to a mapping
    kept["at"] = _utc(row.at)
    kept["network"] = json.loads(row.network)
    return StoredRun(**kept)


def _utc(at: datetime) -> datetime:
    """SQLite forgets the zone; everything is written in UTC."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
