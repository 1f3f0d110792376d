"""Reports: words with their style, by outline; versions, settings, own outlines, pictures."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OUTLINES = {"6T": "half_year", "N": "annual", "UOC": "annual"}  # of a period that is no plan


def upgrade() -> None:
    _widen_texts()
    op.create_table(
        "report_version",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("report", 40),
        _text("period", 12),
        _text("made_at", 32),
        _text("cause", 20),
        _text("label", 200),
        _words("content"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_version")),
    )
    op.create_index("ix_report_version_of", "report_version", ["report", "period"])
    op.create_table(
        "report_setting",
        _text("report", 40),
        _text("period", 12),
        _words("value"),
        _text("written_at", 32),
        sa.PrimaryKeyConstraint("report", "period", name=op.f("pk_report_setting")),
    )
    op.create_table(
        "report_outline",
        _text("id", 40),
        _text("base", 40),
        _words("content"),
        _text("changed_at", 32),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_outline")),
    )
    op.create_table(
        "report_picture",
        _text("name", 64),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _text("added_at", 32),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_report_picture")),
    )


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _widen_texts() -> None:
    """The words stood by period and section, a paragraph a line; every report had one outline."""
    bind = op.get_bind()
    before = bind.execute(
        sa.text("SELECT period, section, text, written_at FROM report_text")
    ).fetchall()
    op.drop_table("report_text")
    written = op.create_table(
        "report_text",
        _text("report", 40),
        _text("period", 12),
        _text("section", 40),
        _words("text"),
        _words("content"),
        _text("written_at", 32),
        sa.PrimaryKeyConstraint("report", "period", "section", name=op.f("pk_report_text")),
    )
    rows = [
        {
            "report": OUTLINES.get(period.rstrip("0123456789"), "plan"),
            "period": period,
            "section": section,
            "text": text,
            "content": _paragraphs(text),
            "written_at": written_at,
        }
        for period, section, text, written_at in before
    ]
    if rows:
        op.bulk_insert(written, rows)


def _paragraphs(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    items = [{"runs": [{"t": line}]} for line in lines if line]
    return json.dumps(items, ensure_ascii=False, separators=(",", ":"))
