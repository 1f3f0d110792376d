from datetime import date

from ktt_desktop.domain.register_list import Flag, RegisterQuery
from ktt_desktop.domain.size_classes import SizeClass
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind
from ktt_desktop.services.list_columns import DEFAULT
from ktt_desktop.services.list_views import (
    VIEWS,
    ListLayout,
    SavedView,
    delete_view,
    load_layout,
    load_views,
    save_layout,
    save_view,
)
from ktt_desktop.services.settings import load_value, save_value

FULL = RegisterQuery(
    "đào mỹ",
    (OrganisationKind.COOPERATIVE,),
    ("NN.TT",),
    (OperatingStatus.STOPPED,),
    (LegalStatus.CLOSING,),
    ("07420",),
    ("07384", ""),
    (SizeClass.MICRO,),
    (Flag.NO_TAX_CODE,),
    ("OCOP",),
    ("KHONG_MST",),
    (5, None),
    (date(2015, 1, 1), None),
    "members",
    True,
    date(2022, 8, 5),
)


def test_a_list_looks_as_it_was_left(empty_book):
    assert load_layout(empty_book) == ListLayout(DEFAULT, {})
    layout = ListLayout(("name", "phone"), {"phone": 140})

    assert save_layout(empty_book, layout).settings
    assert load_layout(empty_book) == layout


def test_a_view_comes_back_with_all_its_conditions(empty_book):
    view = SavedView("Ngừng hoạt động", FULL, ListLayout(("name", "kind"), {"kind": 80}))
    save_view(empty_book, view)

    assert load_views(empty_book) == [view]


def test_views_stand_in_vietnamese_order_and_one_name_is_one_view(empty_book):
    for name in ("Ơn", "Đào Mỹ", "Dương", "Dương"):
        save_view(empty_book, SavedView(name, RegisterQuery(text=name), ListLayout()))
    assert [view.name for view in load_views(empty_book)] == ["Dương", "Đào Mỹ", "Ơn"]

    delete_view(empty_book, "Đào Mỹ")
    assert [view.name for view in load_views(empty_book)] == ["Dương", "Ơn"]


def test_what_this_program_does_not_know_of_a_view_is_left_out(empty_book):
    save_view(empty_book, SavedView("Một", RegisterQuery(text="x"), ListLayout()))
    (raw,) = load_value(empty_book, VIEWS)
    raw["query"] |= {"flags": ["LA_LUNG", "LIEN_MINH"], "colour": "red"}
    save_value(empty_book, VIEWS, [raw])

    (view,) = load_views(empty_book)
    assert view.query == RegisterQuery(text="x", flags=(Flag.ALLIANCE_MEMBER,))
