"""The form of every kind of work record on the practice book, driven by the keyboard."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ktt_desktop.catalogue.dossiers_loader import MANY, NONE
from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.domain.dossier import TOTAL, DossierDraft, Kind, money_key
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.domain.text import nfc
from ktt_desktop.services.dossier_checks import choices
from ktt_desktop.services.dossiers import dossiers, save_dossier
from ktt_desktop.services.register import delete_organisation
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.ui import messages
from ktt_desktop.ui.forms.picker import Picker
from ktt_desktop.ui.screens.dossier_form import dossier_dialog
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
MILLION = 1_000_000


def organisations(book, words=""):
    query = RegisterQuery(text=words)
    return organisation_rows(book, organisation_ids(book, query), query)


@pytest.fixture
def open_form(qtbot, context):
    """Opens the form of a draft over a bare screen, with the first field ready for the keys."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def one(draft):
        dialog = dossier_dialog(context, draft, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        with qtbot.waitActive(dialog):
            dialog.open()
        dialog.form.focus()
        settle(context, 2)
        return dialog

    return one


def keys(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def choose(text):
    """Type to find in a list that offers one match, and go on."""
    keys(text)
    QApplication.focusWidget().lineEdit().completer().popup().hide()
    press(Qt.Key.Key_Tab)


def stored(context, kind=Kind.SUPPORT):
    return [row.draft for row in dossiers(context.book, [kind])]


# --- what goes in comes out

WORDS = st.text("abđêôư 12,.–", min_size=1, max_size=20).map(nfc).filter(bool)
AMOUNTS = st.integers(0, 9 * 10**12)
DATES = st.sampled_from(("2024", "2024-02", "2024-02-29", "1998-12-31"))


def value_of(catalogue, field):
    match field.type:
        case FieldType.DATE:
            return DATES
        case FieldType.YEAR:
            return st.integers(1945, 2100)
        case FieldType.YES_NO:
            return st.sampled_from((0, 1))
        case FieldType.CHOICE:
            return st.sampled_from(sorted(choices(catalogue, field.choices)))
        case FieldType.TEXT | FieldType.LONG_TEXT:
            return WORDS
        case _:
            return st.integers(-1000 if field.signed else 0, 10**9)


def drafts(catalogue, kind, uids):
    """Records of a kind with any of their heads, values and amounts."""
    topics = sorted(choices(catalogue, kind.topics)) if kind.topics else []
    heads = {
        "year": st.none() | st.integers(1945, 2100),
        "period": st.sampled_from(("", *choices(catalogue, "periods"))),
        "programme": st.sampled_from(("", "QD1804", "LUAT2023", "gone")),
        "topic": st.sampled_from(("", *topics)),
        "part_of": st.sampled_from(("", "another")),
    }
    most = {MANY: len(uids), NONE: 0}.get(kind.organisations, 1)
    amounts = [
        money_key(group.key, source) for group in kind.money for source in (*FundingSource, TOTAL)
    ]
    return st.builds(
        DossierDraft,
        st.just(kind.id),
        uid=st.sampled_from(("", "own")),
        organisations=st.lists(st.sampled_from(uids), unique=True, max_size=most).map(tuple),
        values=st.fixed_dictionaries(
            {},
            optional={key: value_of(catalogue, each) for key, each in kind.fields.items()}
            | ({"TT01.1": st.integers(0, 10)} if kind.is_open else {}),
        ),
        money=st.dictionaries(st.sampled_from(amounts), AMOUNTS) if amounts else st.just({}),
        **{name: heads[name] for name in kind.uses},
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_a_record_of_every_kind_passes_through_its_form_unchanged(context, open_form, kind):
    catalogue = context.book.catalogue
    uids = [row.uid for row in organisations(context.book)[:3]]
    shown = open_form(DossierDraft(kind, topic="H2.3" if kind == Kind.SUPPORT else ""))
    for field in shown._shape.fields:
        shown.form.editor(field.attr)  # builds its tab

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(drafts(catalogue, catalogue.dossiers[kind], uids))
    def unchanged(draft):
        shown.form.show_stored(shown._shape.values(draft))
        assert shown._shape.draft(shown.form.draft()) == draft
        assert not shown.form.is_changed()

    unchanged()


# --- entering


def test_support_is_entered_from_the_keyboard_and_saved(qtbot, context, open_form):
    dialog = open_form(DossierDraft(Kind.SUPPORT, year=2022))
    before = {each.uid for each in stored(context)}
    press(Qt.Key.Key_Return)
    choose("1804")
    choose("h2.1")
    choose("6 thang")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), Picker))
    settle(context, 1)
    keys("huong son")
    settle(context, 1)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.form.focus("quantity_unit")
    choose("lop")
    dialog.form.focus("quantity_done")
    keys("2")
    dialog.form.focus("money")
    press(Qt.Key.Key_Right)
    type_text(QApplication.focusWidget(), "59,709 tỷ")
    with qtbot.waitSignal(dialog.saved):
        press(Qt.Key.Key_S, CONTROL)

    (found,) = [each for each in stored(context) if each.uid not in before]
    assert dialog.stored == found
    (organisation,) = organisations(context.book, "huong son")
    assert (found.year, found.programme, found.topic, found.period) == (
        2022,
        "QD1804",
        "H2.1",
        "6T",
    )
    assert found.organisations == (organisation.uid,)
    assert found.values == {"quantity_unit": "lớp", "quantity_done": 2}
    assert found.money == {"done.NSTW": 59_709 * MILLION}


def test_ctrl_enter_saves_and_begins_the_next_one_at_the_beneficiary(qtbot, context, open_form):
    draft = DossierDraft(
        Kind.SUPPORT,
        year=2022,
        programme="QD1804",
        topic="H2.1",
        period="NAM",
        organisations=(organisations(context.book)[0].uid,),
        values={
            "organiser": "Phòng Kinh tế",
            "document": "QĐ 12",
            "quantity_unit": "lớp",
            "content": "Kế toán",
            "quantity_done": 1,
        },
        money={"done.NSTW": MILLION},
    )
    dialog = open_form(draft)
    before = len(stored(context))
    with qtbot.waitSignal(dialog.saved):
        press(Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible()
    assert dialog.form.editor("organisations").input.hasFocus()
    assert dialog.windowTitle() == "Thêm lượt hỗ trợ – đã ghi 1"
    assert not dialog.form.is_changed()

    dialog.form.focus("content")
    keys("Lop hai")
    with qtbot.waitSignal(dialog.saved):
        press(Qt.Key.Key_Enter, CONTROL)
    press(Qt.Key.Key_Escape)  # nothing was typed since, so nothing is asked
    assert not dialog.isVisible()

    settle(context, 1)
    assert len(stored(context)) == before + 2
    second = dialog.stored
    assert (second.year, second.programme, second.topic) == (2022, "QD1804", "H2.1")
    assert (second.period, second.organisations, second.money) == ("NAM", (), {})
    assert second.values == {
        "organiser": "Phòng Kinh tế",
        "document": "QĐ 12",
        "quantity_unit": "lớp",
        "content": "Lop hai",
    }


def test_a_problem_stands_under_its_field_and_nothing_is_saved(context, open_form):
    dialog = open_form(DossierDraft(Kind.PROGRAMME, values={"name": "Đề án"}))
    before = stored(context, Kind.PROGRAMME)
    QApplication.focusWidget().selectAll()
    press(Qt.Key.Key_Delete)
    dialog.form.focus("money")
    type_text(QApplication.focusWidget(), "nhiều")
    press(Qt.Key.Key_Return, CONTROL)

    assert dialog.isVisible()
    assert dialog.form.error_text("name") == "Phải nhập tên chương trình, đề án."
    assert "“nhiều” không phải là số" in dialog.form.error_text("money")
    assert stored(context, Kind.PROGRAMME) == before


# --- what is offered


def test_a_field_of_some_topics_shows_for_them_only(open_form):
    form = open_form(DossierDraft(Kind.GOVERNANCE, year=2022)).form
    assert not form.editor("head").isVisibleTo(form)
    form.focus("topic")
    choose("ban chi dao")
    assert form.editor("head").isVisibleTo(form)
    assert not form.editor("late").isVisibleTo(form)


def test_the_units_follow_the_measure(open_form):
    form = open_form(DossierDraft(Kind.SUPPORT, topic="H4")).form
    unit = form.editor("quantity_unit")
    assert "nhãn hiệu" in dict(unit._choices)
    unit.set_value("nhãn hiệu")
    form.focus("topic")
    QApplication.focusWidget().lineEdit().selectAll()
    choose("h2.1")

    assert form.draft().topic == "H2.1"
    assert list(dict(unit._choices)) == ["lớp", "người"]
    assert unit.value() == ""


def test_programmes_that_hold_in_the_year_come_first(open_form):
    form = open_form(DossierDraft(Kind.SUPPORT, year=2026)).form
    offered = dict(form.editor("programme")._choices)
    first, *_, last = offered.values()
    assert "hiệu lực:" not in first
    assert offered["QD1804"].startswith("Đã hết hiệu lực: Chương trình")
    assert "hiệu lực:" in last

    form.focus("year")
    QApplication.focusWidget().selectAll()
    keys("2022")
    assert dict(form.editor("programme")._choices)["QD1804"].startswith("Chương trình")


def test_a_part_names_its_whole_of_the_same_year_and_programme(context, open_form):
    book = context.book
    whole, _ = save_dossier(
        book,
        DossierDraft(
            Kind.SUPPORT, year=2031, programme="QD1804", topic="H2.1", values={"content": "Cả tỉnh"}
        ),
    )
    part, _ = save_dossier(
        book, DossierDraft(Kind.SUPPORT, year=2031, part_of=whole.uid, programme="QD1804")
    )
    other, _ = save_dossier(book, DossierDraft(Kind.SUPPORT, year=2031, programme="LUAT2023"))

    form = open_form(DossierDraft(Kind.SUPPORT, year=2031, programme="QD1804")).form
    assert form.editor("part_of")._choices == [
        (whole.uid, "H2.1 Bồi dưỡng nâng cao năng lực – Cả tỉnh")
    ]
    form = open_form(part).form
    assert form.editor("part_of").value() == whole.uid
    form = open_form(other).form
    assert form.editor("part_of")._choices == []


def test_an_organisation_in_the_bin_is_told_as_such(context, open_form):
    row = organisations(context.book)[0]
    delete_organisation(context.book, row.uid)
    many = open_form(DossierDraft(Kind.SUPPORT, organisations=(row.uid,))).form
    assert many.editor("organisations").table.texts(0)[0] == f"{row.name} (trong thùng rác)"
    one = open_form(DossierDraft(Kind.MODEL, organisations=(row.uid,))).form
    assert f"{row.name} (trong thùng rác)" in one.editor("organisations").input.currentText()


# --- what was left unfinished


def test_what_was_typed_is_offered_at_the_next_opening(context, open_form):
    dialog = open_form(DossierDraft(Kind.SUPPORT, year=2022))
    dialog.form.focus("content")
    keys("Hoi cho")
    press(Qt.Key.Key_Tab)
    settle(context, 1)
    dialog._is_over = True  # the program ends without a word
    dialog.hide()

    assert not open_form(DossierDraft(Kind.CREDIT)).strip.isVisible()
    again = open_form(DossierDraft(Kind.SUPPORT, year=2022))
    assert again.strip.isVisible()
    press(Qt.Key.Key_Space)
    assert again.form.draft().content == "Hoi cho"


def test_a_draft_is_gone_once_its_record_is_saved(qtbot, context, open_form):
    dialog = open_form(DossierDraft(Kind.MODEL, year=2022))
    dialog.form.focus("product")
    keys("Vai")
    press(Qt.Key.Key_Tab)
    settle(context, 1)
    with qtbot.waitSignal(dialog.saved):
        press(Qt.Key.Key_S, CONTROL)
    settle(context, 1)

    assert not open_form(DossierDraft(Kind.MODEL, year=2022)).strip.isVisible()


def test_leaving_asks_before_what_was_typed_is_lost(monkeypatch, open_form):
    asked = []
    monkeypatch.setattr(messages, "choose", lambda *words: asked.append(words[2]) or 0)
    dialog = open_form(DossierDraft(Kind.CREDIT, year=2022))
    dialog.form.focus("fund")
    keys("Quy")
    press(Qt.Key.Key_Escape)

    assert "Có thay đổi chưa ghi" in asked[0]
    assert dialog.isVisible()


def test_every_field_has_a_name_for_a_screen_reader(context, open_form):
    for kind in Kind:
        dialog = open_form(DossierDraft(kind))
        for field in dialog._shape.fields:
            assert dialog.form.editor(field.attr).input.accessibleName() == field.label
        for line in dialog.form.findChildren(QLineEdit):
            assert line.accessibleName() or line.parentWidget().accessibleName(), line.objectName()


def test_what_is_doubtful_is_told_once_the_field_was_left_and_may_be_saved(
    qtbot, context, open_form
):
    dialog = open_form(DossierDraft(Kind.SUPPORT, programme="QD1804", topic="H4"))
    keys("2026")
    assert dialog.form.error_text("year") == ""
    press(Qt.Key.Key_Tab)
    settle(context, 1)

    assert dialog.form.error_text("year").startswith("Hỗ trợ năm 2026, “Chương trình")
    with qtbot.waitSignal(dialog.saved):
        press(Qt.Key.Key_S, CONTROL)
    assert dialog.stored.year == 2026
