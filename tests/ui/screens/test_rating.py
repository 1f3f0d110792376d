"""Screen Xếp loại by keyboard: the list, its filters, the counts, Biểu A, what leaves it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.annual_return import unit_figures
from ktt_desktop.services.dossiers import delete_dossier
from ktt_desktop.services.rating import load_rating, ratings, save_rating
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens import list_output
from ktt_desktop.ui.screens.dossier_list_bin import DossierBin
from ktt_desktop.ui.screens.dossier_list_history import DossierHistory
from ktt_desktop.ui.screens.rating import RatingScreen
from ktt_desktop.ui.screens.rating_compare import CompareDialog
from ktt_desktop.ui.screens.rating_dialog import RatingDialog
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY, BOTH = Qt.Key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
YEAR = 2022


@pytest.fixture
def rated(context):
    """Three sheets of the practice book: by TT01, by TT09 and TT01, not rated."""
    uids = {row.organisation.name: row.organisation.uid for row in ratings(context.book, YEAR).rows}
    good = {f"TT09.{number}": 1500 for number in "123456"}
    for name, values in (
        ("HTX Cơ khí Lạng Giang", {"TT01.class": "KHA"}),
        ("HTX rau sạch Mỹ Thái", {"TT01.class": "TRUNG_BINH", **good}),
        ("HTX Tiên Tiến", {"TT01.reason": "NGUNG"}),
        ("HTX nấm Dương Đức", {"TT01.1a": 400}),
    ):
        sheet = load_rating(context.book, uids[name], YEAR)
        save_rating(context.book, replace(sheet.draft, values=values))
    return uids


@pytest.fixture
def screen(qtbot, context, rated):
    yield from opened(qtbot, context, RatingScreen(context))


def texts(screen, key):
    keys = [column.key for column in screen.model.columns]
    place = keys.index(key)
    model = screen.model
    return [model.data(model.index(row, place)) for row in range(model.rowCount())]


def shown(screen):
    return dict(zip(texts(screen, "name"), texts(screen, "result"), strict=True))


def test_every_cooperative_of_the_year_stands_there_with_its_result(screen):
    found = shown(screen)
    assert len(found) == 12
    assert found["HTX Cơ khí Lạng Giang"] == "Khá, ghi trực tiếp"
    assert found["HTX Tiên Tiến"] == "Không xếp loại: ngừng hoạt động trên 3 tháng trong năm"
    assert found["HTX nấm Dương Đức"] == "Còn 22 tiêu chí chưa chấm"
    assert found["HTX quản lý chợ Mỹ Hà"] == "Chưa chấm"
    both = texts(screen, "name").index("HTX rau sạch Mỹ Thái")
    assert texts(screen, "TT09.points")[both] == "90"
    assert texts(screen, "agrees")[both] == "Khác loại"
    assert screen.counts.text() == (
        "Tốt 0 · Khá 1 · Trung bình 1 · Yếu 0 · Không xếp loại 1 · Chưa có kết quả 9 · "
        "Tốt, khá 1/12 HTX (8,3%)"
    )


def test_searching_and_filtering_change_the_list_and_its_counts(screen):
    press(KEY.Key_F, CONTROL)
    QTest.keyClicks(screen.filters.search, "rau sach")
    QTest.keyClick(screen.filters.search, KEY.Key_Down)
    screen._show()
    assert list(shown(screen)) == ["HTX rau sạch Mỹ Thái"]
    assert screen.counts.text().endswith("Tốt, khá 0/1 HTX (0%)")

    screen.filters.show_state("", "", {"grade": ["KHA"]})
    screen._show()
    assert list(shown(screen)) == ["HTX Cơ khí Lạng Giang"]
    screen.filters.show_state("", "", {"state": ["CON_THIEU"]})
    screen._show()
    assert list(shown(screen)) == ["HTX nấm Dương Đức"]
    screen.filters.show_state("", "", {"agrees": ["Khác loại"]})
    screen._show()
    assert list(shown(screen)) == ["HTX rau sạch Mỹ Thái"]
    screen.filters.show_state("không có", "", {})
    screen._show()
    assert screen.body.is_empty
    screen.body.button.click()
    assert len(shown(screen)) == 12


def test_sorting_puts_blanks_last_both_ways(screen):
    screen.table.setCurrentIndex(screen.model.index(0, 4))  # points by TT 09/2017
    for key, descending in ((KEY.Key_Down, True), (KEY.Key_Up, False)):
        press(key, BOTH)
        assert (screen.model.sorted_by, screen.model.is_descending) == ("TT09.points", descending)
        assert texts(screen, "TT09.points")[:2] == ["90", "–"]
    screen.table.sort_wanted.emit("name", True)
    assert texts(screen, "name")[0] == "HTX VSMT thị trấn Vôi"


def test_the_count_goes_into_table_a_with_its_reason(context, screen, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *words: asked.append(words[2]) or True)
    assert "đếm được: 01 (theo Thông tư 01/2020/TT-BKHĐT)" in screen.good.words.text()
    press(KEY.Key_A, BOTH)
    settle(context)

    assert "Ghi 01 vào dòng [A1.6]" in asked[0]
    pair = context.period.main
    figure = unit_figures(context.book, context.profile, [pair])["", *pair].figures["A1.6"]
    assert (figure.value, figure.reason) == (
        1, "Đếm từ xếp loại năm 2022 theo Thông tư 01/2020/TT-BKHĐT.",
    )  # fmt: skip
    assert screen.good.button.isHidden()
    press(KEY.Key_A, BOTH)
    settle(context)
    assert len(asked) == 1


def test_another_year_shows_its_own_ratings(context, screen):
    assert screen.year_box.currentText() == "Năm 2022"
    QTest.keyClick(screen.year_box, KEY.Key_Down)
    settle(context)
    assert screen.year_box.currentText() == "Năm 2021"
    assert set(shown(screen).values()) <= {"Chưa chấm"} | {
        words for words in shown(screen).values() if words.startswith("Không xếp loại")
    }
    assert screen.good.isHidden()

    context.set_period(ReportingPeriod.parse("N2018"))
    settle(context)
    keys = [column.key for column in screen.model.columns]
    assert "TT01.class" not in keys
    assert "TT09.class" in keys


def test_enter_opens_the_sheet_of_the_row_and_deleting_can_be_taken_back(
    qtbot, context, screen, rated, monkeypatch
):
    uid = rated["HTX Tiên Tiến"]
    screen.open(Place(SubjectKind.ORGANISATION, uid, "", "", ""))
    settle(context)
    press(KEY.Key_Return)
    settle(context)
    (dialog,) = screen.findChildren(RatingDialog)
    assert dialog.windowTitle() == "Phiếu xếp loại năm 2022: HTX Tiên Tiến"
    dialog.reject()
    screen.activateWindow()
    qtbot.waitUntil(screen.table.hasFocus)

    monkeypatch.setattr(messages, "ask", lambda *_: True)
    press(KEY.Key_Delete)
    settle(context)
    assert shown(screen)["HTX Tiên Tiến"] == "Chưa chấm"
    assert screen.undo.words.text() == "Đã xóa phiếu xếp loại của HTX Tiên Tiến."
    screen.undo.button.click()
    settle(context)
    assert shown(screen)["HTX Tiên Tiến"].startswith("Không xếp loại")


def test_comparing_opens_from_the_list(context, screen, rated):
    screen.open(Place(SubjectKind.ORGANISATION, rated["HTX rau sạch Mỹ Thái"], "", "", ""))
    settle(context)
    press(KEY.Key_B, BOTH)
    settle(context)
    (dialog,) = screen.findChildren(CompareDialog)
    assert dialog.results[1].text() == "Thông tư 09/2017/TT-BNNPTNT: Tốt, 90 điểm."
    dialog.reject()


def test_the_list_leaves_as_it_is_shown(context, screen, tmp_path, monkeypatch):
    target = tmp_path / "xep-loai.xlsx"
    told = []
    monkeypatch.setattr(list_output.QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words[2]))
    screen.filters.show_state("", "", {"grade": ["KHA", "TRUNG_BINH"]})
    screen._show()
    press(KEY.Key_F12)
    settle(context)
    assert told == ["Đã ghi 2 hợp tác xã vào tệp xep-loai.xlsx."]
    assert target.stat().st_size > 4000
    file = screen._make()(None)
    assert file.conditions == "Lọc: Loại: Khá, Trung bình"


def test_the_history_of_a_sheet_puts_an_old_value_back(context, screen, rated):
    uid = rated["HTX nấm Dương Đức"]
    sheet = load_rating(context.book, uid, YEAR)
    save_rating(context.book, replace(sheet.draft, values={"TT01.1a": 550}))
    screen.open(Place(SubjectKind.ORGANISATION, uid, "", "", ""))
    settle(context)
    press(KEY.Key_H, CONTROL)
    settle(context)
    (dialog,) = screen.findChildren(DossierHistory)
    first = dialog.tab.table.texts(0)
    assert "TT 01/2020, tiêu chí 1a: Tổng nguồn vốn bình quân của hợp tác xã" in first
    assert "4 điểm → 5,5 điểm" in first
    press(KEY.Key_R, CONTROL)
    settle(context)
    dialog.reject()
    assert load_rating(context.book, uid, YEAR).draft.values == {"TT01.1a": 400}


def test_the_bin_gives_a_sheet_back(context, screen, rated):
    uid = rated["HTX Tiên Tiến"]
    delete_dossier(context.book, load_rating(context.book, uid, YEAR).draft.uid)
    screen.refresh()
    settle(context)
    assert shown(screen)["HTX Tiên Tiến"] == "Chưa chấm"
    press(KEY.Key_B, CONTROL)
    settle(context)
    (dialog,) = screen.findChildren(DossierBin)
    assert "TT 01/2020: không xếp loại vì: Ngừng hoạt động" in dialog.record.toPlainText()
    press(KEY.Key_R, CONTROL)
    settle(context)
    dialog.reject()
    assert shown(screen)["HTX Tiên Tiến"].startswith("Không xếp loại")


def test_a_place_of_a_record_opens_its_sheet_in_its_year(context, screen, rated):
    sheet = load_rating(context.book, rated["HTX Tiên Tiến"], YEAR - 1)
    saved, _ = save_rating(context.book, replace(sheet.draft, values={"TT01.class": "TOT"}))
    screen.open(Place(SubjectKind.DOSSIER, saved.uid, "rating", "", ""))
    settle(context)
    (dialog,) = screen.findChildren(RatingDialog)
    assert dialog.windowTitle() == "Phiếu xếp loại năm 2021: HTX Tiên Tiến"
    assert screen.year_box.currentText() == "Năm 2021"
    dialog.reject()
