"""What work records say in a report: governance, models, loans, dissolving, pilots."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import NUMBERS, FieldSpec, FieldType
from ktt_desktop.catalogue.outline import RecordLines
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.document import Paragraph
from ktt_desktop.domain.dossier import DossierDraft, DossierRow, by_source, total
from ktt_desktop.domain.narrative import NarrativeFigures, word_of
from ktt_desktop.domain.numbers import format_number, prose_count, prose_money
from ktt_desktop.domain.record_sentences import ValueSlot, fill_record
from ktt_desktop.domain.report_text import Piece
from ktt_desktop.domain.text import fold, sort_key
from ktt_desktop.services.dossier_checks import choices
from ktt_desktop.services.dossier_words import UNIT_KEY

MOST_NAMED = 5  # organisations a sentence names; of more it says only how many
MONEY = "money."


@dataclass(frozen=True, slots=True)
class RecordText:
    """Lời của một hoặc nhiều hồ sơ cùng loại: what the templates of record_sentences ask."""

    catalogue: Catalogue
    kind: DossierKind
    rows: tuple[DossierRow, ...]
    figures: NarrativeFigures

    def text(self, name: str, slot: ValueSlot) -> str | None:
        """The value of a name: numbers are added up, words stand after one another."""
        if name.startswith(MONEY):
            return self._money(name.removeprefix(MONEY), slot)
        if (field := self.kind.fields.get(name)) is None:
            return self._head(name, slot)
        text = self._number(field, slot) if field.type in NUMBERS else self._words(field)
        if slot.shape in ("running", "or") and text:
            return running(text)
        return text or (slot.words if slot.shape == "or" else None)

    def anchor(self, slot: ValueSlot) -> str:
        """The records, kind and uid each."""
        return " ".join(f"{each.draft.kind}:{each.draft.uid}" for each in self.rows)

    def word(self, name: str) -> str:
        """One of the years of the templates."""
        return word_of(name, self.figures)

    def _head(self, name: str, slot: ValueSlot) -> str | None:
        match name:
            case "who":
                names = [name for row in self.rows for name in row.names]
                return few(names or self._distinct("name"))
            case "year":
                others = {each.draft.year for each in self.rows} - {self.figures.year, None}
                return f"năm {others.pop()}" if len(others) == 1 else None
            case "topic":
                labels = choices(self.catalogue, self.kind.topics)
                topics = dict.fromkeys(each.draft.topic for each in self.rows)
                return ", ".join(labels[each] for each in topics if each in labels)
            case "organisations":
                number = sum(self._speaks_of(each) for each in self.rows)
                if slot.shape == "zero":
                    return None if number else slot.words
                return prose_count(number) if number or slot.shape != "some" else None
        return prose_count(len(self.rows))

    def _speaks_of(self, row: DossierRow) -> int:
        """The organisations a record speaks of, named or only counted."""
        stated = row.draft.number("count")
        return (len(row.names) or 1) if stated is None else stated

    def _number(self, field: FieldSpec, slot: ValueSlot) -> str | None:
        known = [row.draft.number(field.attr) for row in self.rows]
        stated = [each for each in known if each is not None]
        if not stated:
            return None
        value = sum(stated)
        match slot.shape:
            case "zero":
                return None if value else slot.words
            case "some" if not value:
                return None
            case "moved":
                return f"{'giảm' if value < 0 else 'tăng'} {_digits(field, abs(value))}"
            case "unit":
                unit = field.unit or ", ".join(self._distinct(UNIT_KEY))
                return f"{_digits(field, value)} {unit}".rstrip()
        return _digits(field, value)

    def _words(self, field: FieldSpec) -> str:
        return "; ".join(dict.fromkeys(map(self._word_of(field), self._distinct(field.attr))))

    def _word_of(self, field: FieldSpec) -> Callable[[str], str]:
        labels = choices(self.catalogue, field.choices) if field.choices else {}

        def words(value: str) -> str:
            if field.type is FieldType.DATE:
                return PartialDate.from_iso(value).running()
            return labels.get(value, value)

        return words

    def _distinct(self, key: str) -> list[str]:
        """The different words of a field, without blanks around and full stops behind."""
        values = (row.draft.values.get(key, "") for row in self.rows)
        return list(dict.fromkeys(filter(None, (_tidy(str(each)) for each in values))))

    def _money(self, group: str, slot: ValueSlot) -> str | None:
        if slot.shape == "sources":
            return self._sources(group)
        stated = [total(row.draft, group) for row in self.rows]
        known = [each for each in stated if each is not None]
        return prose_money(sum(known)) if known else None

    def _sources(self, group: str) -> str | None:
        amounts: dict[str, int] = {}
        for row in self.rows:
            for source, amount in by_source(row.draft, group).items():
                amounts[source] = amounts.get(source, 0) + amount
        named = (
            f"{running(_plain(self.catalogue.sources[source]))} {prose_money(amount)}"
            for source, amount in amounts.items()
            if amount
        )
        return ", ".join(named) or None


def record_pieces(
    block: RecordLines, catalogue: Catalogue, rows: Sequence[DossierRow], figures: NarrativeFigures
) -> Iterator[Piece]:
    """The sentences of one block, by uid of their record; `rows` are all records of a kind."""
    kind = catalogue.dossiers[block.kind]
    chosen = [each for each in rows if _speaks(block, each, (None, figures.year))]
    if block.last_year:
        told = {_subject(each) for each in chosen}
        earlier = [each for each in rows if _speaks(block, each, (figures.year - 1,))]
        chosen += [each for each in earlier if _subject(each) not in told]
    places = {topic: place for place, topic in enumerate(block.topics)}
    chosen.sort(key=lambda each: (places.get(each.draft.topic, 0), *_order(each)))
    groups = [tuple(chosen)] if block.together and chosen else [(each,) for each in chosen]
    for group in groups:
        values = RecordText(catalogue, kind, group, figures)
        filled = (fill_record(template, values) for template in block.templates)
        runs = next((each for each in filled if each), None)
        if runs:
            yield Piece("" if block.together else group[0].draft.uid, Paragraph(runs))


def _speaks(block: RecordLines, row: DossierRow, years: Collection[int | None]) -> bool:
    draft = row.draft
    of_topic = not block.topics or draft.topic in block.topics
    is_named = not block.uids or draft.uid in block.uids
    is_told = draft.year in years and not draft.part_of and draft.uid not in block.but
    return of_topic and is_named and is_told and _is_in_force(draft, max(filter(None, years)))


def _is_in_force(draft: DossierDraft, year: int) -> bool:
    """Whether a programme runs in year N or begins in N+1; other records have no such years."""
    first, last = draft.number("first_year"), draft.number("last_year")
    return (first or year) <= year + 1 and (last or year) >= year


def _subject(row: DossierRow) -> tuple[str, str]:
    """What a record of last year speaks of: the organisation, and the product of a model."""
    return _first_words(row), fold(row.draft.text("product"))


def _order(row: DossierRow) -> tuple[object, ...]:
    """By what it is of, then by year and content: uids are chance."""
    content = str(sorted(row.draft.values.items()))
    return sort_key(_first_words(row)), row.draft.year or 0, content


def _first_words(row: DossierRow) -> str:
    """What the records of one kind stand in order by."""
    return ", ".join(row.names) or " ".join(map(row.draft.text, ("name", "office", "fund", "task")))


def few(words: Iterable[str]) -> str | None:
    """Different words after one another; None where there are none or too many to name."""
    different = list(dict.fromkeys(filter(None, map(_tidy, words))))
    return ", ".join(different) if 0 < len(different) <= MOST_NAMED else None


def _tidy(text: str) -> str:
    """One line, without a full stop behind."""
    return " ".join(text.split()).rstrip(".; ")


def running(text: str) -> str:
    """Words inside a sentence: a small first letter, but not of an abbreviation."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def _plain(label: str) -> str:
    """A label without what stands in brackets behind it."""
    return label.partition(" (")[0]


def _digits(field: FieldSpec, value: int) -> str:
    if field.type is FieldType.MONEY:
        return prose_money(value)
    if field.type is FieldType.COUNT:
        return prose_count(value)
    text = format_number(value, field.quantity, field.quantity.places)
    return f"{text}%" if field.type is FieldType.PERCENT else text
