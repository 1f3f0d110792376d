import json
from dataclasses import replace

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import (
    Activity,
    Attachment,
    Branch,
    Person,
    Recognition,
    RegistrationChange,
)
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.register import (
    delete_organisation,
    load_organisation,
    restore_organisation,
    save_organisation,
)

UNION = OrganisationKind.COOPERATIVE_UNION
PARTS = {
    "persons": (
        Person("Trần Thị Lan", "Giám đốc", "NU", PartialDate(1980, 5), "Kinh", "Việt Nam",
               "024180001234", "Thôn Hạ", "0912 345 678"),
        Person("Nguyễn Văn An"),
    ),
    "changes": (RegistrationChange(1, PartialDate(2018), "Đổi trụ sở"), RegistrationChange(3)),
    "activities": (Activity("2018", "0111", "Lúa giống", True), Activity("2025", "0112")),
    "branches": (Branch("DIA_DIEM", "Cửa hàng", "00012", "Chợ Vôi", "Lê Văn Bình"),),
    "recognitions": (
        Recognition("OCOP", 2021, None, "Gạo, 3 sao"), Recognition("VIETGAP", 2020, 2023)
    ),
    "attachments": (
        Attachment("Giấy chứng nhận.pdf", "a" * 64, 1200, "2026-01-02T03:04:05+00:00"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("attr", PARTS)
def test_a_part_comes_back_as_it_was_in_its_order(desk, attr):
    saved = desk.add("HTX Một", **{attr: PARTS[attr]})

    assert getattr(load_organisation(desk.book, saved.uid), attr) == PARTS[attr]
    fewer = PARTS[attr][:-1]
    saved, _ = save_organisation(desk.book, replace(saved, **{attr: fewer}))
    assert getattr(saved, attr) == fewer


def test_the_order_is_the_officer_s(desk):
    saved = desk.add("HTX Một", persons=PARTS["persons"])
    turned = PARTS["persons"][::-1]

    saved, _ = save_organisation(desk.book, replace(saved, persons=turned))
    assert load_organisation(desk.book, saved.uid).persons == turned


def test_a_changed_part_is_written_down_once_as_text_that_can_be_read_again(desk):
    saved = desk.add("HTX Một", persons=PARTS["persons"])
    before = len(desk.journal("organisation"))
    saved, _ = save_organisation(desk.book, replace(saved, persons=PARTS["persons"][1:]))
    save_organisation(desk.book, saved)

    ((_, field, old, new),) = desk.journal("organisation")[before:]
    assert field == "persons"
    assert [each["name"] for each in json.loads(old)] == ["Trần Thị Lan", "Nguyễn Văn An"]
    assert [each["name"] for each in json.loads(new)] == ["Nguyễn Văn An"]


def test_rows_nobody_filled_in_are_not_kept(desk):
    saved = desk.add("HTX Một", persons=(Person(), Person("Lan")), branches=(Branch(),))

    assert (saved.persons, saved.branches) == ((Person("Lan"),), ())


def test_codes_are_kept_as_digits_and_an_unreadable_identity_as_typed(desk):
    saved = desk.add(
        "HTX Một",
        persons=(
            Person("Lan", identity_number="024 180 001 234"), Person("An", identity_number="12a")
        ),
        branches=(Branch("CHI_NHANH", "A", "2400000015-001"),),
    )  # fmt: skip

    assert [each.identity_number for each in saved.persons] == ["024180001234", "12a"]
    assert saved.branches[0].code == "2400000015001"


def test_joining_a_union_is_seen_and_written_down_in_both_records(desk):
    union = desk.add("LHHTX Một", kind=UNION)
    member = desk.add("HTX Một", unions=(union.uid,))

    assert load_organisation(desk.book, union.uid).members_of_union == (member.uid,)
    rows = {(key, field): new for key, field, _, new in desk.journal("organisation")}
    assert json.loads(rows[member.uid, "unions"]) == [union.uid]
    assert json.loads(rows[union.uid, "members_of_union"]) == [member.uid]

    left = replace(load_organisation(desk.book, union.uid), members_of_union=())
    save_organisation(desk.book, left)
    assert load_organisation(desk.book, member.uid).unions == ()


def test_a_member_in_the_bin_comes_back_as_a_member(desk):
    member = desk.add("HTX Một")
    union = desk.add("LHHTX Một", kind=UNION, members_of_union=(member.uid,))
    delete_organisation(desk.book, member.uid)
    union = load_organisation(desk.book, union.uid)
    assert union.members_of_union == ()

    save_organisation(desk.book, replace(union, note="Sửa trong lúc vắng"))
    restore_organisation(desk.book, member.uid)
    assert load_organisation(desk.book, union.uid).members_of_union == (member.uid,)


def test_an_organisation_that_is_no_cooperative_any_more_leaves_its_unions(desk):
    union = desk.add("LHHTX Một", kind=UNION)
    member = desk.add("HTX Một", unions=(union.uid,), note="x")
    group = replace(member, kind=OrganisationKind.COOPERATIVE_GROUP)
    save_organisation(desk.book, group)

    assert load_organisation(desk.book, union.uid).members_of_union == ()
