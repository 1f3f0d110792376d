"""Many rows at once, each as if it had come alone."""

from sqlalchemy import select

from ktt_desktop.models.journal import JournalEntry
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.storage import import_rows as storage

NAMES = ("id", "uid", "kind", "name", "search_key", "sort_key", "sector")


def columns():
    moments = {"created_at": "2025-01-15T08:30:00+00:00", "updated_at": "2025-01-15T08:30:00+00:00"}
    rest = storage.needed(storage.ORGANISATION, (*NAMES, *moments, "revision"))
    return (*NAMES, *moments, "revision", *rest), (*moments.values(), 1, *rest.values())


def put(session, count):
    names, rest = columns()
    first = storage.last_id(session, storage.ORGANISATION) + 1
    rows = [
        (n, f"u{n}", "HTX", f"HTX {n}", f"htx{n}\nhtx{n}", f"{n}", "NN.TT", *rest)
        for n in range(first, first + count)
    ]
    storage.insert_rows(session, storage.ORGANISATION, names, rows)


def test_more_rows_than_one_statement_takes_all_go_in(session):
    put(session, 3_000)
    assert storage.last_id(session, storage.ORGANISATION) == 3_000
    record = session.get(Organisation, 2_999)
    assert (record.name, record.address, record.tax_code) == ("HTX 2999", "", None)


def test_the_new_rows_are_in_the_index_of_the_search(session):
    put(session, 120)
    question = "SELECT rowid FROM organisation_search WHERE organisation_search MATCH '\"htx117\"'"
    assert session.connection().exec_driver_sql(question).scalars().all() == [117]


def test_no_rows_are_no_statement(session):
    put(session, 0)
    assert storage.last_id(session, storage.ORGANISATION) == 0


def test_a_form_keeps_what_its_row_leaves_blank(session, add):
    uid = add("HTX A", figures={(2023, "ACTUAL"): {"M": 5, "W": 6}}).uid
    ((_, id_, *_),) = storage.forms_of(session, 2023, "ACTUAL", [uid], ("m", "w"))
    storage.update_forms(session, ("m", "w"), [(None, 7, id_)])
    ((*_, members, workers),) = storage.forms_of(session, 2023, "ACTUAL", [uid], ("m", "w"))
    assert (members, workers) == (5, 7)
    assert list(storage.forms_of(session, 2022, "ACTUAL", [uid], ("m", "w"))) == []


def test_a_record_in_the_bin_is_not_present_and_holds_no_code(session, add):
    here, gone = add("HTX A", tax_code="0100000001"), add("HTX B", tax_code="0100000002")
    gone.deleted_at = here.created_at
    here.source_unit = "07375"
    session.flush()
    assert storage.present(session, [here.uid, gone.uid, "?"]) == {here.uid: (here.id, "07375")}
    found = storage.holders(session, ["0100000001", "0100000002"])
    assert found == {"0100000001": (here.uid, "HTX A")}


def test_lines_of_the_journal_name_the_import_as_their_source(session):
    storage.write_lines(
        session, "2025-01-15T08:30:00+00:00", "organisation", [("u", "x", "1", "2")]
    )
    (line,) = session.scalars(select(JournalEntry))
    assert (line.subject_key, line.field, line.old, line.new) == ("u", "x@NHAP_EXCEL", "1", "2")
