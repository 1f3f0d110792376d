import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import Kind, Stage
from ktt_desktop.domain.organisation import Person
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.models.schema import Base
from ktt_desktop.services import annual_return, dossiers, register, register_list
from ktt_desktop.services.book import BOOK_FILE, open_book
from ktt_desktop.storage import migrate
from ktt_desktop.storage.session import open_engine
from tests.migrations.make_released_book import FIGURES, make

# Every released one, oldest first.
REVISIONS = ["0001", "0002", "0003", "0004", "0005", "0006", "0007"]
RELEASED = Path(__file__).parent

# For each revision: what stands where a book of today has something else.
MOVED = {
    "organisation": {"representative", "representative_title", "search_key"},
    "journal": {"subject", "field"},
}
GONE = {"support_programme", "support_grant", "support_money"}  # into dossier
SUPPORT = """
    INSERT INTO support_programme VALUES (1, 'CT', 'Chương trình', '', NULL, NULL);
    INSERT INTO support_grant VALUES
        (1, 'g', 2024, 'CT', 'HT1', 1, '', NULL, '', '', '', '2025', NULL, 1);
    INSERT INTO support_money VALUES (1, 'NSTW', 50);
"""
DOSSIER = """
    INSERT INTO dossier VALUES
        (1, 'g', 'support', 2024, 'NAM', 'CT', 'HT1', '', '{}', '{"done.NSTW":50}', '2025',
        NULL, 1);
    INSERT INTO dossier_party VALUES (1, 1, 0);
"""
# For each revision: a parent row in every table that has children.
FILLED = {
    "0001": """
        INSERT INTO organisation VALUES (1, 'uid-1', 'HTX', 'HTX A', 'htx a', 'htx a', '', NULL,
            '', NULL, '', NULL, 'NN.TT', '', '', '', '', '', '', '', '2025', '2025', NULL, 1);
    """
    + SUPPORT,
    "0002": """
        INSERT INTO organisation (id, uid, kind, name, search_key, sort_key, short_name,
            old_certificate, registered_by, sector, commune_code, address, phone, email, note,
            created_at, updated_at, revision)
            VALUES (1, 'uid-1', 'HTX', 'HTX A', 'htx a', 'htx a', '', '', '', 'NN.TT', '', '',
                '', '', '', '2025', '2025', 1);
    """
    + SUPPORT,
    "0003": """
        INSERT INTO organisation (id, uid, kind, name, search_key, sort_key, short_name,
            old_certificate, registered_by, sector, commune_code, address, phone, email, note,
            created_at, updated_at, revision)
            VALUES (1, 'uid-1', 'HTX', 'HTX A', 'htx a', 'htx a', '', '', '', 'NN.TT', '', '',
                '', '', '', '2025', '2025', 1);
    """
    + SUPPORT,
}
FILLED["0004"] = FILLED["0003"].removesuffix(SUPPORT) + DOSSIER
FILLED["0005"] = FILLED["0004"].replace("NULL, 1);", "NULL, 1, '');")
FILLED["0006"] = FILLED["0005"]
FILLED["0007"] = FILLED["0006"]
CHILDREN = """
    INSERT INTO annual_return (subject_kind, subject_key, sector, organisation_id, year, measure,
        reasons, updated_at, a2)
        VALUES ('to_chuc', 'uid-1', '', 1, 2024, 'ACTUAL', '{}', '2025', 7);
    INSERT INTO status_change (organisation_id, axis, status, document)
        VALUES (1, 'HOAT_DONG', 'HD', '');
"""


@pytest.fixture
def book(tmp_path):
    return tmp_path / "so-kttt.sqlite"


@pytest.fixture
def engine(book):
    made = open_engine(book)
    yield made
    made.dispose()


def test_models_and_migrations_describe_the_same_schema(book, engine):
    migrate.upgrade(book)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_constraints_of_the_models_are_in_the_file(book, engine):
    migrate.upgrade(book)

    with closing(sqlite3.connect(book)) as connection:
        tables = dict(
            connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        )
    for table in Base.metadata.tables.values():
        for each in table.constraints:
            assert each.name in tables[table.name], f"{table.name} lacks {each.name}"


def test_the_revisions_are_one_line_and_end_in_the_schema_version():
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    line = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]

    assert line[::-1][: len(REVISIONS)] == REVISIONS
    assert int(line[0]) == len(line) == migrate.SCHEMA_VERSION


@pytest.mark.parametrize("start", REVISIONS)
def test_upgrading_an_old_file_loses_no_row(book, engine, start):
    migrate.upgrade(book, start)
    migrate.add_indicator_columns(book, ["a2"])
    with closing(sqlite3.connect(book)) as connection:
        connection.executescript(FILLED[start] + CHILDREN)

    migrate.upgrade(book)

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT sum(a2) FROM annual_return")) == 7
        assert connection.scalar(text("SELECT count(*) FROM status_change")) == 1
        given = connection.execute(
            text(
                "SELECT money, organisation_id FROM dossier JOIN dossier_party ON dossier_id = id "
                "WHERE kind = 'support'"
            )
        ).all()
        assert given == [('{"done.NSTW":50}', 1)]
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_released_book_opens_with_everything_in_it(tmp_path, catalogue, units, revision):
    shutil.copy(RELEASED / f"book-{revision}.sqlite", tmp_path / BOOK_FILE)

    book = open_book(tmp_path, catalogue, units)
    try:
        ids = register_list.organisation_ids(book, RegisterQuery(text="dong tien"))
        (row,) = register_list.organisation_rows(book, ids, RegisterQuery())
        assert (row.name, row.tax_code) == ("Hợp tác xã Đồng Tiến", "0101243150")
        assert (row.registered_on, row.charter_capital) == (PartialDate(2015, 8), 1_500_000_000)
        subject = Subject(SubjectKind.ORGANISATION, row.uid)
        form = annual_return.load_return(book, subject, 2024, Measure.ACTUAL)
        assert {code: form.values[code] for code in FIGURES} == FIGURES
        assert form.reasons["O1"] == "theo sổ"
        (support,) = dossiers.dossiers(book, [Kind.SUPPORT], years=[2024])
        assert support.draft.money == {"done.NSTW": 50_000_000}
        assert (support.names, support.draft.period) == (("Hợp tác xã Đồng Tiến",), Stage.YEAR)
        assert support.draft.programme in {each.code for each in dossiers.programmes(book)}
    finally:
        book.close()


@pytest.mark.parametrize("revision", REVISIONS)
def test_upgrading_a_released_book_changes_no_value_of_it(tmp_path, revision):
    book = tmp_path / BOOK_FILE
    shutil.copy(RELEASED / f"book-{revision}.sqlite", book)
    before = _contents(book)
    migrate.upgrade(book)
    after = _contents(book)

    for table, rows in before.items():
        if table in GONE and table not in after:
            continue
        gone = MOVED.get(table, set())
        names = {name for row in rows for name in row} - gone
        kept = [{name: row[name] for name in names} for row in rows]
        assert [{name: row[name] for name in names} for row in after[table]] == kept, table


def _contents(path):
    """The rows of every table a person filled, by column."""
    own = "type = 'table' AND name NOT LIKE 'organisation_search%' AND name <> 'alembic_version'"
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(f"SELECT name FROM sqlite_master WHERE {own}").fetchall()
        connection.row_factory = sqlite3.Row
        return {
            name: [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY rowid")]
            for (name,) in names
            if name != "setting"
        }


OLD_SUPPORT = """
    INSERT INTO support_programme
        VALUES (8, 'NQ15', 'Nghị quyết 15', 'NQ 15/NQ-HĐND', 2022, NULL);
    INSERT INTO support_grant VALUES
        (8, 'lop', 2023, 'NQ15', 'H2.1', NULL, 'Lớp giám đốc', 2, 'lớp', 'KH 6', 'một',
        '2025-01-02T03:04:05+00:00', NULL, 3);
    INSERT INTO support_money VALUES (8, 'NS_TINH', 30500000), (8, 'KHAC', 0);
    INSERT INTO support_grant VALUES (9, 'bo', 2023, 'NQ15', 'H12', 1, '', 0, '', '', '',
        '2025-01-02T03:04:05+00:00', '2025-02-02T03:04:05+00:00', 1);
    INSERT INTO journal (at, subject, subject_key, field, old, new) VALUES
        ('2025', 'support_grant', 'lop', 'programme_code', NULL, 'NQ15'),
        ('2025', 'support_grant', 'lop', 'measure_code@NHAN_SO', NULL, 'H2.1'),
        ('2025', 'support_grant', 'lop', 'quantity', NULL, '2'),
        ('2025', 'support_grant', 'lop', 'quantity_unit', NULL, 'lớp'),
        ('2025', 'support_grant', 'lop', 'money.NS_TINH@GOP', NULL, '30500000'),
        ('2025', 'support_grant', 'lop', 'organisation_uid@GOP', 'a', 'b'),
        ('2025', 'organisation', 'o', 'quantity', NULL, '2');
"""


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
def test_every_grant_becomes_a_work_record(tmp_path, catalogue, units, revision):
    path = tmp_path / BOOK_FILE
    shutil.copy(RELEASED / f"book-{revision}.sqlite", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD_SUPPORT)

    book = open_book(tmp_path, catalogue, units)
    try:
        draft = dossiers.load_dossier(book, "lop")
        assert (draft.kind, draft.revision, draft.year, draft.period) == (
            *(Kind.SUPPORT, 3, 2023, Stage.YEAR),
        )
        assert (draft.programme, draft.topic, draft.organisations) == ("NQ15", "H2.1", ())
        assert draft.values == {
            "content": "Lớp giám đốc",
            "quantity_done": 2,
            "quantity_unit": "lớp",
            "document": "KH 6",
            "note": "một",
        }
        assert draft.money == {"done.NS_TINH": 30_500_000, "done.KHAC": 0}
        (gone,) = dossiers.dossiers(book, [Kind.SUPPORT], in_bin=True)
        assert (gone.draft.uid, gone.draft.values) == ("bo", {"quantity_done": 0})
        assert gone.names == ("Hợp tác xã Đồng Tiến",)
        found = {each.code: each for each in dossiers.programmes(book)}
        own = found["NQ15"]
        assert (own.name, own.document, own.first_year) == ("Nghị quyết 15", "NQ 15/NQ-HĐND", 2022)
        shipped = {each.code: each for each in catalogue.programmes}
        assert {code: found[code] for code in shipped} == shipped
        dossiers.save_dossier(book, draft)  # what came can be opened and saved
    finally:
        book.close()


def test_the_history_of_a_grant_becomes_that_of_its_record(tmp_path):
    book = tmp_path / BOOK_FILE
    shutil.copy(RELEASED / "book-0003.sqlite", book)
    with closing(sqlite3.connect(book)) as connection:
        connection.executescript(OLD_SUPPORT)
    migrate.upgrade(book)

    with closing(sqlite3.connect(book)) as connection:
        lines = "SELECT field FROM journal WHERE subject = ? AND subject_key = ? ORDER BY id"
        assert connection.execute(lines, ["dossier", "lop"]).fetchall() == [
            ("programme",),
            ("topic@NHAN_SO",),
            ("quantity_done",),
            ("quantity_unit",),
            ("money.done.NS_TINH@GOP",),
            ("organisations@GOP",),
        ]
        assert connection.execute(lines, ["organisation", "o"]).fetchall() == [("quantity",)]
        (left,) = connection.execute(
            "SELECT count(*) FROM journal WHERE subject = 'support_grant'"
        ).fetchone()
        assert left == 0


def test_the_representative_of_an_old_record_becomes_its_first_person(tmp_path, catalogue, units):
    path = tmp_path / BOOK_FILE
    shutil.copy(RELEASED / "book-0001.sqlite", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("""
            UPDATE organisation SET representative_title = 'Giám đốc', old_certificate = '12 HTX';
            INSERT INTO organisation SELECT 2, 'uid-2', kind, 'HTX Trống', 'htx trong', 'htx trong',
                '', NULL, '', NULL, '', NULL, sector, '', '', '', '', '', '', '', created_at,
                updated_at, NULL, 1 FROM organisation;
            INSERT INTO status_change (organisation_id, axis, status, document)
                SELECT 2, axis, status, '' FROM status_change WHERE organisation_id = 1;
        """)

    book = open_book(tmp_path, catalogue, units)
    try:
        found = {}
        for words in ("nguyen van", "12 htx", "trong"):
            ids = register_list.organisation_ids(book, RegisterQuery(text=words))
            (row,) = register_list.organisation_rows(book, ids, RegisterQuery())
            found[words] = register.load_organisation(book, row.uid)
    finally:
        book.close()
    assert found["nguyen van"].persons == (Person("Nguyễn Văn An", "Giám đốc"),)
    assert found["12 htx"] == found["nguyen van"]
    assert found["trong"].persons == ()


def test_the_newest_released_book_is_what_the_script_makes(tmp_path):
    made = tmp_path / "made.sqlite"
    make(made, tmp_path / "so")

    assert _shape(made) == _shape(RELEASED / f"book-{REVISIONS[-1]}.sqlite")


def _shape(path):
    """Every table but the yearly figures, whose columns follow the catalogue, and its rows.

    The programmes a book begins with follow the catalogue too.
    """
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name <> 'annual_return'"
        ).fetchall()
        own = {"dossier": "WHERE kind <> 'programme'"}
        return {
            name: (
                sql,
                connection.execute(f"SELECT count(*) FROM {name} {own.get(name, '')}").fetchone(),
            )
            for name, sql in tables
        }


def test_the_clock_of_an_upgrade_names_its_copy(tmp_path, monkeypatch):
    book = tmp_path / BOOK_FILE
    shutil.copy(RELEASED / f"book-{REVISIONS[0]}.sqlite", book)
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", migrate.SCHEMA_VERSION + 1)
    moment = datetime.fromisoformat("2026-01-02T03:04:05")

    migrate.prepare(book, tmp_path / "sao-luu", moment, ["moi"])

    (copy,) = (tmp_path / "sao-luu").iterdir()
    assert copy.name == "so-kttt-20260102-030405-truoc-nang-cap.sqlite"
