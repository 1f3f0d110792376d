"""Change → history → put back, on a real book."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError
from ktt_desktop.domain.organisation import Person, Recognition
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import OrganisationKind, StatusAxis
from ktt_desktop.services.book import BOOK_FILE, open_book
from ktt_desktop.services.bulk_change import BulkChange, make_change
from ktt_desktop.services.history import PAGE, history_page, restore_value
from ktt_desktop.services.register import (
    delete_organisation,
    load_organisation,
    restore_organisation,
    save_organisation,
)
from ktt_desktop.services.register_list import organisation_id, organisation_ids, organisation_rows
from ktt_desktop.services.statuses import change_status, remove_status, status_page

AN = Person("Nguyễn Văn An", identity_number="001085000001")
BINH = Person("Trần Thị Bình", "Giám đốc")


@pytest.fixture
def history(desk):
    def _history(uid, before=None):
        return history_page(desk.book, uid, str, before)

    return _history


def told(page):
    return [(each.label, each.words, each.source) for each in page.lines]


def change(desk, record, **values):
    return save_organisation(desk.book, replace(record, **values))[0]


def test_a_value_goes_back_to_what_it_was_and_that_is_history_too(desk, history):
    record = change(desk, desk.add("HTX Một", phone="0912"), phone="0913")
    newest = history(record.uid).lines[0]
    assert told(history(record.uid))[0] == ("Điện thoại", "0912 → 0913", "Nhập")

    done = restore_value(desk.book, record.uid, newest.id)

    assert done.organisations == {record.uid}
    assert load_organisation(desk.book, record.uid).phone == "0912"
    assert told(history(record.uid))[:2] == [
        ("Điện thoại", "0913 → 0912", "Khôi phục"),
        ("Điện thoại", "0912 → 0913", "Nhập"),
    ]


@pytest.mark.parametrize(
    ("values", "later"),
    [
        ({"persons": (AN, BINH)}, {"persons": (BINH,)}),
        ({"recognitions": (Recognition("OCOP", 2023),)}, {"recognitions": ()}),
        ({"charter_capital": 5_000_000}, {"charter_capital": None}),
        ({"charter_on": PartialDate(2024, 5)}, {"charter_on": PartialDate(2025)}),
        ({"charter_is_2023": True}, {"charter_is_2023": False}),
        ({"kind": OrganisationKind.COOPERATIVE_GROUP}, {"kind": OrganisationKind.COOPERATIVE}),
        ({"tax_code": "0100109106"}, {"tax_code": ""}),
        ({"note": "Dòng một\nDòng hai"}, {"note": ""}),
    ],
)
def test_every_kind_of_value_comes_back_whole(desk, history, values, later):
    record = desk.add("HTX Một", **values)
    changed = change(desk, record, **later)
    (attr,) = values

    restore_value(desk.book, record.uid, history(record.uid).lines[0].id)

    now = load_organisation(desk.book, record.uid)
    assert getattr(now, attr) == values[attr]
    assert replace(now, revision=0, **later) == replace(changed, revision=0)


def test_membership_of_a_union_comes_back_on_both_records(desk, history):
    union = desk.add("LHHTX Một", kind=OrganisationKind.COOPERATIVE_UNION)
    member = desk.add("HTX Một", unions=(union.uid,))
    change(desk, member, unions=())
    assert told(history(member.uid))[0][1] == "Bỏ “LHHTX Một”"
    assert told(history(union.uid))[0][:2] == ("Hợp tác xã thành viên", "Bỏ “HTX Một”")

    restore_value(desk.book, member.uid, history(member.uid).lines[0].id)

    assert load_organisation(desk.book, union.uid).members_of_union == (member.uid,)
    assert told(history(union.uid))[0][1:] == ("Thêm “HTX Một”", "Khôi phục")


def test_identity_numbers_are_never_told_in_full(desk, history):
    record = desk.add("HTX Một", persons=(AN,))
    change(desk, record, persons=(replace(AN, identity_number="079185000002"),))

    assert told(history(record.uid))[0][1] == (
        "Sửa Nguyễn Văn An (số định danh, CCCD: 0010******** → 0791********)"
    )
    assert not {"001085000001", "079185000002"} & set(str(history(record.uid)).split())


def test_what_the_checks_refuse_is_refused_with_their_sentence(desk, history):
    record = change(desk, desk.add("HTX Một", tax_code="0100109106"), tax_code="")
    desk.add("HTX Hai", tax_code="0100109106")
    before = history(record.uid)

    with pytest.raises(InvalidInputError, match="0100109106"):
        restore_value(desk.book, record.uid, before.lines[0].id)
    name = next(each for each in before.lines if each.label == "Tên tiếng Việt")
    with pytest.raises(InvalidInputError, match="Phải nhập tên"):
        restore_value(desk.book, record.uid, name.id)
    kind = next(each for each in before.lines if each.label == "Loại hình")
    with pytest.raises(InvalidInputError, match="loại hình"):
        restore_value(desk.book, record.uid, kind.id)
    assert history(record.uid) == before


def test_what_is_already_so_and_what_is_gone_is_said(desk, history):
    record = change(desk, desk.add("HTX Một", phone="0912"), phone="0913")
    line = history(record.uid).lines[0]
    other = desk.add("HTX Hai")
    with pytest.raises(NotFoundError):
        restore_value(desk.book, other.uid, line.id)
    restore_value(desk.book, record.uid, line.id)
    with pytest.raises(InvalidInputError, match="đúng giá trị cũ"):
        restore_value(desk.book, record.uid, line.id)
    delete_organisation(desk.book, record.uid)
    with pytest.raises(NotFoundError):
        restore_value(desk.book, record.uid, line.id)
    with pytest.raises(NotFoundError):
        history("uid-khac")


def test_statuses_and_the_bin_are_told_and_put_right_elsewhere(desk, history):
    record = desk.add("HTX Một")
    step = StatusStep(StatusAxis.OPERATING, "NG", PartialDate(2020, 5, 1))
    change_status(desk.book, record.uid, step)
    stored = next(s for s in status_page(desk.book, record.uid).steps if s.status == "NG")
    remove_status(desk.book, record.uid, stored.id, "Gõ nhầm")
    delete_organisation(desk.book, record.uid)
    restore_organisation(desk.book, record.uid)

    lines = history(record.uid).lines
    label = desk.book.catalogue.operating["NG"].label
    assert [(each.label, each.words) for each in lines[:5]] == [
        ("Hồ sơ", "Lấy lại từ thùng rác"),
        ("Hồ sơ", "Đưa vào thùng rác"),
        ("Lý do xóa dòng tình trạng hoạt động", "Gõ nhầm"),
        ("Tình trạng hoạt động", f"Bỏ “{label}” từ 1/5/2020"),
        ("Tình trạng hoạt động", f"Thêm “{label}” từ 1/5/2020"),
    ]
    assert all(each.refusal for each in lines[:5])
    for line in (lines[0], lines[3]):
        with pytest.raises(InvalidInputError):
            restore_value(desk.book, record.uid, line.id)


def test_a_change_to_many_records_says_so(desk, history):
    record = desk.add("HTX Một")
    id_ = organisation_id(desk.book, record.uid)
    make_change(desk.book, [id_], BulkChange("sector", "XD"), Silent())

    assert told(history(record.uid))[0] == ("Lĩnh vực", "Trồng trọt → Xây dựng", "Sửa hàng loạt")
    restore_value(desk.book, record.uid, history(record.uid).lines[0].id)
    assert load_organisation(desk.book, record.uid).sector == "NN.TT"


def test_a_long_history_is_read_in_pages_without_gap_or_repetition(desk, history):
    record = desk.add("HTX Một", phone="0")
    for number in range(1, PAGE + 20):
        record = change(desk, record, phone=str(number))

    first = history(record.uid)
    second = history(record.uid, first.lines[-1].id)

    assert (len(first.lines), first.is_last, second.is_last) == (PAGE, False, True)
    phones = [each.words for each in (*first.lines, *second.lines) if each.label == "Điện thoại"]
    last = PAGE + 19
    expected = [f"{number - 1} → {number}" for number in range(last, 0, -1)]
    assert phones == [*expected, "để trống → 0"]
    ids = [each.id for each in (*first.lines, *second.lines)]
    assert ids == sorted(set(ids), reverse=True)


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_the_history_of_a_released_book_is_told_without_a_word_of_the_file(
    tmp_path, catalogue, units, revision
):
    released = Path(__file__).parents[1] / "migrations" / f"book-{revision}.sqlite"
    shutil.copy(released, tmp_path / BOOK_FILE)
    book = open_book(tmp_path, catalogue, units)
    try:
        (id_,) = organisation_ids(book, RegisterQuery())
        (row,) = organisation_rows(book, [id_], RegisterQuery())
        lines = history_page(book, row.uid, str).lines
    finally:
        book.close()
    found = {each.label: each.words for each in lines}

    assert found["Vốn điều lệ"] == "để trống → 1.500 triệu đồng"
    assert "Đang hoạt động" in found["Tình trạng hoạt động"]
    assert "Nguyễn Văn An" in str(found)
    assert not [each for each in found if each.isascii() or "_" in each or "." in each]
