"""What a column of a list can be: words of the catalogue and figures of this book's phiếu."""

from dataclasses import dataclass, replace
from functools import cache

from ktt_desktop.catalogue.fields import FORMS, FieldType, Indicator
from ktt_desktop.catalogue.import_words_loader import load_import_words
from ktt_desktop.domain.importing.words import FIGURE, FieldWords, ImportWords, plain
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services.book import Book

AMOUNTS = {FieldType.COUNT: "count", FieldType.MONEY: "money"}
READING = "Để đọc danh sách"
GROUPS = {  # what `into` begins with → the group its fields are shown in
    "person.": "Người đại diện",
    FIGURE: "Số liệu hằng năm",
    "support.": "Hỗ trợ",
}


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """Một việc có thể làm với một cột; `id` is that of ImportWords.fields."""

    id: str
    label: str
    group: str
    amount: str = ""  # "count" or "money": has a year and a kind of figure, money a unit


@cache
def shipped_words() -> ImportWords:
    """The words of import_words.toml, read when first asked for; raises CatalogueError."""
    return load_import_words(resources() / "catalogue" / "import_words.toml")


def import_words_of(book: Book) -> ImportWords:
    """The words with every figure of the phiếu of this book's edition; raises CatalogueError."""
    words = shipped_words()
    known = {each.into for each in words.fields.values()}
    figures = (
        _figure(each)
        for each in book.catalogue.edition.indicators.values()
        if each.form == FORMS[0] and each.type in AMOUNTS and FIGURE + each.code not in known
    )
    return replace(words, fields={**words.fields, **{each.id: each for each in figures}})


def field_choices(words: ImportWords) -> tuple[FieldChoice, ...]:
    """What the officer can choose for a column, a group after the other."""
    found = [each for each in map(_choice, words.fields.values()) if each.id != "uid"]
    order = list(dict.fromkeys(("Tổ chức", *GROUPS.values(), READING)))
    return tuple(sorted(found, key=lambda each: order.index(each.group)))


def _figure(indicator: Indicator) -> FieldWords:
    return FieldWords(
        id=FIGURE + indicator.code,
        any=(plain(indicator.title),),
        whole=True,
        amount=AMOUNTS[indicator.type],
        label=indicator.title,
        into=FIGURE + indicator.code,
    )


def _choice(field: FieldWords) -> FieldChoice:
    if not field.into:
        return FieldChoice(field.id, field.label, READING)
    groups = (group for start, group in GROUPS.items() if field.into.startswith(start))
    return FieldChoice(field.id, field.label, next(groups, "Tổ chức"), field.amount)
