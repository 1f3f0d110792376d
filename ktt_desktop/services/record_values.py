"""A record as the journal tells of it: what an act that is undone changes back, field by field."""

from dataclasses import fields, replace

from sqlalchemy.orm import Session

from ktt_desktop.domain.merging import HISTORIES
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.status_history import in_order
from ktt_desktop.domain.terms import StatusAxis
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.register import read_draft, stored_text
from ktt_desktop.services.register_parts import parts_text
from ktt_desktop.services.statuses import read_steps

FIRST_STATUSES = {"status_on", "status_document"}  # told by the histories
UNSAID = {"revision", *FIRST_STATUSES, *HISTORIES}
TOLD = tuple(each.name for each in fields(OrganisationDraft) if each.name not in UNSAID)


def told_values(session: Session, entity: Organisation) -> dict[str, str | None]:
    """Field of the journal → its text; None where it is empty."""
    draft, steps = read_draft(session, entity), read_steps(entity.status_changes)
    found: dict[str, str | None] = {}
    for name in TOLD:
        value = getattr(draft, name)
        found[name] = parts_text(value) if isinstance(value, tuple) else stored_text(value)
    for axis in StatusAxis:
        found[axis.value] = parts_text(tuple(replace(s, id=0) for s in in_order(steps, axis)))
    return found
