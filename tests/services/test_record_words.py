import json
from dataclasses import replace

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import (
    Activity,
    Attachment,
    Branch,
    OrganisationDraft,
    Person,
    Recognition,
    RegistrationChange,
)
from ktt_desktop.domain.organisation_json import to_json
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.record_words import RecordWords, linked_uids

AN = Person("Nguyễn Văn An", identity_number="001085000001", phone="0912")
BINH = Person("Trần Thị Bình")


@pytest.fixture
def words(catalogue):
    names = {"uid-1": "LHHTX Một"}
    communes, former = {"07375": "Xã Một"}, {"07375": "Thị trấn Vôi, huyện Lạng Giang"}
    return RecordWords(catalogue, OrganisationKind.COOPERATIVE, communes.get, former.get, names)


@pytest.mark.parametrize(
    ("attr", "old", "new", "told"),
    [
        ("phone", "0912", "0913", "0912 → 0913"),
        ("phone", None, "0913", "để trống → 0913"),
        ("phone", "0912", None, "0912 → để trống"),
        ("registered_on", "2019-04", "2019-04-15", "4/2019 → 15/4/2019"),
        ("charter_capital", "0", "1500500000", "0 triệu đồng → 1.500,5 triệu đồng"),
        ("charter_is_2023", None, "0", "để trống → Không"),
        ("kind", "THT", "HTX", "Tổ hợp tác → Hợp tác xã"),
        ("governance", None, "RUT_GON", "để trống → Tổ chức quản trị rút gọn"),
        ("sector", "NN.TT", "XD", "Trồng trọt → Xây dựng"),
        ("commune_code", None, "07375", "để trống → Xã Một"),
        (
            "former_commune_code",
            None,
            "07375",
            "để trống → Thị trấn Vôi, huyện Lạng Giang",
        ),
        ("governance", "BO_ROI", None, "BO_ROI → để trống"),
        ("deleted_at", "", "2026-01-01", "Đưa vào thùng rác"),
        ("deleted_at", "2026-01-01", "", "Lấy lại từ thùng rác"),
        ("PHAP_LY.reason", None, "Gõ nhầm", "Gõ nhầm"),
        ("HOAT_DONG", None, "HD", "để trống → Đang hoạt động"),
        ("HOAT_DONG.effective_on", None, "2022-08", "để trống → 8/2022"),
        ("representative", "Nguyễn Văn An", None, "Nguyễn Văn An → để trống"),
        ("merged_from", None, "HTX Hai", "HTX Hai"),
        ("merged_from", "HTX Hai", None, "HTX Hai (đã hoàn tác)"),
    ],
)
def test_a_change_is_told_in_the_words_of_the_catalogue(words, attr, old, new, told):
    assert words.change(attr, old, new) == told


@pytest.mark.parametrize(
    ("attr", "old", "new", "told"),
    [
        ("persons", (), (BINH,), "Thêm Trần Thị Bình"),
        (
            "persons",
            (AN,),
            (),
            "Bỏ Nguyễn Văn An (số định danh, CCCD: 0010********, điện thoại: 0912)",
        ),
        ("persons", (AN, BINH), (AN,), "Bỏ Trần Thị Bình"),
        ("persons", (AN, BINH), (BINH, AN), "Đổi thứ tự các dòng"),
        (
            "persons",
            (AN,),
            (replace(AN, phone="", born_on=PartialDate(1985)), BINH),
            "Thêm Trần Thị Bình; sửa Nguyễn Văn An (ngày sinh: để trống → 1985, "
            "điện thoại: 0912 → để trống)",
        ),
        (
            "persons",
            (AN,),
            (replace(AN, identity_number="001085999999"),),
            "Sửa Nguyễn Văn An (số định danh, CCCD: đã đổi)",
        ),
        (
            "changes",
            (),
            (RegistrationChange(2, content="Đổi tên"),),
            "Thêm lần thứ 2 (nội dung thay đổi: Đổi tên)",
        ),
        ("branches", (), (Branch("CHI_NHANH", "Bắc Giang"),), "Thêm Chi nhánh Bắc Giang"),
        (
            "activities",
            (),
            (Activity("2018", "0111", is_main=True),),
            "Thêm 0111 Trồng lúa (ngành chính)",
        ),
        ("attachments", (Attachment("a.pdf", "f" * 64, 9, "2026"),), (), "Bỏ a.pdf"),
        ("unions", (), ("uid-1", "uid-2"), "Thêm “LHHTX Một”; thêm “uid-2”"),
    ],
)
def test_a_list_is_told_by_what_came_went_and_changed(words, attr, old, new, told):
    assert words.change(attr, *(to_json(rows) if rows else None for rows in (old, new))) == told


def test_a_status_is_told_with_its_day(words):
    step = {"status": "TN", "on": "2026-03-01", "document": "TB 12"}
    assert words.label("HOAT_DONG") == "Tình trạng hoạt động"
    told = words.change("HOAT_DONG", None, json.dumps([step]))
    assert told == "Thêm “Tạm ngừng hoạt động” từ 1/3/2026 (văn bản: TB 12)"


def test_a_record_is_told_field_by_field_with_what_is_filled_in(words):
    draft = OrganisationDraft(
        name="HTX Một",
        sector="XD",
        charter_capital=1_500_000_000,
        persons=(replace(AN, title="Giám đốc"),),
        recognitions=(Recognition("OCOP", 2023),),
        unions=("uid-1",),
    )
    lines = dict(words.lines(draft))

    assert lines["Vốn điều lệ"] == "1.500 triệu đồng"
    assert lines["Người đại diện theo pháp luật"] == (
        "Nguyễn Văn An (chức danh: Giám đốc, số định danh, CCCD: 0010********, điện thoại: 0912)"
    )
    assert lines["Là thành viên của liên hiệp"] == "“LHHTX Một”"
    assert lines["Chứng nhận, mô hình"].endswith("(từ năm: 2023)")
    assert lines["Tình trạng pháp lý"] == "Đang hoạt động"
    assert "Điện thoại" not in lines
    assert "001085000001" not in str(lines)


def test_only_links_speak_of_other_organisations(catalogue):
    assert linked_uids(catalogue, "unions", '["uid-1"]') == {"uid-1"}
    assert linked_uids(catalogue, "unions", None) == set()
    assert linked_uids(catalogue, "phone", "0912") == set()
