from dataclasses import replace
from datetime import date, timedelta
from unicodedata import normalize

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, StaleRecordError
from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import (
    LegalStatus,
    Measure,
    OperatingStatus,
    OrganisationKind,
    SubjectKind,
)
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.book import today
from ktt_desktop.services.register import (
    check_draft,
    delete_organisation,
    load_organisation,
    restore_organisation,
    save_organisation,
)
from ktt_desktop.services.register_list import organisation_ids, organisation_rows, register_summary

GOOD_CODE, WRONG_CHECK_DIGIT = "2400000015", "0100233480"


def listed(desk, **conditions):
    query = RegisterQuery(**conditions)
    rows = organisation_rows(desk.book, organisation_ids(desk.book, query), query)
    return [row.name for row in rows]


def test_a_new_record_is_found_as_it_was_typed(desk):
    draft = OrganisationDraft(
        name="HTX Rau sạch Mỹ Thái",
        tax_code="240 000 0015",
        sector="NN.TT",
        registered_on=PartialDate(2019, 4),
        charter_capital=1_500_000_000,
        commune_code="07420",
        phone="0912 345 678",
        note="Dòng một\nDòng hai",
    )
    saved, change = save_organisation(desk.book, draft)

    loaded = load_organisation(desk.book, saved.uid)
    assert loaded == saved
    assert change.organisations == {saved.uid}
    assert replace(saved, uid="", revision=0) == replace(draft, tax_code=GOOD_CODE)
    assert saved.kind is OrganisationKind.COOPERATIVE


def test_what_is_missing_is_named_attribute_by_attribute(desk):
    problems = check_draft(desk.book, OrganisationDraft(name=" \u00a0 "))

    assert problems == {"name": "Phải nhập tên tiếng Việt.", "sector": "Phải nhập lĩnh vực."}
    with pytest.raises(InvalidInputError, match="Phải nhập tên tiếng Việt"):
        save_organisation(desk.book, OrganisationDraft(name="  ", sector="XD"))


@pytest.mark.parametrize("attr", ["kind", "operating_status", "legal_status"])
def test_a_choice_left_open_is_asked_for(desk, attr):
    draft = replace(OrganisationDraft(name="HTX Một", sector="XD"), **{attr: None})

    assert list(check_draft(desk.book, draft)) == [attr]


def test_a_negative_capital_is_refused(desk):
    draft = OrganisationDraft(name="HTX Một", sector="XD", charter_capital=-1)

    assert list(check_draft(desk.book, draft)) == ["charter_capital"]


def test_no_capital_is_not_a_capital_of_zero(desk):
    unknown = desk.add("HTX Chưa có số")
    zero = desk.add("HTX Không có vốn", charter_capital=0)

    assert load_organisation(desk.book, unknown.uid).charter_capital is None
    assert load_organisation(desk.book, zero.uid).charter_capital == 0


def test_the_sum_of_capital_is_blank_when_nobody_has_one(desk):
    desk.add("HTX Chưa có số")
    assert register_summary(desk.book, RegisterQuery()).shown.charter_capital is None
    desk.add("HTX Không có vốn", charter_capital=0)
    assert register_summary(desk.book, RegisterQuery()).shown.charter_capital == 0


def test_text_is_stored_composed_whatever_the_keyboard(desk):
    name = "Hợp tác xã Đồng  Tiến"
    saved = desk.add(normalize("NFD", name), note=normalize("NFD", "Ghi chú"))

    assert saved.name == "Hợp tác xã Đồng Tiến"
    assert load_organisation(desk.book, saved.uid).note == "Ghi chú"
    assert listed(desk, text=normalize("NFD", "đồng tiến")) == [saved.name]


@pytest.mark.parametrize(
    "words",
    [
        *("rau sach", "RAU SẠCH", "sach rau", "2400000015", "thi lan", "nguyen van"),
        *("0123 htx", "rsmt", "clean vegetables"),
    ],
)
def test_the_search_finds_every_name_number_and_person_without_marks(desk, words):
    desk.add(
        "HTX Rau sạch",
        short_name="RSMT",
        foreign_name="Clean Vegetables",
        tax_code=GOOD_CODE,
        old_certificate="0123/HTX",
        persons=(Person("Trần Thị Lan"), Person("Nguyễn Văn An")),
    )
    desk.add("HTX Vận tải")

    assert listed(desk, text=words) == ["HTX Rau sạch"]


def test_a_corrected_name_is_found_under_the_new_name_only(desk):
    saved = desk.add("HTX Cũ")
    save_organisation(desk.book, replace(saved, name="HTX Mới"))

    assert listed(desk, text="moi") == ["HTX Mới"]
    assert listed(desk, text="cu") == []


def test_names_stand_in_the_order_of_the_alphabet(desk):
    for name in ("HTX Đào Mỹ", "HTX Dương Đức", "HTX Ân", "HTX An", "HTX Ơn"):
        desk.add(name)

    assert listed(desk) == ["HTX An", "HTX Ân", "HTX Dương Đức", "HTX Đào Mỹ", "HTX Ơn"]
    assert listed(desk, descending=True) == listed(desk)[::-1]


def test_filters_choose_by_kind_sector_commune_and_status(desk):
    desk.add("HTX Một", commune_code="07420")
    desk.add("THT Hai", kind=OrganisationKind.COOPERATIVE_GROUP, sector="VT")
    desk.add("HTX Ba", operating_status=OperatingStatus.SUSPENDED)

    assert listed(desk, kinds=(OrganisationKind.COOPERATIVE_GROUP,)) == ["THT Hai"]
    assert listed(desk, sectors=("VT", "XD")) == ["THT Hai"]
    assert listed(desk, communes=("07420",)) == ["HTX Một"]
    assert listed(desk, statuses=(OperatingStatus.SUSPENDED,)) == ["HTX Ba"]


def test_the_summary_counts_what_is_shown_beside_the_whole_register(desk):
    desk.add("HTX Một", {"O1": "12"}, charter_capital=7_000_000)
    desk.add("HTX Hai", {"O1": "8"}, charter_capital=5_000_000)
    desk.add("THT Ba", kind=OrganisationKind.COOPERATIVE_GROUP)

    summary = register_summary(desk.book, RegisterQuery(text="một"))

    assert (summary.shown.count, summary.total) == (1, 3)
    assert (summary.shown.members, summary.shown.charter_capital) == (12, 7_000_000)
    assert summary.by_kind == {
        OrganisationKind.COOPERATIVE: 2,
        OrganisationKind.COOPERATIVE_UNION: 0,
        OrganisationKind.COOPERATIVE_GROUP: 1,
    }


def test_the_list_shows_the_newest_known_members_and_no_plan(desk):
    saved = desk.add("HTX Một", {"O1": "12"}, year=2023)
    desk.add("HTX Hai")
    subject = Subject(SubjectKind.ORGANISATION, saved.uid)
    save_values(desk.book, subject, 2025, Measure.PLAN, {"O1": 99})
    query = RegisterQuery(order="members")
    rows = organisation_rows(desk.book, organisation_ids(desk.book, query), query)

    assert [(row.name, row.members) for row in rows] == [("HTX Một", 12), ("HTX Hai", None)]


def test_a_taken_tax_code_names_the_record_that_holds_it(desk):
    desk.add("HTX Giữ mã", tax_code=GOOD_CODE)
    draft = OrganisationDraft(name="HTX Sau", sector="XD", tax_code="2400 000 015")

    assert "“HTX Giữ mã”" in check_draft(desk.book, draft)["tax_code"]
    with pytest.raises(InvalidInputError, match="HTX Giữ mã"):
        save_organisation(desk.book, draft)
    assert listed(desk) == ["HTX Giữ mã"]


def test_a_record_may_keep_its_own_tax_code(desk):
    saved = desk.add("HTX Giữ mã", tax_code=GOOD_CODE)

    assert check_draft(desk.book, replace(saved, phone="0912")) == {}


def test_many_records_may_have_no_tax_code(desk):
    desk.add("HTX Một")
    desk.add("HTX Hai")

    assert len(listed(desk)) == 2


def test_a_wrong_check_digit_is_saved_as_the_paper_has_it(desk):
    assert desk.add("HTX Một", tax_code=WRONG_CHECK_DIGIT).tax_code == WRONG_CHECK_DIGIT


def test_a_tax_code_of_the_wrong_length_is_refused(desk):
    draft = OrganisationDraft(name="HTX Một", sector="XD", tax_code="12345")

    assert list(check_draft(desk.book, draft)) == ["tax_code"]


def test_an_edit_of_an_old_state_is_refused_and_changes_nothing(desk):
    first = desk.add("HTX Một")
    save_organisation(desk.book, replace(first, phone="0912"))

    with pytest.raises(StaleRecordError, match="“HTX Một” đã được thay đổi"):
        save_organisation(desk.book, replace(first, phone="0999"))
    assert load_organisation(desk.book, first.uid).phone == "0912"


def test_a_record_in_the_bin_is_out_of_the_list_and_comes_back_whole(desk):
    saved = desk.add("HTX Một", {"O1": "12"}, tax_code=GOOD_CODE)
    delete_organisation(desk.book, saved.uid)

    assert listed(desk) == []
    with pytest.raises(NotFoundError):
        load_organisation(desk.book, saved.uid)
    with pytest.raises(NotFoundError):
        save_organisation(desk.book, replace(saved, phone="0912"))

    restore_organisation(desk.book, saved.uid)
    restored = load_organisation(desk.book, saved.uid)
    assert replace(restored, revision=saved.revision) == saved
    assert desk.figures()["A2"].value == 12


def test_a_tax_code_in_the_bin_is_free_and_its_old_holder_cannot_return(desk):
    old = desk.add("HTX Cũ", tax_code=GOOD_CODE)
    delete_organisation(desk.book, old.uid)
    desk.add("HTX Mới", tax_code=GOOD_CODE)

    with pytest.raises(InvalidInputError, match="“HTX Mới”"):
        restore_organisation(desk.book, old.uid)
    assert listed(desk) == ["HTX Mới"]


def test_a_record_that_never_was_cannot_be_deleted(desk):
    with pytest.raises(NotFoundError, match="Hồ sơ không còn trong sổ"):
        delete_organisation(desk.book, "khong-co")


def test_every_changed_value_is_written_down_once(desk):
    saved = desk.add("HTX Một", charter_capital=0, tax_code=GOOD_CODE)
    created = {field: (old, new) for _, field, old, new in desk.journal("organisation")}
    assert created["name"] == (None, "HTX Một")
    assert created["charter_capital"] == (None, "0")
    assert created["registered_on"] == (None, "2015-03-01")
    assert created["tax_code"] == (None, GOOD_CODE)
    assert "phone" not in created

    before = len(desk.journal("organisation"))
    saved, _ = save_organisation(desk.book, replace(saved, charter_capital=None, phone="0912"))
    save_organisation(desk.book, saved)
    assert desk.journal("organisation")[before:] == [
        (saved.uid, "charter_capital", "0", None),
        (saved.uid, "phone", None, "0912"),
    ]


def test_bin_and_return_are_written_down(desk):
    saved = desk.add("HTX Một")
    delete_organisation(desk.book, saved.uid)
    restore_organisation(desk.book, saved.uid)

    (_, _, empty, gone), (_, _, was_gone, back) = [
        row for row in desk.journal("organisation") if row[1] == "deleted_at"
    ]
    assert empty == back == ""
    assert gone
    assert was_gone


def test_the_list_of_a_past_day_leaves_out_what_came_later(desk):
    desk.add("HTX Cũ", registered_on=PartialDate(2015))
    desk.add("HTX Mới", registered_on=PartialDate(2024, 5))

    then = RegisterQuery(on=date(2020, 12, 31))
    summary = register_summary(desk.book, then)
    assert listed(desk, on=then.on) == ["HTX Cũ"]
    assert (summary.shown.count, summary.total, sum(summary.by_kind.values())) == (1, 1, 1)
    assert listed(desk) == ["HTX Cũ", "HTX Mới"]


def test_a_slip_into_the_future_does_not_hide_a_record_from_today_s_list(desk):
    future = today() + timedelta(days=400)
    desk.add("HTX Một", registered_on=PartialDate.from_date(future))

    assert listed(desk) == ["HTX Một"]
    assert register_summary(desk.book, RegisterQuery()).total == 1


def test_legal_and_operating_status_are_told_apart(desk):
    saved = desk.add("HTX Một", legal_status=LegalStatus.CLOSING)

    assert load_organisation(desk.book, saved.uid).legal_status is LegalStatus.CLOSING
    assert saved.operating_status is OperatingStatus.ACTIVE


def test_a_new_record_may_bring_its_own_uid(desk):
    uid = "0f7d6a52-3c1e-5a55-9d3f-6a1b2c3d4e5f"
    saved, _ = save_organisation(desk.book, OrganisationDraft(uid=uid, name="HTX Một", sector="XD"))

    assert saved.uid == uid
    assert load_organisation(desk.book, uid).revision == 1
