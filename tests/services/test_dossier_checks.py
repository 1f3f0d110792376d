"""What keeps a work record from being saved, and what does not."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.dossier import DossierDraft, Kind, Stage
from ktt_desktop.services.dossier_checks import check_dossier, choices

SUPPORT = DossierDraft(Kind.SUPPORT, year=2024, period=Stage.YEAR, topic="H4")
TARGET = DossierDraft(Kind.TARGET, values={"title": "HTX tốt", "operator": ">=", "value": 80_000})


def test_an_ordinary_record_of_every_kind_is_accepted(desk):
    assert check_dossier(desk.book, SUPPORT) == {}
    assert check_dossier(desk.book, TARGET) == {}
    for kind in Kind:
        required = {each.attr for each in desk.book.catalogue.dossiers[kind].fields.values()
                    if each.required}  # fmt: skip
        assert check_dossier(desk.book, DossierDraft(kind)).keys() == required


@pytest.mark.parametrize(
    ("heads", "key", "words"),
    [
        ({"year": 20}, "year", "Năm 20 không đọc được"),
        ({"period": "Q1"}, "period", "Kỳ Q1 không có trong danh mục"),
        ({"topic": "H99"}, "topic", "Nội dung H99 không có trong danh mục"),
        ({"uid": "a", "part_of": "a"}, "part_of", "không thể là phần của chính nó"),
        ({"values": {"quantity_done": -1}}, "quantity_done", "không thể là số âm"),
        ({"values": {"quantity_done": "hai"}}, "quantity_done", "không đọc được"),
        ({"values": {"quantity_done": 1.5}}, "quantity_done", "không đọc được"),
        ({"values": {"quantity_done": 10**16}}, "quantity_done", "không đọc được"),
        ({"values": {"content": 5}}, "content", "không đọc được"),
        ({"values": {"content": 1.5}}, "content", "không đọc được"),
        ({"values": {"given_on": "hôm qua"}}, "given_on", "không phải là ngày"),
        ({"values": {"demand": "KHAC"}}, "demand", "“KHAC” không có trong danh sách"),
        ({"values": {"unknown": 1}}, "unknown", "không có mục «unknown»"),
        ({"money": {"done.NSTW": -5}}, "done.NSTW", "Thực hiện: kinh phí không thể là số âm"),
        ({"money": {"done.NSTW": 1.5}}, "done.NSTW", "kinh phí không đọc được"),
        ({"money": {"done.NSTW": "5"}}, "done.NSTW", "kinh phí không đọc được"),
        ({"money": {"done.XU": 5}}, "done.XU", "không có kinh phí «done.XU»"),
        ({"money": {"budget.NSTW": 5}}, "budget.NSTW", "không có kinh phí «budget.NSTW»"),
    ],
)
def test_what_cannot_be_stored_is_told_where_it_stands(desk, heads, key, words):
    found = check_dossier(desk.book, replace(SUPPORT, **heads))
    assert found.keys() == {key}
    assert words in found[key]


def test_what_is_doubtful_is_no_refusal(desk):
    uid = desk.add("HTX Một").uid
    money = {"done.NSTW": 5, "done.total": 900, "plan.total": 0}
    odd = replace(SUPPORT, year=1999, programme="khong-co", organisations=(uid,), money=money)
    assert check_dossier(desk.book, odd) == {}


def test_a_kind_of_one_organisation_takes_no_second_one(desk):
    uids = tuple(desk.add(name).uid for name in ("HTX Một", "HTX Hai"))
    rating = DossierDraft(Kind.RATING, year=2024, organisations=uids)
    assert "chỉ ghi một tổ chức" in check_dossier(desk.book, rating)["organisations"]
    target = replace(TARGET, organisations=uids[:1])
    assert "không ghi cho từng tổ chức" in check_dossier(desk.book, target)["organisations"]


def test_a_signed_number_may_be_negative(desk):
    credit = DossierDraft(Kind.CREDIT, topic="H6", values={"change": -5, "debt": 5})
    assert check_dossier(desk.book, credit) == {}
    worse = replace(credit, values={"debt": -5})
    assert check_dossier(desk.book, worse).keys() == {"debt"}


def test_a_required_field_is_asked_for_by_its_name(desk):
    found = check_dossier(desk.book, DossierDraft(Kind.PROGRAMME, values={"name": ""}))
    assert found == {"name": "Phải nhập tên chương trình, đề án."}


def test_an_open_kind_takes_any_value_but_no_fraction(desk):
    rating = DossierDraft(Kind.RATING, year=2024, values={"tc.1": 5, "loai": "TOT"})
    assert check_dossier(desk.book, rating) == {}
    assert check_dossier(desk.book, replace(rating, values={"tc.1": 0.5})).keys() == {"tc.1"}


def test_choices_come_from_the_catalogue(catalogue):
    assert choices(catalogue, "periods")["NAM"] == "Cả năm"
    assert choices(catalogue, "measures")["H4"].startswith("Xúc tiến thương mại")
    assert "HTX" in choices(catalogue, "units")
    indicators = choices(catalogue, "indicators")
    assert "A1" in indicators
    assert "O1" not in indicators  # of the form of one organisation
