"""A list is opened once and understood as often as the officer chooses otherwise."""

import hashlib

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.choices import ListAt, ListChoice
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.list_files import open_file, open_pasted, samples
from ktt_desktop.services.list_reading import read_opened
from tests.lists import units, words, workbook

HEAD = ["STT", "Tên HTX", "Lĩnh vực", "Mã số thuế"]
COMMUNE = [
    ["DANH SÁCH HỢP TÁC XÃ"],
    HEAD,
    [1, "HTX An Phú", "trồng rau", "0100109106"],
    [2, "HTX Bình Minh", "trồng rau", ""],
    [3, "HTX Cát Tường", "xây dựng", "không"],
]
HIDDEN = [HEAD, [1, "HTX Dân Tiến", "vận tải", ""]]
FIRST, SECOND = ListAt(0), ListAt(1)


@pytest.fixture
def opened(tmp_path):
    """A workbook of a list, and of another one on a hidden sheet."""
    path = workbook(
        tmp_path / "danh sach.xlsx", {"Xã A": COMMUNE, "Cũ": HIDDEN}, hidden_sheets=("Cũ",)
    )
    return open_file(path, Silent())


def read(opened, choices=None):
    return read_opened(opened, words(), units(), Silent(), choices=choices or {})


def test_the_file_is_known_again_by_its_digest(opened, tmp_path):
    content = (tmp_path / "danh sach.xlsx").read_bytes()
    assert opened.name == "danh sach.xlsx"
    assert read(opened).digest == opened.digest == hashlib.sha256(content).hexdigest()


def test_a_file_that_is_gone_is_told(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"Không mở được tệp mất\.xlsx"):
        open_file(tmp_path / "mất.xlsx", Silent())


def test_a_pasted_table_is_a_file_too():
    opened = open_pasted("Tên HTX\tLĩnh vực\nHTX An Phú\ttrồng rau\n")
    (placed,) = read(opened).lists
    assert placed.list.names == ["HTX An Phú"]
    assert opened.digest != open_pasted("Tên HTX\tLĩnh vực\nHTX An Phú\tchăn nuôi\n").digest


def test_every_list_says_where_it_stands(opened):
    found = read(opened)
    assert [each.at for each in found.lists] == [FIRST]
    assert found.unread == [("Cũ", "trang ẩn")]


def test_a_hidden_sheet_is_read_when_the_officer_takes_it(opened):
    found = read(opened, {SECOND: ListChoice()})
    assert [each.list.names[0] for each in found.lists] == ["HTX An Phú", "HTX Dân Tiến"]
    assert found.unread == []


def test_a_list_that_is_not_taken_stays_in_sight(opened):
    found = read(opened, {FIRST: ListChoice(is_taken=False)})
    assert found.lists == []
    ((at, left),) = found.left_out
    assert (at, left.names[0]) == (FIRST, "HTX An Phú")


def test_the_constant_commune_is_for_rows_that_name_none(tmp_path):
    head = ["Tên HTX", "Xã", "Lĩnh vực"]
    rows = [head, ["HTX An Phú", "Xã Tiên Lục", "rau"], ["HTX Bình Minh", "", ""]]
    opened = open_file(workbook(tmp_path / "a.xlsx", {"A": rows}), Silent())
    choice = ListChoice(constants={"commune": "Xã Mỹ Thái"})
    (placed,) = read(opened, {FIRST: choice}).lists
    assert [each.name for each in placed.communes] == ["Xã Tiên Lục", "Xã Mỹ Thái"]


def test_a_corrected_commune_is_looked_up_again(tmp_path):
    rows = [["Tên HTX", "Xã", "Lĩnh vực"], ["HTX A", "Xa Tien", "rau"], ["HTX B", "Xa Tien", ""]]
    opened = open_file(workbook(tmp_path / "a.xlsx", {"A": rows}), Silent())
    choice = ListChoice(values={("commune", "xa tien"): "Xã Tiên Lục"})
    (placed,) = read(opened, {FIRST: choice}).lists
    assert [each.name for each in placed.communes] == ["Xã Tiên Lục"] * 2


def test_lost_letters_that_were_corrected_are_no_issue_any_more(tmp_path):
    rows = [HEAD, *[[n, f"HTX Số {n}", "rau", ""] for n in range(9)], [9, "HTX B?nh Minh", "", ""]]
    opened = open_file(workbook(tmp_path / "a.xlsx", {"A": rows}), Silent())

    def lost(choices):
        (placed,) = read(opened, choices).lists
        return [each.row for each in placed.list.issues if "mất" in each.reason]

    assert lost({}) == [11]
    assert lost({FIRST: ListChoice(fixes={(11, "sector"): "XD"})}) == [11]
    assert lost({FIRST: ListChoice(fixes={(11, "name"): "HTX Bình Minh"})}) == []


def test_samples_are_the_first_different_texts_of_every_column(opened):
    (placed,) = read(opened).lists
    assert samples(opened.sheets[0], placed.list) == (
        ("1", "2", "3"),
        ("HTX An Phú", "HTX Bình Minh", "HTX Cát Tường"),
        ("trồng rau", "xây dựng"),
        ("0100109106", "không"),
    )


def test_samples_are_there_before_the_column_of_the_names_is_chosen(opened):
    (placed,) = read(opened, {FIRST: ListChoice(uses=())}).lists
    assert samples(opened.sheets[0], placed.list)[2] == ("trồng rau", "xây dựng")
