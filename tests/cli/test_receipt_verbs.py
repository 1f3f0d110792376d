"""Writing a receipt for a received file and taking it in again from the command line."""

import pytest

from ktt_desktop.cli import DONE, REFUSED, main
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.book import open_book
from ktt_desktop.services.receiving import accept, inspect_files
from ktt_desktop.services.receiving_decisions import return_file
from ktt_desktop.services.settings import save_period, save_profile
from ktt_desktop.services.submission import export_submission, history

PERIOD = ReportingPeriod.parse("N2024")
COMMUNE = UnitProfile("07375", "Xã Lạng Giang", UnitLevel.COMMUNE, "24", "Tỉnh Bắc Ninh")
PROVINCE = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "Bộ Tài chính")


@pytest.fixture
def unit(tmp_path, catalogue, units):
    """A book of a unit, opened for a moment."""

    def work(profile, act):
        book = open_book(tmp_path / profile.code, catalogue, units)
        try:
            save_profile(book, profile)
            save_period(book, PERIOD)
            return act(book)
        finally:
            book.close()

    return work


@pytest.fixture
def sent(unit, tmp_path):
    """A file the commune exported and the province sent back."""
    exported = unit(
        COMMUNE, lambda book: export_submission(book, COMMUNE, PERIOD, tmp_path, Silent())
    )

    def send_back(book):
        found = inspect_files(book, PROVINCE, [exported.submission], Silent())
        file = accept(book, PROVINCE, found.looks[0]).file
        return_file(book, file.id, (), "Chưa có tổ chức nào.")

    unit(PROVINCE, send_back)
    return exported.submission


def test_a_receipt_goes_up_and_comes_back(sent, unit, tmp_path, capsys):
    out = tmp_path / "biên nhận"
    words = ["receipt", str(sent), "--book", str(tmp_path / "24"), "--out", str(out)]
    assert main([*words, "--person", "Trần Thị Bình"]) == DONE
    file = out / f"BN_{sent.stem}.kttt-bn"
    assert str(file) in capsys.readouterr().out
    assert file.with_suffix(".pdf").is_file()

    assert main(["import-receipt", str(file), "--book", str(tmp_path / "07375")]) == DONE
    said = capsys.readouterr().out
    assert said.startswith("Tỉnh Bắc Ninh trả lại để sửa")
    assert "Chưa có tổ chức nào." in said
    assert unit(COMMUNE, history)[0].answer == "tra_lai"


def test_a_file_that_was_never_received_has_no_receipt(sent, tmp_path, capsys):
    other = sent.with_name("khac.kttt")
    other.write_bytes(sent.read_bytes() + b"x")
    words = ["receipt", str(other), "--book", str(tmp_path / "24"), "--out", str(tmp_path / "a")]
    assert main(words) == REFUSED
    assert "Sổ chưa nhận tệp khac.kttt" in capsys.readouterr().err
    assert list((tmp_path / "a").iterdir()) == []


def test_a_file_that_is_no_receipt_is_refused(sent, tmp_path, capsys):
    assert main(["import-receipt", str(sent), "--book", str(tmp_path / "07375")]) == REFUSED
    assert sent.name in capsys.readouterr().err
