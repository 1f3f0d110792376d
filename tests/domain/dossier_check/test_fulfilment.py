"""A stated percentage of the plan against what each base gives (R7)."""

import pytest

from ktt_desktop.domain.terms import Severity

CLASSES = {"classes_plan": "07", "classes_done": "02"}
PERSONS = {"persons_plan": "560", "persons_done": "240"}


def test_without_a_base_every_base_is_told(records):
    records.add("support", "u", fulfilment="28,5", **CLASSES, **PERSONS)
    found = records.only()

    assert (found.rule, found.severity) == ("R7-HS-DAT", Severity.WARNING)
    assert "ghi đạt 28,5% (không ghi tính theo số nào)" in found.detail
    assert "02 ÷ 07 lớp = 28,57%; 240 ÷ 560 người = 42,86%" in found.detail
    assert found.detail.endswith("Số ghi là số cắt bớt, chưa làm tròn.")
    assert [each.code for each in found.places] == ["fulfilment", "classes_done", "persons_done"]


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"fulfilment": "28,6"}, []),
        ({"fulfilment": "29"}, []),
        ({"fulfilment": "42,9"}, []),
        ({"fulfilment": "42,9", "fulfilment_base": "persons"}, []),
        ({"fulfilment": "42,9", "fulfilment_base": "classes"}, ["R7-HS-DAT"]),
        ({"fulfilment": "28", "fulfilment_base": "classes"}, ["R7-HS-DAT"]),
        ({"fulfilment": "28", "fulfilment_base": "money"}, []),
        ({"fulfilment_base": "classes"}, []),
    ],
)
def test_rounded_half_up_as_far_as_it_is_stated(records, said, rules):
    records.add("support", "u", **said, **CLASSES, **PERSONS)

    assert records.rules() == rules


def test_money_and_quantity_are_bases_too(records):
    records.add(
        *("support", "u"),
        fulfilment="50",
        quantity_unit="HTX",
        quantity_plan="10",
        quantity_done="4",
        money={"plan.NSTW": "100", "plan.KHAC": "100", "done.total": "90"},
    )

    assert "04 ÷ 10 HTX = 40%; 90 ÷ 200 kinh phí = 45%" in records.only().detail
