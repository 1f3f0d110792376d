"""What the record of an organisation tells of its work records."""

import pytest

from ktt_desktop.domain.dossier import DossierDraft, DossierRow, Kind, Stage
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.organisation_dossiers import (
    Received,
    organisation_dossiers,
    received,
    received_words,
)
from ktt_desktop.services.register_list import organisation_ids, organisation_rows

MILLION = 1_000_000


def support(uid="own", year=2025, period=Stage.YEAR, amount=100, **others):
    others.setdefault("organisations", ("one",))
    money = {"done.NSTW": amount * MILLION}
    return DossierRow(
        DossierDraft(Kind.SUPPORT, uid, year=year, period=period, money=money, **others)
    )


@pytest.fixture
def uids(practice):
    book, *_ = practice
    query = RegisterQuery()
    return [row.uid for row in organisation_rows(book, organisation_ids(book, query), query)]


def test_support_received_is_added_up_by_year_and_period():
    rows = [
        support(amount=100),
        support(amount=20),
        support(period=Stage.HALF_YEAR, amount=60),
        support(year=2024, amount=7),
    ]
    assert list(received(rows)) == [
        Received(2025, {Stage.YEAR: 120 * MILLION, Stage.HALF_YEAR: 60 * MILLION}, 0),
        Received(2024, {Stage.YEAR: 7 * MILLION}, 0),
    ]


def test_needs_parts_and_what_several_received_are_not_added():
    rows = [
        support("whole", amount=100),
        support("part", part_of="whole", amount=40),
        support("part of what others received", part_of="elsewhere", amount=5),
        support(period=Stage.NEED, amount=900),
        support(organisations=("one", "other"), amount=800),
        DossierRow(DossierDraft(Kind.SUPPORT, "bare", year=2025, organisations=("one",))),
        DossierRow(DossierDraft(Kind.PILOT, "pilot", year=2025, money={"period.NSTW": MILLION})),
    ]
    assert list(received(rows)) == [Received(2025, {Stage.YEAR: 105 * MILLION}, 1)]


def test_the_support_of_a_year_is_told_in_a_sentence(catalogue):
    found = Received(2025, {Stage.YEAR: 1_200 * MILLION, Stage.HALF_YEAR: 500_000}, 2)
    assert received_words(catalogue, found) == (
        "Năm 2025: 6 tháng đầu năm 0,5 triệu đồng; cả năm 1.200 triệu đồng; "
        "không kể 2 lượt hỗ trợ chung cho nhiều tổ chức."
    )


def test_the_records_of_an_organisation_are_listed_from_the_newest_year(practice, uids):
    book, *_ = practice
    one, other, *_ = uids
    before = organisation_dossiers(book, one).lines
    save_dossier(
        book,
        DossierDraft(
            Kind.CREDIT,
            year=2030,
            topic="H6",
            organisations=(one,),
            values={"fund": "Quỹ tỉnh", "debt": 2_000 * MILLION, "recovered": 0},
        ),
    )
    save_dossier(
        book,
        DossierDraft(
            Kind.SUPPORT,
            year=2031,
            period=Stage.YEAR,
            topic="H2.1",
            organisations=(one,),
            values={"content": "Lớp kế toán", "document": "QĐ 12"},
            money={"plan.NSTW": 30 * MILLION, "done.total": 25_500_000},
        ),
    )
    save_dossier(book, DossierDraft(Kind.MODEL, year=2032, organisations=(other,)))

    found = organisation_dossiers(book, one)
    told = [(each.year, each.kind, each.period, each.words, each.money) for each in found.lines]
    assert told[:2] == [
        (
            "2031",
            "Hỗ trợ",
            "Cả năm",
            "H2.1 Bồi dưỡng nâng cao năng lực – Lớp kế toán",
            "Kế hoạch, nhu cầu 30; Thực hiện 25,5",
        ),
        (
            "2030",
            "Vay vốn, tín dụng",
            "",
            "H6 Vay vốn Quỹ hỗ trợ phát triển hợp tác xã – Quỹ tỉnh",
            "Dư nợ 2.000; Thu nợ gốc 0",
        ),
    ]
    assert len(found.lines) == len(before) + 2
    assert found.received[0] == Received(2031, {Stage.YEAR: 25_500_000}, 0)
