from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import Measure, Severity, SubjectKind
from ktt_desktop.services.annual_return import confirm_values, save_values
from ktt_desktop.services.copying import copy_last_year
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.services.unconfirmed import RULE
from ktt_desktop.services.validation import check_book

HALF = YearMeasure(2022, Measure.HALF_YEAR)


def findings(book, profile, period):
    return [each for each in check_book(book, profile, period).findings if each.rule == RULE]


def test_copied_figures_are_warned_of_until_each_was_confirmed(practice):
    book, profile, period = practice
    query = RegisterQuery()
    row = organisation_rows(book, organisation_ids(book, query), query)[0]
    subject = Subject(SubjectKind.ORGANISATION, row.uid)
    save_values(book, subject, 2021, Measure.HALF_YEAR, {"O1.1": 20, "O1.2": 3})
    save_values(book, subject, 2022, Measure.HALF_YEAR, {"O1.1": None, "O1.2": None})
    assert findings(book, profile, period) == []

    copy_last_year(book, [row.uid], HALF, ["O1.1", "O1.2"], Silent())
    (finding,) = findings(book, profile, period)
    assert finding.severity is Severity.WARNING
    assert finding.detail.startswith(f"{row.name}: 02 số chưa xác nhận: [O1.1] ")
    assert [each.code for each in finding.places] == ["O1.1", "O1.2"]

    confirm_values(book, subject, *HALF, ["O1.1"])
    (finding,) = findings(book, profile, period)
    assert [each.code for each in finding.places] == ["O1.2"]

    confirm_values(book, subject, *HALF, ["O1.2"])
    assert findings(book, profile, period) == []
