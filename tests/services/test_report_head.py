from dataclasses import replace
from datetime import date

import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.domain.unit_particulars import DocumentKind, DocumentLine, Signatory, Signing
from ktt_desktop.services import reporting
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_head import missing_in_report
from ktt_desktop.services.report_settings import save_settings
from ktt_desktop.services.report_setup import load_setup
from ktt_desktop.services.unit_particulars import load_particulars, save_unit


def document(practice, key=None, **settings):
    book, profile, period = practice
    key = key or main_report(book, period)
    save_settings(book, key, ReportSettings(**settings))
    return reporting.build_document(book, profile, key)


def of_kind(practice, kind):
    """A report that is issued as this kind of document."""
    book, _, period = practice
    id_ = next(
        each.id for each in book.catalogue.edition.outlines.values() if each.document is kind
    )
    return ReportKey(id_, period)


def test_the_usual_report_takes_number_and_day_from_the_unit(practice):
    head = document(practice).letterhead
    assert (head.number, head.place_and_date) == (
        "126/KH-UBND",
        "Lạng Giang, ngày 15 tháng 8 năm 2022",
    )


def test_what_is_set_for_the_report_stands_at_its_head(practice):
    made = document(
        practice,
        number="130",
        signed_on=date(2022, 9, 1),
        addressees=("Sở Kế hoạch và Đầu tư",),
        bases=("Luật Hợp tác xã năm 2012",),
        opening="Thực hiện chỉ đạo của tỉnh:",
        closing="Trên đây là kế hoạch./.",
    )

    head = made.letterhead
    assert (head.number, head.place_and_date) == (
        "130/KH-UBND",
        "Lạng Giang, ngày 01 tháng 9 năm 2022",
    )
    assert head.addressees == ("Sở Kế hoạch và Đầu tư",)
    assert head.bases == ("Luật Hợp tác xã năm 2012",)
    assert (made.blocks[0].text, made.blocks[-1].text) == (
        "Thực hiện chỉ đạo của tỉnh:",
        "Trên đây là kế hoạch./.",
    )
    assert "số 130/KH-UBND ngày 01 tháng 9 năm 2022 của UBND" in made.annexes[0].reference


def test_an_electronic_document_leaves_its_annexes_without_number_and_day(practice):
    made = document(practice, electronic=True)

    assert made.annexes[0].reference == (
        "(Kèm theo Kế hoạch số         /KH-UBND ngày     tháng     năm          "
        "của UBND huyện Lạng Giang)"
    )
    assert made.letterhead.number == "126/KH-UBND"


@pytest.mark.parametrize("kind", [DocumentKind.REPORT, DocumentKind.SCHEME])
def test_another_kind_of_document_has_a_symbol_of_its_own_and_no_number_of_the_plan(practice, kind):
    made = document(practice, of_kind(practice, kind))

    assert made.letterhead.number == f"/{kind}-UBND"
    assert made.letterhead.place_and_date == "Lạng Giang, ngày     tháng     năm 2022"
    assert made.recipients == document(practice).recipients


def test_a_kind_the_unit_has_a_line_for_takes_symbol_and_recipients_of_its_day(practice):
    book, profile, _ = practice
    lines = (
        DocumentLine(
            kind=DocumentKind.REPORT,
            symbol="BC-VP",
            recipients=("- Lưu: VT.",),
            valid_to=date(2022, 12, 31),
        ),
        DocumentLine(
            kind=DocumentKind.REPORT,
            symbol="BC-UBND",
            recipients=("- Sở Tài chính;",),
            valid_from=date(2023, 1, 1),
        ),
    )
    before = load_particulars(book, profile)
    save_unit(book, profile, replace(before, documents=(*before.documents, *lines)))
    key = of_kind(practice, DocumentKind.REPORT)

    old = document(practice, key, signed_on=date(2022, 12, 1), number="7")
    new = document(practice, key, signed_on=date(2023, 2, 1), number="8")

    assert (old.letterhead.number, old.recipients) == ("7/BC-VP", ("- Lưu: VT.",))
    assert (new.letterhead.number, new.recipients) == ("8/BC-UBND", ("- Sở Tài chính;",))


def test_who_signs_is_whoever_signs_on_the_day(practice):
    book, profile, _ = practice
    before = load_particulars(book, profile)
    old = replace(before.signatories[0], valid_to=date(2022, 12, 31))
    new = Signatory(
        name="Trần Văn Bình",
        position=("CHỦ TỊCH",),
        form=Signing.COLLECTIVE,
        body="ỦY BAN NHÂN DÂN",
        valid_from=date(2023, 1, 1),
    )
    save_unit(book, profile, replace(before, signatories=(old, new)))

    assert document(practice).signature.name == profile.signer
    made = document(practice, signed_on=date(2023, 1, 5))
    assert (made.signature.name, made.signature.authority) == (
        "Trần Văn Bình",
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    )


def test_a_unit_without_a_signatory_prints_an_empty_place(practice):
    book, profile, period = practice
    made = reporting.build_document(
        book, replace(profile, signer="", authority=()), main_report(book, period)
    )
    assert (made.signature.name, made.signature.authority) == ("", ())


def test_the_number_of_the_unit_is_that_of_the_usual_report_of_any_period(desk):
    profile = replace(desk.profile, number="12")
    key = main_report(desk.book, ReportingPeriod.parse("6T2024"))

    head = reporting.build_document(desk.book, profile, key).letterhead
    assert head.number.startswith("12/")


def test_a_document_points_to_its_annexes_where_it_has_some(practice):
    book, profile, period = practice
    of_plan = reporting.build_document(book, profile, main_report(book, period))
    of_programme = reporting.build_document(book, profile, ReportKey("programme", period))
    last = "".join(run.text for run in of_plan.blocks[-1].runs)
    assert of_plan.annexes
    assert last.endswith("Lạng Giang (Phụ lục chi tiết kèm theo)./.")
    last = "".join(run.text for run in of_programme.blocks[-1].runs)
    assert not of_programme.annexes
    assert last.endswith("Lạng Giang./.")


def test_the_opening_of_a_plan_does_not_open_a_report_of_half_a_year(practice):
    book, profile, _ = practice
    key = main_report(book, ReportingPeriod.parse("6T2022"))
    opening = reporting.build_document(book, profile, key).blocks[0]
    assert "".join(run.text for run in opening.runs).startswith(
        "Ủy ban nhân dân huyện Lạng Giang báo cáo tình hình"
    )
    assert load_setup(book, profile, key).opening.startswith("Ủy ban nhân dân huyện Lạng Giang báo")


def test_annexes_name_the_body_that_issues(practice):
    book, profile, period = practice
    office = replace(profile, issuer=("PHÒNG TÀI CHÍNH - KẾ HOẠCH",), place="")
    made = reporting.build_document(book, office, main_report(book, period))
    assert made.annexes[0].reference.endswith("của Phòng Tài chính - Kế hoạch huyện Lạng Giang)")
    assert made.letterhead.place_and_date == "ngày 15 tháng 8 năm 2022"


def test_what_a_report_lacks_is_told(practice):
    book, profile, period = practice
    key = main_report(book, period)
    assert missing_in_report(book, profile, key) == ()
    bare = replace(profile, number="", signed_on=None, signer="", recipients=())
    told = missing_in_report(book, bare, key)
    assert [each.removeprefix("Chưa ghi ").split(" trong ")[0] for each in told] == [
        "số văn bản và ngày ký",
        "họ tên người ký",
        "nơi nhận",
    ]
