"""The list: order of shown words, alerts, sums, one record's place in it."""

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import Person
from ktt_desktop.domain.register_list import ListSums, RegisterQuery
from ktt_desktop.domain.size_classes import SizeClass
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind
from ktt_desktop.domain.text import sort_key
from ktt_desktop.services.places import unit_day
from ktt_desktop.services.register import delete_organisation
from ktt_desktop.services.register_list import (
    all_rows,
    organisation_id,
    organisation_ids,
    organisation_rows,
    register_summary,
    selection_sums,
)
from ktt_desktop.services.settings import save_profile
from ktt_desktop.storage.session import transaction


def shown(desk, attr="name", **conditions):
    query = RegisterQuery(**conditions)
    rows = organisation_rows(desk.book, organisation_ids(desk.book, query), query)
    return [getattr(row, attr) for row in rows]


def test_codes_stand_in_the_order_of_the_words_that_are_shown_for_them(desk):
    for name, sector, status in (
        ("A", "VT", OperatingStatus.SUSPENDED),
        ("B", "NN.TT", OperatingStatus.ACTIVE),
        ("C", "CN", OperatingStatus.STOPPED),
        ("D", "NN.CN", OperatingStatus.ACTIVE),
    ):
        desk.add(name, sector=sector, operating_status=status)

    # Chăn nuôi, Công nghiệp, Trồng trọt, Vận tải
    assert shown(desk, order="sector") == ["D", "C", "B", "A"]
    assert shown(desk, order="sector", descending=True) == ["A", "B", "C", "D"]
    # Đang hoạt động, Ngừng…, Tạm ngừng…
    assert shown(desk, order="status") == ["B", "D", "C", "A"]


def test_communes_stand_in_the_order_of_their_names_and_the_unknown_last(desk):
    save_profile(desk.book, desk.profile)
    units, day = desk.book.units, unit_day(desk.profile)
    codes = [unit.code for unit in units.children(units.find("24", day), day)][:6]
    for code in (*codes, ""):
        desk.add(f"HTX {code}", commune_code=code)
    names = {code: units.find(code, day).name for code in codes}

    found = shown(desk, "commune_code", order="commune_code")

    assert found == [*sorted(codes, key=lambda code: sort_key(names[code])), ""]


def test_people_stand_in_the_order_of_the_vietnamese_alphabet_and_the_unknown_last(desk):
    people = ("Đỗ Văn An", "Dương Thị Ánh", "Âu Văn Ba", "An Văn Tư", "")
    for name in people:
        desk.add(f"HTX {name}", persons=(Person(name),) if name else ())

    in_order = ["An Văn Tư", "Âu Văn Ba", "Dương Thị Ánh", "Đỗ Văn An"]
    assert shown(desk, "representative", order="representative") == [*in_order, ""]
    downward = shown(desk, "representative", order="representative", descending=True)
    assert downward == [*reversed(in_order), ""]


def test_one_of_the_asked_alerts_is_enough(desk):
    desk.add("HTX Có mã", tax_code="2400000015")
    desk.add("HTX Không mã")
    every = tuple(spec.code for spec in desk.book.catalogue.alert_rules.specs)
    (code,) = [each for each in every if "MA_SO" in each or "MST" in each]

    assert shown(desk, alerts=(code,)) == ["HTX Không mã"]
    assert "HTX Không mã" in shown(desk, alerts=every)
    assert register_summary(desk.book, RegisterQuery(alerts=(code,))).shown.count == 1


def test_the_sums_of_a_selection_and_of_the_list(desk):
    one = desk.add("HTX Một", {"O1": "12"}, charter_capital=5_000_000)
    desk.add("HTX Hai", charter_capital=1_000_000)
    desk.add("THT Ba", kind=OrganisationKind.COOPERATIVE_GROUP)
    query = RegisterQuery()

    summary = register_summary(desk.book, query)
    assert summary.shown == ListSums(3, 12, 6_000_000)
    assert (summary.total, summary.by_kind[OrganisationKind.COOPERATIVE_UNION]) == (3, 0)
    ids = [organisation_id(desk.book, one.uid)]
    assert selection_sums(desk.book, ids, query) == ListSums(1, 12, 5_000_000)


def test_a_record_is_found_by_its_uid(desk):
    saved = desk.add("HTX Một")

    assert organisation_ids(desk.book, RegisterQuery()) == [organisation_id(desk.book, saved.uid)]
    assert organisation_id(desk.book, "khong-co") is None


def test_the_rows_of_a_day_are_all_that_were_registered_by_then(desk):
    gone = desk.add("HTX Xóa")
    desk.add("HTX Một", registered_on=PartialDate(2020))
    desk.add("HTX Hai", registered_on=PartialDate(2024))
    delete_organisation(desk.book, gone.uid)

    with transaction(desk.book.sessions) as session:
        rows = all_rows(session, desk.book, PartialDate(2022).last_day())
    assert [row.name for row in rows] == ["HTX Một"]


def test_old_communes_stand_in_the_order_of_their_names_and_the_unknown_last(desk):
    for code in ("07426", "", "07375", "07405", "07417"):
        desk.add(f"HTX {code}", former_commune_code=code)

    # Thị trấn Vôi, Xã Hương Lạc, Xã Tân Hưng, Xã Xương Lâm
    assert shown(desk, "former_commune_code", order="former_commune_code") == [
        *("07375", "07405", "07417", "07426", ""),
    ]


def test_sizes_stand_from_large_to_what_cannot_be_told(desk):
    desk.add("Chưa đủ")
    desk.add("Lớn", {"O1.1": "300", "O5": "50000"})
    desk.add("Siêu nhỏ", {"O1.1": "7"})
    desk.add("Tổ", {"O1": "300"}, kind=OrganisationKind.COOPERATIVE_GROUP)

    assert shown(desk, order="size") == ["Lớn", "Siêu nhỏ", "Chưa đủ", "Tổ"]
    sizes = shown(desk, "size", order="size")
    assert sizes == [SizeClass.LARGE, SizeClass.MICRO, SizeClass.NO_FIGURE, None]
    assert shown(desk, sizes=(SizeClass.MICRO, SizeClass.LARGE)) == ["Lớn", "Siêu nhỏ"]
    assert register_summary(desk.book, RegisterQuery(sizes=(SizeClass.MICRO,))).shown.count == 1
