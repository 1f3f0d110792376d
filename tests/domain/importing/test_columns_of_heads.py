"""Single heads as officers write them, and the field each is."""

import pytest

from ktt_desktop.domain.importing.columns import propose
from ktt_desktop.domain.importing.heads import Head
from tests.lists import words

HEADS = {
    "members": ["Số lượng thành viên", "Tổng số thành viên (người)", "Số lượng xã viên", "Số TV"],
    "members_official": ["Thành viên chính thức"],
    "members_female": ["Số TV là nữ", "Trong đó nữ", "Số thành viên nữ"],
    "members_new": ["Số thành viên mới kết nạp"],
    "members_insured": ["Số TV đóng BHXH"],
    "workers": ["Số lượng lao động", "Lao động thường xuyên trong HTX", "Số LĐ"],
    "workers_female": ["Lao động nữ"],
    "workers_members": ["Lao động là thành viên HTX", "Trong đó: LĐ là TV"],
    "workers_insured": ["Số lao động đóng BHXH"],
    "revenue": ["Tổng doanh thu"],
    "profit": ["Lợi nhuận trước thuế", "Lãi/lỗ"],
    "income": ["Thu nhập bình quân của lao động thường xuyên"],
    "tax_paid": ["Nộp ngân sách nhà nước"],
    "charter_capital": ["Vốn điều lệ", "Vốn đăng ký (tr.đ)"],
    "total_capital": ["Tổng vốn", "Tổng nguồn vốn hoạt động"],
    "name": [
        "TÊN ĐƠN VỊ",
        "Đơn vị",
        "Tên tổ chức kinh tế tập thể",
        "Tổ hợp tác",
        "Huyện/xã/Tên HTX",
    ],
    "representative": ["Họ và tên người đại diện pháp luật", "Chủ nhiệm", "Giám đốc HTX"],
    "person_phone": ["Số điện thoại giám đốc"],
    "address": ["Địa chỉ trụ sở chính", "Nơi đặt trụ sở"],
    "commune": ["Xã/phường/thị trấn", "Xã (phường, TT)", "Địa bàn hoạt động"],
    "commune_now": ["Xã, phường (mới)"],
    "district": ["Huyện (TX, TP)"],
    "sector": ["Ngành nghề SXKD chính", "Lĩnh vực hoạt động chính"],
    "founded": ["Ngày đăng ký lần đầu", "Ngày cấp GCN", "Thời điểm thành lập", "Năm đăng ký KD"],
    "tax_code": ["Mã số thuế", "Mã số HTX", "MST"],
    "certificate": ["Số ĐKKD", "Số giấy chứng nhận ĐKHTX"],
    "status": ["Tình hình hoạt động hiện nay", "Hiện trạng hoạt động", "Trạng thái"],
    "is_alliance_member": ["Thành viên Liên minh HTX"],
    "": [
        *("Đơn vị tính", "Vốn lưu động", "Vốn vay", "Trình độ giám đốc", "Diện tích (ha)", "OCOP"),
        *("Năm giải thể", "Ngày ngừng hoạt động", "Lý do ngừng hoạt động", "Hiệu quả hoạt động"),
        *("TV là người DTTS", "Ngày Đại hội gần nhất", "Xếp loại năm 2022", "Số tổ hợp tác"),
        *("Thu nhập bình quân (tr.đ/năm)", "Tỷ lệ nữ (%)", "So sánh doanh thu 2022/2021"),
    ],
}


@pytest.mark.parametrize(
    ("head", "field"), [(head, field) for field, heads in HEADS.items() for head in heads]
)
def test_every_head_is_its_field(head, field):
    uses = propose(Head(0, 0, ((head,),)), words())
    assert [use.field for use in uses] == ([field] if field else [])


@pytest.mark.parametrize(
    ("head", "zeros"),
    [
        ("Nộp ngân sách nhà nước", None),
        ("Dư nợ vay ngân hàng (triệu đồng)", 6),
        ("Doanh thu hoạt động", None),
        ("Doanh thu (ngàn đồng)", 3),
        ("Doanh thu (1.000 đ)", 3),
        ("Doanh thu (Tr.đ)", 6),
        ("Doanh thu (tỷ)", 9),
        ("Doanh thu (VNĐ)", 0),
    ],
)
def test_words_that_only_look_like_units_of_money_are_none(head, zeros):
    (use,) = propose(Head(0, 0, ((head,),)), words())
    assert use.zeros == zeros
