"""Remembered layouts of imported lists, as rows."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ktt_desktop.models.imports import ImportLayout


def all_layouts(session: Session) -> list[ImportLayout]:
    """Every layout, the last used first."""
    return list(
        session.scalars(
            select(ImportLayout).order_by(ImportLayout.used_at.desc(), ImportLayout.name)
        )
    )


def keep_layout(session: Session, key: str, name: str, content: str, moment: datetime) -> None:
    """Store a layout in place of the one with this key."""
    session.merge(ImportLayout(key=key, name=name, content=content, used_at=moment))


def rename_layout(session: Session, key: str, name: str) -> None:
    """Call a layout otherwise."""
    if found := session.get(ImportLayout, key):
        found.name = name


def forget_layout(session: Session, key: str) -> None:
    """Take a layout away."""
    if found := session.get(ImportLayout, key):
        session.delete(found)
