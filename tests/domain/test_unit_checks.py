from datetime import date

import pytest

from ktt_desktop.domain.unit_checks import (
    body_warnings,
    day_warnings,
    document_warnings,
    line_problems,
    signatory_warnings,
)
from ktt_desktop.domain.unit_particulars import (
    Deadline,
    DocumentKind,
    DocumentLine,
    IssuingBody,
    Signatory,
    Signing,
    UnitParticulars,
)

JULY, JUNE = date(2025, 7, 1), date(2025, 6, 30)


def test_a_line_cannot_end_before_it_begins():
    assert list(line_problems(IssuingBody(valid_from=JULY, valid_to=JUNE))) == ["valid_to"]
    assert line_problems(IssuingBody(valid_from=JULY)) == {}


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        (Signing.OWN, []),
        (Signing.ACTING, []),
        (Signing.COLLECTIVE, ["body"]),
        (Signing.FOR_HEAD, ["head"]),
        (Signing.COLLECTIVE_FOR_HEAD, ["body", "head"]),
        (Signing.BY_ORDER, ["head"]),
        (Signing.BY_AUTHORITY, ["head"]),
    ],
)
def test_whom_one_signs_for_must_be_named(form, wrong):
    assert list(line_problems(Signatory("An", ("CHỦ TỊCH",), form))) == wrong
    assert line_problems(Signatory("An", ("CHỦ TỊCH",), form, "ỦY BAN", "CHỦ TỊCH")) == {}


@pytest.mark.parametrize(
    ("day", "month", "wrong"),
    [
        (None, None, []),
        (29, 2, []),
        (31, 12, []),
        (None, 12, ["day"]),
        (15, None, ["month"]),
        (15, 13, ["month"]),
        (31, 4, ["day"]),
        (0, 4, ["day"]),
    ],
)
def test_the_last_day_must_be_in_the_calendar(day, month, wrong):
    assert list(line_problems(Deadline(what="Báo cáo", day=day, month=month))) == wrong


def test_bodies_are_told_of_when_they_overlap_or_leave_a_gap():
    until, late = IssuingBody(valid_to=JUNE), IssuingBody(valid_from=date(2025, 8, 1))

    assert body_warnings((until, IssuingBody(valid_from=JULY))) == []
    assert "từ 1/7/2025 đến 31/7/2025" in body_warnings((until, late))[0]
    assert "đến 30/6/2025" in body_warnings((until, IssuingBody()))[0]


def test_several_may_sign_at_once_but_only_one_is_the_usual_one():
    one, two = Signatory("An", usual=True), Signatory("Bình")

    assert signatory_warnings((one, two)) == []
    (told,) = signatory_warnings((one, Signatory("Bình", usual=True)))
    assert told.startswith("Người ký thường xuyên. Hai dòng cùng có hiệu lực")


def test_each_kind_of_document_is_looked_at_by_itself():
    plan, report = DocumentLine(DocumentKind.PLAN), DocumentLine(DocumentKind.REPORT)

    assert document_warnings((plan, report)) == []
    (told,) = document_warnings((plan, report, DocumentLine(DocumentKind.REPORT, valid_from=JULY)))
    assert told.startswith("Báo cáo. Hai dòng cùng có hiệu lực từ 1/7/2025")


def test_a_day_without_a_line_in_force_is_told_of():
    lines = UnitParticulars(
        bodies=(IssuingBody(valid_from=JULY),),
        signatories=(Signatory("An", ("CHỦ TỊCH",)), Signatory("Bình", valid_to=JUNE)),
        documents=(DocumentLine(DocumentKind.PLAN, valid_from=JULY),),
        chosen="Bình",
    )

    assert day_warnings(lines, DocumentKind.PLAN, JUNE) == [
        "Cơ quan: không có dòng nào có hiệu lực ngày 30/6/2025, in theo dòng gần nhất.",
        "Ký hiệu, nơi nhận của kế hoạch: không có dòng nào có hiệu lực ngày 30/6/2025, "
        "in theo dòng gần nhất.",
    ]
    assert day_warnings(lines, DocumentKind.PLAN, JULY) == [
        "Bình không ký ngày 1/7/2025, in người ký thường xuyên."
    ]
    assert day_warnings(lines, DocumentKind.REPORT, JULY) != []
