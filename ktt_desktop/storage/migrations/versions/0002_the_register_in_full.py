"""The register in full: all fields of a record, its parts, the members of unions, drafts."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Column = sa.Column[Any]
BLANK = sa.text("''")
TEXTS = {
    "foreign_name": 255,
    "agriculture_type": 20,
    "purpose": 20,
    "governance": 20,
    "formation": 20,
    "formed_from": 500,
    "current_address": 500,
    "fax": 50,
    "website": 255,
    "conversion_2012": 20,
}
DATES = (
    *("charter_on", "last_meeting_on", "last_report_on"),
    *("contract_on", "contract_until", "contract_notified_on"),
)
ANSWERS = (
    *("charter_is_2023", "is_alliance_member"),
    *("contract_is_unlimited", "contract_is_certified", "wants_support"),
)
GONE = ("representative", "representative_title")  # of the main representative alone


def upgrade() -> None:
    # Column by column, not as a batch: nothing is copied, so no row can be lost on the way.
    for column in _new_columns():
        op.add_column("organisation", column)
    op.add_column("status_change", sa.Column("ends_on", sa.String(length=10), nullable=True))
    op.add_column("status_change", _text("reason", 500, server_default=BLANK))
    _create_parts()
    _create_union_member()
    op.create_table(
        "draft",
        _text("entity", 40),
        _text("key", 36),
        sa.Column("content", sa.String(), nullable=False),
        _text("at", 32),
        sa.PrimaryKeyConstraint("entity", "key", name=op.f("pk_draft")),
    )
    _move_representatives()
    for name in GONE:
        op.drop_column("organisation", name)
    _index_the_list()


def _text(name: str, length: int, server_default: sa.TextClause | None = None) -> Column:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default=server_default)


def _index_the_list() -> None:
    """The list is read in its order from one index; words are found in a table of their own."""
    op.drop_index("ix_organisation_search_key", "organisation")
    op.drop_index("ix_organisation_sort_key", "organisation")
    op.create_index(
        "ix_organisation_listed",
        "organisation",
        ["sort_key"],
        sqlite_where=sa.text("deleted_at IS NULL"),
    )


def _new_columns() -> Iterator[Column]:
    for name, length in TEXTS.items():
        yield _text(name, length, server_default=BLANK)
    for name in DATES:
        yield sa.Column(name, sa.String(length=10), nullable=True)
    for name in ANSWERS:
        yield sa.Column(name, sa.Boolean(), nullable=True)


def _create_parts() -> None:
    _create_part(
        "organisation_person",
        _text("name", 255),
        _text("title", 100),
        _text("gender", 10),
        sa.Column("born_on", sa.String(length=10), nullable=True),
        _text("ethnicity", 50),
        _text("nationality", 50),
        _text("identity_number", 12),
        _text("address", 500),
        _text("phone", 50),
    )
    _create_part(
        "registration_change",
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("changed_on", sa.String(length=10), nullable=True),
        _text("content", 1000),
    )
    _create_part(
        "organisation_activity",
        _text("version", 10),
        _text("code", 10),
        _text("detail", 500),
        sa.Column("is_main", sa.Boolean(), nullable=True),
    )
    _create_part(
        "organisation_branch",
        _text("kind", 20),
        _text("name", 255),
        _text("code", 20),
        _text("address", 500),
        _text("head", 255),
    )
    _create_part(
        "organisation_recognition",
        _text("kind", 20),
        sa.Column("first_year", sa.Integer(), nullable=True),
        sa.Column("last_year", sa.Integer(), nullable=True),
        _text("detail", 500),
    )
    _create_part(
        "organisation_attachment",
        _text("name", 255),
        _text("sha256", 64),
        sa.Column("size", sa.Integer(), nullable=False),
        _text("added_at", 32),
    )


def _create_part(table: str, *columns: Column) -> None:
    """A table of rows that belong to one organisation, in the order of their place."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f(f"fk_{table}_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_organisation_id"), table, ["organisation_id"])


def _create_union_member() -> None:
    columns = ("union_id", "member_id")
    op.create_table(
        "union_member",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in columns),
        *(
            sa.ForeignKeyConstraint(
                [name],
                ["organisation.id"],
                name=op.f(f"fk_union_member_{name}"),
                ondelete="CASCADE",
            )
            for name in columns
        ),
        sa.PrimaryKeyConstraint(*columns, name=op.f("pk_union_member")),
    )
    op.create_index("ix_union_member_member_id", "union_member", ["member_id"])


def _move_representatives() -> None:
    """The one representative of a record becomes the first of its persons, also in the bin."""
    op.execute(
        "INSERT INTO organisation_person (organisation_id, place, name, title, gender, ethnicity, "
        "nationality, identity_number, address, phone) "
        "SELECT id, 0, representative, representative_title, '', '', '', '', '', '' "
        "FROM organisation WHERE representative <> '' OR representative_title <> ''"
    )
