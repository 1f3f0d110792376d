"""A figure or a field of the register in words: whose it is, what it is called, its value."""

from collections.abc import Mapping
from functools import partial

from ktt_desktop.domain.closing import figures_name
from ktt_desktop.domain.consolidation.corrected import AS_OF
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.receiving import Cell, FieldCell
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import Measure, OrganisationKind, SubjectKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.places import commune_name, former_name, kept_names
from ktt_desktop.services.record_words import RecordWords

BLANK = "–"
OTHER_CELLS = {AS_OF: "Số liệu đến ngày"}


class CellWords:
    """Lời cho các ô; `names` tells the names behind the uids of organisations and unit keys."""

    def __init__(self, book: Book, profile: UnitProfile, names: Mapping[str, str]) -> None:
        self._catalogue = book.catalogue
        self._names = names
        kept = kept_names(book)
        self._record = RecordWords(
            book.catalogue,
            OrganisationKind.COOPERATIVE,
            lambda code: commune_name(book.units, profile, code, kept),
            partial(former_name, book.units),
            names,
        )

    def label(self, cell: Cell) -> str:
        """Whose and what: "HTX Một – Số thành viên, thực hiện năm 2025"."""
        whose, what = self.whose(cell), self.what(cell)
        return f"{whose} – {what}" if whose else what

    def whose(self, cell: Cell) -> str:
        """The organisation, the unit or the sector a value is of; empty for a unit nobody named."""
        if isinstance(cell, FieldCell):
            return self._names.get(cell.organisation, "")
        if cell.subject_kind == SubjectKind.SECTOR:
            groups = {each.code: each.label for each in self._catalogue.sector_groups}
            return groups.get(cell.sector, cell.sector)
        return self._names.get(cell.subject_key, "")

    def what(self, cell: Cell) -> str:
        """What a value is called: "Số thành viên, thực hiện năm 2025"."""
        if isinstance(cell, FieldCell):
            return self._record.label(cell.field)
        indicator = self._catalogue.edition.indicators.get(cell.code)
        title = indicator.title if indicator else OTHER_CELLS.get(cell.code, cell.code)
        figures = figures_name(YearMeasure(cell.year, Measure(cell.measure)))
        return f"{title}, {figures[:1].lower()}{figures[1:]}"

    def value(self, cell: Cell, value: int | str | None) -> str:
        """What stands there, in words; "–" for chưa có số liệu."""
        if value is None or value == "":
            return BLANK
        if isinstance(cell, FieldCell):
            return self._record.value(cell.field, str(value)) or BLANK
        indicator = self._catalogue.edition.indicators.get(cell.code)
        if indicator is None or not isinstance(value, int):
            return str(value)
        number = format_number(value, indicator.quantity)
        return f"{number} {indicator.unit}" if indicator.unit else number
