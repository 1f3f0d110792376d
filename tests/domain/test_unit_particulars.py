from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.unit_particulars import (
    DOCUMENT_LABELS,
    SIGNING_LABELS,
    Deadline,
    DocumentKind,
    DocumentLine,
    DueYear,
    IssuingBody,
    Signatory,
    Signing,
    UnitParticulars,
    printed,
    signatory_of,
    signatory_on,
    undated,
)

UBND, HEAD = "ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
JULY, JUNE = date(2025, 7, 1), date(2025, 6, 30)
PROFILE = UnitProfile(
    "217",
    "Huyện Lạng Giang",
    UnitLevel.DISTRICT,
    "24",
    "Tỉnh Bắc Giang",
    issuer=(UBND, "HUYỆN LẠNG GIANG"),
    place="Lạng Giang",
    symbol="KH-UBND",
    number="126",
    recipients=("Sở Kế hoạch và Đầu tư", "Lưu: VT"),
    authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Bùi Thị Hương Lan",
)
# Nghị định 30/2020/NĐ-CP, Phụ lục I: each form of signing, and the lines over the signature.
FORMS = [
    (Signing.OWN, "", "", ("GIÁM ĐỐC",), ("GIÁM ĐỐC",)),
    (Signing.COLLECTIVE, UBND, "", (HEAD,), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    (
        Signing.COLLECTIVE_FOR_HEAD,
        UBND,
        HEAD,
        ("PHÓ CHỦ TỊCH",),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ),
    (
        Signing.FOR_HEAD,
        "",
        "TRƯỞNG PHÒNG",
        ("PHÓ TRƯỞNG PHÒNG",),
        ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
    ),
    (
        Signing.BY_ORDER,
        "",
        HEAD,
        ("TRƯỞNG PHÒNG KINH TẾ",),
        ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG KINH TẾ"),
    ),
    (
        Signing.BY_ORDER,
        "",
        HEAD,
        ("KT. TRƯỞNG PHÒNG KINH TẾ", "PHÓ TRƯỞNG PHÒNG"),
        ("TL. CHỦ TỊCH", "KT. TRƯỞNG PHÒNG KINH TẾ", "PHÓ TRƯỞNG PHÒNG"),
    ),
    (Signing.BY_AUTHORITY, "", HEAD, ("CHÁNH VĂN PHÒNG",), ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    (Signing.ACTING, "", "", ("TRƯỞNG PHÒNG",), ("Q. TRƯỞNG PHÒNG",)),
    (Signing.ACTING, UBND, "", (HEAD,), ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
]


@pytest.mark.parametrize(("form", "body", "head", "position", "lines"), FORMS)
def test_the_lines_over_a_signature_are_those_of_the_decree(form, body, head, position, lines):
    signatory = Signatory("Nguyễn Văn An", position, form, body, head, usual=True)

    assert signatory.authority == lines
    assert signatory_of(lines, "Nguyễn Văn An") == signatory


LINE = st.sampled_from(
    [
        *("TM. ỦY BAN", "KT. CHỦ TỊCH", "TL. CHỦ TỊCH", "TUQ. CHỦ TỊCH", "Q. CHỦ TỊCH"),
        *("CHỦ TỊCH", "TM.ỦY BAN", "KT.  CHỦ TỊCH", "TM. ", "Q. "),
    ]
)


@given(st.lists(LINE, max_size=4).map(tuple))
def test_whatever_an_older_book_printed_it_prints_again(lines):
    assert signatory_of(lines, "A").authority == lines


@given(st.dates())
def test_a_flat_profile_becomes_undated_lines_that_print_the_same_on_any_day(on):
    assert printed(PROFILE, undated(PROFILE), on) == PROFILE


def test_a_profile_with_hardly_a_word_stays_as_it_is():
    bare = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "")

    assert printed(bare, undated(bare), JULY) == bare
    assert undated(bare).signatories == ()


BEFORE = IssuingBody("Huyện Lạng Giang", "Tỉnh Bắc Giang", issuer=(UBND, "HUYỆN"), valid_to=JUNE)
AFTER = IssuingBody(
    "Xã Lạng Giang", "Tỉnh Bắc Ninh", issuer=(UBND, "XÃ"), place="xã", valid_from=JULY
)
LAN = Signatory("Lan", ("PHÓ CHỦ TỊCH",), Signing.FOR_HEAD, "", HEAD, valid_to=JUNE)
AN = Signatory("An", (HEAD,), Signing.COLLECTIVE, UBND, usual=True, valid_from=JULY)
BINH = Signatory("Bình", ("PHÓ CHỦ TỊCH",), Signing.COLLECTIVE_FOR_HEAD, UBND, HEAD)
LINES = UnitParticulars(
    bodies=(BEFORE, AFTER),
    signatories=(BINH, LAN, AN),
    documents=(
        DocumentLine(DocumentKind.PLAN, "KH-UBND", ("Sở Kế hoạch và Đầu tư",), valid_to=JUNE),
        DocumentLine(DocumentKind.PLAN, "KH-UBND", ("Sở Tài chính",), valid_from=JULY),
        DocumentLine(DocumentKind.REPORT, "BC-UBND", ("Sở Tài chính", "Lưu: VT")),
    ),
)


def test_a_print_of_2022_has_the_old_bodies_and_one_of_2026_the_new():
    old, new = (printed(PROFILE, LINES, day) for day in (date(2022, 8, 15), date(2026, 8, 15)))

    assert (old.name, old.parent_name) == ("Huyện Lạng Giang", "Tỉnh Bắc Giang")
    assert (old.issuer, old.recipients) == ((UBND, "HUYỆN"), ("Sở Kế hoạch và Đầu tư",))
    assert (new.name, new.parent_name) == ("Xã Lạng Giang", "Tỉnh Bắc Ninh")
    assert (new.issuer, new.recipients) == ((UBND, "XÃ"), ("Sở Tài chính",))
    assert (new.authority, new.signer) == (AN.authority, "An")
    assert (new.code, new.number) == (PROFILE.code, PROFILE.number)


def test_the_symbol_and_the_recipients_follow_the_kind_of_document():
    report = printed(PROFILE, LINES, date(2026, 8, 15), DocumentKind.REPORT)

    assert (report.symbol, report.recipients) == ("BC-UBND", ("Sở Tài chính", "Lưu: VT"))
    assert printed(PROFILE, LINES, JULY, DocumentKind.MINUTES).recipients == ()


def test_several_may_sign_and_the_chosen_one_is_printed_while_he_may():
    assert signatory_on(LINES, JULY) is AN
    assert signatory_on(replace(LINES, chosen=BINH.label), JULY) is BINH
    assert signatory_on(replace(LINES, chosen=LAN.label), JULY) is AN
    assert signatory_on(replace(LINES, chosen=LAN.label), JUNE) is LAN
    assert signatory_on(UnitParticulars(signatories=(LAN,)), JULY) is LAN
    assert signatory_on(UnitParticulars(), JULY) is None


def test_a_person_is_told_by_name_and_position():
    assert AN.label == "An – CHỦ TỊCH"
    assert replace(AN, name="").label == "CHỦ TỊCH"


def test_a_deadline_falls_in_the_year_or_the_one_after():
    deadline = Deadline(what="VII-4", day=18, month=12)
    later = replace(deadline, day=15, month=1, due_year=DueYear.NEXT)

    assert (deadline.due, deadline.due_on(2026)) == ("18/12 năm N", date(2026, 12, 18))
    assert (later.due, later.due_on(2026)) == ("15/01 năm N+1", date(2027, 1, 15))
    assert Deadline().due_on(2026) is None
    assert Deadline().due == "Theo văn bản hướng dẫn"
    assert replace(deadline, day=29, month=2).due_on(2026) == date(2026, 2, 28)


def test_every_form_and_every_kind_has_its_words():
    assert set(SIGNING_LABELS) == set(Signing)
    assert set(DOCUMENT_LABELS) == set(DocumentKind)
