"""What a column is, by its head."""

import pytest

from ktt_desktop.domain.importing.columns import money_zeros, propose, time_of
from ktt_desktop.domain.importing.heads import Head
from ktt_desktop.domain.importing.words import plain
from ktt_desktop.domain.terms import Measure
from tests.lists import words


@pytest.mark.parametrize(
    ("parts", "year", "measure"),
    [
        (("Doanh thu", "TH 2021"), 2021, Measure.ACTUAL),
        (("Doanh thu", "KH2022"), 2022, Measure.PLAN),
        (("Doanh thu", "UTH 2022"), 2022, Measure.ESTIMATE),
        (("Doanh thu", "Ước TH năm 2022"), 2022, Measure.ESTIMATE),
        (("Doanh thu", "TH 6 tháng 2022"), 2022, Measure.HALF_YEAR),
        (("Năm 2021", "Doanh thu"), 2021, None),
        (("Doanh thu", "TH 21"), 2021, Measure.ACTUAL),
        (("Doanh thu",), None, None),
        (("Mã 20211234",), None, None),
    ],
)
def test_years_and_measures_are_told_by_the_head(parts, year, measure):
    assert time_of(parts) == (year, measure)


@pytest.mark.parametrize(
    ("head", "zeros"),
    [
        ("Vốn (đồng)", 0),
        ("Vốn (tr.đ)", 6),
        ("Vốn (triệu đồng)", 6),
        ("Vốn (tỷ)", 9),
        ("Vốn (1.000 đồng)", 3),
        ("Vốn hoạt động", None),
        ("Thu nhập lao động", None),
        ("Hội đồng quản trị, công ty", None),
        ("Vốn hoạt động (đồng)", 0),
    ],
)
def test_only_units_of_money_are_units(head, zeros):
    assert money_zeros(plain(head), words()) == zeros


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("TT", "number"),
        ("Tên HTX", "name"),
        ("Đơn vị", "name"),
        ("MST", "tax_code"),
        ("Địa chỉ (xã)", "commune"),
        ("Địa chỉ trụ sở", "address"),
        ("Lĩnh vực, ngành nghề", "sector"),
        ("Giám đốc", "representative"),
        ("SĐT", "phone"),
        ("Tình trạng hoạt động", "status"),
        ("Số xã viên", "members"),
        ("Lao động", "workers"),
        ("Tổng nguồn vốn", "total_capital"),
        ("Lãi (lỗ)", "profit"),
    ],
)
def test_each_head_is_its_field(head, field):
    (use,) = propose(Head(0, 0, ((head,),)), words())
    assert use.field == field
