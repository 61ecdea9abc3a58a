"""The profile of one's own that judged a run"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; runs of before know their profile by name only."""
    column = sa.Column(
        "own_profile",
        sa.Text,
        nullable=False,
        server_default="",
        comment="JSON of a profile that does not ship; empty for one that does",
    )
    op.add_column("runs", column)


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("runs") as table:
        table.drop_column("own_profile")
