"""The words of a plan: every outcome and every doubt has them, reasons stand on one line."""

from ktt_desktop.domain.importing.choices import ListAt
from ktt_desktop.domain.importing.matching import Doubt
from ktt_desktop.domain.importing.plan import (
    Candidate,
    FieldChange,
    ImportPlan,
    Outcome,
    PlannedRow,
)
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.services.import_words import COUNTED, DOUBTS, OUTCOMES, SAME, summary, why


def row(outcome, **more):
    return PlannedRow(ListAt(0), 0, 5, "HTX A", outcome, **more)


def test_every_outcome_and_every_doubt_has_words():
    assert OUTCOMES.keys() == COUNTED.keys() == set(Outcome)
    assert DOUBTS.keys() == set(Doubt)


def test_why_tells_what_changes_who_it_may_be_and_what_was_left_empty():
    issue = Issue(5, "Ngày thành lập", "30/02/2019", "không có trong lịch")
    changed = row(
        Outcome.CHANGED, changes=(FieldChange("Điện thoại", "", "0912"),), issues=(issue,)
    )
    assert why(changed) == "Điện thoại: – → 0912; Ngày thành lập: không có trong lịch"
    candidate = Candidate("a", "HTX Á", "Xã B", "", "tên gần giống")
    assert why(row(Outcome.DOUBTFUL, candidates=(candidate,))) == "tên gần giống: HTX Á"
    assert why(row(Outcome.SAME)) == SAME
    assert why(row(Outcome.NEW)) == ""
    assert why(row(Outcome.REFUSED, issues=(Issue(5, "", "", "không có tên"),))) == "không có tên"


def test_the_whole_file_is_one_sentence():
    rows = [row(Outcome.NEW), row(Outcome.NEW), row(Outcome.REFUSED)]
    assert summary(ImportPlan("a.xlsx", "", rows)) == "2 hồ sơ mới, 1 không nhập được."
    assert summary(ImportPlan("a.xlsx", "", [row(Outcome.SAME)])) == SAME
    assert summary(ImportPlan("a.xlsx", "", [])) == "Tệp không có dòng nào để nhập."
