from datetime import date

import pytest

from ktt_desktop.domain.register_list import Flag, RegisterQuery
from ktt_desktop.domain.size_classes import SizeClass
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind
from ktt_desktop.services.list_words import FLAG_LABELS, filter_words

CASES = [
    ({}, ""),
    ({"text": " đào mỹ "}, "tìm “đào mỹ”"),
    ({"communes": ("07420",), "statuses": (OperatingStatus.ACTIVE,)}, "xã Đào Mỹ; đang hoạt động"),
    ({"former": ("07384", "")}, "xã Kép (cũ), chưa ghi xã cũ"),
    ({"sizes": (SizeClass.LARGE,)}, "quy mô lớn"),
    ({"kinds": (OrganisationKind.COOPERATIVE_GROUP,), "sectors": ("NN.TT", "XD")},
     "THT; trồng trọt, xây dựng"),
    ({"legal": (LegalStatus.SUSPENDED,)}, "pháp lý: Tạm ngừng kinh doanh"),
    ({"flags": (Flag.NO_TAX_CODE,), "recognitions": ("VIETGAP",)}, "chưa có mã số thuế; VietGAP"),
    ({"members": (7, 1200)}, "từ 7 đến 1.200 thành viên"),
    ({"members": (0, None)}, "từ 0 thành viên"),
    ({"founded": (None, date(2020, 12, 31))}, "đăng ký đến 31/12/2020"),
    ({"on": date(2022, 8, 5)}, "tại ngày 5/8/2022"),
]  # fmt: skip


@pytest.mark.parametrize(("conditions", "words"), CASES)
def test_conditions_are_told_in_words(catalogue, conditions, words):
    query = RegisterQuery(**conditions)
    assert filter_words(query, catalogue, lambda _: "Xã Đào Mỹ", lambda _: "Xã Kép") == words


def test_every_alert_has_its_words(catalogue):
    specs = catalogue.alert_rules.specs
    words = filter_words(
        RegisterQuery(alerts=tuple(each.code for each in specs)), catalogue, str, str
    )
    assert all(each.label[1:] in words for each in specs)


def test_every_flag_has_its_label():
    assert set(FLAG_LABELS) == set(Flag)
