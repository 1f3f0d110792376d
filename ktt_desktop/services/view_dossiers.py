"""Work records in the Excel view of a submission: one sheet a kind there are any of."""

from collections.abc import Iterable, Iterator, Mapping

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.domain.dossier import DossierRow, Kind
from ktt_desktop.domain.dossier_list import ListedRow
from ktt_desktop.interchange.workbook_writer import ViewColumn, ViewRow, ViewSheet
from ktt_desktop.services.dossier_columns import DossierColumn, dossier_columns
from ktt_desktop.services.dossier_words import DossierWords
from ktt_desktop.services.report_figures import ReportFigures
from ktt_desktop.services.view_sheets import heading

# Support and ratings have sheets of their own; programmes stand beside support.
ELSEWHERE = (Kind.SUPPORT, Kind.PROGRAMME, Kind.RATING)


def dossier_sheets(
    kinds: Mapping[str, DossierKind],
    rows: Iterable[DossierRow],
    words: DossierWords,
    figures: ReportFigures,
) -> Iterator[ViewSheet]:
    """The sheets of the other kinds in the order of the catalogue.

    Columns that are not in the list of a kind stand where any of its records says something there.
    """
    every = list(rows)
    for kind in kinds.values():
        found = [each for each in every if each.draft.kind == kind.id]
        if found and kind.id not in ELSEWHERE:
            yield _sheet(kind, found, words, figures)


def _sheet(
    kind: DossierKind, rows: Iterable[DossierRow], words: DossierWords, figures: ReportFigures
) -> ViewSheet:
    listed = [ListedRow(row) for row in rows]
    columns = [
        column
        for key, column in dossier_columns(kind, words).items()
        if key in kind.columns or any(column.value(each) not in (None, "") for each in listed)
    ]
    lines = sorted((tuple(column.value(each) for column in columns) for each in listed), key=repr)
    return ViewSheet(
        kind.label,
        kind.label,
        heading(figures.profile, figures),
        (
            ViewColumn("TT", 6, "centre"),
            *(ViewColumn(each.title, each.width + 4, _style(each)) for each in columns),
        ),
        tuple(ViewRow((place, *cells)) for place, cells in enumerate(lines, start=1)),
        "",
    )


def _style(column: DossierColumn) -> str:
    return "text" if column.quantity is None else "number"
