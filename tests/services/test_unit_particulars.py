import json
import shutil
import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ktt_desktop.domain.document import SignatureBlock
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import PeriodKind
from ktt_desktop.domain.unit_particulars import (
    DocumentKind,
    DocumentLine,
    IssuingBody,
    Signatory,
    Signing,
    UnitParticulars,
    undated,
)
from ktt_desktop.domain.validity import follow
from ktt_desktop.services import unit_particulars
from ktt_desktop.services.book import BOOK_FILE, open_book, today
from ktt_desktop.services.settings import load_profile, load_value, save_profile
from ktt_desktop.services.unit_particulars import (
    PARTICULARS,
    begin_unit,
    in_print,
    load_particulars,
    profile_in_force,
    save_unit,
)
from tests.usual_report import build_document

UBND = "ỦY BAN NHÂN DÂN"
JULY, JUNE = date(2025, 7, 1), date(2025, 6, 30)
PERIOD = ReportingPeriod(2024, PeriodKind.PLAN)
RELEASED = Path(__file__).parents[1] / "migrations" / "book-0002.sqlite"
LAN = Signatory("Lan", ("PHÓ CHỦ TỊCH",), Signing.COLLECTIVE_FOR_HEAD, UBND, "CHỦ TỊCH")
LINES = UnitParticulars(
    bodies=(
        IssuingBody("Thị trấn Vôi", "Huyện Lạng Giang", (), (UBND, "THỊ TRẤN VÔI"), "Vôi"),
        IssuingBody(
            "Xã Lạng Giang",
            "Tỉnh Bắc Ninh",
            (),
            (UBND, "XÃ LẠNG GIANG"),
            "Lạng Giang",
            valid_from=JULY,
        ),
    ),
    signatories=(
        Signatory("An", ("CHỦ TỊCH",), Signing.COLLECTIVE, UBND, usual=True, valid_to=JUNE),
        Signatory("Bình", ("CHỦ TỊCH",), Signing.COLLECTIVE, UBND, usual=True, valid_from=JULY),
        LAN,
    ),
    documents=(
        DocumentLine(DocumentKind.PLAN, "KH-UBND", ("Sở Kế hoạch và Đầu tư",), valid_to=JUNE),
        DocumentLine(DocumentKind.PLAN, "KH-UBND", ("Sở Tài chính",), valid_from=JULY),
        DocumentLine(DocumentKind.REPORT, "BC-UBND", ("Lưu: VT",)),
    ),
)


@pytest.fixture
def lines(catalogue):
    return replace(LINES, deadlines=catalogue.deadlines)


def test_the_lines_come_back_as_they_were_saved(desk, lines):
    own = replace(lines, deadlines=lines.deadlines[:3], chosen=LAN.label)
    for particulars in (lines, own):
        assert save_unit(desk.book, desk.profile, particulars).settings
        assert load_particulars(desk.book, desk.profile) == particulars


def test_deadlines_nobody_changed_are_those_of_the_catalogue_in_use(desk, lines):
    save_unit(desk.book, desk.profile, lines)

    assert load_value(desk.book, PARTICULARS)["deadlines"] is None


def test_a_print_of_2022_keeps_the_old_bodies_and_one_of_2026_has_the_new(desk, lines):
    for day, name, signer, recipient in (
        (date(2022, 8, 15), "THỊ TRẤN VÔI", "An", "Sở Kế hoạch và Đầu tư"),
        (date(2026, 8, 15), "XÃ LẠNG GIANG", "Bình", "Sở Tài chính"),
    ):
        save_unit(desk.book, replace(desk.profile, signed_on=day), lines)
        profile = profile_in_force(desk.book)
        document = build_document(desk.book, profile, PERIOD)

        assert document.letterhead.issuer == (UBND, name)
        assert document.letterhead.place_and_date.endswith(f"ngày 15 tháng 8 năm {day.year}")
        assert document.signature == SignatureBlock(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), signer)
        assert document.recipients == (recipient,)
        assert load_profile(desk.book) == profile


def test_without_a_signing_day_the_lines_of_today_are_printed(desk, lines, monkeypatch):
    save_unit(desk.book, desk.profile, lines)
    assert profile_in_force(desk.book).signer == "Bình"

    tomorrow = today() + timedelta(days=1)
    ended, begun = follow(lines.signatories[1], tomorrow)
    people = (lines.signatories[0], ended, replace(begun, name="Cường"))
    save_unit(desk.book, desk.profile, replace(lines, signatories=people))
    assert profile_in_force(desk.book).signer == "Bình"
    monkeypatch.setattr(unit_particulars, "today", lambda: tomorrow)
    assert profile_in_force(desk.book).signer == "Cường"


def test_a_unit_of_before_july_2025_prints_the_lines_of_its_last_plan(practice, lines):
    _, profile, _ = practice
    undecided = replace(profile, signed_on=None)

    assert in_print(undecided, lines).recipients == ("Sở Kế hoạch và Đầu tư",)
    assert in_print(undecided, lines).signer == "An"


def test_who_is_chosen_signs_and_is_remembered(desk, lines):
    save_unit(desk.book, desk.profile, replace(lines, chosen=LAN.label))

    assert profile_in_force(desk.book).authority == LAN.authority
    assert profile_in_force(desk.book).signer == "Lan"


def test_every_change_is_in_the_journal_with_what_was_there(desk, lines):
    save_unit(desk.book, desk.profile, lines)
    save_unit(desk.book, desk.profile, replace(lines, bodies=lines.bodies[1:]))
    save_unit(desk.book, desk.profile, replace(lines, bodies=lines.bodies[1:]))
    *first, last = desk.journal("setting")

    assert {field for _, field, *_ in first} == {
        "bodies",
        "signatories",
        "documents",
        "deadlines",
        "chosen",
    }
    key, field, old, new = last
    assert (key, field) == (PARTICULARS, "bodies")
    assert [each["unit_name"] for each in json.loads(old)] == ["Thị trấn Vôi", "Xã Lạng Giang"]
    assert [each["unit_name"] for each in json.loads(new)] == ["Xã Lạng Giang"]


def test_nothing_is_kept_when_saving_breaks_off(desk, lines, monkeypatch):
    save_unit(desk.book, desk.profile, lines)
    before = load_profile(desk.book)

    def broken(*_):
        raise OSError("đầy")

    monkeypatch.setattr(unit_particulars.journal, "record", broken)
    with pytest.raises(OSError, match="đầy"):
        save_unit(desk.book, replace(desk.profile, number="9"), UnitParticulars())
    assert load_profile(desk.book) == before
    assert load_particulars(desk.book, before) == lines


def test_the_profile_of_an_older_book_becomes_one_undated_line_of_each(tmp_path, catalogue, units):
    path = tmp_path / BOOK_FILE
    shutil.copy(RELEASED, path)
    flat = {
        "code": "07375", "name": "Xã Lạng Giang", "level": "xa", "parent_code": "24",
        "parent_name": "Tỉnh Bắc Ninh", "historical": False, "practice": False,
        "list_complete": True, "issuer": [UBND, "XÃ LẠNG GIANG"], "superior": [],
        "place": "Lạng Giang", "symbol": "KH-UBND", "number": "12", "signed_on": "2025-08-15",
        "opening": "", "recipients": ["Sở Tài chính", "Lưu: VT"],
        "authority": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "signer": "Lan",
    }  # fmt: skip
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO setting VALUES ('profile', ?)", [json.dumps(flat)])
    connection.close()
    book = open_book(tmp_path, catalogue, units)
    profile = profile_in_force(book)
    particulars = load_particulars(book, profile)
    book.close()

    assert profile.issuer == (UBND, "XÃ LẠNG GIANG")
    assert particulars == replace(undated(profile), deadlines=catalogue.deadlines)
    assert particulars.signatories == (replace(LAN, usual=True),)
    assert particulars.documents[0].recipients == ("Sở Tài chính", "Lưu: VT")


def test_the_practice_book_prints_as_it_was_published(practice):
    book, profile, _ = practice

    assert profile_in_force(book) == profile
    save_unit(book, profile, load_particulars(book, profile))
    assert profile_in_force(book) == profile


def test_a_new_book_begins_with_the_usual_lines_of_its_unit(empty_book, desk):
    profile = begin_unit(empty_book, replace(desk.profile, issuer=(), authority=(), signer=""))
    particulars = load_particulars(empty_book, profile)

    assert profile == profile_in_force(empty_book)
    assert profile.issuer == (UBND, "XÃ LẠNG GIANG")
    assert particulars.bodies[0].valid_from == JULY
    assert {each.kind for each in particulars.documents} == set(DocumentKind)
    assert particulars.deadlines == empty_book.catalogue.deadlines


def test_a_unit_no_list_knows_keeps_what_it_prints(empty_book, desk):
    unknown = replace(desk.profile, code="99999")

    assert begin_unit(empty_book, unknown) == unknown == profile_in_force(empty_book)


def test_a_book_of_nobody_prints_nothing(empty_book, desk):
    assert profile_in_force(empty_book) is None
    save_profile(empty_book, desk.profile)
    assert profile_in_force(empty_book) == desk.profile
