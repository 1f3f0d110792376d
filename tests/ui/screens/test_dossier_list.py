"""The list of work records of a kind, by keyboard: find, filter, sum, change, hand out."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from sqlalchemy import update

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.models.dossier import Dossier
from ktt_desktop.services.dossiers import GONE, delete_dossier, dossiers, load_dossier, save_dossier
from ktt_desktop.services.list_views import load_layout
from ktt_desktop.services.printing import open_pages
from ktt_desktop.storage.session import transaction
from ktt_desktop.ui import messages
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.print_dialog import PrintDialog
from ktt_desktop.ui.screens.dossier_list import OUT_OF_SIGHT, DossierList
from ktt_desktop.ui.screens.dossier_list_bin import DossierBin
from ktt_desktop.ui.screens.dossier_list_history import DossierHistory
from ktt_desktop.ui.screens.list_layout import ColumnsDialog
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SHIFT = Qt.KeyboardModifier.ShiftModifier
YEAR = 2022
NAMES = ("Lớp kế toán trưởng", "Máy sấy lúa", "Hội chợ Đà Nẵng", "Tư vấn thành lập", "Ứng dụng số")


@pytest.fixture
def records(context):
    """Thirty grants: five contents, three periods, two sources, every tenth one of another year."""
    book, found = context.book, []
    for row in dossiers(book, ["support"]):
        delete_dossier(book, row.draft.uid)
    for number in range(30):
        draft = DossierDraft(
            "support",
            year=YEAR if number % 10 else YEAR - 1,
            period=("6T", "NAM", "LK")[number % 3],
            programme="QD1804" if number % 2 else "QD167",
            topic=("H2.1", "H6", "H1.1")[number % 3],
            values={
                "content": f"{NAMES[number % 5]} {number}",
                "quantity_done": number,
                "quantity_unit": "lớp" if number % 5 == 0 else "người",
            },
            money={("done.NSTW", "done.NS_TINH")[number % 2]: number * 1_500_000},
        )
        found.append(save_dossier(book, draft)[0])
    return found


@pytest.fixture
def page(qtbot, context, records):
    yield from opened_page(qtbot, context, "support")


def opened_page(qtbot, context, kind):
    page = DossierList(context, context.book.catalogue.dossiers[kind])
    qtbot.addWidget(page)
    page.resize(1170, 680)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open()
    settle(context)
    yield page
    settle(context)


def column(page, key="content"):
    model = page.model
    place = [each.key for each in model.columns].index(key)
    return [model.data(model.index(row, place)) for row in range(model.rowCount())]


def search(page, text):
    press(Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is page.filters.search
    page.filters.search.clear()
    type_text(page.filters.search, text)
    QTest.qWait(200)
    settle(page._context)


def tick(page, name, *labels):
    """Tick options of a filter, as its menu does."""
    for action in page.filters._filters[name].menu().actions():
        if action.text() in labels:
            action.trigger()
    settle(page._context)


def dialog_of(qtbot, page, kind):
    settle(page._context)
    dialog = page.findChildren(kind)[-1]
    qtbot.waitUntil(dialog.isVisible)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def back(qtbot, page):
    settle(page._context)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.table.setFocus()
    settle(page._context)


def test_the_list_shows_the_year_of_the_period_and_all_years_on_demand(context, page):
    assert len(column(page)) == 27
    assert context.notices[-1] == "Hiện 27 / 30 lượt hỗ trợ"
    tick(page, "years", "Tất cả")
    assert len(column(page)) == 30
    tick(page, "years", str(YEAR - 1))
    assert sorted(column(page)) == sorted(f"Lớp kế toán trưởng {n}" for n in (0, 10, 20))


def test_it_is_searched_without_marks_and_the_sums_follow(page):
    search(page, "hoi cho")
    assert {each[:15] for each in column(page)} == {"Hội chợ Đà Nẵng"}
    numbers = [2, 7, 12, 17, 22, 27]
    assert page.sums.text() == (
        f"Cộng: Khối lượng thực hiện {sum(numbers)} người · "
        f"Thực hiện {sum(numbers) * 15 // 10},{sum(numbers) * 15 % 10} triệu đồng"
        " · gồm các kỳ khác nhau"
    ).replace(",0 ", " ")
    press(Qt.Key.Key_Escape)
    QTest.qWait(200)
    settle(page._context)
    assert len(column(page)) == 27


def test_filters_work_together_and_one_key_ends_them_all(page):
    tick(page, "periods", "Cả năm")
    tick(page, "sources", "Ngân sách trung ương")
    found = [int(each.rpartition(" ")[2]) for each in column(page)]
    assert sorted(found) == [n for n in range(30) if n % 3 == 1 and n % 2 == 0 and n % 10]
    press(Qt.Key.Key_L, CONTROL | SHIFT)
    settle(page._context)
    assert len(column(page)) == 30
    assert page.filters._filters["periods"].text() == "Kỳ ▾"


def test_the_list_is_sorted_by_the_column_of_the_active_cell(page):
    page.table.setFocus()
    place = [each.key for each in page.model.columns].index("money.done")
    press(Qt.Key.Key_Home, CONTROL)
    for _ in range(place):
        press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down, CONTROL | SHIFT)
    settle(page._context)
    assert column(page, "money.done")[:3] == ["43,5", "42", "40,5"]
    for _ in range(place - [each.key for each in page.model.columns].index("content")):
        press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Up, CONTROL | SHIFT)
    settle(page._context)
    assert column(page)[0].startswith("Hội chợ")
    assert column(page)[-1].startswith("Ứng dụng")


def test_a_selection_of_several_rows_has_its_own_sum(context, page):
    page.table.setFocus()
    press(Qt.Key.Key_Home, CONTROL)
    press(Qt.Key.Key_Down, SHIFT)
    QTest.qWait(150)
    settle(context)
    assert page.sums.text().startswith("Cộng 2 dòng đang chọn: ")
    assert context.notices[-1] == "Chọn 2 / 30 lượt hỗ trợ"


def test_parts_stand_under_their_whole_and_are_counted_once(qtbot, context, page, records):
    whole = records[1]
    page._go_to(whole.uid)
    page.refresh()
    settle(context)
    before = page.sums.text()
    press(Qt.Key.Key_N, CONTROL | SHIFT)
    dialog = dialog_of(qtbot, page, FormDialog)
    dialog.form.focus("content")
    type_text(QApplication.focusWidget(), "Phần của tỉnh")
    press(Qt.Key.Key_S, CONTROL)
    back(qtbot, page)

    (part,) = [
        row.draft
        for row in dossiers(context.book, ["support"])
        if row.draft.text("content") == "Phần của tỉnh"
    ]
    assert (part.part_of, part.topic, part.year) == (whole.uid, whole.topic, whole.year)
    contents = column(page)
    place = contents.index("Phần của tỉnh")
    assert contents[place - 1] == whole.text("content")
    assert column(page, "topic")[place].startswith("– ")
    assert page.sums.text() == before
    assert page.table.currentIndex().row() == place


def test_a_new_record_begins_as_the_last_one_and_stays_in_sight(qtbot, context, page, records):
    press(Qt.Key.Key_N, CONTROL)
    dialog = dialog_of(qtbot, page, FormDialog)
    assert dialog.form.draft().year == YEAR
    dialog.form.focus("content")
    type_text(QApplication.focusWidget(), "Lượt mới")
    press(Qt.Key.Key_S, CONTROL)
    back(qtbot, page)
    assert column(page)[page.table.currentIndex().row()] == "Lượt mới"

    press(Qt.Key.Key_D, CONTROL | SHIFT)
    copy = dialog_of(qtbot, page, FormDialog)
    assert copy.form.draft().content == "Lượt mới"
    copy.form.editor("content").setFocus()
    type_text(QApplication.focusWidget(), " hai")
    press(Qt.Key.Key_S, CONTROL)
    back(qtbot, page)
    assert {"Lượt mới", "Lượt mới hai"} <= set(column(page))


def test_what_was_saved_out_of_sight_is_told(qtbot, context, page):
    press(Qt.Key.Key_Home, CONTROL)
    press(Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, page, FormDialog)
    dialog.form.focus("year")
    QApplication.focusWidget().selectAll()
    QTest.keyClicks(QApplication.focusWidget(), "2019")
    press(Qt.Key.Key_S, CONTROL)
    settle(context)
    QTest.qWait(200)
    assert context.notices[-1] == OUT_OF_SIGHT


def test_bad_input_keeps_the_form_open_with_everything_typed(qtbot, context, page, records):
    page._go_to(records[1].uid)
    page.refresh()
    settle(context)
    press(Qt.Key.Key_F3)
    dialog = dialog_of(qtbot, page, FormDialog)
    dialog.form.focus("quantity_done")
    QApplication.focusWidget().selectAll()
    QTest.keyClicks(QApplication.focusWidget(), "hai lop")
    press(Qt.Key.Key_S, CONTROL)
    settle(context)
    assert dialog.isVisible()
    assert dialog.form.error_text("quantity_done")
    assert load_dossier(context.book, records[1].uid) == records[1]
    dialog.form.editor("quantity_done").setFocus()
    QApplication.focusWidget().selectAll()
    QTest.keyClicks(QApplication.focusWidget(), "7")
    press(Qt.Key.Key_S, CONTROL)
    back(qtbot, page)
    assert load_dossier(context.book, records[1].uid).number("quantity_done") == 7


def test_several_records_go_into_the_bin_and_come_back_at_once(monkeypatch, context, page):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *words: asked.append(words[2]) or True)
    before = column(page)
    page.table.setFocus()
    press(Qt.Key.Key_Home, CONTROL)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Delete)
    settle(context)
    assert asked[0].startswith("Đưa 2 lượt hỗ trợ đang chọn vào thùng rác?")
    assert column(page) == before[2:]
    assert page.undo.words.text() == "Đã đưa 2 lượt hỗ trợ vào thùng rác."
    press(Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert column(page) == before


def test_the_bin_is_searched_read_and_emptied_by_keyboard(
    qtbot, monkeypatch, context, page, records
):
    monkeypatch.setattr(messages, "ask", lambda *_: True)
    search(page, "hoi cho 12")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Delete)
    settle(context)
    press(Qt.Key.Key_B, CONTROL)
    dialog = dialog_of(qtbot, page, DossierBin)
    settle(context)
    QTest.keyClicks(QApplication.focusWidget(), "hoi cho 12")
    settle(context)
    assert dialog.list.count == 1
    assert "Nội dung cụ thể: Hội chợ Đà Nẵng 12" in dialog.record.toPlainText()
    press(Qt.Key.Key_R, CONTROL)
    settle(context)
    assert dialog.list.count == 0
    assert dialog.words.text() == "Đã lấy lại lượt hỗ trợ vào danh sách."
    dialog.reject()
    back(qtbot, page)
    assert column(page) == ["Hội chợ Đà Nẵng 12"]
    assert load_dossier(context.book, records[12].uid).values == records[12].values


def test_a_record_that_cannot_be_taken_back_may_be_tried_again(
    qtbot, monkeypatch, context, page, records
):
    told = []
    monkeypatch.setattr(messages, "ask", lambda *_: True)
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[-1]))
    search(page, "hoi cho 12")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Delete)
    settle(context)
    press(Qt.Key.Key_B, CONTROL)
    dialog_of(qtbot, page, DossierBin)
    settle(context)
    uid = records[12].uid
    for there, then in ((uid, "away"), ("away", uid)):
        with transaction(context.book.sessions) as session:
            session.execute(update(Dossier).where(Dossier.uid == there).values(uid=then))
        press(Qt.Key.Key_R, CONTROL)
        settle(context)
    assert told == [GONE]
    assert load_dossier(context.book, uid).values == records[12].values


def test_the_history_of_a_record_puts_an_old_value_back(qtbot, context, page, records):
    changed, _ = save_dossier(
        context.book,
        DossierDraft(
            "support", records[1].uid, 1, YEAR, topic="H6", values={"content": "Nhầm tên"}
        ),
    )
    page._go_to(changed.uid)
    page.refresh()
    settle(context)
    press(Qt.Key.Key_H, CONTROL)
    dialog = dialog_of(qtbot, page, DossierHistory)
    settle(context)
    table = dialog.tab.table
    table.setFocus()
    while table.texts(table.place)[1] != "Nội dung cụ thể":
        press(Qt.Key.Key_Down)
    assert table.texts(table.place)[2] == "Máy sấy lúa 1 → Nhầm tên"
    press(Qt.Key.Key_R, CONTROL)
    settle(context)
    assert load_dossier(context.book, changed.uid).text("content") == "Máy sấy lúa 1"
    dialog.reject()
    back(qtbot, page)
    assert "Máy sấy lúa 1" in column(page)


def test_what_is_shown_is_written_and_read_back(qtbot, monkeypatch, tmp_path, context, page):
    told = []
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words[2]))
    search(page, "hoi cho")
    for name in ("a.xlsx", "a.pdf"):
        target = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, t=target: (str(t), ""))
        press(Qt.Key.Key_F12)
        qtbot.waitUntil(target.exists)
        settle(context)
    assert told == [f"Đã ghi 6 lượt hỗ trợ vào tệp {name}." for name in ("a.xlsx", "a.pdf")]

    (sheet,) = load_workbook(BytesIO((tmp_path / "a.xlsx").read_bytes())).worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    place = next(row for row in rows if row[0] == "TT").index("Nội dung\ncụ thể")
    assert [row[place] for row in rows if isinstance(row[0], int)] == column(page)
    words = "\n".join(str(row[0]) for row in rows)
    assert "Lọc: tìm “hoi cho”; năm 2022" in words
    assert page.sums.text() in words
    with open_pages((tmp_path / "a.pdf").read_bytes()) as pages:
        text = " ".join(" ".join(pages.text(n) for n in range(pages.count)).split())
    assert " ".join(page.sums.text().split()) in text
    assert "Lập ngày " in text


def test_the_chosen_rows_are_copied_and_the_list_is_shown_before_printing(
    qtbot, monkeypatch, context, page
):
    search(page, "hoi cho 12")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_C, CONTROL)
    settle(context)
    assert "Hội chợ Đà Nẵng 12" in QGuiApplication.clipboard().text()
    press(Qt.Key.Key_P, CONTROL)
    dialog = dialog_of(qtbot, page, PrintDialog)
    qtbot.waitUntil(lambda: dialog.preview.count == 1)
    dialog.reject()


def test_columns_are_chosen_for_the_kind_and_kept(qtbot, context, page):
    press(Qt.Key.Key_D, CONTROL)
    dialog = dialog_of(qtbot, page, ColumnsDialog)
    press(Qt.Key.Key_Space)  # the second column is not shown any more
    dialog.accept()
    back(qtbot, page)
    kind = page.kind
    wanted = (kind.columns[0], *kind.columns[2:])
    assert tuple(each.key for each in page.model.columns) == wanted
    name = "dossier_layout.support"
    qtbot.waitUntil(lambda: load_layout(context.book, name, kind.columns).columns == wanted)
    for again in opened_page(qtbot, context, "support"):
        assert tuple(each.key for each in again.model.columns) == wanted


def test_an_empty_list_says_what_to_do_first(context, page):
    context.set_period(ReportingPeriod.parse("N2019"))
    settle(context)
    assert page.body.is_empty
    assert page.body.words == (
        "Năm 2019 chưa ghi lượt hỗ trợ nào.\n"
        "Thêm lượt hỗ trợ đầu tiên; Ctrl+Enter ghi và thêm tiếp.\n"
        "Các năm khác có 30 lượt hỗ trợ: chọn Tất cả ở bộ lọc Năm để xem."
    )
    search(page, "khong co gi")
    assert page.body.words == "Không có lượt hỗ trợ nào khớp với điều kiện tìm và lọc."
    page.body.button.click()
    settle(context)
    assert len(column(page)) == 30


def test_a_change_elsewhere_is_seen_and_a_hidden_list_waits(context, page, records):
    page.hide()
    save_dossier(context.book, DossierDraft("support", year=YEAR, values={"content": "Nơi khác"}))
    change = save_dossier(context.book, DossierDraft("support", year=YEAR))[1]
    context.changes.changed.emit(change)
    settle(context)
    assert "Nơi khác" not in column(page)
    page.show()
    page.open()
    settle(context)
    assert "Nơi khác" in column(page)
