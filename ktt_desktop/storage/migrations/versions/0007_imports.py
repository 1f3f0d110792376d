"""Imports: what came from which workbook, so that it can be taken back; remembered layouts."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("at", 32),
        _text("file_name", 255),
        _text("file_hash", 64),
        _words("counts"),
        _words("issues"),
        _words("content"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_index(op.f("ix_import_run_file_hash"), "import_run", ["file_hash"])
    op.create_table(
        "import_layout",
        _text("key", 64),
        _text("name", 200),
        _words("content"),
        _text("used_at", 32),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_import_layout")),
    )


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)
