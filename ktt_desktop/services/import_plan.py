"""Xem trước việc nhập: every row of a read file compared with the book; nothing is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ktt_desktop.domain.importing.choices import AS_PROPOSED, Choices
from ktt_desktop.domain.importing.plan import ImportPlan, Outcome, PlannedRow
from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.domain.importing.support import is_support
from ktt_desktop.domain.importing.words import ImportWords
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.runtime.uncollected import uncollected
from ktt_desktop.services.book import Book
from ktt_desktop.services.import_facts import facts_of_rows
from ktt_desktop.services.import_judging import COMMUNE, ListRows, RowJudge
from ktt_desktop.services.import_known import READING, known_book
from ktt_desktop.services.import_labels import Labels
from ktt_desktop.services.import_news import StatedFigures, add_figures
from ktt_desktop.services.import_places import BookPlaces
from ktt_desktop.services.import_support import plan_support
from ktt_desktop.services.import_values import StatedRows, stated_rows
from ktt_desktop.services.list_reading import FileReading, PlacedList
from ktt_desktop.storage.session import transaction

EVERY = 200  # rows between two reports of progress


def plan_import(
    book: Book,
    profile: UnitProfile,
    words: ImportWords,
    reading: FileReading,
    choices: Choices,
    progress: Progress,
) -> ImportPlan:
    """What every row would do to the book; raises CancelledError.

    Of a row whose record is known, `values` and `person` are what the record will hold of all the
    row states: what only is written otherwise stays as the book has it, a note is the whole note.
    The status is among them only when it changes, with `status_on` and `status_document` of its
    step.
    """
    with uncollected():
        return _planned(book, profile, words, reading, choices, progress)


def _planned(
    book: Book,
    profile: UnitProfile,
    words: ImportWords,
    reading: FileReading,
    choices: Choices,
    progress: Progress,
) -> ImportPlan:
    progress.report(0, 0, READING)
    where, edition = BookPlaces(book.units, profile), book.catalogue.edition
    year = reading.as_of.year if reading.as_of else None
    figures, lists, support = StatedFigures(), list[StatedRows](), list[PlacedList]()
    with transaction(book.sessions) as session:
        for placed in reading.lists:
            choice = choices.get(placed.at, AS_PROPOSED)
            if is_support(placed.list, words):
                support.append(placed)
                continue
            rows = stated_rows(book.catalogue, words, placed, choice)
            progress.report(0, 0, READING)
            add_figures(figures, session, edition, words, rows, choice, year)
            progress.report(0, 0, READING)
            lists.append(rows)
        known = known_book(session, lists, progress)
    judge = RowJudge(book, Labels(book, profile), profile.name, reading, known, figures)
    planned = list(_judged(judge, [_list_rows(each, where, choices) for each in lists], progress))
    for placed in support:
        choice = choices.get(placed.at, AS_PROPOSED)
        planned.extend(plan_support(book, profile, words, placed, choice, progress))
    told = _of_lists(each.list for each in reading.lists)
    notes = (*told, *figures.notes, *_assumed(lists, planned, profile))
    return ImportPlan(
        reading.file,
        reading.digest,
        planned,
        figures.columns,
        tuple(dict.fromkeys(notes)),
        reading.as_of,
    )


def _judged(judge: RowJudge, lists: Sequence[ListRows], progress: Progress) -> Iterator[PlannedRow]:
    """Every row of every list, in their order."""
    total, done = sum(len(each.facts) for each in lists), 0
    for rows in lists:
        for row in judge.judged(rows):
            if done % EVERY == 0:
                progress.report(done, total, "Đối chiếu với sổ")
            done += 1
            yield row
    progress.report(total, total, "Đã đối chiếu với sổ")


def _list_rows(rows: StatedRows, where: BookPlaces, choices: Choices) -> ListRows:
    """A list with its places; where it says none, those of the unit of a commune."""
    placed = rows.placed
    places = where.of(placed.communes)
    own = where.own
    silent = [
        place
        for place, text in enumerate(placed.list.communes)
        if own.code and placed.communes[place] is None and not text
    ]
    for place in silent:
        places[place] = own
    inferred = frozenset((*silent, *placed.in_name))
    rows.inferred[COMMUNE] = rows.inferred["former_commune_code"] = inferred
    issues = defaultdict(list)
    for issue in placed.list.issues:
        issues[issue.row].append(issue)
    decisions = choices.get(placed.at, AS_PROPOSED).decisions
    return ListRows(rows, places, facts_of_rows(rows, places), decisions, issues)


def _of_lists(lists: Iterable[ReadList]) -> Iterator[str]:
    """Issues of rows that are no organisations: heads, totals."""
    for read in lists:
        own, sheet = set(read.rows), f"Trang {read.sheet}, " if read.sheet else ""
        for issue in read.issues:
            if issue.row not in own:
                column = f", cột “{issue.column}”" if issue.column else ""
                told = f"{sheet}dòng {issue.row}{column}: {issue.reason}."
                yield f"{told[0].upper()}{told[1:]}"


def _assumed(
    lists: Sequence[StatedRows], planned: Sequence[PlannedRow], profile: UnitProfile
) -> Iterator[str]:
    """How many new organisations are taken to lie in the commune of the book."""
    silent = {
        (each.placed.at, place)
        for each in lists
        for place in each.inferred[COMMUNE] - each.placed.in_name
    }
    count = sum(each.outcome is Outcome.NEW and (each.at, each.place) in silent for each in planned)
    if count:
        yield f"{count} tổ chức mới không ghi xã, sẽ ghi là {profile.name}."
