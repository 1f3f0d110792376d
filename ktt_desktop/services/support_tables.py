"""Biểu C, D, E of a report, from the work records of the book."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.dormant_table import CLASS_OF_STATUS, Dormant, list_table, summary_table
from ktt_desktop.domain.dossier import DossierDraft, Kind, Stage
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.pilot_table import Stated, current, pilot_table
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.sourced_table import SourcedTable
from ktt_desktop.domain.support_counts import ALL, Counts, count
from ktt_desktop.domain.support_shares import Asked, Line
from ktt_desktop.domain.support_table import Lines, support_table
from ktt_desktop.domain.table_organisation import TableOrganisation
from ktt_desktop.domain.terms import PeriodKind
from ktt_desktop.domain.text import sort_key
from ktt_desktop.services.book import Book
from ktt_desktop.services.dormant_totals import stated_totals
from ktt_desktop.services.places import commune_name
from ktt_desktop.services.unit_columns import default_as_of
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.storage import dossiers as storage
from ktt_desktop.storage import table_organisations
from ktt_desktop.storage.session import transaction
from ktt_desktop.storage.units import unit_names

SCHEME = "QD167"  # the programme of Biểu E where a model names none
DOCUMENT_DAY = " ngày "  # what follows in "Quyết định 1804/QĐ-TTg ngày 13/11/2020"
_NUMBER = re.compile(r"[0-9]+/[^\s,;()]*[^\W\d_][^\s,;()]*")  # 1804/QĐ-TTg, 08/2019/NQ-HĐND


@dataclass(frozen=True, slots=True)
class FormTables:
    """Biểu C, số tổng hợp và danh sách của Biểu D, Biểu E."""

    support: SourcedTable
    dormant: SourcedTable
    dormant_list: SourcedTable
    pilots: SourcedTable

    @property
    def every(self) -> tuple[SourcedTable, ...]:
        """All of them, in order."""
        return self.support, self.dormant, self.dormant_list, self.pilots

    @property
    def filled(self) -> dict[str, tuple[SourcedTable, ...]]:
        """By the letter of the form, what has something to say."""
        forms = {
            "C": (self.support,),
            "D": (self.dormant, self.dormant_list),
            "E": (self.pilots,),
        }
        kept = {form: tuple(each for each in of if each.is_filled) for form, of in forms.items()}
        return {form: tables for form, tables in kept.items() if tables}


def dossier_tables(book: Book, profile: UnitProfile, period: ReportingPeriod) -> FormTables:
    """Biểu C, D and E of a period."""
    with transaction(book.sessions) as session:
        return read_dossier_tables(session, book, profile, period)


def support_of(book: Book, period: ReportingPeriod) -> SourcedTable:
    """Biểu C alone."""
    with transaction(book.sessions) as session:
        return _support(session, book.catalogue, period)


def read_dossier_tables(
    session: Session, book: Book, profile: UnitProfile, period: ReportingPeriod
) -> FormTables:
    """The same inside a transaction."""
    register = _Register(session, book, profile, period)
    dormant, dormant_list = _dormant(session, book.catalogue, period, register)
    return FormTables(
        _support(session, book.catalogue, period),
        dormant,
        dormant_list,
        _pilots(session, period, register),
    )


class _Register:
    """Organisations as the tables print them, on the day of the main figures."""

    def __init__(
        self, session: Session, book: Book, profile: UnitProfile, period: ReportingPeriod
    ) -> None:
        said = book.returns.read(session, unit_subject(profile), *period.main).as_of
        self.on = (said or default_as_of(*period.main)).last_day()
        self._session, self._book, self.profile = session, book, profile
        self._kept = unit_names(session)

    def dormant(self) -> list[TableOrganisation]:
        """Those that stopped or are being dissolved."""
        found = table_organisations.of_status(self._session, [*CLASS_OF_STATUS], self.on)
        return [*map(self._in_words, found)]

    def named(self, uids: Iterable[str]) -> list[TableOrganisation]:
        """Those of these uids."""
        found = table_organisations.by_uid(self._session, list(uids), self.on)
        return [*map(self._in_words, found)]

    def _in_words(self, each: TableOrganisation) -> TableOrganisation:
        commune = each.commune_code and commune_name(
            self._book.units, self.profile, each.commune_code, self._kept
        )
        parts = [each.address] if commune in each.address else [each.address, commune]
        return replace(
            each,
            address=", ".join(filter(None, parts)),
            sector=self._book.catalogue.sectors.get(each.sector, each.sector),
        )


def _drafts(session: Session, *kinds: Kind, years: Iterable[int] = ()) -> list[DossierDraft]:
    return [each.draft for each in storage.rows(session, kinds, years=list(years))]


def _support(session: Session, catalogue: Catalogue, period: ReportingPeriod) -> SourcedTable:
    counts, lines = read_support(session, catalogue, period)
    return support_table(counts, lines, period.year, is_over=period.kind is PeriodKind.YEAR)


def read_support(
    session: Session, catalogue: Catalogue, period: ReportingPeriod
) -> tuple[Counts, Lines]:
    """Biểu C as numbers, and its lines."""
    year = period.year
    years = year - 1, year, year + 1
    drafts = _drafts(session, Kind.SUPPORT, Kind.CREDIT, years=years)
    drafts += current(_drafts(session, Kind.PILOT), year)
    uids = {uid for each in drafts for uid in each.organisations}
    lines = [*_measures(catalogue)]
    programmes = {each.uid: each for each in _drafts(session, Kind.PROGRAMME)}
    rows = _programme_codes(catalogue, programmes)
    asked = Asked(
        year,
        {each.code: each for each in lines},
        rows,
        table_organisations.kinds_by_uid(session, uids),
    )
    always = {
        code
        for uid, code in catalogue.programme_rows.items()
        if uid in programmes and _is_running(programmes[uid], year)
    }
    shipped = [each.code for each in catalogue.programmes]
    ordered = [uid for uid in shipped if uid in programmes]
    ordered += sorted(
        programmes.keys() - ordered, key=lambda uid: sort_key(programmes[uid].text("name"))
    )
    layout = Lines(
        lines,
        [_programme_line(rows[uid], programmes[uid]) for uid in ordered],
        frozenset(always),
    )
    return count(drafts, asked), layout


def _measures(catalogue: Catalogue) -> Iterator[Line]:
    """Headings before the first of their measures."""
    told = set()
    for each in catalogue.measures.values():
        if each.parent and each.parent not in told:
            told.add(each.parent)
            yield Line(each.parent, catalogue.measure_headings[each.parent])
        articles = (catalogue.policies.get(code) for code in (each.policy, each.older))
        hint = "\n".join(f"{a.article} {a.law}: {a.label}" for a in articles if a)
        yield Line(each.code, each.label, each.units, each.parent, hint)


def _programme_codes(
    catalogue: Catalogue, programmes: Mapping[str, DossierDraft]
) -> dict[str, str]:
    """The codes of their lines: of one of the officer the number of its document, else its name.

    The uid stands behind only where two would have the same.
    """
    shipped = {each.code: f"Σ{each.code}" for each in catalogue.programmes}
    shipped |= catalogue.programme_rows
    codes = {uid: shipped.get(uid, _own_code(each)) for uid, each in programmes.items()}
    times = Counter(codes.values())
    taken = {*shipped.values(), ALL}
    return {
        uid: f"{code} [{uid[:8]}]"
        if uid not in shipped and (times[code] > 1 or code in taken)
        else code
        for uid, code in codes.items()
    }


def _own_code(programme: DossierDraft) -> str:
    document = programme.text("document").partition(DOCUMENT_DAY)[0]
    number = _NUMBER.search(document)
    return f"Σ{number[0] if number else programme.text('name')}"


def _is_running(programme: DossierDraft, year: int) -> bool:
    """Whether the programme is in force in year N or is planned for in N+1."""
    first, last = programme.number("first_year"), programme.number("last_year")
    return (first or 0) <= year + 1 and (last or year) >= year


def _programme_line(code: str, programme: DossierDraft) -> Line:
    """By its document, as a printed table says it; its name is the hint."""
    document = programme.text("document").partition(DOCUMENT_DAY)[0]
    name = programme.text("name")
    return Line(code, f"Theo {document}", hint=name) if document else Line(code, name)


def _dormant(
    session: Session, catalogue: Catalogue, period: ReportingPeriod, register: _Register
) -> tuple[SourcedTable, SourcedTable]:
    newest: dict[str, DossierDraft] = {}
    for draft in _drafts(session, Kind.DORMANT):
        for uid in draft.organisations:
            known = newest.get(uid)
            if (draft.year or 0) <= period.year and (
                known is None or (known.year or 0) <= (draft.year or 0)
            ):
                newest[uid] = draft
    found = {each.uid: each for each in register.dormant()}
    dealt_with = [
        uid for uid, draft in newest.items() if uid not in found and draft.year == period.year
    ]
    listed = [
        Dormant(each, newest.get(each.uid))
        for each in [*found.values(), *register.named(dealt_with)]
    ]
    still = [each for each in listed if each.organisation.uid in found]
    stated, behind = stated_totals(session, register.profile, period.year, still)
    return summary_table(stated, still, behind), list_table(listed, catalogue.dossier_lists)


def _pilots(session: Session, period: ReportingPeriod, register: _Register) -> SourcedTable:
    year, programmes = period.year, _drafts(session, Kind.PROGRAMME)
    over = {each.uid for each in programmes if not _is_running(each, year)}
    pilots = [
        each
        for each in current(_drafts(session, Kind.PILOT), year)
        if each.programme not in over or each.year in (year, year + 1)
    ]
    scheme = {each.programme for each in pilots if each.programme} or {SCHEME} - over
    budgets = [each for each in programmes if each.uid in scheme]
    needs = {
        each.uid: each
        for each in _drafts(session, Kind.SUPPORT, years=[year + 1])
        if each.programme in scheme and each.period == Stage.NEED
    }
    whole = [each for each in needs.values() if each.part_of not in needs]
    stated = Stated(
        tuple((each, "budget") for each in budgets), tuple((each, "plan") for each in whole)
    )
    named = register.named(uid for each in pilots for uid in each.organisations)
    known = {each.uid: each for each in named}
    places = {uid: place for place, uid in enumerate(known)}  # in Vietnamese order
    pilots.sort(key=lambda each: [places.get(uid, len(places)) for uid in each.organisations])
    return pilot_table(pilots, known, year, stated)
