"""The book: register, yearly figures, support, exchange, documents, journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "administrative_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("parent_code", sa.String(length=10), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successors", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_administrative_unit")),
    )
    with op.batch_alter_table("administrative_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_administrative_unit_code"), ["code"], unique=False)

    op.create_table(
        "explanation",
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("finding_key", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("written_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("period", "finding_key", name=op.f("pk_explanation")),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_key", sa.String(length=120), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("old", sa.String(), nullable=True),
        sa.Column("new", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index(
            "ix_journal_subject", ["subject", "subject_key", "field"], unique=False
        )

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("search_key", sa.String(length=600), nullable=False),
        sa.Column("sort_key", sa.String(length=1200), nullable=False),
        sa.Column("short_name", sa.String(length=100), nullable=False),
        sa.Column("tax_code", sa.String(length=13), nullable=True),
        sa.Column("old_certificate", sa.String(length=100), nullable=False),
        sa.Column("registered_on", sa.String(length=10), nullable=True),
        sa.Column("registered_by", sa.String(length=255), nullable=False),
        sa.Column("charter_capital", sa.Integer(), nullable=True),
        sa.Column("sector", sa.String(length=10), nullable=False),
        sa.Column("commune_code", sa.String(length=10), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("representative", sa.String(length=255), nullable=False),
        sa.Column("representative_title", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=50), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "charter_capital >= 0", name=op.f("ck_organisation_charter_capital_positive")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("uid", name=op.f("uq_organisation_uid")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_organisation_place", ["commune_code", "sector", "kind"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_organisation_search_key"), ["search_key"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_organisation_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(
            "uq_organisation_tax_code",
            ["tax_code"],
            unique=True,
            sqlite_where=sa.text("tax_code IS NOT NULL AND deleted_at IS NULL"),
        )

    op.create_table(
        "report_text",
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("period", "section", name=op.f("pk_report_text")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "submission_sent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.String(length=36), nullable=False),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("folder", sa.String(length=1000), nullable=False),
        sa.Column("data_digest", sa.String(length=64), nullable=False),
        sa.Column("check_code", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_sent")),
        sa.UniqueConstraint("bundle_id", name=op.f("uq_submission_sent_bundle_id")),
    )
    with op.batch_alter_table("submission_sent", schema=None) as batch_op:
        batch_op.create_index("uq_submission_sent_number", ["period", "number"], unique=True)

    op.create_table(
        "support_programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("document", sa.String(length=255), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=True),
        sa.Column("last_year", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_programme")),
        sa.UniqueConstraint("code", name=op.f("uq_support_programme_code")),
    )
    op.create_table(
        "annual_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_key", sa.String(length=36), nullable=False),
        sa.Column("sector", sa.String(length=10), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=True),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_annual_return_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_return")),
    )
    with op.batch_alter_table("annual_return", schema=None) as batch_op:
        batch_op.create_index("ix_annual_return_history", ["subject_key", "sector"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_annual_return_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            "uq_annual_return_subject",
            ["year", "measure", "subject_kind", "subject_key", "sector"],
            unique=True,
        )

    op.create_table(
        "status_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("axis", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("effective_on", sa.String(length=10), nullable=True),
        sa.Column("document", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_status_change_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_change")),
    )
    with op.batch_alter_table("status_change", schema=None) as batch_op:
        batch_op.create_index(
            "ix_status_change_history",
            ["axis", "organisation_id", "effective_on", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_status_change_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "support_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("programme_code", sa.String(length=36), nullable=False),
        sa.Column("measure_code", sa.String(length=10), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.String(length=500), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("quantity_unit", sa.String(length=40), nullable=False),
        sa.Column("document", sa.String(length=255), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_support_grant_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_support_grant_organisation_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["programme_code"],
            ["support_programme.code"],
            name=op.f("fk_support_grant_programme_code"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_grant")),
        sa.UniqueConstraint("uid", name=op.f("uq_support_grant_uid")),
    )
    with op.batch_alter_table("support_grant", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_support_grant_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_support_grant_programme_code"), ["programme_code"], unique=False
        )
        batch_op.create_index("ix_support_grant_year", ["year", "measure_code"], unique=False)

    op.create_table(
        "support_money",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_support_money_amount_positive")),
        sa.ForeignKeyConstraint(
            ["grant_id"],
            ["support_grant.id"],
            name=op.f("fk_support_money_grant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("grant_id", "source", name=op.f("pk_support_money")),
    )
