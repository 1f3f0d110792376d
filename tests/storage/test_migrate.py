import hashlib
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime

import pytest

from ktt_desktop import __version__
from ktt_desktop.domain.errors import NewerBookError, StorageUnavailableError
from ktt_desktop.storage import migrate
from ktt_desktop.storage.migrate import APPLICATION_ID, SCHEMA_VERSION, book_version, prepare

NOW = datetime.fromisoformat("2025-12-09T08:15:30")

NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0008", "0007", None, None


def upgrade():
    op.create_table("half_made", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("organisation") as batch:
        batch.add_column(sa.Column("new_field", sa.String(), server_default="", nullable=False))
        batch.alter_column("name", type_=sa.String(500))
    {end}
"""

PARENT_AND_CHILD = """
    INSERT INTO organisation (id, uid, kind, name, search_key, sort_key, short_name,
        old_certificate, registered_by, sector, commune_code, address, phone, email, note,
        created_at, updated_at, revision)
        VALUES (1, 'uid-1', 'HTX', 'HTX A', 'htx a', 'htx a', '', '', '', 'NN.TT', '', '', '', '',
        '', '2025', '2025', 1);
    INSERT INTO status_change (id, organisation_id, axis, status, document)
        VALUES (1, 1, 'HOAT_DONG', 'HD', '');
    INSERT INTO annual_return (subject_kind, subject_key, sector, organisation_id, year, measure,
        reasons, updated_at, m) VALUES ('to_chuc', 'uid-1', '', 1, 2024, 'ACTUAL', '{}', '2025', 7);
"""


def rows(path, question):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def run(path, script):
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


def columns(path):
    return [row[1] for row in rows(path, "PRAGMA table_info(annual_return)")]


def content(path):
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def backup_folder(tmp_path):
    return tmp_path / "sao-luu"


@pytest.fixture
def later_program(tmp_path, monkeypatch):
    """Let this program be a later one whose next revision ends in a way of one's own."""

    def make(end="pass"):
        folder = tmp_path / "100% mới"
        shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "0008_next.py").write_text(NEXT.format(end=end))
        monkeypatch.setattr(migrate, "MIGRATIONS", folder)
        monkeypatch.setattr(migrate, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
        return folder

    return make


def test_a_new_book_carries_its_marks(book_file, backup_folder):
    assert book_version(book_file) == SCHEMA_VERSION
    assert rows(book_file, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(book_file, "SELECT value FROM setting WHERE name = 'app_version'") == [
        (__version__,)
    ]
    assert rows(book_file, "PRAGMA integrity_check") == [("ok",)]
    assert not backup_folder.exists()


def test_a_book_of_this_program_is_accepted_as_it_is(book_file, backup_folder):
    before = digest(book_file)

    prepare(book_file, backup_folder, NOW, ["m", "w"])

    assert digest(book_file) == before
    assert not backup_folder.exists()


def test_an_accepted_book_needs_no_alembic(book_file):
    script = (
        "import sys; from datetime import datetime; from pathlib import Path\n"
        "from ktt_desktop.storage.migrate import prepare\n"
        "book = Path(sys.argv[1]); prepare(book, book.parent, datetime.now(), ['m'])\n"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(book_file)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_new_indicators_get_a_column_and_old_ones_never_lose_theirs(book_file, backup_folder):
    run(book_file, PARENT_AND_CHILD)

    prepare(book_file, backup_folder, NOW, ["w", "moi"])

    assert columns(book_file)[-4:] == ["m", "w", "a4_1", "moi"]
    assert rows(book_file, "SELECT m, moi FROM annual_return") == [(7, None)]


def test_columns_are_added_all_or_none(book_file, backup_folder):
    with pytest.raises(sqlite3.OperationalError):
        prepare(book_file, backup_folder, NOW, ["moi", "not a name"])

    assert "moi" not in columns(book_file)


def test_an_empty_file_becomes_a_new_book(tmp_path, backup_folder):
    path = tmp_path / "so.sqlite"
    path.touch()

    prepare(path, backup_folder, NOW, ["m"])

    assert book_version(path) == SCHEMA_VERSION
    assert not backup_folder.exists()


def test_a_book_is_copied_before_it_is_upgraded(book_file, backup_folder, later_program):
    run(book_file, PARENT_AND_CHILD)
    before = content(book_file)
    later_program()

    prepare(book_file, backup_folder, NOW, ["m"])

    (copy,) = backup_folder.iterdir()
    assert copy.name == "so-kttt-20251209-081530-truoc-nang-cap.sqlite"
    assert content(copy) == before
    assert book_version(book_file) == SCHEMA_VERSION + 1
    assert book_version(copy) == SCHEMA_VERSION


def test_rebuilding_a_parent_table_does_not_empty_its_children(
    book_file, backup_folder, later_program
):
    run(book_file, PARENT_AND_CHILD)
    later_program()

    prepare(book_file, backup_folder, NOW, ["m"])

    assert rows(book_file, "SELECT uid, new_field FROM organisation") == [("uid-1", "")]
    assert rows(book_file, "SELECT m FROM annual_return") == [(7,)]
    assert rows(book_file, "SELECT status FROM status_change") == [("HD",)]
    assert rows(book_file, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize(
    "end",
    [
        "raise RuntimeError('half way')",
        "op.execute('DELETE FROM organisation')",  # leaves children without a parent
        "op.execute('SELECT * FROM khong_co')",
    ],
)
def test_a_failing_upgrade_leaves_the_book_as_it_was(book_file, backup_folder, later_program, end):
    run(book_file, PARENT_AND_CHILD)
    before = content(book_file)
    later_program(end)

    with pytest.raises(Exception, match=r"half way|references|khong_co"):
        prepare(book_file, backup_folder, NOW, ["m", "moi"])

    assert content(book_file) == before
    assert book_version(book_file) == SCHEMA_VERSION


def test_without_room_for_a_copy_nothing_is_upgraded(book_file, backup_folder, later_program):
    backup_folder.write_text("")
    before = digest(book_file)
    later_program()

    with pytest.raises(StorageUnavailableError, match="Không sao lưu được"):
        prepare(book_file, backup_folder, NOW, ["m"])

    assert digest(book_file) == before


def test_the_book_of_a_later_program_is_refused_untouched(book_file, backup_folder):
    run(book_file, "UPDATE setting SET value = '9.8.7' WHERE name = 'app_version'")
    run(book_file, "PRAGMA user_version = 12")
    before = digest(book_file)

    with pytest.raises(NewerBookError) as caught:
        prepare(book_file, backup_folder, NOW, ["m", "moi"])

    assert "phiên bản 9.8.7 (cấu trúc 12)" in str(caught.value)
    assert f"phiên bản {__version__} (cấu trúc {SCHEMA_VERSION})" in str(caught.value)
    assert digest(book_file) == before
    assert not backup_folder.exists()


@pytest.mark.parametrize("version", [0, 1, 7])
def test_the_database_of_another_program_is_refused_untouched(tmp_path, backup_folder, version):
    path = tmp_path / "so-kttt.sqlite"
    run(path, f"CREATE TABLE setting (x); PRAGMA user_version = {version};")
    before = digest(path)

    with pytest.raises(StorageUnavailableError, match="của chương trình khác, không phải Sổ KTTT"):
        prepare(path, backup_folder, NOW, ["m"])

    assert digest(path) == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["so-kttt.sqlite"]


def test_a_file_that_is_no_database_is_refused_untouched(tmp_path, backup_folder):
    path = tmp_path / "so-kttt.sqlite"
    path.write_bytes(b"khong phai so" * 1000)
    before = digest(path)

    with pytest.raises(StorageUnavailableError, match="Khôi phục từ bản sao lưu gần nhất"):
        prepare(path, backup_folder, NOW, ["m"])

    assert digest(path) == before


def test_a_folder_in_the_place_of_the_book_is_told(tmp_path, backup_folder):
    with pytest.raises(StorageUnavailableError, match=r"^Không mở được tệp sổ"):
        prepare(tmp_path, backup_folder, NOW, ["m"])


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of file size is POSIX")
def test_a_disk_that_fills_while_the_book_is_made_is_told_and_it_is_made_later(
    tmp_path, backup_folder
):
    import resource

    path = tmp_path / "so-kttt.sqlite"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
    try:
        with pytest.raises(StorageUnavailableError, match=r"^Ổ đĩa"):
            prepare(path, backup_folder, NOW, ["m"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    prepare(path, backup_folder, NOW, ["m"])

    assert book_version(path) == SCHEMA_VERSION
    assert not backup_folder.exists()
