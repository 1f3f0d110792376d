"""What a unit prints and when: bodies, people who sign, symbols, recipients, deadlines."""

import calendar
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import PeriodKind
from ktt_desktop.domain.validity import DatedLine, in_force, line_for


class Signing(StrEnum):
    """Hình thức ký (Nghị định 30/2020/NĐ-CP, Điều 13 và Phụ lục I)."""

    OWN = "THUONG"
    COLLECTIVE = "TM"
    FOR_HEAD = "KT"
    COLLECTIVE_FOR_HEAD = "TM_KT"
    BY_ORDER = "TL"
    BY_AUTHORITY = "TUQ"
    ACTING = "Q"


SIGNING_LABELS = {
    Signing.OWN: "Ký thường (chỉ in chức vụ)",
    Signing.COLLECTIVE: "TM. – thay mặt tập thể",
    Signing.FOR_HEAD: "KT. – ký thay người đứng đầu",
    Signing.COLLECTIVE_FOR_HEAD: "TM. và KT. – cấp phó ký thay mặt tập thể",
    Signing.BY_ORDER: "TL. – thừa lệnh",
    Signing.BY_AUTHORITY: "TUQ. – thừa ủy quyền",
    Signing.ACTING: "Q. – quyền người đứng đầu",
}
_HEAD_MARKS = {
    Signing.FOR_HEAD: "KT. ",
    Signing.COLLECTIVE_FOR_HEAD: "KT. ",
    Signing.BY_ORDER: "TL. ",
    Signing.BY_AUTHORITY: "TUQ. ",
}
_COLLECTIVE = (Signing.COLLECTIVE, Signing.COLLECTIVE_FOR_HEAD)


class DocumentKind(StrEnum):
    """Loại văn bản, by its abbreviation (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""

    PLAN = "KH"
    REPORT = "BC"
    SCHEME = "ĐA"
    PROGRAMME = "CTr"
    PROPOSAL = "TTr"
    DECISION = "QĐ"
    NOTICE = "TB"
    GUIDANCE = "HD"
    MINUTES = "BB"
    LETTER = "CV"


DOCUMENT_LABELS = {
    DocumentKind.PLAN: "Kế hoạch",
    DocumentKind.REPORT: "Báo cáo",
    DocumentKind.SCHEME: "Đề án",
    DocumentKind.PROGRAMME: "Chương trình",
    DocumentKind.PROPOSAL: "Tờ trình",
    DocumentKind.DECISION: "Quyết định",
    DocumentKind.NOTICE: "Thông báo",
    DocumentKind.GUIDANCE: "Hướng dẫn",
    DocumentKind.MINUTES: "Biên bản",
    DocumentKind.LETTER: "Công văn",
}


class DueYear(StrEnum):
    """Năm của thời hạn, counted from the year N that is reported."""

    REPORTED = "N"
    NEXT = "N+1"


@dataclass(frozen=True, slots=True)
class IssuingBody(DatedLine):
    """Cơ quan ban hành: names as printed, one entry a line."""

    unit_name: str = ""
    parent_name: str = ""
    superior: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Signatory(DatedLine):
    """Người ký; `body` is signed for with TM., `head` with KT., TL., TUQ."""

    name: str = ""
    position: tuple[str, ...] = ()
    form: Signing = Signing.OWN
    body: str = ""
    head: str = ""
    usual: bool = False

    @property
    def label(self) -> str:
        """How a person is told from the others: name and position."""
        return " – ".join(filter(None, (self.name, " ".join(self.position))))

    @property
    def authority(self) -> tuple[str, ...]:
        """Quyền hạn, chức vụ, line by line as printed over the signature."""
        position = self.position
        if self.form == Signing.ACTING and position:
            position = (f"Q. {position[0]}", *position[1:])
        lines = []
        if self.form in _COLLECTIVE or (self.form == Signing.ACTING and self.body):
            lines.append(f"TM. {self.body}")
        if mark := _HEAD_MARKS.get(self.form):
            lines.append(f"{mark}{self.head}")
        return (*lines, *position)


@dataclass(frozen=True, slots=True)
class DocumentLine(DatedLine):
    """Ký hiệu và nơi nhận của một loại văn bản."""

    kind: DocumentKind = DocumentKind.PLAN
    symbol: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline(DatedLine):
    """Thời hạn: what, who to whom; without `day` and `month` a letter sets it every year.

    `span` says in words what time the figures are of; `unconfirmed` marks what nobody has read
    in the text of the law.
    """

    what: str = ""
    cycle: PeriodKind = PeriodKind.YEAR
    sender: str = ""
    receiver: str = ""
    span: str = ""
    day: int | None = None
    month: int | None = None
    due_year: DueYear = DueYear.REPORTED
    basis: str = ""
    unconfirmed: bool = False

    @property
    def due(self) -> str:
        """The last day in words: "18/12 năm N"."""
        if self.day is None or self.month is None:
            return "Theo văn bản hướng dẫn"
        return f"{self.day:02}/{self.month:02} năm {self.due_year}"

    def due_on(self, year: int) -> date | None:
        """The last day for the reported year; None where a letter sets it."""
        if self.day is None or self.month is None:
            return None
        year += self.due_year == DueYear.NEXT
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))


@dataclass(frozen=True, slots=True)
class UnitParticulars:
    """Thông tin đơn vị theo thời gian; `chosen` is the label of who signs, empty for the usual."""

    bodies: tuple[IssuingBody, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    documents: tuple[DocumentLine, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    chosen: str = ""


def signatory_of(authority: tuple[str, ...], name: str) -> Signatory:
    """The signatory whose printed lines these are; unusual lines stay as they were written."""
    rest, body, head, mark = list(authority), "", "", ""
    if rest and rest[0].startswith("TM. "):
        body = rest.pop(0).removeprefix("TM. ")
    if rest and (mark := next((each for each in _MARKS if rest[0].startswith(each)), "")):
        first = rest.pop(0).removeprefix(mark)
        if mark == "Q. ":
            rest.insert(0, first)
        else:
            head = first
    form = _FORMS.get((bool(body), mark), Signing.OWN)
    read = Signatory(name, tuple(rest), form, body, head, usual=True)
    if read.authority == authority:
        return read
    return Signatory(name, authority, usual=True)


_MARKS = ("KT. ", "TL. ", "TUQ. ", "Q. ")
_FORMS = {
    (True, ""): Signing.COLLECTIVE,
    (True, "KT. "): Signing.COLLECTIVE_FOR_HEAD,
    (False, "KT. "): Signing.FOR_HEAD,
    (False, "TL. "): Signing.BY_ORDER,
    (False, "TUQ. "): Signing.BY_AUTHORITY,
    (False, "Q. "): Signing.ACTING,
    (True, "Q. "): Signing.ACTING,
}


def undated(profile: UnitProfile) -> UnitParticulars:
    """The particulars of a book that knows no dates yet: one line of each, in force always."""
    return UnitParticulars(
        bodies=(
            IssuingBody(
                profile.name, profile.parent_name, profile.superior, profile.issuer, profile.place
            ),
        ),
        signatories=(
            (signatory_of(profile.authority, profile.signer),)
            if profile.authority or profile.signer
            else ()
        ),
        documents=(DocumentLine(DocumentKind.PLAN, profile.symbol, profile.recipients),),
    )


def signatory_on(particulars: UnitParticulars, on: date) -> Signatory | None:
    """Who signs on a day: the chosen one in force, the usual one, any in force, the nearest."""
    now = in_force(particulars.signatories, on)
    chosen = [each for each in now if each.label == particulars.chosen]
    usual = [each for each in now if each.usual]
    return next(iter((*chosen, *usual, *now)), line_for(particulars.signatories, on))


def document_line(
    particulars: UnitParticulars, kind: DocumentKind, on: date
) -> DocumentLine | None:
    """Symbol and recipients of a kind of document on a day; None where nothing is known."""
    return line_for([each for each in particulars.documents if each.kind == kind], on)


def printed(
    profile: UnitProfile,
    particulars: UnitParticulars,
    on: date,
    kind: DocumentKind = DocumentKind.PLAN,
) -> UnitProfile:
    """The profile as a document of that day and kind prints it."""
    body = line_for(particulars.bodies, on) or IssuingBody()
    signatory = signatory_on(particulars, on) or Signatory()
    document = document_line(particulars, kind, on) or DocumentLine()
    return replace(
        profile,
        name=body.unit_name or profile.name,
        parent_name=body.parent_name or profile.parent_name,
        superior=body.superior,
        issuer=body.issuer,
        place=body.place,
        authority=signatory.authority,
        signer=signatory.name,
        symbol=document.symbol,
        recipients=document.recipients,
    )
