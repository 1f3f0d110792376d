"""The start page: what waits in the period, the unit's main figures, the next deadlines."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.closing import figures_name
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.receipt import Answer, number_words
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import Measure, Severity, SubjectKind
from ktt_desktop.domain.work_page import (
    OLD_BACKUP_DAYS,
    KeyFigure,
    Task,
    WorkPage,
    in_order,
    upcoming,
)
from ktt_desktop.services.alerts import read_alerts
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.list_totals import TOTAL
from ktt_desktop.services.opening import last_backup
from ktt_desktop.services.unit_columns import default_as_of
from ktt_desktop.services.unit_figures import read_unit_figures
from ktt_desktop.services.unit_particulars import load_particulars
from ktt_desktop.services.units_work import BOARD, units_work
from ktt_desktop.storage import exchange
from ktt_desktop.storage import work_page as storage
from ktt_desktop.storage.received_claims import unit_names
from ktt_desktop.storage.session import transaction

YEARS = 5
NAMED = 3  # organisations named in one line


def work_page(book: Book, profile: UnitProfile, period: ReportingPeriod) -> WorkPage:
    """Everything of the page but what the check found (finding_tasks of the domain)."""
    with transaction(book.sessions) as session:
        tasks = [
            *_empty(session),
            *_missing(session, book, period),
            *_returned(session),
            *_unsent(session, period),
            *_alerts(session, book),
        ]
        figures = _figures(session, book, profile, period)
    tasks += units_work(book, profile, period)
    tasks += _old_backup(last_backup(book))
    deadlines = load_particulars(book, profile).deadlines
    return WorkPage(in_order(tasks), figures, upcoming(deadlines, today()))


def _empty(session: Session) -> Iterator[Task]:
    if not storage.has_organisations(session):
        words = "Danh mục chưa có tổ chức nào. Mở Danh mục, nhấn Ctrl+N để thêm tổ chức đầu tiên."
        yield Task(Severity.WARNING, words, "register")
        words = "Đơn vị đã có danh sách trong Excel: nhập cả danh sách vào sổ."
        yield Task(Severity.WARNING, words, "register/import")


def _missing(session: Session, book: Book, period: ReportingPeriod) -> Iterator[Task]:
    main, edition = period.main, book.catalogue.edition
    found = storage.without_figures(
        session,
        main,
        [each.column for each in edition.of_form("phieu")],
        book.catalogue.counting_as(*TOTAL),
        default_as_of(*main).last_day().isoformat(),
    )
    own = [(uid, name) for uid, name, unit in found if not unit]
    if own:
        names = ", ".join(name for _, name in own[:NAMED])
        more = "…" if len(own) > NAMED else "."
        words = (
            f"{prose_count(len(own))} tổ chức chưa có số liệu “{figures_name(main)}”: {names}{more}"
        )
        place = Place(SubjectKind.ORGANISATION, own[0][0], "", edition.members_indicator, "")
        yield Task(Severity.WARNING, words, "annual", place)
    yield from _missing_below(session, main, Counter(unit for _, _, unit in found if unit))


def _missing_below(session: Session, main: YearMeasure, counts: Counter[str]) -> Iterator[Task]:
    """Organisations of received lists without figures: those units have them to fill in."""
    if not counts:
        return
    names = unit_names(session)
    told = (f"{names.get(unit, unit)} {count}" for unit, count in counts.most_common(NAMED))
    more = "…" if len(counts) > NAMED else "."
    words = (
        f"{prose_count(counts.total())} tổ chức do đơn vị dưới gửi chưa có số liệu "
        f"“{figures_name(main)}”, đề nghị đơn vị bổ sung: {', '.join(told)}{more}"
    )
    yield Task(Severity.NOTICE, words, BOARD)


def _returned(session: Session) -> Iterator[Task]:
    """What the level above sent back, of any period, until something later is sent."""
    for sent in exchange.returned(session, Answer.RETURNED.value):
        label = ReportingPeriod.parse(sent.period).label
        words = (
            f"Cấp trên trả lại để sửa tệp nộp {label}, {number_words(sent.number)}. Xem biên nhận, "
            "sửa số liệu rồi kết xuất bổ sung."
        )
        yield Task(Severity.ERROR, words, "submission")


def _unsent(session: Session, period: ReportingPeriod) -> Iterator[Task]:
    sent = exchange.sent_of_period(session, period.code)
    if not sent:
        words = f"{period.label} chưa kết xuất tệp nộp."
        yield Task(Severity.NOTICE, words, "submission")
        return
    records, forms = storage.changed_since(session, sent[-1].created_at)
    if records or forms:
        day = sent[-1].created_at.astimezone()
        words = (
            f"Từ lần kết xuất {day.day}/{day.month}/{day.year} đã đổi "
            f"{prose_count(records)} hồ sơ, {prose_count(forms)} phiếu số liệu. "
            "Kết xuất bổ sung nếu cần."
        )
        yield Task(Severity.NOTICE, words, "submission")


def _alerts(session: Session, book: Book) -> Iterator[Task]:
    """One line a kind of reminder, the most serious first."""
    every = [each for found in read_alerts(session, book, today()).values() for each in found]
    counted = Counter((each.severity, each.label) for each in every)
    for (severity, label), count in counted.items():
        weight = Severity.WARNING if severity is Severity.ERROR else Severity.NOTICE
        yield Task(weight, f"{label}: {prose_count(count)} tổ chức.", "register")


def _old_backup(last: datetime | None) -> Iterator[Task]:
    if last is None:
        yield Task(Severity.WARNING, "Sổ chưa có bản sao lưu nào.", "")
    elif (days := (today() - last.date()).days) > OLD_BACKUP_DAYS:
        yield Task(Severity.WARNING, f"Bản sao lưu gần nhất đã {days} ngày.", "")


def _figures(
    session: Session, book: Book, profile: UnitProfile, period: ReportingPeriod
) -> tuple[KeyFigure, ...]:
    """Whole years of the past, then the figures the report is about."""
    year, measure = period.main
    pairs = [YearMeasure(each, Measure.ACTUAL) for each in range(year - YEARS + 1, year)]
    pairs.append(YearMeasure(year, measure))
    found = read_unit_figures(session, book, profile, pairs)
    return tuple(
        KeyFigure(code, tuple((pair.year, found["", *pair].figures[code].value) for pair in pairs))
        for code in book.catalogue.edition.key_indicators
    )
