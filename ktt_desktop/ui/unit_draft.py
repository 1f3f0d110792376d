"""What the dialog "Thông tin đơn vị" edits: the document of the period and the dated lines."""

from dataclasses import dataclass, replace
from datetime import date

from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.unit_particulars import (
    Deadline,
    DocumentLine,
    IssuingBody,
    Signatory,
    UnitParticulars,
)


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """Thông tin đơn vị như trên màn hình."""

    number: str
    signed_on: date | None
    opening: str
    list_complete: bool
    signatory: str
    bodies: tuple[IssuingBody, ...]
    signatories: tuple[Signatory, ...]
    documents: tuple[DocumentLine, ...]
    deadlines: tuple[Deadline, ...]

    @property
    def particulars(self) -> UnitParticulars:
        """The dated lines, and who is chosen to sign."""
        return UnitParticulars(
            self.bodies, self.signatories, self.documents, self.deadlines, self.signatory
        )

    def put_into(self, profile: UnitProfile) -> UnitProfile:
        """The profile with what belongs to the document of the period."""
        return replace(
            profile,
            number=self.number,
            signed_on=self.signed_on,
            opening=self.opening,
            list_complete=self.list_complete,
        )


def draft_of(profile: UnitProfile, particulars: UnitParticulars) -> UnitDraft:
    """What is edited of a profile and its lines."""
    return UnitDraft(
        number=profile.number,
        signed_on=profile.signed_on,
        opening=profile.opening,
        list_complete=profile.list_complete,
        signatory=particulars.chosen,
        bodies=particulars.bodies,
        signatories=particulars.signatories,
        documents=particulars.documents,
        deadlines=particulars.deadlines,
    )
