"""Phiếu thông tin một tổ chức: its record, statuses, yearly figures and what it received."""

from collections.abc import Iterator, Sequence
from functools import partial

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.document import (
    Align,
    Block,
    Column,
    Heading,
    HeadingLevel,
    Paragraph,
    PrintedForm,
    Row,
    Run,
    SignatureBlock,
    Table,
    TextAlign,
)
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import ReturnRecord, Subject, UnitProfile
from ktt_desktop.domain.status_history import StatusStep, in_order
from ktt_desktop.domain.statuses import KIND_NAMES
from ktt_desktop.domain.terms import Measure, StatusAxis, SubjectKind
from ktt_desktop.services.annual_return import load_history
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.list_file import made_today
from ktt_desktop.services.organisation_dossiers import organisation_dossiers, received_words
from ktt_desktop.services.places import commune_name, former_name, kept_names
from ktt_desktop.services.record_words import STATUS_FIELDS, RecordWords
from ktt_desktop.services.register import load_organisation
from ktt_desktop.services.reporting import WATERMARK
from ktt_desktop.services.statuses import status_page
from ktt_desktop.storage import organisations
from ktt_desktop.storage.session import transaction

FORMS = 4  # sets of figures side by side: the newest
MAKER = ("NGƯỜI LẬP PHIẾU",)
MEASURES = {  # in the order of a year
    Measure.PLAN: "Kế hoạch",
    Measure.HALF_YEAR: "6 tháng",
    Measure.ESTIMATE: "Ước cả năm",
    Measure.ACTUAL: "Thực hiện",
}
AXES = (StatusAxis.LEGAL, StatusAxis.OPERATING)
FACTS = (Column("Nội dung", 11), Column("Chi tiết", 22))
STATUSES = (
    Column("Từ ngày", 5, Align.CENTRE),
    Column("Loại", 7),
    Column("Tình trạng", 10),
    Column("Văn bản, lý do", 11),
)
RECORDS = (
    Column("Năm", 4, Align.CENTRE),
    Column("Loại hồ sơ", 7),
    Column("Nội dung", 15),
    Column("Kinh phí\n(triệu đồng)", 8),
)
NOTHING_OF = {
    "Số liệu hằng năm": "chưa có số liệu của năm nào",
    "Hỗ trợ, xếp loại và hồ sơ công việc": "chưa có hồ sơ hỗ trợ, xếp loại hay hồ sơ công việc nào "
    "ghi tên tổ chức",
}
IN_HISTORY = ("operating_status", "legal_status")  # told by the history of the statuses


def render_organisations(
    book: Book, profile: UnitProfile, uids: Sequence[str], progress: Progress
) -> bytes:
    """The pages of these organisations as one PDF, each on pages of its own.

    Raises NotFoundError, MissingGlyphError, CancelledError.
    """
    from ktt_desktop.reports.form_pages import forms_pdf

    kept = kept_names(book)
    forms = []
    for place, uid in enumerate(uids):
        progress.report(place, len(uids), "Lập phiếu")
        forms.append(organisation_form(book, profile, uid, kept))
    return forms_pdf(forms, now())


def organisation_form(
    book: Book, profile: UnitProfile, uid: str, kept: dict[str, str]
) -> PrintedForm:
    """The page of one organisation; `kept` are names of units the book speaks of (kept_names)."""
    draft = load_organisation(book, uid)
    return PrintedForm(
        title=f"Phiếu thông tin {KIND_NAMES[draft.kind]}",
        issuer=draft.name,
        blocks=tuple(_blocks(book, profile, draft, kept)),
        signature=SignatureBlock(MAKER, ""),
        watermark=WATERMARK if profile.practice else "",
    )


def _blocks(
    book: Book, profile: UnitProfile, draft: OrganisationDraft, kept: dict[str, str]
) -> Iterator[Block]:
    yield Paragraph((Run(draft.name, bold=True),), TextAlign.CENTRE)
    where = f"{profile.heading}. {made_today()}"
    yield Paragraph((Run(where, italic=True),), TextAlign.CENTRE)
    words = _words(book, profile, draft, kept)
    tables = {
        "Thông tin đăng ký và hồ sơ": _facts(book.catalogue, draft, words),
        "Lịch sử tình trạng": _statuses(book, draft, words),
        "Số liệu hằng năm": _figures(book, draft),
        "Hỗ trợ, xếp loại và hồ sơ công việc": _records(book, draft),
    }
    told = {title: table for title, table in tables.items() if table is not None}
    for place, (title, table) in enumerate(told.items(), start=1):
        yield Heading(HeadingLevel.NUMBER, f"{place}. {title}")
        yield table
    if missing := [words for title, words in NOTHING_OF.items() if title not in told]:
        sentence = "; ".join(missing)
        words_of_it = f"{sentence[:1].upper()}{sentence[1:]}."
        yield Paragraph((Run(words_of_it, italic=True),), TextAlign.LEFT)


def _words(
    book: Book, profile: UnitProfile, draft: OrganisationDraft, kept: dict[str, str]
) -> RecordWords:
    with transaction(book.sessions) as session:
        names = organisations.names_by_uid(session, {*draft.unions, *draft.members_of_union})
    commune = partial(commune_name, book.units, profile, kept=kept)
    former = partial(former_name, book.units)
    return RecordWords(book.catalogue, draft.kind, commune, former, names)


def _facts(catalogue: Catalogue, draft: OrganisationDraft, words: RecordWords) -> Table:
    """Every field that is filled in under the tab it stands on; then what lacks."""
    told = dict(words.lines(draft))
    rows, tab = [], ""
    for spec in catalogue.register_of(draft.kind):
        if spec.label not in told or spec.attr in IN_HISTORY:
            continue
        if spec.tab != tab:
            tab = spec.tab
            rows.append(Row((tab, ""), bold=True))
        rows.append(Row((spec.label, told[spec.label])))
    lacking = [
        spec.label
        for spec in catalogue.register_of(draft.kind)
        if draft.kind in spec.expected and spec.label not in told
    ]
    notes = (f"Chưa ghi: {', '.join(lacking)}.",) if lacking else ()
    return Table(FACTS, tuple(rows), notes=notes)


def _statuses(book: Book, draft: OrganisationDraft, words: RecordWords) -> Table:
    steps = status_page(book, draft.uid).steps
    rows = (_status(each, words) for axis in AXES for each in in_order(steps, axis))
    return Table(STATUSES, tuple(rows))


def _status(step: StatusStep, words: RecordWords) -> Row:
    since = step.on.short() if step.on else "Khi đăng ký"
    until = f" (dự kiến đến {step.ends_on.short()})" if step.ends_on else ""
    status = words.value(step.axis.value, step.status)
    why = "; ".join(filter(None, (step.document, step.reason)))
    return Row((since, STATUS_FIELDS[step.axis.value].label, f"{status}{until}", why))


def _figures(book: Book, draft: OrganisationDraft) -> Table | None:
    """The newest sets of figures side by side; only indicators one of them knows."""
    subject = Subject(SubjectKind.ORGANISATION, draft.uid)
    forms = [
        form
        for measure in MEASURES
        for form in load_history(book, subject, measure)
        if any(value is not None for value in form.values.values())
    ]
    order = [*MEASURES]
    forms.sort(key=lambda form: (form.year, order.index(form.measure)))
    return _figure_table(book.catalogue, draft, forms[-FORMS:]) if forms else None


def _figure_table(
    catalogue: Catalogue, draft: OrganisationDraft, forms: Sequence[ReturnRecord]
) -> Table:
    columns = (
        Column("Chỉ tiêu", 14),
        Column("Đơn vị tính", 6, Align.CENTRE),
        *(Column(f"{MEASURES[each.measure]}\n{each.year}", 5, Align.RIGHT) for each in forms),
    )
    rows = []
    for indicator in catalogue.edition.for_kind(draft.kind):
        values = [form.values.get(indicator.code) for form in forms]
        if any(value is not None for value in values):
            texts = (
                "" if value is None else format_number(value, indicator.quantity)
                for value in values
            )
            label, is_main = indicator.label, not indicator.is_detail
            rows.append(Row((label, indicator.unit, *texts), bold=is_main))
    return Table(columns, tuple(rows), notes=("Ô để trống là chưa có số liệu.",))


def _records(book: Book, draft: OrganisationDraft) -> Table | None:
    found = organisation_dossiers(book, draft.uid)
    if not found.lines:
        return None
    rows = (
        Row(
            (
                each.year,
                each.kind,
                ": ".join(filter(None, (each.period, each.words))),
                each.money,
            )
        )
        for each in found.lines
    )
    sums = [received_words(book.catalogue, each) for each in found.received]
    notes = (f"Hỗ trợ đã nhận. {' '.join(sums)}",) if sums else ()
    return Table(RECORDS, tuple(rows), notes=notes)
