"""All models in one import, so that metadata is complete (for migrations and frozen builds)."""

from ktt_desktop.models import (
    annual_return,
    document,
    dossier,
    draft,
    event,
    exchange,
    imports,
    journal,
    organisation,
    organisation_parts,
    report,
    unit,
)
from ktt_desktop.models.base import Base

__all__ = [
    "Base",
    "annual_return",
    "document",
    "dossier",
    "draft",
    "event",
    "exchange",
    "imports",
    "journal",
    "organisation",
    "organisation_parts",
    "report",
    "unit",
]
