"""What is printed and exported of the ratings: the list as shown, the score sheet of one HTX."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.document import (
    Align,
    Column,
    Paragraph,
    PrintedForm,
    Row,
    Run,
    SignatureBlock,
    Table,
)
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.rating import Outcome, points_text
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.rulesets import NOTE, Criterion, Ruleset, note_key, point_key
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.list_file import ListFile, made_today
from ktt_desktop.services.rating import (
    RatingList,
    RatingRow,
    RatingSheet,
    grade_counts,
    raw_of,
    sheet_of,
)
from ktt_desktop.services.rating_words import (
    counts_words,
    outcome_words,
    rating_columns,
    reasons_of,
)
from ktt_desktop.services.register import load_organisation
from ktt_desktop.services.reporting import WATERMARK

DOTS = "…………"
OWNERS = ("ĐẠI DIỆN HỢP TÁC XÃ",)


@dataclass(frozen=True, slots=True)
class ShownRatings:
    """Danh sách đang hiện: rows and columns in their order, and what was filtered by."""

    listed: RatingList
    rows: Sequence[RatingRow]
    columns: tuple[str, ...]
    conditions: str = ""


def ratings_file(book: Book, profile: UnitProfile, shown: ShownRatings) -> ListFile[RatingRow]:
    """The list with all that stands around it on paper."""
    every = rating_columns(book.catalogue, shown.listed.rulesets)
    return ListFile(
        sheet="Xếp loại",
        title=f"Kết quả xếp loại hợp tác xã năm {shown.listed.year}",
        things="hợp tác xã",
        unit=profile.heading,
        made=made_today(),
        conditions=f"Lọc: {shown.conditions}" if shown.conditions else "",
        summary=counts_words(book.catalogue.ratings, grade_counts(shown.rows)),
        columns=tuple(every[key] for key in shown.columns),
        rows=shown.rows,
        watermark=WATERMARK if profile.practice else "",
    )


def render_sheet(book: Book, profile: UnitProfile, sheet: RatingSheet, ruleset: Ruleset) -> bytes:
    """Bảng đánh giá hợp tác xã năm … as PDF, as the sheet stands now."""
    from ktt_desktop.reports.form_pages import form_pdf

    organisation = load_organisation(book, sheet.organisation.uid)
    person = organisation.persons[0].name if organisation.persons else ""
    printed = PrintedForm(
        title=f"Bảng đánh giá hợp tác xã năm {sheet.year}",
        issuer=organisation.name,
        blocks=tuple(_blocks(book, sheet, ruleset, organisation)),
        signature=SignatureBlock(OWNERS, person),
        watermark=WATERMARK if profile.practice else "",
    )
    return form_pdf(printed, now())


def _blocks(
    book: Book, sheet: RatingSheet, ruleset: Ruleset, organisation: OrganisationDraft
) -> Iterator[Paragraph | Table]:
    outcome = sheet.outcome(ruleset)
    yield from (_line(text) for text in _head(book, sheet, organisation))
    yield _line(f"Căn cứ đánh giá: {ruleset.citation}")
    if ruleset.criteria:
        yield _table(sheet, ruleset, outcome)
    words = outcome_words(book.catalogue.ratings, reasons_of(ruleset), outcome)
    yield Paragraph((Run("Kết quả: ", bold=True), Run(f"{words}.")))
    if note := sheet.draft.text(point_key(ruleset.id, NOTE)):
        yield _line(f"Ghi chú: {note}")
    decided = (sheet.draft.text("decided_by"), _day(sheet.draft.text("decided_on")))
    if any(decided):
        yield _line(f"Cơ quan, người xếp loại: {', '.join(filter(None, decided))}")


def _head(book: Book, sheet: RatingSheet, organisation: OrganisationDraft) -> Iterator[str]:
    """Phần đầu của mẫu: what is unknown leaves room to write."""
    catalogue, raw = book.catalogue, raw_of(sheet.draft, sheet.known)
    yield f"Tên hợp tác xã: {organisation.name}"
    yield f"Địa chỉ: {organisation.address or DOTS}"
    yield f"Điện thoại: {organisation.phone or DOTS}; Email: {organisation.email or DOTS}"
    certificate = organisation.tax_code or organisation.old_certificate or DOTS
    yield f"Số giấy chứng nhận đăng ký: {certificate}"
    yield f"Ngành nghề: {catalogue.sectors.get(organisation.sector, DOTS)}"
    purpose = catalogue.lists["purposes"].get(organisation.purpose, DOTS)
    yield f"Phân loại theo sản phẩm, dịch vụ: {purpose}"
    for item, label in (("members", "Quy mô thành viên"), ("capital", "Quy mô tổng nguồn vốn")):
        value, field = raw.get(item), catalogue.ratings.items[item].field
        if isinstance(value, int):
            size = catalogue.ratings.size_of(item, value)
            yield f"{label}: {size} ({format_number(value, field.quantity)} {field.unit})"
        else:
            yield f"{label}: {DOTS}"


def _table(sheet: RatingSheet, ruleset: Ruleset, outcome: Outcome) -> Table:
    columns = (
        Column("STT", 6, Align.CENTRE),
        Column("Tiêu chí đánh giá", 46),
        Column("Thang điểm\ntối đa", 13, Align.CENTRE),
        Column("Điểm HTX\ntự chấm", 13, Align.CENTRE),
        Column("Ghi chú", 22),
    )
    total = "" if outcome.total is None else points_text(outcome.total)
    rows = [*_rows(sheet, ruleset, outcome), Row(("", "Tổng cộng", "100", total, ""), bold=True)]
    return Table(columns, tuple(rows), notes=tuple(_notes(ruleset)))


def _notes(ruleset: Ruleset) -> Iterator[str]:
    for limit in ruleset.limits:
        if len(limit.groups) > 1:
            most = points_text(limit.most)
            yield f"Nhóm {' và '.join(limit.groups)} cộng lại tối đa {most} điểm."
    if any(each.most is None for each in ruleset.leaves):
        yield "Ô thang điểm để trống là chưa có căn cứ về điểm tối đa của tiêu chí."


def _rows(sheet: RatingSheet, ruleset: Ruleset, outcome: Outcome) -> Iterator[Row]:
    points = sheet_of(sheet.draft, ruleset).points
    limits = {each.groups[0]: each.most for each in ruleset.limits if len(each.groups) == 1}
    open_groups = {ruleset.criterion(key).group for key in outcome.missing}
    for group in ruleset.groups:
        given = "" if group.key in open_groups else points_text(outcome.sums[group.key])
        most = limits.get(group.key)
        yield Row((group.key, group.label, _points(most), given, ""), bold=True)
        for each in ruleset.criteria:
            if each.group == group.key:
                yield _row(sheet, ruleset, each, _given(ruleset, each, points, outcome))


def _row(sheet: RatingSheet, ruleset: Ruleset, each: Criterion, given: int | None) -> Row:
    note = sheet.draft.text(note_key(ruleset.id, each.key))
    return Row((each.number, each.label, _points(each.most), _points(given), note))


def _given(
    ruleset: Ruleset, each: Criterion, points: Mapping[str, int], outcome: Outcome
) -> int | None:
    """Points of a criterion; of one with parts their sum, once all are there."""
    parts = ruleset.parts(each.key)
    if not parts:
        return points.get(each.key)
    return None if any(part.key not in points for part in parts) else outcome.sums[each.key]


def _points(points: int | None) -> str:
    return "" if points is None else points_text(points)


def _line(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _day(iso: str) -> str:
    return PartialDate.from_iso(iso).short() if iso else ""
