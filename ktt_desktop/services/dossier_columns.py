"""The columns of a list of work records, made of what the catalogue says of their kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ktt_desktop.catalogue.dossiers_loader import NONE, Composed, DossierKind, MoneyGroup
from ktt_desktop.catalogue.fields import NUMBERS, FieldSpec, FieldType
from ktt_desktop.domain.dossier import DossierDraft, DossierRow, total
from ktt_desktop.domain.dossier_list import ListedRow
from ktt_desktop.domain.numbers import MILLIONS
from ktt_desktop.services.dossier_words import DossierWords
from ktt_desktop.services.list_columns import BLANK, ListColumn, Stored

INDENT = "– "
LINE = 14  # letters of a title before it is broken into two lines
UNITS = {"triệu đồng": "tr.đ"}
WIDTHS = {
    FieldType.COUNT: 9,
    FieldType.MONEY: 10,
    FieldType.PERCENT: 9,
    FieldType.DECIMAL: 9,
    FieldType.YEAR: 7,
    FieldType.YES_NO: 9,
    FieldType.DATE: 10,
    FieldType.CHOICE: 16,
}
HEAD_WIDTHS = {"year": 5, "period": 12, "programme": 30, "topic": 24, "organisations": 18}
TEXT_WIDTH, COMPOSED_WIDTH, UNIT_WIDTH = 18, 20, 8


@dataclass(frozen=True, slots=True)
class DossierColumn(ListColumn[ListedRow]):
    """Cột của danh sách hồ sơ công việc; `order` is what it sorts by: a number, or words."""

    order: Callable[[DossierRow], int | str | None] = lambda row: None


def dossier_columns(kind: DossierKind, words: DossierWords) -> dict[str, DossierColumn]:
    """Every column of a kind by key: those of its list first, in the order they are offered in."""
    made = {each.key: each for each in _columns(kind, words)}
    keys = dict.fromkeys((*kind.columns, *made))
    return {key: made[key] for key in keys}


def indented(every: Mapping[str, ListColumn[ListedRow]], keys: Iterable[str]) -> dict[
    str, ListColumn[ListedRow]
]:  # fmt: skip
    """The columns of these keys in their order; in the first one parts stand under their whole."""
    chosen = {key: every[key] for key in keys if key in every}
    if chosen:
        first = next(iter(chosen.values()))
        chosen[first.key] = replace(first, stored=lambda listed: _under(first, listed))
    return chosen


def number_of(kind: DossierKind, key: str) -> Callable[[DossierDraft], int | None]:
    """The stored number of a field, or the total of "money.<group>"."""
    if key in kind.fields:
        return lambda draft: draft.number(key)
    group = key.partition(".")[2]
    return lambda draft: total(draft, group)


def _under(column: ListColumn[ListedRow], listed: ListedRow) -> Stored:
    stored = column.stored(listed)
    if not listed.depth or column.quantity is not None:
        return stored
    return f"{INDENT * listed.depth}{stored or BLANK}"


def _columns(kind: DossierKind, words: DossierWords) -> Iterator[DossierColumn]:
    for key in kind.uses:
        if key != "part_of":
            yield _head(kind, words, key)
    if kind.organisations != NONE:
        yield _column(
            "organisations",
            words.label(kind, "organisations"),
            HEAD_WIDTHS["organisations"],
            lambda row: words.organisations(kind, row),
        )
    for field in kind.fields.values():
        yield _field(kind, words, field)
    for group in kind.money:
        yield _money(kind, group)
    for each in kind.composed:
        yield _composed(kind, words, each)


def _composed(kind: DossierKind, words: DossierWords, each: Composed) -> DossierColumn:
    return _column(
        each.key, each.label, COMPOSED_WIDTH, lambda row: words.composed(kind, each, row.draft)
    )


def _money(kind: DossierKind, group: MoneyGroup) -> DossierColumn:
    key = f"money.{group.key}"
    amount = number_of(kind, key)
    title = _title(group.label, MILLIONS.unit)
    return DossierColumn(
        key,
        title,
        _wide_enough(title, WIDTHS[FieldType.MONEY]),
        lambda listed: amount(listed.row.draft),
        MILLIONS,
        sort_key=key,
        is_right=True,
        order=lambda row: amount(row.draft),
    )


def _head(kind: DossierKind, words: DossierWords, key: str) -> DossierColumn:
    return _column(
        key,
        words.label(kind, key),
        HEAD_WIDTHS[key],
        lambda row: words.head(kind, key, getattr(row.draft, key)),
    )


def _field(kind: DossierKind, words: DossierWords, field: FieldSpec) -> DossierColumn:
    key, label = field.attr, words.label(kind, field.attr)
    if field.type in NUMBERS:
        title = _title(label, field.unit)
        return DossierColumn(
            key,
            title,
            _wide_enough(title, WIDTHS[field.type]),
            lambda listed: listed.row.draft.number(key),
            field.quantity,
            sort_key=key,
            is_right=True,
            order=lambda row: row.draft.number(key),
        )
    width = UNIT_WIDTH if key.endswith("unit") else WIDTHS.get(field.type, TEXT_WIDTH)
    column = _column(key, label, width, lambda row: words.value(field, row.draft.values.get(key)))
    if field.type is FieldType.DATE:  # by the day, not by how it is written
        return replace(column, order=lambda row: row.draft.text(key), is_right=True)
    return column


def _column(key: str, label: str, width: int, text: Callable[[DossierRow], str]) -> DossierColumn:
    title = _title(label)
    return DossierColumn(
        key,
        title,
        _wide_enough(title, width),
        lambda listed: text(listed.row),
        sort_key=key,
        order=text,
    )


def _title(label: str, unit: str = "") -> str:
    """Two lines: broken near the middle where it is long, the unit in brackets behind it."""
    is_said = unit in label.lower()
    full = label if is_said else f"{label} ({UNITS.get(unit, unit)})"
    if len(full) <= LINE:
        return full
    words = full.split()
    places = range(1, len(words))
    if not places:
        return full
    best = min(places, key=lambda place: abs(len(" ".join(words[:place])) - len(full) / 2))
    return f"{' '.join(words[:best])}\n{' '.join(words[best:])}"


def _wide_enough(title: str, width: int) -> int:
    return max([width, *map(len, title.split("\n"))])
