from datetime import date

import pytest

from ktt_desktop.catalogue.deadlines import load_deadlines
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.validity import in_force
from ktt_desktop.runtime.paths import resources

SOURCE = (resources() / "catalogue" / "deadlines.toml").read_text(encoding="utf-8")
# What the law says of each report: words of it, its sender, the day it is due for the year 2026.
OF_2026 = {
    ("VII-1", "Từng THT, HTX, LHHTX"): date(2026, 12, 15),
    ("VII-4", "Cơ quan đăng ký cấp xã"): date(2026, 12, 18),
    ("VII-4", "Cơ quan đăng ký cấp tỉnh"): date(2026, 12, 21),
    ("I.04", "THT"): date(2026, 12, 15),
    ("II.02", "UBND cấp xã"): date(2026, 12, 30),
    ("II.02", "UBND cấp tỉnh"): date(2027, 1, 30),
    ("HTX tự đánh giá", "HTX nông nghiệp"): date(2027, 3, 31),
    ("báo cáo kết quả", "Phòng Kinh tế cấp xã"): date(2027, 4, 9),
    ("công khai", "HTX nông nghiệp"): date(2027, 4, 15),
    ("tổng hợp của tỉnh", "Sở Nông nghiệp và Môi trường"): date(2027, 4, 14),
    ("Kế hoạch phát triển", "UBND cấp xã"): None,
    ("Kết quả thực hiện", "Các đơn vị được giao trong kế hoạch"): None,
}


def found(catalogue, words, sender, on):
    lines = in_force(catalogue.deadlines, on)
    (one,) = [each for each in lines if words in each.what and each.sender == sender]
    return one


@pytest.mark.parametrize(("words", "sender"), OF_2026)
def test_the_deadlines_in_force_are_those_of_the_law(catalogue, words, sender):
    deadline = found(catalogue, words, sender, date(2026, 11, 20))

    assert deadline.due_on(2026) == OF_2026[words, sender]
    assert deadline.basis


def test_nothing_else_is_in_force_today(catalogue):
    assert len(in_force(catalogue.deadlines, date(2026, 11, 20))) == len(OF_2026)


def test_what_the_commune_took_over_is_not_confirmed_by_a_text(catalogue):
    taken_over = [each for each in catalogue.deadlines if each.unconfirmed]

    assert {each.valid_from for each in taken_over} == {date(2025, 7, 1)}
    assert len(taken_over) == 4
    assert not found(catalogue, "II.02", "UBND cấp huyện", date(2025, 1, 15)).unconfirmed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('cycle = "KH"', 'cycle = "QUY"'),
        ("day = 30\nmonth = 12", "day = 31\nmonth = 11"),
        ("day = 30\nmonth = 12", "day = 30"),
        ('valid_to = "2025-12-31"', 'valid_to = "2025-01-31"'),
        ('due_year = "N+1"', 'due_year = "N+2"'),
        ("basis =", "law ="),
    ],
)
def test_a_mistake_is_refused_with_the_entry_named(tmp_path, old, new):
    assert old in SOURCE
    path = tmp_path / "deadlines.toml"
    path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"deadlines\.toml\[\d+\]"):
        load_deadlines(path)
