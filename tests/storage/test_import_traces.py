"""What an import left: packed and unpacked, compared, and taken out of the book."""

from ktt_desktop.domain.progress import Silent
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.storage import import_traces as traces


def sealed(session, **ids):
    trace = traces.Trace(ids={name: list(each) for name, each in ids.items()})
    traces.seal(session, trace, Silent())
    return trace


def test_a_trace_is_read_back_as_it_was(session, add):
    known = add("HTX A  hai  dấu cách", figures={(2023, "ACTUAL"): {"M": 5}})
    trace = traces.Trace(journal=(3, 9), periods=[(2023, "ACTUAL")])
    traces.note_before(session, trace, traces.TOUCHED, [known.id])
    trace.ids[traces.MADE] = [4, 5, 6, 9]
    trace.corrected = (({"code": "note", "value": " x  y "},), ())
    trace.columns, trace.digests = {"organisation": ["id"]}, {traces.MADE: ["a", "b", "c", "d"]}
    assert traces.from_text(traces.to_text(trace)) == trace
    assert traces.to_text(trace).isascii()


def test_nothing_changed_since_while_the_rows_are_the_same(session, add):
    trace = sealed(session, made=[add("HTX A").id], touched=[add("HTX B").id])
    add("HTX C")
    assert traces.changed_since(session, trace, Silent()) == []


def test_the_keys_of_search_and_order_may_be_made_anew(session, add):
    one = add("HTX A")
    trace = sealed(session, made=[one.id])
    one.search_key, one.sort_key = "other", "other"
    revision = one.revision
    session.flush()
    connection = session.connection()
    connection.exec_driver_sql("UPDATE organisation SET revision = ?", (revision,))
    assert traces.changed_since(session, trace, Silent()) == []


def test_what_is_otherwise_is_named_once_and_what_is_gone_is_told(session, add):
    one, two, three = add("HTX A"), add("HTX B"), add("HTX C")
    trace = sealed(session, made=[one.id, two.id], touched=[three.id])
    one.note, three.note = "x", "y"
    session.flush()
    assert traces.changed_since(session, trace, Silent()) == ["HTX A", "HTX C"]
    session.delete(one)
    session.flush()
    assert traces.changed_since(session, trace, Silent()) == ["", "HTX C"]


def test_a_column_of_a_later_program_does_not_stand_in_the_way(session, add):
    trace = sealed(session, made=[add("HTX A", figures={(2023, "ACTUAL"): {"M": 5}}).id])
    connection = session.connection()
    connection.exec_driver_sql("ALTER TABLE annual_return ADD COLUMN later INTEGER DEFAULT 7")
    assert traces.changed_since(session, trace, Silent()) == []


def test_taking_back_restores_rows_and_forms_and_removes_what_came(session, add):
    known = add("HTX A", figures={(2023, "ACTUAL"): {"M": 5}})
    (form,) = session.connection().exec_driver_sql("SELECT id FROM annual_return").scalars()
    trace = traces.Trace()
    traces.note_before(session, trace, traces.TOUCHED, [known.id])
    traces.note_before(session, trace, traces.FORMS_TOUCHED, [form])
    known.note = "x"
    session.connection().exec_driver_sql("UPDATE annual_return SET m = 6, w = 7")
    came = add("HTX B")
    trace.ids[traces.MADE] = [came.id]
    traces.seal(session, trace, Silent())
    uids, years = traces.reach(session, trace)
    assert (uids, years) == ({known.uid, came.uid}, set())
    traces.take_back(session, trace, Silent())
    session.expire_all()
    assert [each.note for each in session.query(Organisation)] == [""]
    rows = session.connection().exec_driver_sql("SELECT m, w FROM annual_return").all()
    assert rows == [(5, None)]
