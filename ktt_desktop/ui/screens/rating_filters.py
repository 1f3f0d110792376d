"""Searching, filtering and sorting of the ratings of a year; the list is short enough for here."""

from collections.abc import Mapping, Sequence

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.text import matches, sort_key
from ktt_desktop.services.list_columns import ListColumn
from ktt_desktop.services.rating import RatingRow
from ktt_desktop.services.rating_words import STATES, agreement_words, row_state
from ktt_desktop.ui.tables.filter_bar import Filter, FilterBar

GRADE, STATE, AGREES = "grade", "state", "agrees"


def rating_filters(catalogue: Catalogue) -> tuple[Filter, ...]:
    """Loại, kết quả, hai cách chấm."""
    grades = catalogue.ratings.grades
    return (
        Filter(GRADE, "Loại", [(code.value, each.label) for code, each in grades.items()]),
        Filter(STATE, "Kết quả", [(state.value, label) for state, label in STATES.items()]),
        Filter(AGREES, "Hai cách chấm", [(each, each) for each in ("Cùng loại", "Khác loại")]),
    )


def condition_words(catalogue: Catalogue, filters: FilterBar) -> str:
    """What is filtered by, for the paper: "tìm “rau”; Loại: Tốt, Khá"."""
    text = filters.text()
    parts = [f"tìm “{text}”"] if text else []
    for each in rating_filters(catalogue):
        labels = dict(each.options)
        if chosen := filters.chosen(each.key):
            parts.append(f"{each.label}: {', '.join(labels[key] for key in chosen)}")
    return "; ".join(parts)


def shown_rows(
    rows: Sequence[RatingRow],
    filters: FilterBar,
    columns: Mapping[str, ListColumn[RatingRow]],
    order: str,
    *,
    descending: bool,
) -> list[RatingRow]:
    """The rows the filters let through, in the wanted order; what is blank stands last."""
    found = [row for row in rows if _is_shown(row, filters, columns)]
    column = columns.get(order)
    if column is None:
        return found
    known = [row for row in found if column.stored(row) not in (None, "")]
    blank = [row for row in found if column.stored(row) in (None, "")]
    known.sort(key=lambda row: _rank(column, row), reverse=descending)
    return known + blank


def _rank(column: ListColumn[RatingRow], row: RatingRow) -> tuple[int, object]:
    stored = column.stored(row)
    return (0, stored) if isinstance(stored, int) else (1, sort_key(str(stored)))


def _is_shown(
    row: RatingRow, filters: FilterBar, columns: Mapping[str, ListColumn[RatingRow]]
) -> bool:
    grades, states, agree = (filters.chosen(key) for key in (GRADE, STATE, AGREES))
    return (
        (not grades or row.grade in grades)
        and (not states or row_state(row) in states)
        and (not agree or agreement_words(row) in agree)
        and matches(filters.text(), f"{columns['name'].text(row)} {columns['sector'].text(row)}")
    )
