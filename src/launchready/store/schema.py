"""The tables of the store; migrations bring every database to this shape."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Float, ForeignKey, Index, Integer, MetaData, Table, Text

METADATA = MetaData()

RUNS = Table(
    "runs",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("target", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("took_ms", Float, nullable=False),
    Column("version", Text, nullable=False),
    Column("network", Text, nullable=False, comment="JSON: what the run sent"),
    Column(
        "own_profile",
        Text,
        nullable=False,
        server_default="",
        comment="JSON of a profile that does not ship; empty for one that does",
    ),
    Index("runs_by_target", "target", "at"),
)

SIGHTINGS = Table(
    "sightings",
    METADATA,
    Column("run", Text, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("state", Text, nullable=False, comment="fact, absent or unmeasured"),
    Column("body", Text, nullable=False),
    Column("place", Integer, nullable=False, comment="its place in the order of the run"),
)

OUTCOMES = Table(
    "outcomes",
    METADATA,
    Column("run", Text, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("check", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("subjects", Text, nullable=False, comment="JSON: the subjects of its findings"),
)
