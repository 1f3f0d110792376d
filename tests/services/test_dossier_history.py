"""The history of a work record in words, and old values put back."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError
from ktt_desktop.services.dossier_history import dossier_history, restore_dossier_value
from ktt_desktop.services.dossiers import (
    delete_dossier,
    load_dossier,
    restore_dossier,
    save_dossier,
)
from ktt_desktop.services.history import PAGE


@pytest.fixture
def organisations(desk):
    return [desk.add(name).uid for name in ("HTX Một", "HTX Hai")]


@pytest.fixture
def record(desk, organisations):
    draft = DossierDraft(
        "support",
        year=2025,
        period="6T",
        programme="QD1804",
        topic="H2.1",
        organisations=organisations[:1],
        values={"content": "Lớp kế toán", "quantity_done": 0, "given_on": "2025-03"},
        money={"done.NSTW": 150_500_000},
    )
    return save_dossier(desk.book, replace(draft, organisations=tuple(draft.organisations)))[0]


def lines(desk, record):
    return {each.label: each for each in reversed(dossier_history(desk.book, record.uid).lines)}


def test_every_change_is_told_with_old_and_new_words(desk, record, organisations):
    whole, _ = save_dossier(
        desk.book, DossierDraft("support", topic="H2.1", values={"content": "Cả hai kỳ"})
    )
    save_dossier(
        desk.book,
        replace(
            record,
            year=None,
            period="NAM",
            part_of=whole.uid,
            organisations=tuple(organisations),
            values={"content": "Lớp kế toán", "quantity_done": 2},
            money={"done.NSTW": 0},
        ),
    )
    found = {label: each.words for label, each in lines(desk, record).items()}
    assert found | {"Là phần của": ""} == {
        "Năm": "2025 → để trống",
        "Kỳ": "6 tháng đầu năm → Cả năm",
        "Chương trình": found["Chương trình"],
        "Nội dung chính sách": "để trống → Bồi dưỡng nâng cao năng lực",
        "Là phần của": "",
        "Tổ chức": "HTX Một → HTX Một; HTX Hai",
        "Nội dung cụ thể": "để trống → Lớp kế toán",
        "Khối lượng thực hiện": "0 → 2",
        "Ngày hỗ trợ": "3/2025 → để trống",
        "Thực hiện: Ngân sách trung ương": "150,5 triệu đồng → 0 triệu đồng",
    }
    assert "Cả hai kỳ" in lines(desk, record)["Là phần của"].words
    assert found["Chương trình"].startswith("để trống → Chương trình hỗ trợ")


@pytest.mark.parametrize(
    ("label", "changed"),
    [
        ("Năm", {"year": None}),
        ("Kỳ", {"period": ""}),
        ("Tổ chức", {"organisations": ()}),
        ("Khối lượng thực hiện", {"values": {"content": "Lớp kế toán", "given_on": "2025-03"}}),
        ("Ngày hỗ trợ", {"values": {"content": "Lớp kế toán", "quantity_done": 0}}),
        ("Thực hiện: Ngân sách trung ương", {"money": {}}),
    ],
)
def test_an_old_value_is_put_back_and_that_is_a_change_of_its_own(desk, record, label, changed):
    altered, _ = save_dossier(desk.book, replace(record, **changed))
    assert replace(altered, revision=record.revision) != record

    restore_dossier_value(desk.book, record.uid, lines(desk, record)[label].id)

    now = load_dossier(desk.book, record.uid)
    assert replace(now, revision=record.revision) == record
    assert lines(desk, record)[label].source == "Khôi phục"


def test_a_value_that_was_blank_is_blank_again(desk, record):
    line = lines(desk, record)["Nội dung cụ thể"]
    restore_dossier_value(desk.book, record.uid, line.id)
    assert load_dossier(desk.book, record.uid).text("content") == ""
    with pytest.raises(InvalidInputError, match="đúng giá trị cũ"):
        restore_dossier_value(desk.book, record.uid, line.id)


def test_a_value_that_may_not_be_blank_stays(desk):
    record, _ = save_dossier(desk.book, DossierDraft("programme", values={"name": "NQ 08"}))
    line = lines(desk, record)["Tên chương trình, đề án"]
    with pytest.raises(InvalidInputError, match="Phải nhập"):
        restore_dossier_value(desk.book, record.uid, line.id)
    assert load_dossier(desk.book, record.uid) == record


def test_the_way_into_the_bin_and_back_is_told_but_not_put_back(desk, record):
    delete_dossier(desk.book, record.uid)
    restore_dossier(desk.book, record.uid)
    found = [each for each in dossier_history(desk.book, record.uid).lines if each.label == "Hồ sơ"]
    assert [each.words for each in found] == ["Lấy lại từ thùng rác", "Đưa vào thùng rác"]
    assert all(each.refusal for each in found)
    with pytest.raises(InvalidInputError):
        restore_dossier_value(desk.book, record.uid, found[0].id)


def test_long_histories_come_in_pages(desk, record):
    for number in range(PAGE):
        values = {**record.values, "quantity_done": number + 1}
        record, _ = save_dossier(desk.book, replace(record, values=values))
    first = dossier_history(desk.book, record.uid)
    rest = dossier_history(desk.book, record.uid, first.lines[-1].id)
    assert (len(first.lines), first.is_last, rest.is_last) == (PAGE, False, True)
    assert rest.lines[0].id < first.lines[-1].id


def test_what_is_gone_is_told(desk, record):
    with pytest.raises(NotFoundError):
        dossier_history(desk.book, "nothing")
    with pytest.raises(NotFoundError):
        restore_dossier_value(desk.book, record.uid, 10**6)
