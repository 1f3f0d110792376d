import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from ktt_desktop.domain.report_text import from_plain, plain_text
from ktt_desktop.models.report import ReportText
from ktt_desktop.services import report_texts
from ktt_desktop.services.book import open_book
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_texts import load_texts, save_texts
from ktt_desktop.storage.session import transaction
from tests.locked_report import MEMBERS, SECTION

ROOT = Path(__file__).parents[2]

# Writes two sections at a time, told apart by a number, until it is killed.
BUSY = """
import sys
from pathlib import Path
from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.units import load_units
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_text import from_plain
from ktt_desktop.services.book import open_book
from ktt_desktop.services.report_texts import save_texts
book = open_book(Path(sys.argv[1]), load_catalogue(), load_units())
key = ReportKey(sys.argv[2], ReportingPeriod.parse(sys.argv[3]))
for number in range(10_000):
    text = from_plain(str(number) * 2_000)
    save_texts(book, key, {"P2.I": text, "P2.II.1": text})
    if number == 3:
        print("busy", flush=True)
"""


@pytest.fixture
def report(practice):
    book, _, period = practice
    return book, main_report(book, period)


def words(report):
    return {section: plain_text(text) for section, text in load_texts(*report).items()}


def test_words_come_back_with_their_style_and_their_locked_figures(report):
    change = save_texts(*report, {SECTION: (MEMBERS,)})

    assert load_texts(*report) == {SECTION: (MEMBERS,)}
    assert change.years == {report[1].period.year}


def test_a_row_holds_the_plain_words_too(report):
    book, _ = report
    save_texts(*report, {SECTION: (MEMBERS,)})
    with transaction(book.sessions) as session:
        assert session.scalars(select(ReportText.text)).one() == "Toàn huyện có 3.779 thành viên."


def test_no_words_give_the_section_back_to_the_program(report):
    save_texts(*report, {SECTION: (MEMBERS,), "P2.I": from_plain("Yêu cầu.")})
    save_texts(*report, {SECTION: ()})
    assert words(report) == {"P2.I": "Yêu cầu."}


def test_a_save_that_fails_half_way_leaves_every_word_as_it_was(report, monkeypatch):
    save_texts(*report, {"P2.I": from_plain("a"), "P2.II.1": from_plain("b")})
    write, written = report_texts.reports.keep_text, []

    def failing(session, row):
        if written:
            raise OSError("no space left")
        written.append(row)
        write(session, row)

    monkeypatch.setattr(report_texts.reports, "keep_text", failing)
    with pytest.raises(OSError, match="no space"):
        save_texts(*report, {"P2.I": from_plain("c"), "P2.II.1": from_plain("d")})

    assert written
    assert words(report) == {"P2.I": "a", "P2.II.1": "b"}


def test_a_program_killed_while_it_saves_leaves_whole_words_of_one_moment(
    report, tmp_path, catalogue, units
):
    book, key = report
    folder = book.path.parent
    book.close()
    command = [sys.executable, "-c", BUSY, str(folder), key.outline, key.period.code]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "busy\n"
        program.kill()

    again = open_book(folder, catalogue, units)
    try:
        found = words((again, key))
    finally:
        again.close()
    assert found["P2.I"] == found["P2.II.1"]
    assert len(found["P2.I"]) % 2_000 == 0
