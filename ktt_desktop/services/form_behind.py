"""Số này gồm những gì: the work records behind a cell of Biểu C, D, E."""

from dataclasses import dataclass

from ktt_desktop.domain.dossier import DossierRow
from ktt_desktop.domain.sourced_table import SourcedCell
from ktt_desktop.domain.support_table import share_text
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_words import DossierWords, words_of
from ktt_desktop.services.dossiers import dossiers

HEADS = ("topic", "period", "year", "programme")


@dataclass(frozen=True, slots=True)
class BehindRecord:
    """Một hồ sơ phía sau con số; `share` is what it adds, in words."""

    uid: str
    kind: str
    about: str
    what: str
    share: str


def records_behind(book: Book, cell: SourcedCell) -> list[BehindRecord]:
    """The records of a cell in the order they were added; nothing where it is from elsewhere."""
    rows = {each.draft.uid: each for each in dossiers(book, [*book.catalogue.dossiers])}
    words = words_of(book)
    shares = [*map(share_text, cell.shares)] or [""] * len(cell.origin)
    return [
        _line(book, words, rows[uid], share)
        for uid, share in zip(cell.origin, shares, strict=True)
        if uid in rows
    ]


def _line(book: Book, words: DossierWords, row: DossierRow, share: str) -> BehindRecord:
    draft = row.draft
    kind = book.catalogue.dossiers[draft.kind]
    heads = (words.head(kind, each, getattr(draft, each)) for each in HEADS)
    said = (draft.text(key) for key in ("content", "model", "fund", "name"))
    who = words.organisations(kind, row)
    what = "; ".join(filter(None, (*said, who)))
    return BehindRecord(draft.uid, draft.kind, " · ".join(filter(None, heads)), what, share)
