"""Work records of every kind in one table; grants and programmes of support move into it."""

import json
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

GRANT_TEXTS = ("content", "quantity_unit", "document", "note")
YEAR = "NAM"
SHIPPED = ("LUAT2023", "ND193", "QD1804", "QD167")  # all of the centre
# What a line of the journal called a field of a grant, and what a work record calls it.
TOLD = {
    "programme_code": "programme",
    "measure_code": "topic",
    "quantity": "quantity_done",
    "organisation_uid": "organisations",
}


def upgrade() -> None:
    _create()
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT * FROM support_programme ORDER BY id")):
        _move_programme(connection, row._asdict())
    money: dict[int, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(sa.text("SELECT * FROM support_money ORDER BY source")):
        money[row.grant_id][f"done.{row.source}"] = row.amount
    for row in connection.execute(sa.text("SELECT * FROM support_grant ORDER BY id")):
        _move_grant(connection, row._asdict(), money[row.id])
    _move_journal(connection)
    for table in ("support_money", "support_grant", "support_programme"):
        op.drop_table(table)


def _create() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("programme", sa.String(length=36), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("part_of", sa.String(length=36), nullable=False),
        sa.Column("content", sa.String(length=100_000), nullable=False),
        sa.Column("money", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("uid", name=op.f("uq_dossier_uid")),
    )
    op.create_index("ix_dossier_listed", "dossier", ["kind", "year", "topic"])
    op.create_index("ix_dossier_part_of", "dossier", ["part_of"])
    op.create_table(
        "dossier_party",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"],
            ["dossier.id"],
            name=op.f("fk_dossier_party_dossier_id_dossier"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_dossier_party_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("dossier_id", "organisation_id", name=op.f("pk_dossier_party")),
    )
    op.create_index("ix_dossier_party_organisation_id", "dossier_party", ["organisation_id"])


def _move_programme(connection: sa.Connection, row: dict[str, Any]) -> None:
    names = ("name", "document", "first_year", "last_year")
    content = {name: row[name] for name in names if row[name] not in (None, "")}
    if row["code"] in SHIPPED:
        content["level"] = "TW"
    _insert(connection, {"uid": row["code"], "kind": "programme"}, content, {})


def _move_grant(connection: sa.Connection, row: dict[str, Any], money: dict[str, int]) -> None:
    content = {name: row[name] for name in GRANT_TEXTS if row[name]}
    if row["quantity"] is not None:
        content["quantity_done"] = row["quantity"]
    head = {
        "uid": row["uid"],
        "kind": "support",
        "year": row["year"],
        "period": YEAR,
        "programme": row["programme_code"],
        "topic": row["measure_code"],
        "updated_at": row["updated_at"],
        "deleted_at": row["deleted_at"],
        "revision": row["revision"],
    }
    made = _insert(connection, head, content, money)
    if row["organisation_id"] is not None:
        connection.execute(
            sa.text("INSERT INTO dossier_party VALUES (:dossier, :organisation, 0)"),
            {"dossier": made, "organisation": row["organisation_id"]},
        )


def _move_journal(connection: sa.Connection) -> None:
    """The history of a grant becomes that of its record; after "@" stands where a line is from."""
    grant = "subject = 'support_grant'"
    for old, new in TOLD.items():
        connection.execute(
            sa.text(
                "UPDATE journal SET field = :new || substr(field, :end) "
                f"WHERE {grant} AND (field = :old OR field LIKE :old || '@%')"
            ),
            {"old": old, "new": new, "end": len(old) + 1},
        )
    connection.execute(
        sa.text(
            "UPDATE journal SET field = 'money.done.' || substr(field, 7) "
            f"WHERE {grant} AND field LIKE 'money.%'"
        )
    )
    connection.execute(sa.text(f"UPDATE journal SET subject = 'dossier' WHERE {grant}"))


def _insert(
    connection: sa.Connection, head: dict[str, Any], content: dict[str, Any], money: dict[str, int]
) -> int:
    row = {
        "year": None,
        "period": "",
        "programme": "",
        "topic": "",
        "part_of": "",
        "updated_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "deleted_at": None,
        "revision": 1,
        "content": _text(content),
        "money": _text(money),
    } | head
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    done = connection.execute(sa.text(f"INSERT INTO dossier ({names}) VALUES ({marks})"), row)
    return int(done.lastrowid)


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
