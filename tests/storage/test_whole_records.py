"""What a book stores of an organisation, and when two books say the same."""

import sqlite3

import pytest

from ktt_desktop.models.dossier import Dossier, DossierParty
from ktt_desktop.storage.snapshots import EVERYTHING
from ktt_desktop.storage.whole_records import (
    PARTIES,
    PARTS,
    content,
    journal_lines,
    records,
    select,
    unit_dossiers,
    unknown_columns,
    values_in,
)
from tests.storage.conftest import MOMENT


@pytest.fixture
def book(session):
    return session.connection().connection.driver_connection


def test_every_table_of_a_record_is_read(session, book, add):
    one = add("HTX A", figures={(2024, "ACTUAL"): {"M": 5}})
    add("HTX B")
    session.flush()
    (record,) = records(book, [one.uid])
    assert record.uid == one.uid
    assert set(record.parts) == set(PARTS)
    assert [row["m"] for row in record.parts["annual_return"]] == [5]
    assert len(record.parts["status_change"]) == 1
    assert set(PARTS) | {"event_party", "union_member", "organisation"} == set(EVERYTHING)


def test_records_come_by_name(session, book, add):
    for name in ("HTX Đông", "HTX An", "HTX Dân"):
        add(name)
    session.flush()
    names = [each.organisation["name"] for each in records(book)]
    assert names == ["HTX An", "HTX Dân", "HTX Đông"]


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ("UPDATE organisation SET revision = 9, updated_at = '2030', id = 77", True),
        ("UPDATE annual_return SET updated_at = '2030', id = 77", True),
        ("ALTER TABLE annual_return ADD COLUMN a99 INTEGER", True),
        ("UPDATE organisation SET note = 'x'", False),
        ("UPDATE annual_return SET m = 0", False),
        ("UPDATE annual_return SET w = 0", False),
        ("UPDATE status_change SET document = 'QĐ 1'", False),
    ],
)
def test_records_are_the_same_when_they_say_the_same(session, book, add, change, is_same):
    add("HTX A", figures={(2024, "ACTUAL"): {"M": 5}})
    session.flush()
    (before,) = records(book)
    book.execute("PRAGMA defer_foreign_keys = ON")
    book.execute(change)
    if "id = 77" in change:
        for table in ("status_change", "annual_return"):
            book.execute(f"UPDATE {table} SET organisation_id = (SELECT id FROM organisation)")
    (after,) = records(book)
    assert (content(before) == content(after)) == is_same
    session.rollback()


def test_only_columns_that_hold_figures_are_unknown(session, book, add, tmp_path):
    add("HTX A", figures={(2024, "ACTUAL"): {"M": 5}})
    session.flush()
    for column in ("a98", "a99", '"bad name"'):
        book.execute(f"ALTER TABLE annual_return ADD COLUMN {column} INTEGER")
    book.execute('UPDATE annual_return SET a99 = 1, "bad name" = 2')

    with sqlite3.connect(":memory:") as narrow:
        narrow.execute("CREATE TABLE annual_return (m INTEGER)")
        held = unknown_columns(narrow, book)
    narrow.close()
    assert "a99" in held
    assert "a98" not in held
    assert "bad name" not in held


def test_values_are_found_among_many(session, book, add):
    one = add("HTX A")
    session.flush()
    assert values_in(book, "organisation", "uid", [one.uid, *map(str, range(40_000))]) == {one.uid}


def test_lines_of_the_journal_are_those_of_the_records(session, book):
    rows = [
        ("organisation", "u1"),
        ("organisation", "u2"),
        ("annual_return", "u1||2024|ACTUAL"),
        ("annual_return", "07378||2024|ACTUAL"),
        ("dossier", "g1"),
        ("dossier", "g2"),
        ("setting", "u1"),
    ]
    for subject, key in rows:
        book.execute(
            "INSERT INTO journal (at, subject, subject_key, field) VALUES ('2025', ?, ?, 'f')",
            [subject, key],
        )

    def keys(unit):
        return [row["subject_key"] for row in journal_lines(book, {"u1"}, {"g1"}, unit)]

    assert keys(None) == ["u1", "u1||2024|ACTUAL", "g1"]
    assert keys("07378") == ["u1", "u1||2024|ACTUAL", "07378||2024|ACTUAL", "g1"]


def test_rows_are_dictionaries(book):
    assert select(book, "SELECT 1 AS one, ? AS two", 2) == [{"one": 1, "two": 2}]


def test_a_work_record_stands_with_each_of_its_organisations_and_those_of_nobody_apart(
    session, book, add
):
    one, two = add("HTX A"), add("HTX B")
    for uid, parties in (("chung", (two, one)), ("rieng", (one,)), ("don-vi", ()), ("bo", (one,))):
        session.add(
            Dossier(
                uid=uid,
                kind="support",
                content="{}",
                money="{}",
                updated_at=MOMENT,
                deleted_at=MOMENT if uid == "bo" else None,
                parties=[
                    DossierParty(organisation_id=each.id, place=place)
                    for place, each in enumerate(parties)
                ],
                **dict.fromkeys(("period", "programme", "topic", "part_of"), ""),
            )
        )
    session.flush()
    first, second = records(book)
    assert [(row["uid"], row[PARTIES]) for row in first.dossiers] == [
        ("chung", (two.uid, one.uid)),
        ("rieng", (one.uid,)),
    ]
    assert [row["uid"] for row in second.dossiers] == ["chung"]
    assert [row["uid"] for row in unit_dossiers(book)] == ["don-vi"]


def test_another_word_in_a_work_record_is_another_record_and_another_party_is_not(
    session, book, add
):
    one, two = add("HTX A"), add("HTX B")
    heads = dict.fromkeys(("period", "programme", "topic", "part_of"), "")
    parties = [DossierParty(organisation_id=one.id, place=0)]
    session.add(
        Dossier(uid="d", kind="support", content="{}", money="{}", updated_at=MOMENT,
                parties=parties, **heads)
    )  # fmt: skip
    session.flush()
    (before,) = records(book, [one.uid])
    book.execute("INSERT INTO dossier_party VALUES (1, ?, 1)", [two.id])
    (named,) = records(book, [one.uid])
    assert content(named) == content(before)
    book.execute("UPDATE dossier SET money = '{\"done.NSTW\":5}'")
    (paid,) = records(book, [one.uid])
    assert content(paid) != content(before)
    session.rollback()
