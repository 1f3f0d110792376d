"""What the parts of a record make together, and listings that are not complete (R1, R13)."""

import pytest

from ktt_desktop.domain.terms import Severity

DISTRICTS = {"Chi Lăng": "04", "Văn Lãng": "01", "Bắc Sơn": "01", "Tràng Định": "01"}


def promotion(records, whole="13"):
    """Xúc tiến thương mại cho 13 HTX: 395 triệu đồng (INC-002-21, INC-002-38)."""
    head = {"period": "6T", "topic": "H4", "quantity_unit": "HTX"}
    records.add("support", "w", quantity_done=whole, money={"done.total": "395"}, **head)
    of = {**head, "part_of": "w"}
    records.add("support", "a", quantity_done="09", money={"done.total": "355"}, **of)
    records.add("support", "b", quantity_done="04", money={"done.total": "40"}, **of)
    return of


def test_parts_that_make_the_whole_are_silent(records):
    promotion(records)

    assert records.rules() == []


def test_parts_by_area_are_a_split_of_their_own(records):
    of = promotion(records)
    for name, count in DISTRICTS.items():
        records.add("support", name, quantity_done=count, area=name, **of)
    found = records.only()

    assert (found.rule, found.severity) == ("R13-HS-TACH", Severity.ERROR)
    assert (
        "04 + 01 + 01 + 01 = 07, nhưng khối lượng thực hiện ghi 13 HTX (chênh 06)" in found.detail
    )
    assert [each.key for each in found.places][:2] == ["w", "Chi Lăng"]


def test_a_part_of_another_measure_without_money_is_told(records):
    of = promotion(records)
    records.add("support", "c", quantity_done="01", **{**of, "topic": "H8"})
    found = records.only()

    assert (found.rule, found.severity) == ("R13-HS-KINH-PHI", Severity.WARNING)
    assert "01 HTX không có kinh phí thực hiện" in found.detail
    assert "có kinh phí: 355; 40 triệu đồng" in found.detail
    assert [each.key for each in found.places] == ["c", "a"]


def test_a_zero_is_an_amount(records):
    of = promotion(records)
    records.add(
        "support", "c", quantity_done="01", money={"done.total": "0"}, **{**of, "topic": "H8"}
    )

    assert records.rules() == []


def test_more_than_the_whole_is_an_error_and_a_listing_that_does_not_say_is_not(records):
    of = promotion(records)
    records.rows.pop()
    records.add("support", "b", **of)  # says nothing
    assert records.rules() == []

    records.add("support", "c", quantity_done="05", money={"done.total": "41"}, **of)
    assert records.rules() == ["R1-HS-TACH", "R1-HS-TACH-KP"]


def test_another_unit_is_not_added(records):
    of = promotion(records)
    records.add(
        *("support", "c"),
        quantity_done="07",
        money={"done.total": "0"},
        **{**of, "quantity_unit": "nhãn hiệu"},
    )

    assert records.rules() == []


def test_the_organisers_of_classes_make_the_whole(records):
    plan = {"classes_plan": "09", "persons_plan": "730"}
    records.add("support", "w", money={"plan.total": "920"}, **plan)
    for uid, classes, persons in (("a", "07", "560"), ("b", "02", "170")):
        records.add(
            *("support", uid),
            part_of="w",
            organiser=uid,
            classes_plan=classes,
            persons_plan=persons,
        )
    assert records.rules() == []

    records.rows.pop()
    records.add("support", "b", part_of="w", organiser="b", classes_plan="02", persons_plan="171")
    assert "560 + 171 = 731, nhưng số người kế hoạch ghi 730 người" in records.only().detail


def test_graduates_by_area_agree_with_the_number_of_areas(records):
    head = {"period": "LK", "topic": "H2.3", "quantity_unit": "người"}
    records.add(
        "support", "w", quantity_done="20", units_reached="08", money={"done.total": "364"}, **head
    )
    for place, count in enumerate((4, 3, 2, 2, 2, 2, 4, 1)):
        area = f"Huyện {place}"
        records.add("support", area, part_of="w", area=area, quantity_done=str(count), **head)
    assert records.rules() == []

    records.rows.pop()
    assert records.rules() == ["R13-HS-DIA-BAN", "R13-HS-TACH"]


NEEDS = {
    "QD1804": ("32810", "11120", "7890", "13800"),
    "QD167": ("14812", "6551", "4307", "3954"),
}


def need(records, uid, amounts, *, other="KHAC", **head):
    keys = ("plan.total", "plan.NSTW", "plan.NS_DP", f"plan.{other}")
    money = dict(zip(keys, amounts, strict=True))
    records.add("support", uid, year=2023, period="NC", money=money, **{"topic": "", **head})


@pytest.mark.parametrize("linked", [True, False])
def test_the_needs_of_the_programmes_make_the_total_in_every_column(records, linked):
    """Own money of a cooperative is other money in the total."""
    part_of = "w" if linked else ""
    need(records, "w", ("47622", "17671", "12197", "17754"))
    need(records, "a", NEEDS["QD1804"], programme="QD1804", part_of=part_of)
    need(records, "b", NEEDS["QD167"], programme="QD167", part_of=part_of, other="HTX_DOI_UNG")
    assert records.rules() == []

    records.rows[0].draft.money["plan.NSTW"] += 10**6
    records.rows[0].draft.money["plan.total"] += 10**6
    found = records.found()
    severity = Severity.ERROR if linked else Severity.WARNING
    assert {each.rule for each in found} == {"R1-HS-TACH-KP"}
    assert [each.severity for each in found] == [severity] * 2
    assert "32.810 + 14.812 = 47.622, nhưng tổng kinh phí" in found[0].detail
    assert "11.120 + 6.551 = 17.671" in found[1].detail


def test_the_measures_of_a_programme_are_not_counted_twice_in_the_total(records):
    need(records, "w", ("47622", "17671", "12197", "17754"))
    need(records, "a", NEEDS["QD1804"], programme="QD1804")
    need(records, "a1", NEEDS["QD1804"], programme="QD1804", topic="H5")
    need(records, "b1", NEEDS["QD167"], programme="QD167", topic="H4")

    assert records.rules() == []
