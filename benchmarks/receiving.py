"""G12: files of communes come into one book, beside a bare parse and upsert of their rows."""

import argparse
import gc
import random
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.json import decode

from benchmarks.books import FAMILIES, MEASURES, MOMENT, PLACES, TRADES, form_columns
from benchmarks.pairs import Result, counted
from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.units import load_units
from ktt_desktop.domain.findings import CheckResult
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import FileKey, HeldFile
from ktt_desktop.domain.search import KIND_WORDS, text_keys
from ktt_desktop.domain.text import sort_keys
from ktt_desktop.interchange.dictionary import checks_bytes
from ktt_desktop.interchange.submission_format import Header, Sheet, SubmissionData
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.interchange.submission_upgrade import UNIT_COLUMNS
from ktt_desktop.interchange.submission_writer import build_bundle, data_bytes
from ktt_desktop.services.book import Book, open_book
from ktt_desktop.services.consolidation import take_in
from ktt_desktop.services.submission_data import ORGANISATION_COLUMNS
from ktt_desktop.storage.received_files import add_file
from ktt_desktop.storage.session import PRAGMAS, transaction

FILES, FEW, ORGANISATIONS = 1_000, 30, 300
LIMIT, GROWTH = 1.5, 1.5
FORMS = tuple((year, measure) for year in (2023, 2024) for measure in MEASURES)
PERIOD = ReportingPeriod.parse("N2024")
CREATED = datetime(2025, 1, 5, 2, 0, tzinfo=UTC)
HEAD = ("act", "subject_kind", "subject_key", "sector", "year", "measure", "as_of", "reasons")
STATUS = ("organisation", "axis", "status", "effective_on", "document", "ends_on", "reason")
OTHERS = ("explanations", "texts", "figures", "support", "dossiers", "union_members")
EMPTY = Sheet(("act",), ())


@dataclass(frozen=True, slots=True)
class Sent:
    """One file as it comes, and its data.json for the floor."""

    unit: str
    content: bytes
    data: bytes


def measure(folder: Path, *, quick: bool, files: int = FEW) -> dict[str, Result]:
    """Two books grow side by side, file by file in turn, so that a noisy machine troubles both.

    The floor decodes data.json and upserts what is in it: the same schema, indexes, pragmas and one
    transaction a file. Ours reads the whole file with all its checks, then merges.
    """
    files, organisations = (4, 5) if quick else (files, ORGANISATIONS)
    catalogue, units = load_catalogue(), load_units()
    ours = open_book(folder / "cua-ta", catalogue, units)
    other = open_book(folder / "san", catalogue, units)
    path = other.path
    other.close()
    gc.disable()
    least, taken = [], []
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for pragma in PRAGMAS:
                connection.execute(pragma)
            for sent in made_files(catalogue, files, organisations):
                least.append(_timed(lambda sent=sent: _bare(connection, catalogue, sent)))
                taken.append(_timed(lambda sent=sent: _ours(ours, sent)))
                gc.collect()
            rows = _count(connection)
        with closing(sqlite3.connect(ours.path)) as connection:
            assert _count(connection) == rows
    finally:
        gc.enable()
        ours.close()
    ratios = [mine / bare for mine, bare in zip(taken[1:], least[1:], strict=True)]
    third = max(1, files // 3)
    first, last = median(taken[1 : third + 1]), median(taken[-third:])
    what = f"{files} tệp × {organisations} tổ chức"
    unit = f"× đọc JSON + ghi thẳng, {what}"
    return {
        "G12": Result(median(ratios), LIMIT, unit, min(ratios), max(ratios)),
        "G12_grow": counted(last / first, GROWTH, "× một tệp ở một phần ba cuối so với đầu"),
        "G12_ms": counted(last * 1000, 10_000, "ms một tệp ở một phần ba cuối"),
    }


def made_files(catalogue: Catalogue, files: int, organisations: int) -> Iterator[Sent]:
    """Files of as many communes, from a fixed seed."""
    chance = random.Random(20250701)
    indicators = [each.code for each in catalogue.edition.of_form("phieu")]
    for number in range(files):
        unit = f"{90_000 + number:05}"
        sheets = _sheets(catalogue, indicators, unit, organisations, chance)
        data = data_bytes(SubmissionData(unit, PERIOD.code, False, 0, sheets))
        checks = checks_bytes(CheckResult((), organisations, 0, 0))
        content = build_bundle(_header(unit), data, b"{}", checks, b"PK" * 5_000, b"%PDF" * 5_000)
        yield Sent(unit, content, data)


def _sheets(
    catalogue: Catalogue,
    indicators: list[str],
    unit: str,
    organisations: int,
    chance: random.Random,
) -> dict[str, Sheet]:
    sectors = list(catalogue.sectors)
    records, people, statuses, forms = [], [], [], []
    for place in range(organisations):
        uid = f"{unit}000-0000-4000-8000-{place:012}"
        name = f"Hợp tác xã {chance.choice(TRADES)} {chance.choice(PLACES)} {unit} {place}"
        known = {
            "uid": uid,
            "kind": chance.choice(("HTX", "HTX", "THT")),
            "name": name,
            "tax_code": f"{unit}{place:05}",
            "sector": chance.choice(sectors),
            "charter_capital": chance.randrange(10**9),
            "registered_on": f"{2000 + place % 24}-0{1 + place % 9}-15",
            "commune_code": unit,
            "address": f"Thôn {place % 17}, {chance.choice(PLACES)}",
        }
        records.append(("M", *(known.get(each) for each in ORGANISATION_COLUMNS), "", "", ""))
        person = f"{chance.choice(FAMILIES)} {chance.choice(PLACES)}"
        people.append((uid, 0, person, "Giám đốc", "NAM"))
        for axis, status in (("HOAT_DONG", "HD"), ("PHAP_LY", "DANG_HOAT_DONG")):
            statuses.append((uid, axis, status, None, "", None, ""))
        forms += [
            ("M", "to_chuc", uid, "", year, measure, f"{year}-12-31", "{}",
             *(chance.randrange(10**9) for _ in indicators))
            for year, measure in FORMS
        ]  # fmt: skip
    titles = ("representative", "representative_title", "source_unit")
    return dict.fromkeys(OTHERS, EMPTY) | {
        "organisations": Sheet(("act", *ORGANISATION_COLUMNS, *titles), tuple(records)),
        "persons": Sheet(("organisation", "place", "name", "title", "gender"), tuple(people)),
        "statuses": Sheet(STATUS, tuple(statuses)),
        "returns": Sheet((*HEAD, *indicators), tuple(forms)),
        "union_members": Sheet(("union", "member"), ()),
        "dossiers": Sheet(("act", "uid", "kind"), ()),
        "units": Sheet(UNIT_COLUMNS, ((unit, f"Xã {unit}", "xa", "", 1),)),
        "sources": Sheet(("unit",), ()),
        "corrections": Sheet(("unit",), ()),
    }


def _header(unit: str) -> Header:
    return Header(
        unit_code=unit,
        unit_name=f"Xã {unit}",
        unit_level="xa",
        unit_list="2025-07-01",
        recipient_code="24",
        recipient_name="Tỉnh Bắc Ninh",
        period=PERIOD,
        from_day="2024-01-01",
        to_day="2024-12-31",
        form_code="KTTT01",
        form_version=1,
        form_title="Biểu chỉ tiêu",
        legal_basis="",
        number=0,
        prepared_by="",
        signed_by="",
        signed_on="",
        created_at=CREATED,
        install_id="11111111-1111-4111-8111-111111111111",
        sequence=1,
        bundle_id=f"22222222-2222-4222-8222-2222222{unit}",
        supersedes=None,
        app_version="0.1.0",
        practice=False,
    )


def _timed(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ours(book: Book, sent: Sent) -> None:
    """A file from its bytes into the book, as receiving does it."""
    bundle = open_bundle(sent.content)
    file = HeldFile(
        key=FileKey(bundle.unit_key, bundle.header.form_code, PERIOD.code),
        unit_name=bundle.header.unit_name,
        form_version=1,
        number=0,
        bundle_id=bundle.header.bundle_id,
        data_digest=bundle.digest,
        check_code=bundle.check_code,
        file_hash=sha256(sent.content).hexdigest(),
        created_at=CREATED,
        install_id=bundle.header.install_id,
        sequence=1,
        supersedes=None,
        prepared_by="",
        file_name="tep.kttt",
        size=len(sent.content),
        lands_on=bundle.unit_key,
    )
    with transaction(book.sessions) as session:
        file = replace(file, id=add_file(session, file, CREATED))
        take_in(session, book, file, bundle.data)


def _bare(connection: sqlite3.Connection, catalogue: Catalogue, sent: Sent) -> None:
    """The same rows without a question asked; the keys of search and list, at once."""
    data = decode(sent.data)
    connection.execute("BEGIN IMMEDIATE")
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM organisation").fetchone()
    sheet = data["organisations"]
    columns = sheet["columns"][1:-3]
    wanted = ("uid", "kind", "name", "tax_code")
    uid, kind, name, code = (columns.index(each) + 1 for each in wanted)
    people = {row[0]: row[2] for row in data["persons"]["rows"]}
    texts = [
        f"{row[name]} {row[code]} {people[row[uid]]} {KIND_WORDS[row[kind]]}"
        for row in sheet["rows"]
    ]
    words = ["\n".join(each) for each in zip(*text_keys(texts), strict=True)]
    order = sort_keys(row[name] for row in sheet["rows"])
    ids = {row[uid]: last + place for place, row in enumerate(sheet["rows"], start=1)}
    nullable = _nullable(connection)
    blanks = [None if each in nullable else "" for each in columns]
    names = (*columns, "id", "phone", "email", "source_unit", "search_key", "sort_key",
             "created_at", "updated_at", "revision")  # fmt: skip
    _upsert(
        connection, "organisation", names, "uid",
        [
            (*(b if v is None else v for v, b in zip(row[1:-3], blanks, strict=True)),
             ids[row[uid]], "", "", sent.unit,
             *keys, MOMENT, MOMENT, 1)
            for row, *keys in zip(sheet["rows"], words, order, strict=True)
        ],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO organisation_person (organisation_id, place, name, title, gender, ethnicity, "
        "nationality, identity_number, address, phone) VALUES (?, ?, ?, ?, ?, '', '', '', '', '')",
        [(ids[row[0]], *row[1:]) for row in data["persons"]["rows"]],
    )
    connection.executemany(
        "INSERT INTO status_change (organisation_id, axis, status, effective_on, document, "
        "ends_on, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(ids[row[0]], *row[1:]) for row in data["statuses"]["rows"]],
    )
    form = ("subject_kind", "subject_key", "sector", "year", "measure", "as_of", "reasons")
    _upsert(
        connection,
        "annual_return",
        (*form, *form_columns(catalogue), "organisation_id", "updated_at", "received_file_id"),
        "year, measure, subject_kind, subject_key, sector",
        [(*row[1:], ids[row[2]], MOMENT, 1) for row in data["returns"]["rows"]],
    )
    connection.execute("COMMIT")


def _nullable(connection: sqlite3.Connection) -> set[str]:
    found = connection.execute("PRAGMA table_info(organisation)")
    return {row[1] for row in found if not row[3]}


def _upsert(
    connection: sqlite3.Connection,
    table: str,
    names: tuple[str, ...],
    key: str,
    rows: list[tuple[Any, ...]],
) -> None:
    updates = ", ".join(f"{name} = excluded.{name}" for name in names if name != "id")
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' for _ in names)}) "
        f"ON CONFLICT ({key}) DO UPDATE SET {updates}",
        rows,
    )


def _count(connection: sqlite3.Connection) -> Mapping[str, int]:
    tables = ("organisation", "organisation_person", "status_change", "annual_return")
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Files of units below into one book")
    parser.add_argument("--files", type=int, default=FILES)
    with TemporaryDirectory() as folder:
        for goal, each in measure(
            Path(folder), quick=False, files=parser.parse_args().files
        ).items():
            sys.stdout.write(f"{goal} {each.ratio:.2f} {each.unit}\n")
