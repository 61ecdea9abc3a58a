"""Runs, what they saw and how their checks ended"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "runs",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("took_ms", sa.Float, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("network", sa.Text, nullable=False, comment="JSON: what the run sent"),
    )
    op.create_index("runs_by_target", "runs", ["target", "at"])
    op.create_table(
        "sightings",
        _run(),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text, nullable=False, comment="fact, absent or unmeasured"),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False, comment="its place in the run's order"),
    )
    op.create_table(
        "outcomes",
        _run(),
        sa.Column("check", sa.Text, primary_key=True),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("subjects", sa.Text, nullable=False, comment="JSON: its findings' subjects"),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("outcomes", "sightings", "runs"):
        op.drop_table(table)


def _run() -> sa.Column[str]:
    return sa.Column("run", sa.Text, sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
