"""Lists of work records: searched, sorted, filtered and added up on a real book."""

import pytest

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.dossier_list import DossierQuery
from ktt_desktop.services.dossier_list import filter_options, list_rows, shown_rows, sum_words
from ktt_desktop.services.dossiers import delete_dossier, save_dossier


@pytest.fixture
def book(desk):
    return desk.book


@pytest.fixture
def save(book):
    def saved(kind="support", **fields):
        return save_dossier(book, DossierDraft(kind, **fields))[0].uid

    return saved


def shown(book, kind="support", **query):
    listing = list_rows(book, kind)
    return [each.row.draft.uid for each in shown_rows(listing, DossierQuery(**query))]


def sums(book, kind="support", **query):
    listing = list_rows(book, kind)
    return sum_words(listing, shown_rows(listing, DossierQuery(**query)))


def test_a_list_is_in_the_order_of_the_catalogue_and_of_the_years(book, save):
    last = save(topic="H6", year=2024)
    later = save(topic="H2.1", year=2025, period="NAM")
    first = save(topic="H1.1", year=2025)
    half = save(topic="H2.1", year=2025, period="6T")
    assert shown(book) == [first, half, later, last]


@pytest.mark.parametrize(
    "typed",
    ["ke toan truong", "KẾ TOÁN", "đào mỹ", "1804", "150,5", "boi duong", "nam 12/qd", "5/3/2025"],
)
def test_the_search_looks_into_everything_the_row_says(desk, book, save, typed):
    member = desk.add("HTX Đào Mỹ")
    found = save(
        topic="H2.1",
        period="NAM",
        programme=save(
            "programme", values={"name": "Chương trình năm 1804", "document": "Quyết định"}
        ),
        organisations=(member.uid,),
        values={
            "content": "Lớp kế toán trưởng",
            "document": "12/QĐ-UBND",
            "given_on": "2025-03-05",
        },
        money={"done.NSTW": 150_500_000},
    )
    save(topic="H6", values={"content": "Máy cày"})
    assert shown(book, text=typed) == [found]


def test_a_search_finds_neither_what_is_not_said_nor_other_marks(book, save):
    save(topic="H2.1", values={"content": "Lớp kế toán"})
    assert shown(book, text="kề toán") == []
    assert shown(book, text="kế toán máy cày") == []


def test_the_list_sorts_by_words_by_numbers_and_by_days(desk, book, save):
    on = [desk.add(name).uid for name in ("HTX Ơn", "HTX Đào", "HTX Dương")]
    dates = ("2025-12", "2025-03-05", "2024")
    uids = [
        save(
            topic="H2.1",
            organisations=(on[n],),
            values={"given_on": dates[n]},
            money={"done.NSTW": 10 ** (9 - n)},
        )
        for n in range(3)
    ]
    blank = save(topic="H2.1", period="LK")
    a, b, c = uids
    assert shown(book, order="organisations") == [blank, c, b, a]  # Cả đơn vị
    assert shown(book, order="given_on") == [c, b, a, blank]
    assert shown(book, order="given_on", descending=True) == [a, b, c, blank]
    assert shown(book, order="money.done") == [c, b, a, blank]


def test_filters_offer_what_the_records_state_and_nothing_else(desk, book, save):
    member = desk.add("HTX Một")
    save(topic="H6", year=2026, period="NC", programme="QD1804", organisations=(member.uid,))
    save(
        topic="H2.1", year=2025, period="6T", money={"done.QUY": 1, "plan.NSTW": 2, "plan.total": 2}
    )
    save(topic="H2.1", period="NAM")
    found = filter_options(list_rows(book, "support"))

    assert [key for key, _ in found["years"]] == ["2026", "2025", "0"]
    assert found["periods"] == [
        ("6T", "6 tháng đầu năm"),
        ("NAM", "Cả năm"),
        ("NC", "Nhu cầu của năm"),
    ]
    assert [key for key, _ in found["topics"]] == ["H2.1", "H6"]
    assert [key for key, _ in found["sources"]] == ["NSTW", "QUY"]
    assert found["organisations"] == [(member.uid, "HTX Một"), ("", "Cả đơn vị")]
    assert [key for key, _ in found["programmes"]] == ["QD1804", ""]
    assert set(filter_options(list_rows(book, "target"))) == {"topics"}


def test_a_year_has_the_needs_of_the_next_one_with_it(book, save):
    need = save(topic="H2.1", year=2026, period="NC")
    save(topic="H2.1", year=2026, period="NAM")
    assert shown(book, years=(2025,)) == [need]


def test_sums_count_a_whole_once_and_only_quantities_of_one_unit(book, save):
    def given(quantity, unit, amount, **fields):
        values = {"quantity_done": quantity, "quantity_unit": unit, "persons_done": 10}
        return save(topic="H2.1", year=2025, values=values, money={"done.NSTW": amount}, **fields)

    whole = given(5, "lớp", 100_500_000)
    given(3, "lớp", 60_000_000, part_of=whole)
    given(2, "lớp", 40_500_000, part_of=whole)
    assert sums(book) == (
        "Khối lượng thực hiện 5 lớp · Số người thực hiện 10 người · Thực hiện 100,5 triệu đồng"
    )
    given(1, "người", 0)
    assert sums(book) == "Số người thực hiện 20 người · Thực hiện 100,5 triệu đồng"


def test_sums_say_that_periods_are_mixed_and_nothing_where_nothing_is_known(book, save):
    save(topic="H2.1", period="NAM")
    assert sums(book) == ""
    save(topic="H2.1", period="6T", money={"plan.total": 23_000_000_000})
    assert sums(book) == "Kế hoạch, nhu cầu 23.000 triệu đồng · gồm các kỳ khác nhau"
    assert sums(book, periods=("6T",)) == "Kế hoạch, nhu cầu 23.000 triệu đồng"


def test_the_bin_is_a_list_of_its_own(book, save):
    kept, gone = save(topic="H2.1"), save(topic="H2.1", values={"content": "Xóa nhầm"})
    delete_dossier(book, gone)
    assert shown(book) == [kept]
    listing = list_rows(book, "support", in_bin=True)
    assert [each.row.draft.uid for each in shown_rows(listing, DossierQuery())] == [gone]


def test_a_list_of_some_years_reads_only_those(book, save):
    save(topic="H2.1", year=2024)
    wanted = save(topic="H2.1", year=2025)
    assert [each.draft.uid for each in list_rows(book, "support", (2025,)).rows] == [wanted]


def test_records_of_one_topic_and_period_stand_in_the_order_of_their_words(book, save):
    contents = ("Lớp kế toán", "", "Lớp bếp", "Lớp chế biến", "Lớp đan lát")
    uids = {
        content: save(topic="H2.1", year=2025, period="6T", values={"content": content})
        for content in contents
    }
    wanted = ("Lớp bếp", "Lớp chế biến", "Lớp đan lát", "Lớp kế toán", "")
    assert shown(book) == [uids[content] for content in wanted]
