"""What Alembic runs: the steps, over the connection that the store opened."""

from __future__ import annotations

from alembic import context

from launchready.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
