"""The tables a unit states against what the book above works out, out of real files."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.records import UnitProfile, UnitShare
from ktt_desktop.domain.terms import Measure, Origin, UnitLevel
from ktt_desktop.services.behind import behind
from ktt_desktop.services.behind_words import file_words, how_words
from ktt_desktop.services.book import open_book
from ktt_desktop.services.file_looks import Outcome
from ktt_desktop.services.receiving import accept_all, inspect_files
from ktt_desktop.services.stated_figures import stated_differences
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.unit_sums import unit_sums
from ktt_desktop.storage.session import transaction

PERIOD = ReportingPeriod.parse("N2024")
LANG_GIANG, YEN_DINH = ("07375", "Xã Lạng Giang"), ("07615", "Xã Yên Định")


@pytest.fixture
def province(desk, tmp_path):
    """The desk of a province that took in the files of two communes."""
    files = tmp_path / "files"
    files.mkdir()
    for (code, name), members in ((LANG_GIANG, "30"), (YEN_DINH, "12")):
        profile = replace(desk.profile, code=code, name=name)
        book = open_book(tmp_path / code, desk.book.catalogue, desk.book.units)
        own = replace(desk, book=book, profile=profile)
        own.add(f"HTX {name}", {"O1": members, "O5": members}, tax_code="")
        if code == YEN_DINH[0]:
            own.enter({"A2": "15"}, reason="Theo sổ thành viên của xã")
            own.enter({"S2": "15"}, "NN", reason="Theo sổ thành viên của xã")
        export_submission(book, profile, PERIOD, files, Silent())
        book.close()
    profile = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "00", "Bộ Tài chính")
    above = replace(desk, profile=profile)
    looks = inspect_files(above.book, profile, [files], Silent()).looks
    done = accept_all(above.book, profile, looks, Silent())
    assert {each.outcome for each in done.files} == {Outcome.ACCEPTED}, done
    return above


def test_what_units_sent_is_brought_together(province):
    figures = province.figures()

    assert (figures["A1"].value, figures["A2"].value) == (2, 45)
    assert figures["A2"].units == UnitShare(2, 2)
    assert figures["A5"].value == province.value("A5", "21")


def test_units_that_state_what_the_book_works_out_are_not_told(province):
    assert stated_differences(province.book, province.profile, PERIOD) == ()


def test_a_figure_stated_otherwise_is_told_with_its_file(province):
    with transaction(province.book.sessions) as session:
        session.execute(
            text("UPDATE annual_return SET o1 = 31 WHERE o1 = 30 AND subject_kind = 'to_chuc'")
        )
    found = stated_differences(province.book, province.profile, PERIOD)

    told = [(each.unit, each.sector, each.code, each.stated, each.recomputed) for each in found]
    assert told == [(LANG_GIANG[0], "", "A2", 30, 31), (LANG_GIANG[0], "NN", "S2", 30, 31)]
    assert found[0].file.key.period == "N2024"
    assert found[0].label == "Tổng số thành viên hợp tác xã"


def test_a_figure_leads_to_units_organisations_and_files(province):
    pair = YearMeasure(2024, Measure.ACTUAL)
    top = behind(province.book, province.profile, "", "A2", pair)

    assert [(each.key, each.name, each.figure.value) for each in top.units] == [
        (LANG_GIANG[0], LANG_GIANG[1], 30),
        (YEN_DINH[0], YEN_DINH[1], 15),
    ]
    assert [how_words(each) for each in top.units] == [
        "Từ danh sách, 1/1 tổ chức",
        "Đơn vị nhập",
    ]
    for each in top.units:
        assert each.file is not None
        assert each.file.key.unit == each.key
        assert file_words(each.file)[1] == "chính thức"

    inside = behind(province.book, province.profile, "", "A2", pair, LANG_GIANG[0])
    assert inside.own is not None
    assert inside.figure.origin is Origin.COMPUTED
    ((name, value, file),) = [(each.name, each.value, each.file) for each in inside.sources]
    assert (name, value) == ("HTX Xã Lạng Giang", 30)
    assert file is not None
    assert file.key.unit == LANG_GIANG[0]


def test_the_sums_of_a_period_name_every_unit(province):
    found = unit_sums(province.book, province.profile, PERIOD.main)

    members = next(each for each in found if (each.indicator.code, each.sector) == ("A2", ""))
    assert (members.figure.value, members.added) == (45, 45)
    assert [(key, cell.value) for key, _, cell in members.units] == [
        (LANG_GIANG[0], 30),
        (YEN_DINH[0], 15),
    ]
    mean = next(each for each in found if each.indicator.code == "A5")
    assert mean.added is None
