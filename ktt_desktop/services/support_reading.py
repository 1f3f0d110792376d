"""A row of a list of support (danh sách hỗ trợ) as a work record, and what of it is not read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ktt_desktop.domain.dates import FIRST_YEAR, LAST_YEAR
from ktt_desktop.domain.dossier import DossierDraft, Kind, Stage, Value
from ktt_desktop.domain.importing.choices import ListChoice
from ktt_desktop.domain.importing.columns import time_of
from ktt_desktop.domain.importing.days import read_day
from ktt_desktop.domain.importing.records import Issue, ReadList
from ktt_desktop.domain.importing.support import SUPPORT
from ktt_desktop.domain.importing.words import ImportWords, plain
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_checks import choices
from ktt_desktop.services.dossier_choices import topic_choices
from ktt_desktop.services.dossiers import programmes

MONEY = f"{SUPPORT}money."
PLAN, DONE = f"{MONEY}plan.", f"{MONEY}done."
TEXTS = ("content", "organiser", "document", "note")
NO_TOPIC = "không có nội dung hỗ trợ này trong danh mục. Chọn trong danh sách"
SEVERAL_YEARS = "số liệu của nhiều năm cạnh nhau. Tách mỗi năm thành một danh sách"
NO_YEAR = "không rõ năm hỗ trợ. Ghi năm bốn chữ số"


@dataclass(slots=True)
class SupportRow:
    """Một dòng đã đọc; `refused` say why it cannot be a record, `issues` what is left empty."""

    draft: DossierDraft
    issues: list[Issue] = field(default_factory=list)
    refused: list[Issue] = field(default_factory=list)


class SupportReader:
    """Đọc các dòng của một danh sách hỗ trợ theo danh mục của sổ."""

    def __init__(self, book: Book, words: ImportWords, read: ReadList, choice: ListChoice) -> None:
        catalogue = book.catalogue
        self._read, self._words = read, words
        topics = topic_choices(catalogue, catalogue.dossiers[Kind.SUPPORT])
        self._topics = _plain_codes(dict(topics))
        self._topics |= {plain(code): code for code, _ in topics}
        self._topics |= _plain_codes(
            {code: each.label for code, each in catalogue.measures.items()}
        )
        self._programmes = _plain_codes({each.code: each.name for each in programmes(book)})
        self._periods = _plain_codes(choices(catalogue, "periods"))
        self._units = _plain_codes(choices(catalogue, "units"))
        self._years = {each.year for each in read.figures} - {None}
        said = next(iter(self._years), None) or time_of([read.title])[0]
        self._usual_year = choice.year or said
        self._ids = {words.fields[each.field].into: each.field for each in read.uses}
        self._heads = {words.fields[each.field].into: each.head for each in read.uses}

    def row(self, place: int) -> SupportRow:
        """The record a row states; without organisations, which are found by others."""
        found = SupportRow(DossierDraft(Kind.SUPPORT))
        topic = self._code(found.refused, place, "topic", self._topics, NO_TOPIC)
        if not topic and not found.refused:
            found.refused.append(self._issue(place, "topic", "", NO_TOPIC))
        found.draft = DossierDraft(
            Kind.SUPPORT,
            year=self._year(found, place),
            period=self._listed(found, place, "period", self._periods) or Stage.YEAR,
            programme=self._listed(found, place, "programme", self._programmes),
            topic=topic,
            values=dict(self._values(found, place)),
            money=dict(self._money(place)),
        )
        return found

    def _values(self, found: SupportRow, place: int) -> Iterator[tuple[str, Value]]:
        for name in TEXTS:
            if text := self._text(name, place):
                yield name, text
        if unit := self._listed(found, place, "quantity_unit", self._units):
            yield "quantity_unit", unit
        if text := self._text("given_on", place):
            day = read_day(text)
            if day.value is not None:
                yield "given_on", day.value.iso()
            if day.doubt:
                found.issues.append(self._issue(place, "given_on", text, day.doubt))
        for into, number in self._figures(place):
            if not into.startswith(MONEY):
                yield into.removeprefix(SUPPORT), number

    def _money(self, place: int) -> Iterator[tuple[str, int]]:
        for into, number in self._figures(place):
            if into.startswith(MONEY):
                yield into.removeprefix(MONEY), number

    def _figures(self, place: int) -> Iterator[tuple[str, int]]:
        for use, numbers in self._read.figures.items():
            into, number = self._words.fields[use.field].into, numbers[place]
            if use.measure is Measure.PLAN:
                into = into.replace(DONE, PLAN)
            if into.startswith(SUPPORT) and number is not None:
                yield into, number

    def _year(self, found: SupportRow, place: int) -> int | None:
        text = self._text("year", place)
        if len(self._years) > 1:
            found.refused.append(self._issue(place, "year", "", SEVERAL_YEARS))
            return None
        if not text and self._usual_year is not None:
            return self._usual_year
        if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
            return int(text)
        found.refused.append(self._issue(place, "year", text, NO_YEAR))
        return None

    def _listed(self, found: SupportRow, place: int, name: str, codes: Mapping[str, str]) -> str:
        reason = "không có trong danh mục, để trống"
        return self._code(found.issues, place, name, codes, reason)

    def _code(
        self, issues: list[Issue], place: int, name: str, codes: Mapping[str, str], reason: str
    ) -> str:
        text = self._text(name, place)
        code = codes.get(plain(text), "")
        if text and not code:
            issues.append(self._issue(place, name, text, reason))
        return code

    def _text(self, name: str, place: int) -> str:
        return self._read.text(self._ids.get(SUPPORT + name, ""), place)

    def _issue(self, place: int, name: str, value: str, reason: str) -> Issue:
        return Issue(self._read.rows[place], self._heads.get(SUPPORT + name, ""), value, reason)


def _plain_codes(labels: Mapping[str, str]) -> dict[str, str]:
    """Plain label → code."""
    return {plain(label): code for code, label in labels.items()}
