"""The day a list speaks of."""

from datetime import date

import pytest

from ktt_desktop.domain.importing.said_day import said_day


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (["Tính đến ngày 10/6/2024"], ["ngày 22 tháng 7 năm 2024"], date(2024, 6, 10)),
        (["Kèm theo KH ngày 15/8/2022"], ["Số liệu tính đến ngày 10/8/2022"], date(2022, 8, 15)),
        (["(QĐ ngày 1/2/2021)", "Số liệu đến 30/6/2022"], [], date(2022, 6, 30)),
        (["DANH SÁCH HTX"], ["Ba Tơ, ngày 22 tháng 7 năm 2024"], date(2024, 7, 22)),
        (["DANH SÁCH HTX NĂM 2022"], [], date(2022, 12, 31)),
        (["ngày 31/2/2022"], [], date(2022, 12, 31)),
        (["BÁO CÁO 6 THÁNG ĐẦU NĂM 2023"], [], date(2023, 6, 30)),
        (["Tổng hợp quý III/2023"], [], date(2023, 9, 30)),
        (["Danh sách HTX đến tháng 2/2024"], [], date(2024, 2, 29)),
        (["quý V năm 2023"], [], date(2023, 12, 31)),
        (["DANH SÁCH HTX"], [], None),
    ],
)
def test_the_lines_around_a_list_tell_its_day(above, below, expected):
    assert said_day(above, below) == expected
