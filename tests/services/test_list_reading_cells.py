"""What cells hold beside their values: comments of officers, formulas that went wrong."""

import pytest

from ktt_desktop.runtime.paths import resources
from tests.lists import read

LOOKS = resources().parent / "tests" / "data" / "lists" / "looks"
CAPITAL = "Vốn điều lệ (triệu đồng)"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_comments_and_errors_are_told_of_their_rows_and_change_nothing(kind):
    found = read(LOOKS / f"notes.{kind}")
    said = {(each["row"], each["column"], each["value"], each["why"]) for each in found["issues"]}
    assert said >= {
        (1, CAPITAL, "", "ghi chú của ô: số liệu 2023"),
        (2, CAPITAL, "", "công thức lỗi (#DIV/0!), ô để trống"),
        (3, CAPITAL, "", "công thức lỗi (#N/A), ô để trống"),
        (3, "Tên hợp tác xã", "", "ghi chú của ô: Đã giải thể tháng 3"),
    }
    capital = [each["charter_capital_mil_vnd"] for each in found["records"]]
    assert capital == [None, None, 12]
    assert any("ghi chú của ô: số liệu 2023" in each for each in found["remarks"])
