import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from ktt_desktop.domain.errors import StaleRecordError, StorageUnavailableError
from ktt_desktop.models.document import Setting
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.storage.session import SENTENCES, Sessions, fold_log, open_engine, transaction


def settings_of(path):
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, value FROM setting WHERE name LIKE 'x%'"))


def pragma(session, name):
    return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()


def test_a_saved_value_survives_a_power_cut_and_references_are_checked(session):
    assert pragma(session, "journal_mode") == "wal"
    assert pragma(session, "synchronous") == 2  # FULL
    assert pragma(session, "foreign_keys") == 1
    assert pragma(session, "busy_timeout") == 5000


def test_every_new_connection_gets_the_same_pragmas(sessions):
    with sessions() as one, sessions() as two:
        assert pragma(one, "synchronous") == pragma(two, "synchronous") == 2
        assert pragma(one, "foreign_keys") == pragma(two, "foreign_keys") == 1


def test_a_use_case_that_succeeds_is_kept(sessions, book_file):
    with transaction(sessions) as session:
        session.add(Setting(name="x", value="1"))

    assert settings_of(book_file) == {"x": "1"}


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, StorageUnavailableError])
def test_a_use_case_that_fails_leaves_nothing_behind(sessions, book_file, failure):
    def use_case():
        with transaction(sessions) as session:
            session.add(Setting(name="x", value="1"))
            session.flush()
            session.connection().exec_driver_sql("INSERT INTO setting VALUES ('x2', '2')")
            raise failure

    with pytest.raises(failure):
        use_case()

    assert settings_of(book_file) == {}


def test_tables_made_in_a_failing_transaction_are_gone_too(sessions):
    def use_case():
        with transaction(sessions) as session:
            session.connection().exec_driver_sql("CREATE TABLE half (a)")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        use_case()

    with transaction(sessions) as session:
        found = session.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'half'"))
    assert found == 0


def test_a_full_disk_is_told_and_nothing_is_half_written(sessions, book_file):
    def use_case():
        with transaction(sessions) as session:
            pages = pragma(session, "page_count")
            pragma(session, f"max_page_count = {pages}")
            session.add(Setting(name="x1", value="1"))
            session.flush()
            session.add(Setting(name="x2", value="dài " * 100_000))

    with pytest.raises(StorageUnavailableError, match=r"^Ổ đĩa đã đầy nên chưa ghi được"):
        use_case()

    assert settings_of(book_file) == {}


def test_a_book_that_may_only_be_read_is_told(sessions):
    def use_case():
        with transaction(sessions) as session:
            session.connection().exec_driver_sql("PRAGMA query_only = ON")
            session.add(Setting(name="x", value="1"))

    with pytest.raises(StorageUnavailableError, match="chỉ cho đọc nên chưa ghi được"):
        use_case()


@pytest.mark.parametrize("content", [b"khong phai so" * 1000, b"x" * 4096])
def test_a_file_that_is_no_database_is_told(tmp_path, content):
    path = tmp_path / "so-kttt.sqlite"
    path.write_bytes(content)
    engine = open_engine(path)

    with (
        pytest.raises(StorageUnavailableError, match="không phải là cơ sở dữ liệu hoặc đã hỏng"),
        transaction(Sessions(engine)) as session,
    ):
        session.scalars(select(Setting)).all()

    engine.dispose()
    assert path.read_bytes() == content


def test_a_book_held_by_another_program_is_told(sessions, book_file):
    def use_case():
        with transaction(sessions) as session:
            pragma(session, "busy_timeout = 50")
            session.add(Setting(name="x", value="1"))

    with closing(sqlite3.connect(book_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageUnavailableError, match="chương trình khác giữ"):
            use_case()

    assert settings_of(book_file) == {}


def test_a_folder_that_is_gone_is_told(tmp_path):
    engine = open_engine(tmp_path / "mat" / "so-kttt.sqlite")

    with (
        pytest.raises(StorageUnavailableError, match=r"^Không mở được tệp sổ"),
        transaction(Sessions(engine)) as session,
    ):
        session.scalars(select(Setting)).all()


def test_a_damaged_book_is_told(book_file):
    size = book_file.stat().st_size
    with book_file.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    engine = open_engine(book_file)

    with (
        pytest.raises(StorageUnavailableError, match=r"hỏng\. Khôi phục từ bản sao lưu"),
        transaction(Sessions(engine)) as session,
    ):
        session.scalars(select(Setting)).all()

    engine.dispose()


def test_every_failure_of_the_machine_says_what_to_do():
    for sentence in SENTENCES.values():
        assert sentence.count(".") >= 2
        assert sentence.endswith(".")


def test_a_failure_of_ours_is_not_disguised_as_one_of_the_disk(sessions):
    with pytest.raises(OperationalError), transaction(sessions) as session:
        session.connection().exec_driver_sql("SELECT * FROM khong_co_bang_nay")
    with pytest.raises(IntegrityError), transaction(sessions) as session:
        session.connection().exec_driver_sql("INSERT INTO setting VALUES ('x', NULL)")


def test_a_record_changed_elsewhere_is_told(sessions, session, add):
    uid = add("HTX A").uid
    session.commit()
    wanted = select(Organisation).where(Organisation.uid == uid)
    with sessions() as mine:
        entity = mine.scalar(wanted)
    with transaction(sessions) as theirs:
        theirs.scalar(wanted).name = "HTX của họ"

    def use_case():
        with transaction(sessions) as late:
            late.add(entity)
            entity.name = "HTX của tôi"

    with pytest.raises(StaleRecordError, match="thay đổi ở nơi khác"):
        use_case()

    with transaction(sessions) as after:
        stored = after.scalar(wanted)
        assert (stored.name, stored.revision) == ("HTX của họ", 2)


def test_the_log_is_folded_into_the_one_file(sessions, book_file):
    with transaction(sessions) as session:
        session.add(Setting(name="x", value="1"))
    log = book_file.with_name(book_file.name + "-wal")
    assert log.stat().st_size > 0

    fold_log(sessions.kw["bind"])

    assert log.stat().st_size == 0
    assert b"app_version" in book_file.read_bytes()


def test_a_log_that_cannot_be_folded_now_is_left_for_the_next_time(book_file):
    engine = open_engine(book_file)
    book_file.write_bytes(b"x" * 4096)

    fold_log(engine)

    engine.dispose()


def test_a_failing_statement_shows_no_value_in_the_log(sessions):
    with pytest.raises(IntegrityError) as caught, transaction(sessions) as session:
        session.add(Setting(name="app_version", value="Nguyễn Văn An 0912345678"))

    assert "0912345678" not in str(caught.value)


@pytest.mark.parametrize("name", ["sổ của xã", "100% #1 ?x=1", "a'b"])
def test_any_folder_name_will_do(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    engine = open_engine(folder / "so-kttt.sqlite")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
    engine.dispose()

    assert (folder / "so-kttt.sqlite").stat().st_size > 0
