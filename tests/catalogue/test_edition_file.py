import pytest

from ktt_desktop.catalogue.edition_changes import EditionChanges, with_hidden
from ktt_desktop.catalogue.edition_file import edition_text, read_edition
from ktt_desktop.domain.errors import UnreadableFileError
from tests.catalogue.test_edition_changes import FORM_ROW, TABLE_ROW

CHANGES = EditionChanges(
    (FORM_ROW, TABLE_ROW), {"A1.2": 'Số HTX "tạm ngừng"'}, frozenset({"A1.10", "O1.7"})
)


@pytest.fixture
def text(catalogue):
    """The file of a unit with changes of every sort."""
    return edition_text(catalogue.edition, CHANGES, "Xã Lạng Giang")


def test_the_edition_comes_back_as_it_was_written(catalogue, text):
    assert read_edition(text, "x.toml", catalogue.edition) == CHANGES


def test_an_edition_without_changes_comes_back_empty(catalogue):
    plain = edition_text(catalogue.edition, EditionChanges(), "Xã Mỹ Hà")
    assert read_edition(plain, "x.toml", catalogue.edition) == EditionChanges()


def test_the_file_is_read_by_people(text):
    lines = text.splitlines()
    assert lines[0].startswith("# Mẫu biểu ")
    assert "Xã Lạng Giang" in lines[0]
    assert 'label = "Tổng số hợp tác xã"' in lines
    assert 'hidden = ["A1.10", "O1.7"]' in lines
    assert 'aggregate = { how = "sum", kind = "HTX", of = "X07375.1" }' in lines


def test_a_name_edited_in_the_file_is_taken(catalogue, text):
    edited = text.replace('label = "Tổng số hợp tác xã"', 'label = "Số hợp tác xã"')
    assert read_edition(edited, "x.toml", catalogue.edition).labels["A1"] == "Số hợp tác xã"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format = 1", "format = 2", "phiên bản chương trình khác"),
        ('edition = "2025"', 'edition = "2031"', "ấn bản 2031, sổ dùng ấn bản 2025"),
        ('hidden = ["A1.10"', 'hidden = ["A9.99"', "mã A9.99 không có trong tệp"),
        ('hidden = ["A1.10"', 'hidden = ["O1"', "danh mục lấy số thành viên từ dòng này"),
        ('code = "A9"\n', 'code = "A99"\n', "không có"),
        ('unit = "tổ chức"', 'unit = "HTX"', "«unit» của mẫu chung không sửa được. (dòng "),
        ('"X07375.2", "A2.3"', '"A2.3"', "[X07375.2]: dòng không nằm ở biểu nào. (dòng "),
        ('applies_to = ["HTX"]\n', "", "«applies_to» chỉ dùng cho phiếu, và phải có. (dòng "),
        ('code = "X07375.1"', 'code = "Z7"', "không có chỉ tiêu X07375.1"),
        ('short_title = "Biểu A ', 'short_title = "Biểu 1 ', "chỉ thêm được dòng riêng"),
        ('type = "money"', 'type = "tiền"', "«type» không nhận giá trị «tiền»"),
        ('label = "Tổng số tổ hợp tác"', 'nhãn = "Tổng số tổ hợp tác"', "dòng "),
    ],
)
def test_a_mistake_is_told_with_its_place(catalogue, text, old, new, said):
    assert old in text
    with pytest.raises(UnreadableFileError) as refusal:
        read_edition(text.replace(old, new, 1), "mau-bieu.toml", catalogue.edition)
    assert str(refusal.value).startswith("mau-bieu.toml")
    assert said in str(refusal.value)


def test_a_broken_line_is_told_by_its_number(catalogue, text):
    lines = text.splitlines()
    place = lines.index('label = "Tổng số hợp tác xã"')
    lines[place] = 'label = "Tổng số hợp tác xã'
    with pytest.raises(UnreadableFileError, match=rf"mau\.toml: dòng {place + 1}, cột"):
        read_edition("\n".join(lines), "mau.toml", catalogue.edition)


def test_hiding_is_no_reason_to_drop_a_row(catalogue):
    hidden = with_hidden(EditionChanges(), "A1.10", hidden=True)
    text = edition_text(catalogue.edition, hidden, "Xã Mỹ Hà")
    assert 'code = "A1.10"' in text
