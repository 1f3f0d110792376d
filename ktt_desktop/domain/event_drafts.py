"""The new records of an event as they are first shown, prefilled from the one it starts from."""

from ktt_desktop.domain.events import Creation
from ktt_desktop.domain.organisation import Activity, OrganisationDraft
from ktt_desktop.domain.terms import OrganisationKind

PLACE = ("commune_code", "former_commune_code", "address", "current_address", "registered_by")
# What an HTX takes over from the THT it was: all but the contract, the certificate and its dates.
CARRIED_OVER = (
    *PLACE,
    *("tax_code", "sector", "charter_capital", "is_alliance_member"),
    *("phone", "fax", "email", "website"),
    *("persons", "activities", "branches", "recognitions"),
)


def first_drafts(
    creation: Creation, subject: OrganisationDraft | None
) -> tuple[OrganisationDraft, ...]:
    """As many new records as there must be at least."""
    return tuple(next_draft(creation, subject) for _ in range(creation.least))


def next_draft(creation: Creation, subject: OrganisationDraft | None) -> OrganisationDraft:
    """One more new record."""
    if subject is None:
        return OrganisationDraft(kind=creation.kinds[0], formation=creation.formation)
    kind = creation.kinds[0] if creation.kinds else subject.kind
    attrs = CARRIED_OVER if creation.keeps_tax_code else (*PLACE, "sector")
    carried = {attr: getattr(subject, attr) for attr in attrs}
    if not creation.keeps_tax_code:
        carried["activities"] = _main(subject.activities)
    if kind is OrganisationKind.COOPERATIVE:
        carried["agriculture_type"] = subject.agriculture_type
    return OrganisationDraft(kind=kind, formation=creation.formation, **carried)


def _main(activities: tuple[Activity, ...]) -> tuple[Activity, ...]:
    return tuple(each for each in activities if each.is_main)
