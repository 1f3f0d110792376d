"""Two records side by side in words: what is to be decided before they become one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.domain.dossier import DossierDraft, total
from ktt_desktop.domain.merging import Comparison, DossierLine, Question
from ktt_desktop.domain.numbers import MILLIONS, format_number
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.records import Values
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_checks import choices
from ktt_desktop.services.list_columns import BLANK
from ktt_desktop.services.merging import questions
from ktt_desktop.services.places import former_name
from ktt_desktop.services.record_words import RecordWords
from ktt_desktop.storage import organisations
from ktt_desktop.storage.session import transaction

MEASURES = {
    Measure.PLAN: "kế hoạch",
    Measure.HALF_YEAR: "6 tháng",
    Measure.ESTIMATE: "ước cả năm",
    Measure.ACTUAL: "thực hiện cả năm",
}
TOLD = 3  # figures that differ, of each year


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """Một dòng so sánh; `left` and `right` in words, a dash where a record says nothing."""

    question: Question
    label: str
    left: str
    right: str


def compared_rows(
    book: Book, comparison: Comparison, commune: Callable[[str], str]
) -> tuple[ComparedRow, ...]:
    """Every question with its words; `commune` tells the name behind a code."""
    sides = comparison.left, comparison.right
    linked = {uid for each in sides for uid in (*each.unions, *each.members_of_union)}
    with transaction(book.sessions) as session:
        names = organisations.names_by_uid(session, linked)
    left, right = (_lines(book, each, commune, names) for each in sides)
    rows = []
    for question in questions(book, comparison):
        kind, _, rest = question.key.partition("|")
        if kind == "figures":
            rows.append(_figure_row(book, question, *rest.split("|")))
        elif kind == "dossier":
            rows.append(_dossier_row(book, question, *rest.split("|")))
        else:
            label = book.catalogue.register_field(kind).label
            words = (left.get(label, BLANK), right.get(label, BLANK))
            rows.append(ComparedRow(question, label, *words))
    return tuple(rows)


def _lines(
    book: Book, draft: OrganisationDraft, commune: Callable[[str], str], names: Mapping[str, str]
) -> dict[str, str]:
    former = partial(former_name, book.units)
    return dict(RecordWords(book.catalogue, draft.kind, commune, former, names).lines(draft))


def _figure_row(book: Book, question: Question, year: str, measure: str) -> ComparedRow:
    label = f"Số liệu năm {year}, {MEASURES[Measure(measure)]}"
    codes = {*question.left, *question.right}
    apart = [code for code in codes if question.left.get(code) != question.right.get(code)]
    told = [code for code in book.catalogue.edition.indicators if code in apart][:TOLD]
    sides = (_figure_words(book, each, told) for each in (question.left, question.right))
    return ComparedRow(question, label, *sides)


def _figure_words(book: Book, values: Values, told: list[str]) -> str:
    if not values:
        return BLANK
    indicators = book.catalogue.edition.indicators
    words = [f"{len(values)} chỉ tiêu"]
    for code in told:
        value, indicator = values.get(code), indicators[code]
        number = BLANK if value is None else format_number(value, indicator.quantity)
        words.append(f"{indicator.title} {number}")
    return "; ".join(words)


def _dossier_row(book: Book, question: Question, kind: str, year: str, topic: str) -> ComparedRow:
    spec = book.catalogue.dossiers[kind]
    label = f"{spec.label} năm {year}" if year else spec.label
    if topic:
        label += f": {choices(book.catalogue, spec.topics).get(topic, topic)}"
    sides = (_dossier_words(spec, each) for each in (question.left, question.right))
    return ComparedRow(question, label, *sides)


def _dossier_words(kind: DossierKind, lines: tuple[DossierLine, ...]) -> str:
    if not lines:
        return BLANK
    words = [f"{len(lines)} {kind.one}"]
    for group in kind.money:
        amounts = [total(each.draft, group.key) for each in lines]
        known = [each for each in amounts if each is not None]
        if known:
            amount = format_number(sum(known), MILLIONS)
            words.append(f"{group.label.lower()} {amount} triệu đồng")
    said = (_first_words(kind, each.draft) for each in lines)
    return "; ".join((*words, *(each for each in said if each)))


def _first_words(kind: DossierKind, draft: DossierDraft) -> str:
    """The first text of a record that its list shows."""
    texts = (
        draft.text(key)
        for key in kind.columns
        if key in kind.fields and kind.fields[key].type in (FieldType.TEXT, FieldType.LONG_TEXT)
    )
    return next(filter(None, texts), "")
