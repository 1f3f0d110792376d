"""What happens to organisations (sự kiện): the kinds of events, one as planned, what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind


class EventRole(StrEnum):
    """Vai của một tổ chức trong sự kiện: the one it starts from, one that ends with it, …"""

    SUBJECT = "CHU_THE"
    OTHER = "CUNG"
    INTO = "NHAN"
    CREATED = "MOI"


@dataclass(frozen=True, slots=True)
class Stage:
    """Hai tình trạng của một bước; None where the step leaves an axis as it is.

    `keeps`: operating statuses that say as much already and stay.
    """

    legal: LegalStatus | None = None
    operating: OperatingStatus | None = None
    keeps: tuple[OperatingStatus, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """Một cách chấm dứt: `label` to choose it by, `begun` the procedure, `ended` its last day.

    `kinds` are the kinds of organisation that end so. `begin_label` asks for the day the procedure
    begins.
    """

    code: str
    label: str
    kinds: tuple[OrganisationKind, ...]
    basis: str
    begin_label: str
    begun: Stage
    ended: Stage


@dataclass(frozen=True, slots=True)
class Creation:
    """Những hồ sơ sự kiện lập ra: `kinds` to choose from, empty = the kind of the subject.

    From `least` to `most` of them (None: any number); `formation` is a code of the register.
    """

    kinds: tuple[OrganisationKind, ...]
    least: int
    most: int | None
    formation: str
    keeps_tax_code: bool = False  # the code of the subject moves to the new record
    is_founded: bool = True  # its registration is the day of the event, where none is typed


@dataclass(frozen=True, slots=True)
class EventKind:
    """Một loại sự kiện of events.toml.

    `label` for the menu, `summary` says what it does. `starts_from`: empty where it begins with
    a new record. `legal_from`: legal statuses it may start from, empty = what the statuses allow.
    `others`: how many organisations end beside the subject, from … to (None: any number).
    `takes_over`: exactly one existing organisation goes on. `months`: that must have passed since
    the registration. `names_place`: the name of another area is asked for, as `place_label` says.
    `changes_registration`: the subject that goes on gets one more registered change.
    `moved`: the status of a subject that leaves the area. `roles`: role → what it was in words.
    """

    code: str
    label: str
    summary: str
    basis: str
    unconfirmed: bool
    starts_from: tuple[OrganisationKind, ...]
    legal_from: tuple[LegalStatus, ...]
    others: tuple[int, int | None]
    takes_over: bool
    months: int
    needs_document: bool
    place_label: str
    changes_registration: bool
    moved: OperatingStatus | None
    roles: Mapping[str, str]
    endings: tuple[Ending, ...]
    creation: Creation | None

    @property
    def told_basis(self) -> str:
        """The law behind it, and whether it still has to be compared with the text of that law."""
        return f"{self.basis} (chưa đối chiếu văn bản)" if self.unconfirmed else self.basis

    def endings_of(self, kind: OrganisationKind) -> tuple[Ending, ...]:
        """The ways an organisation of a kind ends by it; more than one: `manner` chooses."""
        return tuple(each for each in self.endings if kind in each.kinds)

    def may_be_unfinished(self, kind: OrganisationKind) -> bool:
        """Whether it may be begun now and completed later (giải thể)."""
        return self.creation is None and not self.takes_over and bool(self.endings_of(kind))


@dataclass(frozen=True, slots=True)
class EventPlan:
    """Một sự kiện như trên màn hình, finished or not.

    `on` and `document`: the day it is done, and the paper. `began_on`, `began_document`: the
    resolution or decision before it, optional; when `is_finished` is False only these two count.
    `has_begun`: the record is in the procedure already, so only the completion is asked for.
    `others` end with the subject, `into` takes over, both uids. `created` drafts have no uid.
    A move: to `commune_code`, `address`, `registered_by`, or `leaves` the area for `where`
    (chuyển đến: `where` it comes from).
    """

    kind: str
    subject: str = ""
    on: PartialDate | None = None
    document: str = ""
    note: str = ""
    manner: str = ""
    began_on: PartialDate | None = None
    began_document: str = ""
    is_finished: bool = True
    has_begun: bool = False
    others: tuple[str, ...] = ()
    into: str = ""
    created: tuple[OrganisationDraft, ...] = ()
    leaves: bool = False
    where: str = ""
    commune_code: str = ""
    address: str = ""
    registered_by: str = ""

    @property
    def day(self) -> PartialDate | None:
        """When it happened, as far as it went."""
        return self.on if self.is_finished else self.began_on


@dataclass(frozen=True, slots=True)
class Party:
    """Một hồ sơ đã có, as the book has it now, with both status histories."""

    draft: OrganisationDraft
    steps: tuple[StatusStep, ...]


Parties = Mapping[str, Party]  # by uid


@dataclass(frozen=True, slots=True)
class Outcome:
    """Một hồ sơ sau sự kiện: `before` None where it is new, `steps` the lines added to it.

    `place` among the created records.
    """

    role: EventRole
    before: Party | None
    after: OrganisationDraft
    steps: tuple[StatusStep, ...] = ()
    place: int = 0


@dataclass(frozen=True, slots=True)
class Consequence:
    """Hậu quả trên một hồ sơ, in sentences; `place` of a created record, whose uid is empty."""

    role: EventRole
    uid: str
    place: int
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventParty:
    """Một bên của sự kiện đã ghi, and what it was in words."""

    uid: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """Một sự kiện đã ghi, as one of its parties sees it; `others` without that party.

    `own_role` is what that party was in words. `undone_at` None while it holds. `refusal` says why
    it cannot be undone, "" when it can.
    """

    uid: str
    label: str
    on: PartialDate | None
    document: str
    note: str
    own_role: str
    others: tuple[EventParty, ...]
    recorded_at: datetime
    undone_at: datetime | None
    refusal: str

    @property
    def may_undo(self) -> bool:
        """Whether it still holds and no record was changed since."""
        return not self.refusal
