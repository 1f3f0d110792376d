"""What the form of a work record offers: topics, programmes, wholes and organisations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.domain.dossier import DossierDraft, DossierRow
from ktt_desktop.domain.records import Programme
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_checks import choices
from ktt_desktop.services.dossier_words import DossierWords
from ktt_desktop.services.dossiers import dossiers
from ktt_desktop.storage import organisations
from ktt_desktop.storage.session import transaction

WORDS = (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.CHOICE)
NOT_TELLING = ("document", "quantity_unit", "unit")  # words that say nothing by themselves


@dataclass(frozen=True, slots=True)
class Party:
    """Một tổ chức của hồ sơ, in the register or in the bin."""

    uid: str
    name: str
    tax_code: str
    commune_code: str
    is_in_bin: bool


def parties(book: Book, uids: Sequence[str]) -> list[Party]:
    """The organisations of uids, those in the bin as well; unknown uids are left out."""
    with transaction(book.sessions) as session:
        found = (organisations.find_any(session, uid) for uid in uids)
        return [
            Party(
                each.uid,
                each.name,
                each.tax_code or "",
                each.commune_code,
                each.deleted_at is not None,
            )
            for each in found
            if each is not None
        ]


def topic_choices(catalogue: Catalogue, kind: DossierKind) -> list[tuple[str, str]]:
    """The topics of a kind; those officers know by a code ("H2.1") with the code in front."""
    if not kind.topics:
        return []
    return [
        (code, _with_code(code, label)) for code, label in choices(catalogue, kind.topics).items()
    ]


def programme_choices(programmes: Iterable[Programme], year: int | None) -> list[tuple[str, str]]:
    """The programmes with those that hold in a year first, the others marked in front."""
    told = [(each, _validity(each, year)) for each in programmes]
    told.sort(key=lambda each: bool(each[1]))
    return [
        (each.code, words + " – ".join(filter(None, (each.name, each.document))))
        for each, words in told
    ]


def _validity(programme: Programme, year: int | None) -> str:
    if year is not None and programme.last_year is not None and year > programme.last_year:
        return "Đã hết hiệu lực: "
    if year is not None and programme.first_year is not None and year < programme.first_year:
        return "Chưa có hiệu lực: "
    return ""


def wholes(book: Book, kind: str, year: int | None, uid: str) -> list[DossierRow]:
    """The records of a year another one may be a part of: itself no part, and not that one."""
    years = () if year is None else (year,)
    return [
        row
        for row in dossiers(book, [kind], years=years)
        if not row.draft.part_of and row.draft.uid != uid
    ]


def whole_words(catalogue: Catalogue, row: DossierRow) -> str:
    """A record in a list to choose from: its topic, its words, its organisations."""
    words = DossierWords(catalogue, {})  # the programme stands beside it
    told = (topic_words(catalogue, row.draft), dossier_text(catalogue, words, row.draft))
    return " – ".join(filter(None, (*told, "; ".join(row.names))))


def topic_words(catalogue: Catalogue, draft: DossierDraft) -> str:
    """The topic of a record as it is chosen, "" where it has none."""
    kind = catalogue.dossiers[draft.kind]
    label = choices(catalogue, kind.topics).get(draft.topic, "") if draft.topic else ""
    return _with_code(draft.topic, label)


def dossier_text(catalogue: Catalogue, words: DossierWords, draft: DossierDraft) -> str:
    """What a record says of itself: the texts and choices its list shows."""
    fields = catalogue.dossiers[draft.kind].fields
    told = (
        words.value(fields[key], draft.values.get(key))
        for key in catalogue.dossiers[draft.kind].columns
        if key in fields and fields[key].type in WORDS and key not in NOT_TELLING
    )
    return "; ".join(filter(None, told))


def _with_code(code: str, label: str) -> str:
    return f"{code} {label}".rstrip() if any(map(str.isdigit, code)) else label or code
