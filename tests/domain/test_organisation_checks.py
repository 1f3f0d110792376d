from dataclasses import replace

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import (
    Activity,
    Branch,
    OrganisationDraft,
    Person,
    Recognition,
    RegistrationChange,
)
from ktt_desktop.domain.organisation_checks import problems_of, warnings_of

RICE = Activity("2018", "0111", is_main=True)


def change(number, *day):
    return RegistrationChange(number, PartialDate(*day) if day else None)


def test_a_record_with_nothing_wrong_says_nothing():
    draft = OrganisationDraft(
        registered_on=PartialDate(2015, 8),
        tax_code="2400000015",
        persons=(Person("Trần Thị Lan", gender="NU", born_on=PartialDate(1980),
                        identity_number="024180001234"),),
        changes=(change(1, 2016), change(2, 2016, 5), change(4)),
        activities=(RICE, Activity("2018", "0112")),
        branches=(
            Branch("CHI_NHANH", "Chi nhánh 1", "2400000015-001"),
            Branch("DIA_DIEM", "Cửa hàng", "00001"),
            Branch("VPDD", "Văn phòng", ""),
        ),
        recognitions=(Recognition("OCOP", 2021, 2024), Recognition("VIETGAP", 2020)),
        contract_on=PartialDate(2020, 3, 1),
        contract_until=PartialDate(2020),
        contract_notified_on=PartialDate(2020, 3, 1),
    )  # fmt: skip

    assert problems_of(draft) == {}
    assert warnings_of(draft) == {}


@pytest.mark.parametrize(
    ("wrong", "attr", "words"),
    [
        ({"persons": (Person("Lan"), Person(title="Giám đốc"))}, "persons", "Người thứ 2"),
        ({"changes": (change(None, 2016),)}, "changes", "số thứ tự lần"),
        ({"changes": (change(0, 2016),)}, "changes", "số thứ tự lần"),
        ({"changes": (change(2, 2016), change(2, 2017))}, "changes", "tăng dần"),
        ({"changes": (change(1, 2016), change(2, 2015, 5))}, "changes", "trước lần thứ 1"),
        ({"changes": (change(1, 2010),)}, "changes", "trước ngày đăng ký lần đầu"),
        ({"activities": (Activity("2018", "0111"),)}, "activities", "đúng một ngành chính"),
        ({"activities": (RICE, replace(RICE, code="0112"))}, "activities", "đúng một ngành chính"),
        ({"activities": (RICE, replace(RICE, is_main=None))}, "activities", "có 2 dòng"),
        ({"branches": (Branch(name="Cửa hàng"),)}, "branches", "chưa có loại"),
        ({"branches": (Branch("VPDD"),)}, "branches", "chưa có loại hoặc tên"),
        ({"branches": (Branch("CHI_NHANH", "A", "2400000015"),)}, "branches", "13 chữ số"),
        ({"branches": (Branch("VPDD", "A", "12"),)}, "branches", "13 chữ số"),
        ({"branches": (Branch("DIA_DIEM", "A", "2400000015-001"),)}, "branches", "5 chữ số"),
        ({"branches": (Branch("DIA_DIEM", "A", "00000"),)}, "branches", "00001 đến 99999"),
        ({"recognitions": (Recognition("OCOP", 2024, 2021),)}, "recognitions", "2024 sau"),
        ({"recognitions": (Recognition("", 2021),)}, "recognitions", "chưa chọn"),
        ({"contract_until": PartialDate(2019)}, "contract_until", "trước ngày ký"),
        ({"contract_notified_on": PartialDate(2019)}, "contract_notified_on", "trước ngày ký"),
        (
            {"contract_until": PartialDate(2022), "contract_is_unlimited": True},
            "contract_is_unlimited",
            "đã có ngày hết hiệu lực",
        ),
    ],
)
def test_what_cannot_be_is_named_under_its_field(wrong, attr, words):
    draft = OrganisationDraft(
        registered_on=PartialDate(2015), contract_on=PartialDate(2020), **wrong
    )
    problems = problems_of(draft)

    assert list(problems) == [attr]
    assert words in problems[attr]


def test_rows_nobody_filled_in_are_not_spoken_of():
    draft = OrganisationDraft(
        persons=(Person(),), changes=(RegistrationChange(),), activities=(Activity(),),
        branches=(Branch(),), recognitions=(Recognition(),),
    )  # fmt: skip

    assert problems_of(draft) == warnings_of(draft) == {}


def test_dates_known_to_the_year_are_in_order_unless_they_surely_are_not():
    same_year = OrganisationDraft(
        registered_on=PartialDate(2015, 8, 20), changes=(change(1, 2015),)
    )

    assert problems_of(same_year) == {}


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (Person("Lan", identity_number="0241"), "Lan: Số định danh cá nhân có 4 chữ số"),
        (Person("Lan", gender="NU", identity_number="024080001234"), "giới tính nam"),
        (Person("Lan", born_on=PartialDate(1979), identity_number="024180001234"), "năm sinh 1980"),
        (Person("Lan", identity_number="003180001234"), "không có tỉnh mang mã 003"),
    ],
)
def test_an_identity_number_is_only_doubted(person, words):
    draft = OrganisationDraft(persons=(person,))

    assert problems_of(draft) == {}
    assert words in warnings_of(draft)["persons"]
    assert person.identity_number not in warnings_of(draft)["persons"]


def test_a_wrong_check_digit_is_only_doubted():
    draft = OrganisationDraft(
        tax_code="0100233480", branches=(Branch("CHI_NHANH", "A", "0100233480-001"),)
    )

    assert problems_of(draft) == {}
    assert "sai chữ số kiểm tra" in warnings_of(draft)["tax_code"]
    assert warnings_of(draft)["branches"].startswith("A: ")


def test_a_branch_under_another_code_is_doubted():
    draft = OrganisationDraft(
        tax_code="2400000015", branches=(Branch("CHI_NHANH", "A", "2400000086-001"),)
    )

    assert "không bắt đầu bằng mã số của tổ chức" in warnings_of(draft)["branches"]
