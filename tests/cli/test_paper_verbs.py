"""The check code of a sheet of paper from the command line."""

import pytest

from ktt_desktop.cli import DONE, REFUSED, main
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.book import open_book
from ktt_desktop.services.settings import save_period, save_profile
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.unit_figures import unit_subject
from tests.cli.test_receipt_verbs import COMMUNE

PERIOD = ReportingPeriod.parse("N2024")


@pytest.fixture
def sent(tmp_path, catalogue, units):
    """The code of the commune's export, and its book, in which a figure was typed since."""
    book = open_book(tmp_path / "so", catalogue, units)
    try:
        save_profile(book, COMMUNE)
        save_period(book, PERIOD)
        exported = export_submission(book, COMMUNE, PERIOD, tmp_path, Silent())
        save_values(book, unit_subject(COMMUNE), *PERIOD.main, {"A1.6e": 3})
    finally:
        book.close()
    return exported.sent.check_code, str(tmp_path / "so")


def test_a_known_code_is_told_with_what_changed_since(sent, capsys):
    code, book = sent

    assert main(["check-paper", f"{code[:4]}-{code[4:].lower()}", "--book", book]) == DONE

    said = capsys.readouterr().out
    assert said.startswith("Bản giấy khớp với tệp 07375-KTTT01_v1-N2024-L00.kttt")
    assert "1 chỗ khác" in said
    assert " → 3" in said


def test_a_code_of_no_file_ends_with_1(sent, capsys):
    assert main(["check-paper", "0000000000", "--book", sent[1]]) == REFUSED
    assert "không khớp tệp nào" in capsys.readouterr().out


def test_what_is_no_code_is_refused(sent, capsys):
    assert main(["check-paper", "123", "--book", sent[1]]) == REFUSED
    assert "10 ký tự" in capsys.readouterr().err
