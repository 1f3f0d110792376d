"""What the rows of a list state, as values of records: column by column, typed as the form is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.importing.choices import ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.days import read_day
from ktt_desktop.domain.importing.decoding import LOST
from ktt_desktop.domain.importing.plan import Stored
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.domain.importing.words import FieldWords, ImportWords, plain
from ktt_desktop.domain.numbers import LARGEST_STORED
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.text import nfc
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.models.organisation_parts import OrganisationPerson
from ktt_desktop.services.list_reading import PlacedList

Column = Sequence[Stored]
YES, NO = ("co", "x", "da", "dung", "yes", "1"), ("khong", "chua", "no", "0")
TEXT_TYPES = (FieldType.TEXT, FieldType.LONG_TEXT)


@dataclass(slots=True)
class StatedRows:
    """Giá trị các dòng của một danh sách; columns by attribute of the draft, of its main person.

    `inferred` are the places at which the list itself does not say an attribute. `left` are
    issues of values left empty, `refused` those that keep a row out; both by place.
    """

    placed: PlacedList
    values: dict[str, Column] = field(default_factory=dict)
    person: dict[str, Column] = field(default_factory=dict)
    inferred: dict[str, frozenset[int]] = field(default_factory=dict)
    left: dict[int, list[Issue]] = field(default_factory=dict)
    refused: dict[int, list[Issue]] = field(default_factory=dict)

    def at(self, place: int) -> dict[str, Stored]:
        """What a row states of the organisation; never blanks."""
        return _at(self.values, place)

    def person_at(self, place: int) -> dict[str, Stored]:
        """What a row states of the main representative."""
        return _at(self.person, place)

    def leave(self, place: int, column: str, value: str, reason: str) -> None:
        """Tell of a value that is left empty."""
        self.left.setdefault(place, []).append(self.of_row(place, column, value, reason))

    def of_row(self, place: int, column: str, value: str, reason: str) -> Issue:
        """An issue of a row."""
        return Issue(self.placed.list.rows[place], column, value, reason)


def _at(columns: dict[str, Column], place: int) -> dict[str, Stored]:
    return {
        attr: value
        for attr, column in columns.items()
        if (value := column[place]) is not None and value != ""
    }


def stated_rows(
    catalogue: Catalogue, words: ImportWords, placed: PlacedList, choice: ListChoice
) -> StatedRows:
    """The values of a list but for its communes and states, which depend on the book."""
    return _Stating(catalogue, words, placed, choice).stated()


class _Stating:
    """One reading of one list into values."""

    def __init__(
        self, catalogue: Catalogue, words: ImportWords, placed: PlacedList, choice: ListChoice
    ) -> None:
        self._catalogue, self._words, self._choice = catalogue, words, choice
        self._read, self._found = placed.list, StatedRows(placed)
        self._specs = {each.attr: each for each in catalogue.register}
        persons = self._specs["persons"].items
        self._persons = {each.attr: each for each in persons}
        self._lost = {
            (issue.row, " ".join(issue.value.split()))
            for issue in self._read.issues
            if issue.reason == LOST
        }

    def stated(self) -> StatedRows:
        read, values = self._read, self._found.values
        values["name"] = [nfc(each) for each in read.names]
        values["kind"] = [OrganisationKind(each) if each else None for each in read.kinds]
        known = self._catalogue.sectors
        values["sector"] = [each if each in known else "" for each in read.sectors]
        values["tax_code"] = self._found.placed.tax_codes
        self._found.inferred["sector"] = self._unsaid_sectors()
        for id_ in dict.fromkeys([*(each.field for each in read.uses), *read.texts]):
            if id_ in self._words.fields:
                self._add(self._words.fields[id_])
        self._refuse_lost()
        self._refuse_long(Organisation, values)
        self._refuse_long(OrganisationPerson, self._found.person)
        self._drop_nameless()
        return self._found

    def _unsaid_sectors(self) -> frozenset[int]:
        """Where the sector is taken from the name alone."""
        if self._choice.constants.get("sector"):
            return frozenset()
        return frozenset(
            place
            for place, group in enumerate(self._read.groups)
            if not group.sector and not self._read.text("sector", place)
        )

    def _add(self, words: FieldWords) -> None:
        """A column of the record or of its representative."""
        whose, _, attr = words.into.partition(".")
        if whose == "organisation" and attr in self._specs:
            target, spec = self._found.values, self._specs[attr]
        elif whose == "person" and attr in self._persons:
            target, spec = self._found.person, self._persons[attr]
        else:
            return
        column = self._column(words, spec)
        if column is None:
            return
        if attr in target:
            column = [
                one if one not in (None, "") else other
                for one, other in zip(target[attr], column, strict=True)
            ]
        target[attr] = column

    def _column(self, words: FieldWords, spec: FieldSpec) -> Column | None:
        if words.amount:
            use = next((each for each in self._uses(words.id) if not each.year), None)
            return None if use is None else self._amounts(use)
        if words.id == "founded":
            return self._read.founded
        texts = self._read.texts.get(words.id)
        if texts is None:
            return None
        if spec.type in TEXT_TYPES:
            return self._without_lost([nfc(each) for each in texts])
        reader = self._reader(spec)
        return None if reader is None else self._typed(words, texts, reader)

    def _amounts(self, use: ColumnUse) -> Column:
        """Amounts of the record, in đồng; what no record can hold is left empty."""
        kept = list(self._read.figures[use])
        for place, value in enumerate(kept):
            if value is not None and not 0 <= value <= LARGEST_STORED:
                why = "không thể là số âm" if value < 0 else "số quá lớn; kiểm tra đơn vị tính"
                self._found.leave(place, use.head, f"{value} đồng", f"{why}, để trống")
                kept[place] = None
        return kept

    def _without_lost(self, texts: list[Stored]) -> list[Stored]:
        """Texts whose letters were lost are left empty; the issue says so already."""
        if not self._lost:
            return texts
        rows = self._read.rows
        return ["" if pair in self._lost else pair[1] for pair in zip(rows, texts, strict=True)]

    def _refuse_lost(self) -> None:
        for place, pair in enumerate(zip(self._read.rows, self._read.names, strict=True)):
            if pair in self._lost:
                issue = self._found.of_row(place, "Tên tổ chức", pair[1], LOST)
                self._found.refused.setdefault(place, []).append(issue)

    def _uses(self, id_: str) -> Iterable[ColumnUse]:
        return (use for use in self._read.figures if use.field == id_)

    def _reader(self, spec: FieldSpec) -> Callable[[str], tuple[Stored, str]] | None:
        """How a text becomes a value of this type: the value, and what is doubtful."""
        match spec.type:
            case FieldType.DATE:
                return _day
            case FieldType.YES_NO:
                return _yes_no
            case FieldType.IDENTITY:
                return _digits
            case FieldType.CHOICE if spec.choices in self._catalogue.lists:
                labels = self._catalogue.lists[spec.choices]
                return lambda text: _choice(text, labels)
            case _:
                return None

    def _typed(
        self, words: FieldWords, texts: Sequence[str], reader: Callable[[str], tuple[Stored, str]]
    ) -> list[Stored]:
        known, column = cache(reader), list[Stored]()
        head = next((use.head for use in self._read.uses if use.field == words.id), words.label)
        for place, text in enumerate(texts):
            value, doubt = known(text) if text else (None, "")
            if doubt:
                self._found.leave(place, head, text, doubt)
            column.append(value)
        return column

    def _refuse_long(self, model: Any, columns: dict[str, Column]) -> None:
        specs = self._specs if model is Organisation else self._persons
        for attr, column in columns.items():
            if attr not in specs or specs[attr].type not in TEXT_TYPES:
                continue
            longest = model.__table__.columns[attr].type.length
            for place, text in enumerate(column):
                if isinstance(text, str) and len(text) > longest:
                    reason = f"dài {len(text)} ký tự, nhiều nhất {longest}; ghi gọn lại"
                    issue = self._found.of_row(place, specs[attr].label, f"{text[:60]}…", reason)
                    self._found.refused.setdefault(place, []).append(issue)

    def _drop_nameless(self) -> None:
        """What is said of a representative whose name is not said is for the one in the book."""
        if not any(self._found.person.get("name", ())):
            self._found.person.pop("name", None)


def _day(text: str) -> tuple[Stored, str]:
    day = read_day(text)
    return day.value, day.doubt


def _yes_no(text: str) -> tuple[Stored, str]:
    said = plain(text)
    if said in YES or text.strip() in ("✓", "✔", "√"):
        return True, ""
    if said in NO:
        return False, ""
    return None, "không rõ là có hay không; ghi “có” hoặc “không”"


def _digits(text: str) -> tuple[Stored, str]:
    digits = "".join(each for each in text if each.isdigit())
    if len(digits) in (9, 12):
        return digits, ""
    return None, f"số định danh có {len(digits)} chữ số; ghi đủ 12 chữ số, số CMND cũ 9 chữ số"


def _choice(text: str, labels: Any) -> tuple[Stored, str]:
    said = plain(text)
    for code, label in labels.items():
        if said in (plain(label), plain(code)):
            return str(code), ""
    return None, f"không có trong danh sách: {', '.join(labels.values())}"
