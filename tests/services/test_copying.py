import pytest

from ktt_desktop.domain.errors import CancelledError, PeriodClosedError, StaleRecordError
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, PeriodKind, SubjectKind
from ktt_desktop.services.annual_return import confirm_values, load_return, save_values
from ktt_desktop.services.closing import close_period
from ktt_desktop.services.copying import copy_last_year, last_year, take_back
from ktt_desktop.services.register import save_organisation

ESTIMATE = YearMeasure(2024, Measure.ESTIMATE)
CODES = ("O1", "O2", "O3")


@pytest.fixture
def uids(empty_book):
    saved = []
    for name in ("Hợp tác xã An", "Hợp tác xã Bình"):
        draft, _ = save_organisation(empty_book, OrganisationDraft(name=name, sector="NN.TT"))
        saved.append(draft.uid)
    return saved


def subject(uid):
    return Subject(SubjectKind.ORGANISATION, uid)


def form(book, uid):
    return load_return(book, subject(uid), *ESTIMATE)


def copy(book, uids):
    return copy_last_year(book, uids, ESTIMATE, CODES, Silent())


@pytest.mark.parametrize(
    ("measure", "source"),
    [
        (Measure.PLAN, Measure.ACTUAL),
        (Measure.ESTIMATE, Measure.ACTUAL),
        (Measure.ACTUAL, Measure.ACTUAL),
        (Measure.HALF_YEAR, Measure.HALF_YEAR),
    ],
)
def test_what_is_copied_is_what_stands_beside_it(measure, source):
    assert last_year(YearMeasure(2024, measure)) == (2023, source)


def test_blank_fields_are_filled_and_wait_while_entered_ones_stay(empty_book, uids):
    first, second = uids
    save_values(empty_book, subject(first), 2023, Measure.ACTUAL, {"O1": 25, "O2": 0, "O3": None})
    save_values(empty_book, subject(first), 2024, Measure.ESTIMATE, {"O1": 30})

    copied, changed = copy(empty_book, uids)

    assert copied.values == {first: {"O2": 0}}
    assert copied.count == 1
    assert (changed.organisations, changed.years) == ({first}, {2024})
    record = form(empty_book, first)
    assert (record.values["O1"], record.values["O2"], record.values["O3"]) == (30, 0, None)
    assert record.unconfirmed == {"O2"}
    assert form(empty_book, second).unconfirmed == frozenset()
    assert copy(empty_book, uids)[0].count == 0


def test_a_copied_figure_waits_until_it_is_confirmed_or_entered(empty_book, uids):
    uid = uids[0]
    save_values(empty_book, subject(uid), 2023, Measure.ACTUAL, {"O1": 25, "O2": 4, "O3": 9})
    copy(empty_book, [uid])
    assert form(empty_book, uid).unconfirmed == {"O1", "O2", "O3"}

    confirm_values(empty_book, subject(uid), *ESTIMATE, ["O1"])
    save_values(empty_book, subject(uid), *ESTIMATE, {"O2": 5})

    record = form(empty_book, uid)
    assert record.unconfirmed == {"O3"}
    assert (record.values["O1"], record.values["O2"]) == (25, 5)


def test_a_copying_is_taken_back_whole_or_not_at_all(empty_book, uids):
    for uid in uids:
        save_values(empty_book, subject(uid), 2023, Measure.ACTUAL, {"O1": 25})
    copied, _ = copy(empty_book, uids)
    take_back(empty_book, copied)
    assert [form(empty_book, uid).values.get("O1") for uid in uids] == [None, None]
    assert [form(empty_book, uid).unconfirmed for uid in uids] == [frozenset()] * 2

    copied, _ = copy(empty_book, uids)
    confirm_values(empty_book, subject(uids[1]), *ESTIMATE, ["O1"])
    with pytest.raises(StaleRecordError, match="không hoàn tác được"):
        take_back(empty_book, copied)
    assert [form(empty_book, uid).values["O1"] for uid in uids] == [25, 25]


def test_a_cancelled_or_refused_copying_leaves_nothing(empty_book, uids):
    for uid in uids:
        save_values(empty_book, subject(uid), 2023, Measure.ACTUAL, {"O1": 25})

    class Stop:
        def report(self, done, total, what):
            if done == 1:
                raise CancelledError("")

    with pytest.raises(CancelledError):
        copy_last_year(empty_book, uids, ESTIMATE, CODES, Stop())
    assert [form(empty_book, uid).values.get("O1") for uid in uids] == [None, None]

    close_period(empty_book, ReportingPeriod(2024, PeriodKind.ESTIMATE))
    with pytest.raises(PeriodClosedError, match="đã chốt"):
        copy(empty_book, uids)
