"""The verb `consolidate` on a book with received data."""

import json

import pytest

from ktt_desktop.cli.command_line import main
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import SubjectKind, UnitLevel
from ktt_desktop.models.exchange import ReceivedUnit
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.book import open_book
from ktt_desktop.services.settings import save_profile
from ktt_desktop.storage.session import transaction

PERIOD = ReportingPeriod.parse("N2024")


@pytest.fixture
def folder(tmp_path, catalogue, units):
    """The folder of a province whose book has the totals of two communes."""
    book = open_book(tmp_path / "so", catalogue, units)
    save_profile(book, UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "00", "Bộ Tài chính"))
    for key, name, members in (("07375", "Xã Lạng Giang", 30), ("07615", "Xã Yên Định", None)):
        with transaction(book.sessions) as session:
            session.add(
                ReceivedUnit(key=key, name=name, level="xa", parent="", list_complete=False)
            )
        stated = {"A1": 2, "A2": members, "A5": 50_000_000}
        save_values(book, Subject(SubjectKind.UNIT, key), *PERIOD.main, stated)
    book.close()
    return tmp_path / "so"


def test_every_figure_is_told_with_its_units(folder, capsys):
    assert main(["consolidate", "--book", str(folder), "--period", "N2024", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)

    assert (found["unit"], found["period"], found["measure"]) == ("24", "N2024", "ACTUAL")
    figures = {(each["sector"], each["code"]): each for each in found["figures"]}
    members = figures["", "A2"]
    assert (members["value"], members["added"]) == (30, 30)
    assert (members["units_known"], members["units_total"]) == (1, 2)
    assert [(each["key"], each["value"], each["origin"]) for each in members["units"]] == [
        ("07375", 30, "nhap"),
        ("07615", None, None),
    ]
    assert (figures["", "A5"]["value"], figures["", "A5"]["added"]) == (50_000_000, None)
    assert found["stated_differences"] == []
    assert found["duplicates"] == []
    assert {"unit": "213/cu", "name": "Thành phố Bắc Giang"} in found["missing"]


def test_without_json_a_line_stands_for_each_figure(folder, capsys):
    assert main(["consolidate", "--data-dir", str(folder), "--period", "N2024"]) == 0
    said = capsys.readouterr().out

    assert "[A2] Tổng số thành viên hợp tác xã (người): 30; 1/2 đơn vị" in said
    assert "Số đơn vị ghi khác số tính lại: 0." in said
