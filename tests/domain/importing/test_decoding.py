"""Sheets in old letters, and sheets whose letters are lost."""

from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.importing.decoding import decoded, lost_letters
from ktt_desktop.domain.importing.table import Sheet
from ktt_desktop.domain.legacy_text import Encoding
from tests.domain.test_legacy_text import SYLLABLES, to_tcvn3, to_vni


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


def test_plain_letters_in_a_font_of_capitals_are_capitals_and_noted():
    fonts = {0: ".VnTimeH", 1: ".VnTime"}
    rows = [["Hîp t¸c x·", "Hîp t¸c x·"], ["Thanh Lam", "Thanh Lam"], ["A1", 5.0]]
    sheet = Sheet("DS", rows, font=lambda _row, column: fonts[column])
    read, converted = decoded(sheet)
    assert read.rows == [["HỢP TÁC XÃ", "Hợp tác xã"], ["THANH LAM", "Thanh Lam"], ["A1", 5.0]]
    assert [(each.before, each.after) for each in converted][2:] == [("Thanh Lam", "THANH LAM")]
    assert decoded(read) == (read, [])


def test_comments_are_read_in_the_letters_of_the_sheet():
    sheet = Sheet("DS", [["Hîp t¸c x·"]], comments={(0, 0): "§ång T©m, cò", (0, 1): "Đã giải thể"})
    assert decoded(sheet)[0].comments == {(0, 0): "Đồng Tâm, cũ", (0, 1): "Đã giải thể"}


def test_lost_letters_are_found_and_questions_are_not():
    rows = [["H?p tác xã", "Có tham gia không?"], ["Đ?ng Tâm", "?"], ["B\ufffdnh", "A"]]
    issues, many = lost_letters(Sheet("DS", rows))
    assert [each.value for each in issues] == ["H?p tác xã", "Đ?ng Tâm", "B\ufffdnh"]
    assert many
    assert not lost_letters(Sheet("DS", [*rows[:1], *[["HTX Một", "xã"]] * 20]))[1]


WRITTEN = {"Times New Roman": str, ".VnTime": to_tcvn3, "VNI-Times": to_vni}
TEXTS = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=8).map(" ".join).map(str.lower)


@given(st.lists(st.tuples(TEXTS, st.sampled_from(sorted(WRITTEN))), min_size=1, max_size=12))
def test_cells_of_every_encoding_stand_in_one_sheet_each_in_its_font(cells):
    """What was Unicode stays so, what was not becomes it, and a second time nothing changes."""
    rows = [[WRITTEN[font](text)] for text, font in cells]
    sheet = Sheet("DS", rows, font=lambda row, _column: cells[row][1])
    once, converted = decoded(sheet)
    for at, (text, font) in enumerate(cells):
        if converted or font == "Times New Roman":
            assert once.rows[at] == [text]
    assert decoded(once) == (once, [])


def test_unicode_cells_beside_one_old_cell_stay_as_they_are():
    texts = ["Tên HTX", "Số thành viên", "HTX N«ng nghiÖp An L¹c", "HTX Sông Tô", "Thôn Hà"]
    sheet, converted = decoded(Sheet(None, [[each] for each in texts]))

    assert [row[0] for row in sheet.rows] == [*texts[:2], "HTX Nông nghiệp An Lạc", *texts[3:]]
    assert [each.row for each in converted] == [3]
