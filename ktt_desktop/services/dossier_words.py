"""The words of work records: what their fields are called, and how a value of them reads."""

from collections.abc import Mapping
from functools import cache

from ktt_desktop.catalogue.dossiers_loader import MANY, Composed, DossierKind
from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import NUMBERS, FieldSpec, FieldType
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import TOTAL, DossierDraft, DossierRow, Kind, Value
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_checks import choices
from ktt_desktop.services.dossiers import dossiers
from ktt_desktop.services.field_words import ANSWERS

HEAD_LABELS: Mapping[str, str] = {
    "year": "Năm",
    "period": "Kỳ",
    "programme": "Chương trình",
    "topic": "Nội dung",
    "part_of": "Là phần của",
    "organisations": "Tổ chức",
}
TOPIC_LABELS: Mapping[str, str] = {"measures": "Nội dung chính sách", "indicators": "Chỉ tiêu"}
PERIODS = "periods"
WHOLE_UNIT = "Cả đơn vị"
UNIT_KEY = "quantity_unit"  # the field that says in what the numbers without a unit are counted
AREA_KEY = "area"  # the field that names a part of the unit


class DossierWords:
    """Lời cho hồ sơ công việc của một sổ, as its programmes are called now."""

    def __init__(self, catalogue: Catalogue, programmes: Mapping[str, str]) -> None:
        self._catalogue, self.programmes = catalogue, programmes
        self.choices = cache(lambda name: choices(catalogue, name))  # every row asks

    def label(self, kind: DossierKind, key: str) -> str:
        """What a head, a field, "organisations" or "money.<group>[.<source>]" is called."""
        if key == "topic":
            return TOPIC_LABELS.get(kind.topics, HEAD_LABELS[key])
        if field := kind.fields.get(key):
            return field.label.lstrip("–+ ")
        if key.startswith("money."):
            return self._money_label(kind, key)
        return HEAD_LABELS.get(key, key)

    def head(self, kind: DossierKind, key: str, stored: Value | None) -> str:
        """The words of a year, period, programme or topic; "" where it is not stated."""
        if stored is None or stored == "":
            return ""
        if key == "programme":
            return self.programmes.get(str(stored), str(stored))
        if key in ("topic", "period"):
            name = kind.topics if key == "topic" else PERIODS
            return str(self.choices(name).get(str(stored), stored))
        return str(stored)

    def organisations(self, kind: DossierKind, row: DossierRow) -> str:
        """Whom the record speaks of: their names, else its area, else the whole unit."""
        return "; ".join(row.names) or row.draft.text(AREA_KEY) or self.nobody(kind)

    def nobody(self, kind: DossierKind) -> str:
        """What is said where no organisation is named."""
        return WHOLE_UNIT if kind.organisations == MANY else ""

    def value(self, field: FieldSpec, value: Value | None) -> str:
        """The words of a stored value without its unit; "" where nothing is known."""
        if value is None or value == "":
            return ""
        if isinstance(value, int):
            return self._number(field, value)
        if field.type is FieldType.CHOICE:
            return str(self.choices(field.choices).get(value, value))
        if field.type is FieldType.DATE:
            return day_words(value)
        return " ".join(value.split())

    def composed(self, kind: DossierKind, column: Composed, draft: DossierDraft) -> str:
        """The numbers of several fields with their units: "9 lớp; 730 người"."""
        for before, keys in column.ways:
            known = [key for key in keys if draft.number(key) is not None]
            if known:
                return before + "; ".join(self._counted(kind.fields[key], draft) for key in known)
        return ""

    def _counted(self, field: FieldSpec, draft: DossierDraft) -> str:
        number = self.value(field, draft.number(field.attr))
        return f"{number} {field.unit or draft.text(UNIT_KEY)}".strip()

    def _number(self, field: FieldSpec, value: int) -> str:
        if field.type in NUMBERS:
            quantity = field.quantity
            return format_number(value, quantity, quantity.places)
        return ANSWERS[bool(value)] if field.type is FieldType.YES_NO else str(value)

    def _money_label(self, kind: DossierKind, key: str) -> str:
        _, group, *source = key.split(".")
        label = next((each.label for each in kind.money if each.key == group), group)
        if not source:
            return label
        name = "tổng số" if source == [TOTAL] else self._catalogue.sources.get(source[0], source[0])
        return f"{label}: {name}"


def words_of(book: Book) -> DossierWords:
    """The words for the records of a book; a programme in the bin keeps its name."""
    names = {
        row.draft.uid: f"{row.draft.text('name')}{mark}"
        for in_bin, mark in ((True, " (trong thùng rác)"), (False, ""))
        for row in dossiers(book, [Kind.PROGRAMME], in_bin=in_bin)
    }
    return DossierWords(book.catalogue, names)


def day_words(iso: str) -> str:
    """An ISO date as in tables; the text as it is where it is none."""
    try:
        return PartialDate.from_iso(iso).short()
    except InvalidInputError:
        return iso
