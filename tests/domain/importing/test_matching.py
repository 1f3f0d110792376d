"""Which record a row is: by its code, by its name with one more fact, never by name alone."""

from dataclasses import replace

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.importing.matching import (
    MOST,
    BookIndex,
    Doubt,
    Facts,
    may_be_written_twice,
)
from ktt_desktop.domain.terms import OrganisationKind

HTX, LHHTX = OrganisationKind.COOPERATIVE, OrganisationKind.COOPERATIVE_UNION
KEPT = Facts(
    "a",
    HTX,
    "huong son",
    ("07375", "07360"),
    "07360",
    "2400000016",
    "00714",
    PartialDate(2019, 3, 15),
    "nguyen van an",
    ("0912345678",),
    "thon 3 xa huong son",
)
BARE = Facts("", HTX, "huong son", ("07360",))


def matched(row, *records):
    return BookIndex(records or (KEPT,)).match(row)


def doubts(row, *records):
    return [(each.uid, doubt) for each, doubt in matched(row, *records).likely]


def test_one_tax_code_and_like_names_are_one_organisation():
    row = replace(BARE, name="nong nghiep huong son", communes=(), tax_code="2400000016")
    assert matched(row).certain == (KEPT,)


def test_one_tax_code_under_another_name_or_of_another_kind_is_asked_about():
    row = Facts("", HTX, "tan hung", tax_code="2400000016")
    assert doubts(row) == [("a", Doubt.OTHER_NAME)]
    row = Facts("", LHHTX, "huong son", tax_code="2400000016")
    assert doubts(row) == [("a", Doubt.OTHER_KIND)]


def test_a_name_and_a_commune_alone_are_never_enough():
    found = matched(BARE)
    assert found.certain == ()
    assert found.same_name == (KEPT,)
    assert doubts(BARE) == [("a", Doubt.SAME_NAME)]


def test_with_one_more_fact_they_are():
    for more in (
        {"certificate": "00714"},
        {"founded": PartialDate(2019)},
        {"representative": "nguyen van an"},
        {"phones": ("0912345678",)},
        {"address": "thon 3 xa huong son"},
    ):
        assert matched(replace(BARE, **more)).certain == (KEPT,), more


def test_an_address_that_is_only_the_commune_is_no_more_fact():
    kept = replace(KEPT, address="xa huong son huyen lang giang")
    row = replace(BARE, address="xa huong son huyen lang giang")
    assert matched(row, kept).certain == ()


def test_where_the_commune_is_not_known_it_takes_two_facts():
    row = replace(BARE, communes=(), representative="nguyen van an")
    assert matched(row).certain == ()
    assert matched(replace(row, founded=PartialDate(2019, 3))).certain == (KEPT,)


def test_one_name_in_another_commune_is_another_organisation():
    row = replace(BARE, communes=("00001",), founded=PartialDate(2019))
    assert matched(row) == matched(Facts("", HTX, "nobody"))
    other = replace(BARE, communes=("07375",), former="07361", founded=PartialDate(2019))
    assert matched(other).certain == ()


def test_a_contradicting_tax_code_is_asked_about_whatever_else_is_the_same():
    row = replace(BARE, tax_code="2400000023", representative="nguyen van an")
    assert matched(row).certain == ()
    assert doubts(row) == [("a", Doubt.OTHER_CODE)]


def test_a_record_in_the_bin_is_told_and_never_taken():
    gone = replace(KEPT, in_bin=True)
    assert doubts(replace(BARE, tax_code="2400000016"), gone) == [("a", Doubt.IN_BIN)]
    assert doubts(replace(BARE, representative="nguyen van an"), gone) == [("a", Doubt.IN_BIN)]
    assert matched(Facts("a", HTX, "huong son"), gone).certain == ()


def test_a_record_named_by_its_own_number_is_it_under_any_name():
    assert matched(Facts("a", HTX, "tan hung")).certain == (KEPT,)


def test_two_records_that_fit_as_well_are_both_told():
    twin = replace(KEPT, uid="b", tax_code="")
    found = matched(replace(BARE, representative="nguyen van an"), KEPT, twin)
    assert [each.uid for each in found.certain] == ["a", "b"]


def test_likely_records_share_a_certificate_a_name_a_person_or_a_telephone():
    row = Facts("", HTX, "dich vu huong son", ("07375",))
    assert doubts(row) == [("a", Doubt.NAME)]
    longer = replace(KEPT, name="dich vu tong hop huong son")
    assert doubts(BARE, longer) == [("a", Doubt.NAME)]
    other = Facts("", HTX, "tan hung", ("07375",))
    assert doubts(replace(other, certificate="00714")) == [("a", Doubt.CERTIFICATE)]
    assert doubts(replace(other, representative="nguyen van an")) == [("a", Doubt.REPRESENTATIVE)]
    assert doubts(replace(other, phones=("0912345678",))) == [("a", Doubt.PHONE)]
    assert doubts(other) == []


def test_a_telephone_of_an_office_says_nothing_and_a_union_is_no_cooperative():
    many = [replace(KEPT, uid=str(number), name=f"htx {number}") for number in range(30)]
    row = Facts("", HTX, "tan hung", ("07375",), phones=("0912345678",))
    assert doubts(row, *many) == []
    assert doubts(Facts("", LHHTX, "tan hung", ("07375",), phones=("0912345678",))) == []


def test_not_more_than_a_few_candidates_are_told():
    many = [replace(KEPT, uid=str(number), tax_code="") for number in range(30)]
    assert len(matched(BARE, *many).likely) == MOST


def test_two_rows_of_one_name_may_be_one_unless_they_lie_apart():
    assert may_be_written_twice(BARE, replace(BARE, communes=()))
    assert not may_be_written_twice(BARE, replace(BARE, communes=("00001",)))
    code = {"tax_code": "2400000016"}
    assert may_be_written_twice(replace(BARE, **code), replace(BARE, communes=("1",), **code))
