"""Alembic environment: runs on the connection that `migrate.upgrade` hands over."""

from alembic import context

from ktt_desktop.models.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
