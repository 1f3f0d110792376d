"""Books of a given size, filled from a fixed seed."""

import random
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.units import load_units
from ktt_desktop.domain.search import search_key
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.text import sort_key
from ktt_desktop.services.book import Book, open_book

COUNTRY = 110_000
ORGANISATIONS = {"commune": 30, "district": 1_000, "province": 7_000}
YEARS, MEASURES = range(2020, 2025), ("ACTUAL", "PLAN")
YEAR, MEASURE = 2022, "ACTUAL"  # the one that is asked for
BEGINNINGS = ("Hợp tác xã", "HTX", "Tổ hợp tác")
TRADES = ("nông nghiệp", "dịch vụ tổng hợp", "chăn nuôi", "rau sạch", "thủy sản", "vận tải")
PLACES = ("Đồng Tiến", "Mỹ Hà", "Đào Mỹ", "Quyết Thắng", "Hòa Bình", "Xuân Hương", "Tân Thanh")
FAMILIES = ("Nguyễn Văn", "Trần Thị", "Lê", "Phạm Đức", "Hoàng")
MOMENT = "2025-01-15T08:30:00+00:00"


def filled_book(
    folder: Path,
    organisations: int,
    years: Iterable[int] = YEARS,
    measures: Iterable[str] = MEASURES,
) -> Book:
    """A book whose organisations have a whole form for every year and measure; it is open."""
    catalogue, units = load_catalogue(), load_units()
    book = open_book(folder, catalogue, units)
    forms = [(year, measure) for year in years for measure in measures]
    with closing(sqlite3.connect(book.path)) as connection, connection:
        _fill(connection, catalogue, organisations, forms)
        connection.execute("ANALYZE")
    return book


def form_columns(catalogue: Catalogue) -> list[str]:
    """The columns of the form an organisation answers."""
    return [each.column for each in catalogue.edition.of_form("phieu")]


def _fill(
    connection: sqlite3.Connection,
    catalogue: Catalogue,
    organisations: int,
    asked: Sequence[tuple[int, str]],
) -> None:
    chance, columns = random.Random(20251209), form_columns(catalogue)
    sectors = list(catalogue.sectors)
    register = [_organisation(number, chance, sectors) for number in range(1, organisations + 1)]
    _insert(connection, "organisation", register)
    history = [
        {
            "organisation_id": each["id"],
            "axis": axis,
            "status": status,
            "document": "",
        }
        for each in register
        for axis, status in (("HOAT_DONG", "HD"), ("PHAP_LY", "DANG_HOAT_DONG"))
    ]
    _insert(connection, "status_change", history)
    forms = [
        {
            "subject_kind": "to_chuc",
            "subject_key": each["uid"],
            "sector": "",
            "organisation_id": each["id"],
            "year": year,
            "measure": measure,
            "reasons": "{}",
            "updated_at": MOMENT,
            **{column: chance.randrange(10**9) for column in columns},
        }
        for year, measure in asked
        for each in register
    ]
    _insert(connection, "annual_return", forms)


def _organisation(number: int, chance: random.Random, sectors: list[str]) -> dict[str, object]:
    kind = chance.choice(("HTX", "HTX", "HTX", "LHHTX", "THT"))
    place, other = chance.choice(PLACES), chance.choice(PLACES)
    name = f"{chance.choice(BEGINNINGS)} {chance.choice(TRADES)} {place} {other} {number}"
    person = f"{chance.choice(FAMILIES)} {chance.choice(PLACES)}"
    tax_code = f"{number:010}"
    return {
        "id": number,
        "uid": f"00000000-0000-4000-8000-{number:012}",
        "kind": kind,
        "name": name,
        "search_key": search_key(OrganisationKind(kind), (name, tax_code, person)),
        "sort_key": sort_key(name),
        "tax_code": tax_code,
        "sector": chance.choice(sectors),
        "charter_capital": chance.randrange(10**9),
        "created_at": MOMENT,
        "updated_at": MOMENT,
        "revision": 1,
        **dict.fromkeys(("short_name", "old_certificate", "registered_by", "commune_code"), ""),
        **dict.fromkeys(("address", "phone", "email", "note"), ""),
    }


def _insert(connection: sqlite3.Connection, table: str, records: list[dict[str, object]]) -> None:
    names = list(records[0])
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' for _ in names)})",
        [tuple(each.values()) for each in records],
    )
