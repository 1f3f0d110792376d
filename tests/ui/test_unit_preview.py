from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.unit_particulars import DocumentKind, DocumentLine, undated
from ktt_desktop.services.book import today
from ktt_desktop.services.first_run import particulars_for, profile_for
from ktt_desktop.ui.unit_preview import UnitPreview
from tests.keyboard import type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def unit(catalogue, units):
    on = date(2026, 11, 20)
    unit = next(u for u in units.search("Lạng Giang", on, limit=50) if u.name == "Xã Lạng Giang")
    province = units.path(unit, on)[-1]
    lines = catalogue.profile_lines
    return profile_for(unit, province, lines, on), particulars_for(unit, province, lines)


@pytest.fixture
def preview(qtbot, unit):
    preview = UnitPreview(*unit)
    qtbot.addWidget(preview)
    preview.show()
    qtbot.waitExposed(preview)
    return preview


def ask(preview, text):
    preview.day.setFocus()
    preview.day.line.selectAll()
    type_text(preview.day.line, text)


def test_without_a_day_it_shows_what_is_printed_today(preview):
    day = today()

    assert "ỦY BAN NHÂN DÂN\nXÃ LẠNG GIANG" in preview.text()
    assert "Số: …/KH-UBND" in preview.text()
    assert f"năm {day.year}" in preview.text()
    assert "- Sở Tài chính;" in preview.text()
    assert "- Lưu: VT." in preview.text()
    assert "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH" in preview.text()
    assert preview.words.isHidden()


def test_a_day_without_a_line_is_told_in_a_sentence(preview):
    ask(preview, "15/8/2022")

    assert "ngày 15 tháng 8 năm 2022" in preview.text()
    assert "Cơ quan: không có dòng nào có hiệu lực ngày 15/8/2022" in preview.words.text()


def test_an_unreadable_day_keeps_what_was_shown(preview):
    shown = preview.text()
    ask(preview, "8/2022")

    assert preview.text() == shown
    assert "Cần đủ ngày, tháng, năm" in preview.words.text()


def test_the_symbol_follows_the_kind_of_document(preview):
    type_text_into_kind(preview, "CV – Công văn")

    assert "Số: …/UBND-KT" in preview.text()
    assert "- Như trên;" in preview.text()
    assert "CÔNG VĂN" not in preview.text()


def type_text_into_kind(preview, text):
    line = preview.kind.input.lineEdit()
    line.setFocus()
    line.selectAll()
    type_text(line, text)
    QApplication.processEvents()


def test_it_follows_what_is_typed_elsewhere(preview, unit):
    profile, particulars = unit
    plan = DocumentLine(DocumentKind.PLAN, "KH-KT", ("Như trên",))
    preview.show_unit(replace(profile, number="7"), replace(particulars, documents=(plan,)))

    assert "Số: 7/KH-KT" in preview.text()


def test_the_superior_body_stands_above_the_issuer_where_there_is_one(preview, unit):
    profile = replace(unit[0], superior=("UBND XÃ LẠNG GIANG",), issuer=("PHÒNG KINH TẾ",))
    preview.show_unit(profile, undated(profile))

    assert preview.text().startswith("UBND XÃ LẠNG GIANG\nPHÒNG KINH TẾ\n")
