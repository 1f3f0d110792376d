"""The list of the register (danh mục): ids in order, rows of a page, counts and sums."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.register_list import (
    ListSums,
    OrganisationRow,
    RegisterQuery,
    RegisterSummary,
)
from ktt_desktop.domain.size_classes import SizeClass
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.text import sort_key
from ktt_desktop.services.alerts import read_alerts
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.places import commune_name, former_name
from ktt_desktop.services.settings import load_profile
from ktt_desktop.storage import organisations, register_list
from ktt_desktop.storage.register_list import Scope
from ktt_desktop.storage.session import transaction
from ktt_desktop.storage.size_classes import SizeColumns
from ktt_desktop.storage.units import unit_names


def organisation_ids(book: Book, query: RegisterQuery) -> list[int]:
    """The ids the list shows, in its order; rows are read page by page as they are painted."""
    profile = load_profile(book) if query.order == "commune_code" else None

    def commune(code: str) -> str:
        return commune_name(book.units, profile, code, kept) if profile else code

    with transaction(book.sessions) as session:
        kept = unit_names(session)
        scope = _scope(session, book, query, _ranks(session, book, query.order, commune))
        return register_list.ordered_ids(session, query, scope)


def organisation_rows(
    book: Book, ids: Sequence[int], query: RegisterQuery
) -> list[OrganisationRow]:
    """The rows of a page of ids."""
    with transaction(book.sessions) as session:
        return register_list.rows(session, ids, _plain_scope(book, query.on or today()))


def organisation_id(book: Book, uid: str) -> int | None:
    """The id of a record in the list; None when it is not in the book."""
    with transaction(book.sessions) as session:
        return organisations.ids_by_uid(session, [uid]).get(uid)


def all_rows(session: Session, book: Book, on: date) -> list[OrganisationRow]:
    """Every row of the register as it was on a day, by name."""
    query = RegisterQuery(on=on)
    scope = _plain_scope(book, on)
    return register_list.rows(session, register_list.ordered_ids(session, query, scope), scope)


def register_summary(book: Book, query: RegisterQuery) -> RegisterSummary:
    """What is under the list, and how many of each kind the whole register has on that day."""
    with transaction(book.sessions) as session:
        scope = _scope(session, book, query)
        counts = register_list.count_by_kind(session, query, scope)
        shown = register_list.sums(session, query, scope)
    return RegisterSummary(shown, {kind: counts.get(kind, 0) for kind in OrganisationKind})


def selection_sums(book: Book, ids: Sequence[int], query: RegisterQuery) -> ListSums:
    """Count and sums of the rows chosen in the list."""
    with transaction(book.sessions) as session:
        return register_list.sums_of(session, ids, _plain_scope(book, query.on or today()))


def _plain_scope(book: Book, on: date) -> Scope:
    return Scope(on, book.members_column, sizes=_size_columns(book.catalogue))


def _size_columns(catalogue: Catalogue) -> SizeColumns:
    rules, indicators = catalogue.size_rules, catalogue.edition.indicators
    codes = (rules.members, rules.revenue, rules.capital)
    return SizeColumns(rules, *(indicators[code].column for code in codes))


def _scope(
    session: Session,
    book: Book,
    query: RegisterQuery,
    ranks: Mapping[str, int] = MappingProxyType({}),
) -> Scope:
    """What the query is read by; its alerts are worked out first, and leave some ids."""
    on = query.on or today()
    plain = replace(_plain_scope(book, on), ranks=ranks)
    if not query.alerts:
        return plain
    only = [
        id_
        for id_, alerts in read_alerts(session, book, on).items()
        if any(each.code in query.alerts for each in alerts)
    ]
    return replace(plain, only=only)


def _ranks(
    session: Session, book: Book, order: str, commune: Callable[[str], str]
) -> dict[str, int]:
    """The codes of a column in the Vietnamese order of the words that are shown for them."""
    catalogue = book.catalogue
    match order:
        case "sector":
            return _in_order(catalogue.sectors.items())
        case "status":
            return _in_order((each.code, each.label) for each in catalogue.operating.values())
        case "legal":
            return _in_order((each.code, each.label) for each in catalogue.legal.values())
        case "commune_code":
            codes = register_list.commune_codes(session)
            return _in_order((code, commune(code)) for code in codes if code)
        case "former_commune_code":
            codes = register_list.former_codes(session)
            return _in_order((code, former_name(book.units, code)) for code in codes if code)
        case "size":
            return {size.value: place for place, size in enumerate(SizeClass)}
        case order if order in register_list.TEXTS:
            return _in_order((each, each) for each in register_list.texts(session, order))
    return {}


def _in_order(labels: Iterable[tuple[str, str]]) -> dict[str, int]:
    ordered = sorted(labels, key=lambda each: sort_key(each[1]))
    return {str(code): place for place, (code, _) in enumerate(ordered)}
