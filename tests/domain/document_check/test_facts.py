"""What values mean: measure, status, kind, sector, organisation, moment."""

from datetime import date

import pytest

from ktt_desktop.domain.document_check.document import read_document
from ktt_desktop.domain.document_check.facts import read_facts


@pytest.fixture
def facts(catalogue):
    return lambda text: read_facts(read_document(text, catalogue.document_words))


def test_statuses_stand_before_or_after_their_number(facts):
    found = facts(
        "Có 64 HTX, trong đó 62 HTX đang hoạt động; số HTX tạm ngừng hoạt động là 02 HTX."
    )
    assert [(each.status, each.figure.value) for each in found] == [("", 64), ("HD", 62), ("TN", 2)]


def test_a_list_of_organisations_shares_what_is_said_of_the_last(facts):
    found = facts("Hiện nay, có 184 HTX, 02 LH HTX đang hoạt động.")
    assert [(each.kind, each.status) for each in found] == [("HTX", "HD"), ("LHHTX", "HD")]


def test_organisations_that_take_part_in_something_are_no_total(facts):
    assert not facts("Tỉnh đã hỗ trợ cho 13 HTX tham gia hội chợ; 20 HTX có dư nợ vay vốn.")


def test_moments_estimates_and_targets_are_told_apart(facts):
    text = (
        "Đến 30/6/2022 có 425 HTX. Ước đến 31/12/2022 có tổng số 437 HTX.\n"
        "4. Mục tiêu cụ thể\nThành lập mới 45 HTX."
    )
    half, year, target = facts(text)
    assert (half.time.end, half.time.estimate) == (date(2022, 6, 30), False)
    assert (year.time.end, year.time.estimate) == (date(2022, 12, 31), True)
    assert target.time.target


def test_some_of_the_organisations_are_not_all_of_them(facts):
    text = (
        "Có 210 HTX, trong đó có 150 HTX nông nghiệp, 12 quỹ tín dụng nhân dân, 48 HTX vận tải. "
        "Các HTX có 9.000 thành viên, trong đó 6.500 thành viên HTX nông nghiệp và 2.500 thành "
        "viên khối vận tải."
    )
    assert [each.figure.value for each in facts(text) if each.of_unit] == [210, 9000]


def test_a_sector_and_an_organisation_own_what_stands_under_their_heading(facts):
    text = (
        "a) Hợp tác xã lĩnh vực nông nghiệp\nCó 60 HTX. Số thành viên là 3.711 người.\n"
        "- HTX Cơ khí Lạng Giang: có 32 thành viên.\n3. Đánh giá tác động\nCó 70 HTX."
    )
    found = facts(text)
    assert [each.scope.code if each.scope else "" for each in found] == ["NN", "NN", "NN", ""]
    assert found[2].organisation == "HTX Cơ khí Lạng Giang"


def test_percentages_of_a_plan_and_changes_belong_to_their_value(facts):
    [fact] = facts("Tổng số thành viên HTX là 5.457 người, đạt 113% kế hoạch (tăng 20 người).")
    assert [(each.role.value, each.figure.value) for each in fact.stated.remarks] == [
        ("of_plan", 113),
        ("change", 20),
    ]
