"""Ghi một lần nhập vào sổ: all of its rows in one transaction, and taken back whole."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, StaleRecordError
from ktt_desktop.domain.history import Source
from ktt_desktop.domain.identifiers import parse_tax_code
from ktt_desktop.domain.importing.plan import ImportPlan, ImportRun, Outcome, PlannedRow
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.progress import Progress, Silent
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.terms import Measure
from ktt_desktop.runtime.uncollected import uncollected
from ktt_desktop.services.book import Book, back_up, now
from ktt_desktop.services.closing import refuse_closed
from ktt_desktop.services.dossiers import write_dossier
from ktt_desktop.services.import_figures import FigureWriting, Owner
from ktt_desktop.services.import_records import write_changed, write_new
from ktt_desktop.services.import_runs import GONE
from ktt_desktop.services.import_words import SAME
from ktt_desktop.storage import dossiers, import_runs
from ktt_desktop.storage import import_rows as storage
from ktt_desktop.storage import import_traces as traces
from ktt_desktop.storage.session import transaction
from ktt_desktop.storage.snapshots import Rows

BACKUP = "truoc-nhap-excel"
NOTHING = "Không có dòng nào để nhập. Xem lý do của từng dòng, sửa hoặc quyết định rồi nhập lại."
STALE = "Sổ vừa được thay đổi sau khi kiểm tra tệp. Kiểm tra lại tệp rồi nhập."
SILENT = Silent()
NAMED = 3  # records a refusal names


def commit_import(book: Book, plan: ImportPlan, progress: Progress) -> tuple[ImportRun, ChangeSet]:
    """Write the new and the changed rows of a plan, the book copied before; all or nothing.

    Raises InvalidInputError when the plan has nothing to write or a change of status is against
    the rules, StaleRecordError when the book was changed since the plan was made,
    PeriodClosedError, StorageUnavailableError and, when stopped, CancelledError.
    """
    if not plan.has_work:
        raise InvalidInputError(SAME if plan.is_same else NOTHING)
    progress.report(0, 0, "Đang sao lưu sổ")
    back_up(book, BACKUP)
    with uncollected(), transaction(book.sessions) as session:
        return _Commit(session, book, plan, progress).run()


def undo_import(book: Book, run_id: int, progress: Progress = SILENT) -> ChangeSet:
    """Take an import back: the book is as if it had never been.

    Raises NotFoundError, PeriodClosedError, StaleRecordError naming what was changed since and,
    when stopped, CancelledError.
    """
    with uncollected(), transaction(book.sessions) as session:
        row = import_runs.find(session, run_id)
        if row is None:
            raise NotFoundError(GONE)
        trace = traces.from_text(row.content)
        for year, measure in trace.periods:
            refuse_closed(session, YearMeasure(year, Measure(measure)))
        if names := traces.changed_since(session, trace, progress):
            raise StaleRecordError(_later(names))
        changes = _changes(session, trace)
        traces.take_back(session, trace, progress)
        import_runs.forget(session, run_id)
    return changes


class _Commit:
    """One import, in the transaction of the caller."""

    def __init__(self, session: Session, book: Book, plan: ImportPlan, progress: Progress) -> None:
        self._session, self._book, self._plan, self._progress = session, book, plan, progress
        self._trace, self._moment = traces.Trace(), now()

    def run(self) -> tuple[ImportRun, ChangeSet]:
        """Write everything, the line of the history last."""
        session, plan, trace = self._session, self._plan, self._trace
        written = [row for row in plan.rows if row.outcome in (Outcome.NEW, Outcome.CHANGED)]
        new = [row for row in written if not row.uid and row.draft is None]
        old = [row for row in written if row.uid and row.draft is None]
        known = storage.present(session, (row.uid for row in old))
        self._refuse_stale(new, old, known)
        before = traces.corrections(session, known)
        last = storage.last_id(session, storage.JOURNAL)
        made = write_new(session, new, self._moment, plan.file, self._progress)
        if made:
            trace.ids[traces.MADE] = list(made)
        ids = {uid: id_ for uid, (id_, _) in known.items()}
        write_changed(session, self._book, old, ids, trace, self._moment, self._progress)
        figures = self._write_figures(new, made, old, known)
        self._write_dossiers([row.draft for row in written if row.draft is not None])
        after = traces.corrections(session, known)
        trace.corrected = _without(after, before), _without(before, after)
        trace.journal = last + 1, storage.last_id(session, storage.JOURNAL)
        traces.seal(session, trace, self._progress)
        counts = plan.counts
        told = import_runs.Counts(
            counts[Outcome.NEW],
            counts[Outcome.CHANGED],
            counts[Outcome.SAME],
            sum(counts[each] for each in (Outcome.DOUBTFUL, Outcome.REFUSED, Outcome.SKIPPED)),
            figures,
        )
        content = traces.to_text(trace)
        run = import_runs.add(
            session, self._moment, plan.file, plan.digest, told, _issues(plan), content
        )
        return run, _changes(session, trace)

    def _refuse_stale(
        self, new: Sequence[PlannedRow], old: Sequence[PlannedRow], known: Mapping[str, object]
    ) -> None:
        """Raise StaleRecordError where a record went or a code is taken by now."""
        if any(row.uid not in known for row in old):
            raise StaleRecordError(STALE)
        owners: dict[str, tuple[str, str]] = {}
        coded = [(row, _digits(row)) for row in (*new, *old) if row.values.get("tax_code")]
        held = storage.holders(self._session, (code for _, code in coded))
        for row, code in coded:
            owner = row.uid or f"{row.at} {row.row}"
            uid, name = held.get(code) or owners.setdefault(code, (owner, row.name))
            if uid != owner:
                raise StaleRecordError(
                    f"Dòng {row.row}, “{row.name}”: mã số {code} đã có ở “{name}”. "
                    "Kiểm tra lại tệp rồi nhập."
                )

    def _write_figures(
        self,
        new: Sequence[PlannedRow],
        made: Mapping[int, str],
        old: Sequence[PlannedRow],
        known: Mapping[str, tuple[int, str]],
    ) -> int:
        """The figures of all rows; tells how many, raises PeriodClosedError."""
        session, trace = self._session, self._trace
        of_new = [(row, Owner(*each)) for row, each in zip(new, made.items(), strict=True)]
        of_old = [(row, Owner(known[row.uid][0], row.uid, known[row.uid][1])) for row in old]
        writing = FigureWriting(session, self._book, self._plan, self._moment, self._progress)
        count = writing.of_new(of_new) + writing.of_known(of_old, trace)
        trace.periods = [(year, measure.value) for year, measure in sorted(count)]
        for period in count:
            refuse_closed(session, period)
        return count.total()

    def _write_dossiers(self, drafts: Sequence[DossierDraft]) -> None:
        """The work records of a list of support."""
        for place, draft in enumerate(drafts):
            self._progress.report(
                place, len(drafts), f"Ghi hồ sơ hỗ trợ, {place} trên {len(drafts)}"
            )
            stored = dossiers.find(self._session, draft.uid) if draft.uid else None
            if stored is not None:
                traces.note_before(self._session, self._trace, traces.WORKS_TOUCHED, [stored.id])
            entity = write_dossier(self._session, self._book, draft, Source.IMPORTED)
            if stored is None:
                self._trace.ids.setdefault(traces.WORKS, []).append(entity.id)


def _issues(plan: ImportPlan) -> Iterator[Issue]:
    """What was left out or left empty, and why, in the order of the file."""
    for row in plan.rows:
        yield from row.issues
        if row.outcome is Outcome.SKIPPED:
            yield Issue(row.row, "", row.name, "Cán bộ chọn bỏ qua dòng này.")
        elif row.outcome is Outcome.DOUBTFUL and not row.issues:
            reason = next((each.reason for each in row.candidates), "")
            yield Issue(row.row, "", row.name, reason or "Chưa quyết định thêm mới hay cập nhật.")


def _digits(row: PlannedRow) -> str:
    return parse_tax_code(str(row.values["tax_code"])).digits


def _without(rows: Rows, others: Rows) -> Rows:
    return tuple(each for each in rows if each not in others)


def _changes(session: Session, trace: traces.Trace) -> ChangeSet:
    uids, years = traces.reach(session, trace)
    works = bool(trace.ids.get(traces.WORKS) or trace.ids.get(traces.WORKS_TOUCHED))
    return ChangeSet(organisations=uids, years=years, dossiers=works)


def _later(names: Sequence[str]) -> str:
    """Which records stand in the way of taking an import back."""
    shown = (
        ", ".join(f"“{name}”" for name in names[:NAMED] if name) or "Có hồ sơ không còn trong sổ"
    )
    more = f" và {len(names) - NAMED} hồ sơ khác" if len(names) > NAMED else ""
    return (
        f"Đã được thay đổi sau lần nhập này: {shown}{more}, nên không hoàn tác được. "
        "Hoàn tác những việc làm sau trước, kể cả lần nhập sau, hoặc phục hồi bản sao lưu làm "
        "trước khi nhập."
    )
