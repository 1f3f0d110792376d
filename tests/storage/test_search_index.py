import sqlite3
from contextlib import closing

import pytest

from ktt_desktop.storage import search_index
from ktt_desktop.storage.search_index import TRIGGERS, prepare_search

ADD = """
    INSERT INTO organisation (id, uid, kind, name, search_key, sort_key, short_name,
        old_certificate, registered_by, sector, commune_code, address, phone, email, note,
        created_at, updated_at, revision)
        VALUES (7, 'uid', 'HTX', 'HTX Đồng Tiến', 'cũ', 'x', '', 'GCN 15', '', 'NN.TT', '', '', '',
        '', '', '2025', '2025', 1);
    INSERT INTO organisation_person (organisation_id, place, name, title, gender, ethnicity,
        nationality, identity_number, address, phone)
        VALUES (7, 0, 'Nguyễn Văn An', '', '', '', '', '', '', '');
"""


def run(book, script):
    with closing(sqlite3.connect(book)) as connection:
        connection.executescript(script)


def found(book, word):
    with closing(sqlite3.connect(book)) as connection:
        rows = connection.execute(
            "SELECT rowid FROM organisation_search WHERE organisation_search MATCH ?",
            (f'"{word}"',),
        )
        return [row[0] for row in rows]


def content(book):
    with closing(sqlite3.connect(book)) as connection:
        return connection.execute("SELECT type, name FROM sqlite_master").fetchall()


def forget(book):
    run(book, "DELETE FROM setting WHERE name = 'search_version'")


def test_a_book_of_an_older_program_gets_all_keys_and_its_index(book_file):
    run(book_file, ADD)
    forget(book_file)

    prepare_search(book_file)

    assert found(book_file, "tien") == found(book_file, "nguyen") == found(book_file, "gcn") == [7]
    with closing(sqlite3.connect(book_file)) as connection:
        (key,) = connection.execute("SELECT search_key FROM organisation").fetchone()
    assert key.startswith("htx dong tien gcn 15 nguyen van an hop tac xa htx\n")


def test_the_index_follows_every_change_of_a_key(book_file):
    run(book_file, ADD)
    run(book_file, "UPDATE organisation SET search_key = 'rau sach' || char(10) || 'rau sạch'")
    assert found(book_file, "sach") == [7]
    assert found(book_file, "tien") == []

    run(book_file, "DELETE FROM organisation")
    assert found(book_file, "sach") == []


def test_what_is_rolled_back_is_not_found(book_file):
    with closing(sqlite3.connect(book_file)) as connection:
        connection.executescript(f"BEGIN; {ADD}")
        connection.execute("UPDATE organisation SET search_key = 'rau sach' || char(10)")
        connection.rollback()

    assert found(book_file, "sach") == []


@pytest.mark.parametrize("loss", ["DROP TRIGGER organisation_search_update", "rebuilt"])
def test_lost_triggers_come_back_with_a_true_index(book_file, loss):
    run(book_file, ADD)
    if loss == "rebuilt":  # as a migration in batches does it
        run(book_file, "".join(f"DROP TRIGGER {name};" for name in TRIGGERS))
    else:
        run(book_file, loss)
    run(book_file, "UPDATE organisation SET name = 'HTX Rau sạch'")

    prepare_search(book_file)

    assert found(book_file, "sach") == [7]
    assert found(book_file, "tien") == []


def test_a_ready_index_is_left_alone(book_file, monkeypatch):
    monkeypatch.setattr(search_index, "_make", lambda _: pytest.fail("nothing was to be done"))
    prepare_search(book_file)


def test_a_failure_leaves_the_book_without_half_an_index(book_file, monkeypatch):
    run(book_file, ADD)
    forget(book_file)
    monkeypatch.setattr(search_index, "_key", lambda _: 1 / 0)
    before = content(book_file)

    with pytest.raises(ZeroDivisionError):
        prepare_search(book_file)
    assert content(book_file) == before
