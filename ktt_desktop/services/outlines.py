"""The outlines a book can write reports by: those of the catalogue, and the unit's own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.outline import OTHER_ANNEXES, Outline
from ktt_desktop.catalogue.outline_entries import Entry
from ktt_desktop.catalogue.outline_loader import read_outline
from ktt_desktop.domain.errors import CatalogueError, InvalidInputError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.services.book import Book
from ktt_desktop.storage import report_outlines as storage


@dataclass(frozen=True, slots=True)
class OwnOutline:
    """Dàn ý riêng của đơn vị; `base` is the outline it was copied from."""

    id: str
    base: str
    entry: Entry

    @property
    def label(self) -> str:
        """Tên dàn ý."""
        return str(self.entry.get("label", ""))


def outlines(session: Session, book: Book) -> Mapping[str, Outline]:
    """Every outline by its id, in the order they are offered.

    An own one that names what the installed catalogue no longer has is left out.
    """
    found = dict(book.catalogue.edition.outlines)
    for own in own_outlines(session):
        try:
            found[own.id] = outline_from(book, own)
        except CatalogueError:
            continue
    return found


def own_outlines(session: Session) -> list[OwnOutline]:
    """Those of the unit alone, as they were kept."""
    return [
        OwnOutline(each.id, each.base, json.loads(each.content))
        for each in storage.own_outlines(session)
    ]


def outline_from(book: Book, own: OwnOutline) -> Outline:
    """An own outline, checked like one of the catalogue; raises CatalogueError."""
    edition = book.catalogue.edition
    found = read_outline(own.entry, own.id, own.label, edition.indicators, book.catalogue.dossiers)
    for annex in found.annexes:
        if annex.table not in (*edition.tables, *OTHER_ANNEXES):
            raise CatalogueError(f"{own.label}: không có biểu «{annex.table}».")
    return found


def outline_of(session: Session, book: Book, id_: str) -> Outline:
    """One outline; raises InvalidInputError where the book has none of this id."""
    found = outlines(session, book).get(id_)
    if found is None:
        raise InvalidInputError(f"Sổ không có dàn ý “{id_}”. Chọn dàn ý khác ở màn hình Báo cáo.")
    return found


def main_report(book: Book, period: ReportingPeriod) -> ReportKey:
    """The report a period usually has: what is printed with its submission."""
    shipped = book.catalogue.edition.outlines.values()
    usual = next(each for each in shipped if period.kind in each.periods)
    return ReportKey(usual.id, period)
