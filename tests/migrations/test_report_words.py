"""The officer's words of a book of 0005: plain lines by period, whatever the report."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ktt_desktop.domain.document import Paragraph
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.book import BOOK_FILE, open_book
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.reporting import build_document, section_contents
from ktt_desktop.services.submission_number import prepare

BEFORE = Path(__file__).parent / "book-0005.sqlite"
PROFILE = UnitProfile("07381", "Xã Tiên Lục", UnitLevel.COMMUNE, "24", "Tỉnh Bắc Ninh")
REPORTS = {"KH2025": "plan", "6T2024": "half_year", "N2024": "annual", "UOC2024": "annual"}
SECTIONS = (
    *("P1.I.1a", "P1.I.1b", "P1.I.1c", "P1.I.2", "P1.I.3", "P1.I.4", "P1.II.1", "P1.II.2"),
    *("P1.II.3", "P1.II.4a", "P1.II.4b", "P1.KN", "P1.III.1", "P1.III.2", "P2.I", "P2.II.1"),
    *("P2.II.2", "P2.II.3", "P2.II.4", "P2.II.5", "P2.II.6", "P2.III"),
)


def words(period, section):
    """As they were typed: an empty line between two paragraphs, a space too many."""
    return f"Một, {section} của {period}. \n\n- Hai, {section} của {period}."


@pytest.fixture
def book(tmp_path, catalogue, units):
    path = tmp_path / "so" / BOOK_FILE
    path.parent.mkdir()
    shutil.copy(BEFORE, path)
    rows = [(p, s, words(p, s), "2026-01-05T00:00:00+00:00") for p in REPORTS for s in SECTIONS]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM report_text")
        insert = "INSERT INTO report_text (period, section, text, written_at) VALUES (?, ?, ?, ?)"
        connection.executemany(insert, rows)
    book = open_book(path.parent, catalogue, units)
    yield book
    book.close()


@pytest.mark.parametrize("code", REPORTS)
def test_they_are_printed_in_their_sections_of_the_usual_report_of_their_period(book, code):
    period = ReportingPeriod.parse(code)
    key = main_report(book, period)
    contents = section_contents(book, PROFILE, key)

    assert key == ReportKey(REPORTS[code], period)
    for section in SECTIONS:
        said = [block.text for block in contents[section] if isinstance(block, Paragraph)]
        assert said[-2:] == [f"Một, {section} của {code}.", f"- Hai, {section} của {code}."]
    printed = [getattr(block, "text", "") for block in build_document(book, PROFILE, key).blocks]
    assert {f"Một, {section} của {code}." for section in SECTIONS} <= set(printed)


@pytest.mark.parametrize("code", REPORTS)
def test_a_submission_carries_them_as_before(book, code):
    data = json.loads(prepare(book, PROFILE, ReportingPeriod.parse(code)).data)
    assert data["texts"]["rows"] == [[each, words(code, each)] for each in sorted(SECTIONS)]
