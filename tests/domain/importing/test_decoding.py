"""Sheets in old letters, and sheets whose letters are lost."""

from ktt_desktop.domain.importing.decoding import decoded, lost_letters
from ktt_desktop.domain.importing.table import Sheet
from ktt_desktop.domain.legacy_text import Encoding


def test_every_change_is_noted_with_before_and_after():
    sheet = Sheet("DS", [["Hîp t¸c x·", 5.0], ["Điền Hòa", "abc"]])
    read, converted = decoded(sheet)
    assert read.rows == [["Hợp tác xã", 5.0], ["Điền Hòa", "abc"]]
    (change,) = converted
    assert (change.row, change.column, change.before) == (1, 0, "Hîp t¸c x·")
    assert (change.after, change.encoding, change.sure) == ("Hợp tác xã", Encoding.TCVN3, True)


def test_a_sheet_of_unicode_is_left_as_it_is():
    sheet = Sheet("DS", [["Hợp tác xã", "Hà"], ["xã", "à"]])
    assert decoded(sheet) == (sheet, [])


def test_decoding_a_sheet_twice_changes_nothing():
    sheet = Sheet("DS", [["Sè thµnh viªn", "x·"], ["L¹ng S¬n", "sè"]])
    once, _ = decoded(sheet)
    assert once.rows == [["Số thành viên", "xã"], ["Lạng Sơn", "số"]]
    assert decoded(once) == (once, [])


def test_lost_letters_are_found_and_questions_are_not():
    rows = [["H?p tác xã", "Có tham gia không?"], ["Đ?ng Tâm", "?"], ["B\ufffdnh", "A"]]
    issues, many = lost_letters(Sheet("DS", rows))
    assert [each.value for each in issues] == ["H?p tác xã", "Đ?ng Tâm", "B\ufffdnh"]
    assert many
    assert not lost_letters(Sheet("DS", [*rows[:1], *[["HTX Một", "xã"]] * 20]))[1]
