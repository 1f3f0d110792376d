"""Tổ chức của hồ sơ: in the bin, dissolved before, fewer or more than the record counts."""

from collections.abc import Iterator
from datetime import date

from ktt_desktop.domain.dossier import DossierDraft, DossierRow, Kind, Stage
from ktt_desktop.domain.dossier_check.subject import Rule, Spot, Subjects, day_of
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.terms import OrganisationKind, Severity

COUNTED_IN = tuple(kind.value for kind in OrganisationKind)
IN_BIN = Rule(
    "R6-HS-THUNG-RAC",
    Severity.WARNING,
    "Hồ sơ ghi cho tổ chức đã xóa",
    "Lấy tổ chức ra khỏi thùng rác, hoặc chọn lại tổ chức của hồ sơ.",
)
ENDED = Rule(
    "R11-HS-DA-GIAI-THE",
    Severity.ERROR,
    "Hỗ trợ tổ chức sau khi tổ chức đã chấm dứt",
    "Sửa ngày, năm hỗ trợ, chọn lại tổ chức, hoặc sửa tình trạng của tổ chức.",
)
NAMED_FEWER = Rule(
    "R13-HS-TEN",
    Severity.WARNING,
    "Số tổ chức được chọn ít hơn số đã ghi",
    "Chọn thêm tổ chức của hồ sơ, hoặc sửa số tổ chức.",
)
NAMED_MORE = Rule(
    "R2-HS-TEN",
    Severity.ERROR,
    "Số tổ chức được chọn nhiều hơn số đã ghi",
    "Bỏ bớt tổ chức của hồ sơ, hoặc sửa số tổ chức.",
)


def deleted(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """An organisation of the record lies in the bin."""
    for uid, name in zip(row.draft.organisations, row.names, strict=True):
        if subjects.parties[uid].in_bin:
            yield IN_BIN.found(
                subjects, [Spot(row, "organisations")], f"{name} đang ở thùng rác.", ((uid, None),)
            )


def ended(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """Support given to an organisation that was no more."""
    first = _first_day(row.draft)
    for uid, name in zip(row.draft.organisations, row.names, strict=True):
        party = subjects.parties[uid]
        if first is None or party.ended_on is None or party.ended_on.last_day() >= first:
            continue
        given = day_of(row.draft, "given_on")
        when = given.running() if given else f"năm {row.draft.year}"
        detail = f"{name}: {party.ended_as} {party.ended_on.running()}, hỗ trợ {when}."
        spots = [Spot(row, "organisations"), Spot(row, "given_on" if given else "year")]
        yield ENDED.found(subjects, spots, detail, ((party.ended_on.iso(), row.draft.year),))


def counted(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """As many organisations as the record counts, where it names some."""
    draft = row.draft
    key = _count_key(draft)
    stated = draft.number(key) if key else None
    named = len(draft.organisations)
    if not named or stated is None or named == stated:
        return
    rule = NAMED_FEWER if named < stated else NAMED_MORE
    detail = (
        f"{subjects.label(draft, key)} ghi {prose_count(stated)}, "
        f"đã chọn {prose_count(named)} tổ chức."
    )
    yield rule.found(
        subjects, [Spot(row, key), Spot(row, "organisations")], detail, (("named", named),)
    )


def _count_key(draft: DossierDraft) -> str:
    if draft.kind == Kind.CREDIT:
        return "borrowers"
    if "organisations_done" in draft.values:
        return "organisations_done"
    return "quantity_done" if draft.text("quantity_unit") in COUNTED_IN else ""


def _first_day(draft: DossierDraft) -> date | None:
    """The first day the support can have been given."""
    if given := day_of(draft, "given_on"):
        return given.first_day()
    if draft.year is None or draft.period == Stage.CUMULATIVE:
        return None
    return date(draft.year, 1, 1)
