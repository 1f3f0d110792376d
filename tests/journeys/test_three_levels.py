"""Five communes, their province, the ministry: files go up, receipts come down, sums agree."""

from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.receipt import Answer, ItemState, ReceiptItem
from ktt_desktop.domain.receiving import DuplicateAnswer, FigureCell, FileState
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import Measure, SubjectKind, UnitLevel
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.services.annual_return import save_values, unit_figures
from ktt_desktop.services.book import Book, open_book
from ktt_desktop.services.corrections import corrections, explain_correction
from ktt_desktop.services.file_looks import Outcome
from ktt_desktop.services.receipts import import_receipt, make_receipt
from ktt_desktop.services.receiving import accept_all, inspect_files
from ktt_desktop.services.receiving_decisions import assign_unit, return_file
from ktt_desktop.services.receiving_kept import received_files
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.settings import save_profile
from ktt_desktop.services.submission import export_submission, history
from ktt_desktop.services.submission_number import prepare
from ktt_desktop.services.unit_duplicates import decide_duplicate, duplicate_claims
from ktt_desktop.services.validation import check_book, explain

YEAR = ReportingPeriod.parse("N2025")
BEFORE = ReportingPeriod.parse("N2024")
COMMUNES = {
    "07375": "Xã Lạng Giang",
    "07210": "Phường Bắc Giang",
    "07228": "Phường Đa Mai",
    "07246": "Xã Xuân Lương",
    "07264": "Xã Tam Tiến",
}
SHARED_CODE = "2400123456"
MEMBERS, HTX, MEMBERS_OF_UNIT = "O1", "A1", "A2"


@dataclass(frozen=True)
class Office:
    """Một đơn vị có sổ riêng và một thư mục để tệp đi."""

    book: Book
    profile: UnitProfile
    stick: Path
    uids: list[str] = field(default_factory=list)

    def add(self, name, members, year=2025, **fields):
        fields = {"sector": "NN.TT", "registered_on": PartialDate(2015, 3, 1)} | fields
        saved, _ = save_organisation(self.book, OrganisationDraft(name=name, **fields))
        self.count(saved.uid, members, year)
        self.uids.append(saved.uid)

    def count(self, uid, members, year=2025):
        subject = Subject(SubjectKind.ORGANISATION, uid)
        save_values(self.book, subject, year, Measure.ACTUAL, {MEMBERS: members})

    def send(self, period=YEAR):
        for each in check_book(self.book, self.profile, period).findings:
            if each.is_open:
                explain(self.book, period, each, "Đã đối chiếu với sổ thành viên.")
        return export_submission(self.book, self.profile, period, self.stick, Silent()).submission

    def receive(self, *files):
        looks = inspect_files(self.book, self.profile, files, Silent()).looks
        return accept_all(self.book, self.profile, looks, Silent()).files

    def figure(self, code, year=2025):
        pair = (year, Measure.ACTUAL)
        return unit_figures(self.book, self.profile, [pair])["", *pair].figures[code].value

    def held(self, unit, number=0):
        return next(
            each
            for each in received_files(self.book)
            if each.key.unit == unit and each.number == number
        )


@pytest.fixture
def offices(tmp_path, catalogue, units):
    """Opens offices, each in a folder of its own; all are closed at the end."""
    opened = []

    def office(code, name, level=UnitLevel.COMMUNE, above=("24", "Tỉnh Bắc Ninh"), former=False):
        folder = tmp_path / f"{len(opened)} {name}"
        stick = folder / "USB"
        stick.mkdir(parents=True)
        profile = UnitProfile(code, name, level, *above, historical=former)
        book = open_book(folder / "so", catalogue, units)
        save_profile(book, profile)
        opened.append(Office(book, profile, stick))
        return opened[-1]

    yield office
    for each in opened:
        each.book.close()


def province(offices):
    return offices("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, ("", "Bộ Tài chính"))


def ministry(offices):
    return offices("BTC", "Bộ Tài chính", UnitLevel.MINISTRY, ("", "Chính phủ"))


def communes(offices):
    """Five communes with two organisations each; two of them claim the same tax code."""
    found = {code: offices(code, name) for code, name in COMMUNES.items()}
    for place, (code, office) in enumerate(found.items(), start=1):
        shared = {"tax_code": SHARED_CODE} if place in (2, 3) else {}
        office.add(f"HTX {COMMUNES[code]} Một", 10 * place, **shared)
        office.add(f"HTX {COMMUNES[code]} Hai", place)
    return found


def data_of(path):
    return open_bundle(path).digest


def test_what_communes_count_reaches_the_ministry(offices):
    below, above, top = communes(offices), province(offices), ministry(offices)
    files = {code: office.send() for code, office in below.items()}

    done = above.receive(*files.values())

    assert {each.outcome for each in done} == {Outcome.ACCEPTED}
    # Two claim one tax code: neither is in the sums until somebody decides.
    [claim] = duplicate_claims(above.book)
    assert {side.unit for side in claim.sides} == {"07210", "07228"}
    assert above.figure(HTX) == 10 - 2
    decide_duplicate(
        above.book, claim.subject, "07210", DuplicateAnswer.ONE, "Trụ sở ở phường Bắc Giang."
    )
    assert duplicate_claims(above.book) == []
    assert above.figure(HTX) == 9

    # The province corrects a figure; the commune sends it anew: the correction stands beside it.
    first = below["07375"].uids[0]
    above.count(first, 99)
    cell = FigureCell("to_chuc", first, "", 2025, "ACTUAL", MEMBERS)
    explain_correction(above.book, cell, "Theo biên bản đại hội.")
    below["07375"].count(first, 12)
    [again] = above.receive(below["07375"].send())
    assert again.outcome is Outcome.ACCEPTED
    [correction] = corrections(above.book)
    assert (correction.received, correction.value) == (12, 99)
    assert correction.reason == "Theo biên bản đại hội."

    # One file is sent back, mended, sent again, accepted.
    wrong = above.held("07246")
    item = ReceiptItem(ItemState.RETURNED, None, "Số thành viên", "40", "", "Thiếu một HTX.")
    return_file(above.book, wrong.id, [item], "Thiếu hợp tác xã mới lập.")
    assert above.figure(HTX) == 7
    told = make_receipt(above.book, wrong.id, above.stick, Silent())
    taken = import_receipt(below["07246"].book, told.receipt)
    assert taken.receipt.answer is Answer.RETURNED
    below["07246"].add("HTX mới lập", 7)
    [mended] = above.receive(below["07246"].send())
    assert mended.outcome is Outcome.ACCEPTED
    assert above.figure(HTX) == 10
    told = make_receipt(above.book, mended.file.id, above.stick, Silent())
    import_receipt(below["07246"].book, told.receipt)
    answers = {each.number: each.answer for each in history(below["07246"].book)}
    assert answers == {0: Answer.RETURNED, 1: Answer.ACCEPTED}

    # A commune that merged on 1/7/2025 sends its last year; it lands on its successor.
    old = offices("07405", "Xã Hương Lạc", above=("217", "Huyện Lạng Giang"), former=True)
    old.add("HTX Hương Lạc", 33, year=2024)
    [late] = above.receive(old.send(BEFORE))
    assert (late.outcome, late.file.lands_on) == (Outcome.ACCEPTED, "07375")
    assert above.figure(MEMBERS_OF_UNIT, 2024) == 33

    # The sums of the province reach the ministry in one file, and are the same there.
    [up] = top.receive(above.send())
    assert up.outcome is Outcome.ACCEPTED
    for code in (HTX, MEMBERS_OF_UNIT):
        assert top.figure(code) == above.figure(code)
    expected = 99 + 1 + 20 + 2 + 3 + 40 + 4 + 7 + 50 + 5
    assert top.figure(MEMBERS_OF_UNIT) == expected


def test_a_district_of_then_may_be_given_to_a_commune_of_today(offices):
    above = province(offices)
    old = offices("217", "Huyện Lạng Giang", UnitLevel.DISTRICT, former=True)
    old.add("HTX Tân Hưng", 21, year=2024)

    [waiting] = above.receive(old.send(BEFORE))

    assert (waiting.outcome, waiting.file.state) == (Outcome.HELD, FileState.UNKNOWN_UNIT)
    assert above.figure(MEMBERS_OF_UNIT, 2024) is None
    assign_unit(above.book, above.profile, waiting.file.id, "07375", "Nghị quyết sắp xếp xã")
    assert above.figure(MEMBERS_OF_UNIT, 2024) == 21


def test_the_order_of_files_leaves_no_trace(offices):
    below = list(communes(offices).values())[1:3]
    sent = [each.send() for each in below]
    below[0].count(below[0].uids[1], 77)
    sent.append(below[0].send())
    found = set()
    for order in permutations(sent):
        above = province(offices)
        for file in order:
            above.receive(file)
        found.add(prepare(above.book, above.profile, YEAR).data)

    assert len(found) == 1


def test_a_unit_gets_its_own_file_back_after_its_machine_broke(offices):
    office = offices("07375", "Xã Lạng Giang")
    office.add("HTX Một", 30, phone="0912345678")
    office.add("HTX Hai", 0)
    file = office.send()

    new = offices("07375", "Xã Lạng Giang")
    [done] = new.receive(file)

    assert done.outcome is Outcome.ACCEPTED
    assert data_of(new.send()) == data_of(file)
