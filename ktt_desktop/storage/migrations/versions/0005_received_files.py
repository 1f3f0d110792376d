"""What the units below send: files, units, corrections, duplicates; what was sent, whole."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BLANK = sa.text("''")


def upgrade() -> None:
    _widen()
    _create_files()
    _create_units()
    _create_decisions()


def _widen() -> None:
    for table in ("organisation", "dossier"):
        op.add_column(
            table,
            sa.Column("source_unit", sa.String(length=12), server_default=BLANK, nullable=False),
        )
    op.create_index(
        "ix_organisation_source_unit",
        "organisation",
        ["source_unit"],
        sqlite_where=sa.text("source_unit <> ''"),
    )
    op.add_column("annual_return", sa.Column("received_file_id", sa.Integer(), nullable=True))
    op.add_column("submission_sent", sa.Column("data", sa.LargeBinary(), nullable=True))
    op.add_column("submission_sent", sa.Column("answered_at", sa.String(length=32), nullable=True))
    for name, length in (("answer", 20), ("receipt", 1_000_000)):
        op.add_column(
            "submission_sent",
            sa.Column(name, sa.String(length=length), server_default=BLANK, nullable=False),
        )


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _create_files() -> None:
    op.create_table(
        "received_file",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("unit_key", 12),
        _text("unit_name", 255),
        _text("form", 40),
        sa.Column("form_version", sa.Integer(), nullable=False),
        _text("period", 12),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("bundle_id", 36),
        _text("data_digest", 64),
        _text("check_code", 10),
        _text("file_hash", 64),
        _text("created_at", 32),
        _text("install_id", 36),
        sa.Column("sequence", sa.Integer(), nullable=False),
        _text("supersedes_bundle", 36),
        _text("supersedes_digest", 64),
        _text("prepared_by", 1000),
        _text("file_name", 255),
        sa.Column("size", sa.Integer(), nullable=False),
        _text("lands_on", 12),
        _text("state", 20),
        _text("received_at", 32),
        _text("reason", 2000),
        _text("seal", 40),
        _text("items", 1_000_000),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_file")),
    )
    op.create_index(
        "ix_received_file_key", "received_file", ["unit_key", "period", "form", "number"]
    )
    op.create_index(
        "uq_received_file_data",
        "received_file",
        ["unit_key", "period", "form", "data_digest"],
        unique=True,
    )
    op.create_index("ix_received_file_lands_on", "received_file", ["lands_on"])


def _create_units() -> None:
    op.create_table(
        "received_unit",
        _text("key", 12),
        _text("name", 255),
        _text("level", 10),
        _text("parent", 12),
        sa.Column("list_complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_received_unit")),
    )
    op.create_index("ix_received_unit_parent", "received_unit", ["parent"])
    op.create_table(
        "unit_mapping",
        _text("key", 12),
        _text("lands_on", 12),
        _text("decision", 500),
        _text("decided_at", 32),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_unit_mapping")),
    )
    op.create_table(
        "unit_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("unit_key", 12),
        _text("period", 12),
        _text("approved_at", 32),
        _text("note", 500),
        sa.Column("opened_at", sa.String(length=32), nullable=True),
        _text("reason", 500),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_approval")),
    )
    op.create_index("ix_unit_approval_of", "unit_approval", ["unit_key", "period"])
    op.create_table(
        "known_seal",
        _text("fingerprint", 40),
        _text("unit_key", 12),
        _text("public_key", 64),
        _text("note", 500),
        _text("registered_at", 32),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_known_seal")),
    )
    op.create_index("ix_known_seal_unit_key", "known_seal", ["unit_key"])


def _create_decisions() -> None:
    op.create_table(
        "corrected_value",
        _text("subject_kind", 10),
        _text("subject_key", 36),
        _text("sector", 10),
        sa.Column("year", sa.Integer(), nullable=False),
        _text("measure", 10),
        _text("code", 40),
        _text("unit_key", 12),
        _text("received", 100_000),
        _text("value", 100_000),
        _text("reason", 2000),
        _text("corrected_at", 32),
        sa.PrimaryKeyConstraint(
            *("subject_kind", "subject_key", "sector", "year", "measure", "code"),
            name=op.f("pk_corrected_value"),
        ),
    )
    op.create_index("ix_corrected_value_unit_key", "corrected_value", ["unit_key"])
    op.create_table(
        "duplicate_claim",
        _text("subject", 60),
        _text("unit_key", 12),
        _text("organisation_uid", 36),
        _text("name", 255),
        _text("tax_code", 13),
        sa.PrimaryKeyConstraint(
            *("subject", "unit_key", "organisation_uid"), name=op.f("pk_duplicate_claim")
        ),
    )
    op.create_table(
        "duplicate_decision",
        _text("subject", 60),
        _text("kept", 12),
        _text("answer", 20),
        _text("reason", 2000),
        _text("decided_at", 32),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_duplicate_decision")),
    )
