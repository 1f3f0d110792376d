"""Lists of support compared with the book: each row a work record, new, known or doubtful."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.importing.choices import Act, Decision, ListChoice
from ktt_desktop.domain.importing.plan import Candidate, FieldChange, Outcome, PlannedRow
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.domain.importing.support import (
    is_one,
    may_be_one,
    says_nothing_new,
    with_stated,
)
from ktt_desktop.domain.importing.words import ImportWords
from ktt_desktop.domain.numbers import MILLIONS, format_number
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_checks import check_dossier
from ktt_desktop.services.dossier_words import words_of
from ktt_desktop.services.dossiers import dossiers
from ktt_desktop.services.list_reading import PlacedList
from ktt_desktop.services.named_organisations import NamedOrganisations, Naming
from ktt_desktop.services.support_reading import SupportReader, SupportRow

NOT_IN_BOOK = "tổ chức chưa có trong sổ. Ghi tổ chức vào sổ trước, rồi nhập lại danh sách này"
LIKE = "cùng tổ chức, năm, nội dung; có thể là một lượt hỗ trợ"
REPEATED = "giống hệt dòng {}"
EVERY = 200  # rows between two reports of progress
HEADS = ("year", "period", "programme", "topic")


def plan_support(
    book: Book,
    profile: UnitProfile,
    words: ImportWords,
    placed: PlacedList,
    choice: ListChoice,
    progress: Progress,
) -> Iterator[PlannedRow]:
    """What every row of a list of support would do to the book; raises CancelledError."""
    planner, total = _Planner(book, profile, words, placed, choice), len(placed.list.rows)
    for place in range(total):
        if place % EVERY == 0:
            progress.report(place, total, "Đối chiếu các lượt hỗ trợ với sổ")
        yield planner.row(place)


class _Planner:
    def __init__(
        self,
        book: Book,
        profile: UnitProfile,
        words: ImportWords,
        placed: PlacedList,
        choice: ListChoice,
    ) -> None:
        self._book, self._placed, self._choice = book, placed, choice
        self._reader = SupportReader(book, words, placed.list, choice)
        self._organisations = NamedOrganisations(book, profile)
        self._words, self._kind = words_of(book), book.catalogue.dossiers[Kind.SUPPORT]
        self._known: dict[tuple[str, int | None, str], list[DossierDraft]] = defaultdict(list)
        for row in dossiers(book, [Kind.SUPPORT]):
            for uid in row.draft.organisations:
                self._known[uid, row.draft.year, row.draft.topic].append(row.draft)
        self._planned: dict[str, int] = {}  # what a new record states → the row it is of
        self._issues: dict[int, list[Issue]] = defaultdict(list)
        for issue in placed.list.issues:
            self._issues[issue.row].append(issue)

    def row(self, place: int) -> PlannedRow:
        """One row; rows are asked for in their order."""
        read, stated = self._placed.list, self._reader.row(place)
        number, name = read.rows[place], read.names[place]
        decision = self._choice.decisions.get(number)
        naming = self._organisations.find(name, self._placed.tax_codes[place], decision)
        draft = replace(stated.draft, organisations=(naming.uid,) if naming.uid else ())
        refused = self._refused(number, name, naming, replace(stated, draft=draft))
        issues = (*self._issues[number], *stated.issues, *refused)
        row = PlannedRow(
            *(self._placed.at, place, number, name, Outcome.REFUSED),
            issues=issues,
            decision=decision,
            draft=draft,
        )
        if decision is not None and decision.act is Act.SKIP:
            row.outcome = Outcome.SKIPPED
        elif not refused and not naming.uid:
            row.outcome, row.candidates = Outcome.DOUBTFUL, naming.candidates
        elif not refused:
            self._compare(row, draft, decision)
        return row

    def _refused(self, number: int, name: str, naming: Naming, stated: SupportRow) -> list[Issue]:
        """Why a row cannot be a record of the book, [] where it can."""
        if not naming.uid and not naming.candidates:
            return [*stated.refused, Issue(number, "", name, NOT_IN_BOOK)]
        if stated.refused:
            return stated.refused
        problems = check_dossier(self._book, stated.draft)
        return [Issue(number, "", "", sentence) for sentence in problems.values()]

    def _compare(self, row: PlannedRow, draft: DossierDraft, decision: Decision | None) -> None:
        """The outcome of a row whose organisation is known."""
        known = self._known.get((draft.organisations[0], draft.year, draft.topic), [])
        same = next((each for each in known if says_nothing_new(each, draft)), None)
        if same is not None:
            row.outcome, row.uid, row.draft = Outcome.SAME, same.uid, None
        elif (chosen := _chosen(known, draft, decision)) is not None:
            row.outcome, row.uid = Outcome.CHANGED, chosen.uid
            row.changes, row.draft = self._changes(chosen, draft), with_stated(chosen, draft)
        elif decision is not None and decision.act is Act.ADD:
            row.outcome = Outcome.NEW
        elif (earlier := self._planned.setdefault(repr(draft), row.row)) != row.row:
            row.outcome = Outcome.DOUBTFUL
            row.issues = (*row.issues, Issue(row.row, "", row.name, REPEATED.format(earlier)))
        else:
            like = [each for each in known if may_be_one(each, draft)]
            row.outcome = Outcome.DOUBTFUL if like else Outcome.NEW
            row.candidates = tuple(self._candidate(each, draft) for each in like)

    def _candidate(self, known: DossierDraft, draft: DossierDraft) -> Candidate:
        label = known.text("content") or self._words.head(self._kind, "topic", known.topic)
        place = self._words.head(self._kind, "programme", known.programme)
        return Candidate(known.uid, label, place, "", LIKE, self._changes(known, draft))

    def _changes(self, known: DossierDraft, draft: DossierDraft) -> tuple[FieldChange, ...]:
        return tuple(self._told(known, with_stated(known, draft)))

    def _told(self, old: DossierDraft, new: DossierDraft) -> Iterator[FieldChange]:
        words, kind = self._words, self._kind
        for key in HEADS:
            before, after = getattr(old, key), getattr(new, key)
            if before != after:
                told = words.head(kind, key, before), words.head(kind, key, after)
                yield FieldChange(words.label(kind, key), *told)
        for key, value in new.values.items():
            if old.values.get(key) != value:
                field = kind.fields[key]
                told = words.value(field, old.values.get(key)), words.value(field, value)
                yield FieldChange(words.label(kind, key), *told)
        for key, amount in new.money.items():
            if old.money.get(key) != amount:
                told = _money(old.money.get(key)), _money(amount)
                yield FieldChange(words.label(kind, f"money.{key}"), *told)


def _chosen(
    known: Sequence[DossierDraft], draft: DossierDraft, decision: Decision | None
) -> DossierDraft | None:
    """The record a row goes into: the officer's choice, else the one it surely is."""
    if decision is not None:
        found = [each for each in known if each.uid == decision.uid]
        return found[0] if found else None
    found = [each for each in known if is_one(each, draft)]
    return found[0] if len(found) == 1 else None


def _money(amount: int | None) -> str:
    return "" if amount is None else f"{format_number(amount, MILLIONS)} triệu đồng"
