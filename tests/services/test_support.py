from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, StaleRecordError
from ktt_desktop.domain.records import GrantDraft
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.models.support import SupportProgramme
from ktt_desktop.services.register import delete_organisation
from ktt_desktop.services.support import (
    check_grant,
    delete_grant,
    grants,
    load_grant,
    programmes,
    restore_grant,
    save_grant,
)
from ktt_desktop.storage.session import transaction

TRAINING = GrantDraft(
    year=2024,
    programme_code="LUAT2023",
    measure_code="H2.1",
    content="Bồi dưỡng giám đốc HTX",
    quantity=2,
    quantity_unit="lớp",
    money={FundingSource.PROVINCE: 30_000_000, FundingSource.OWN: 5_000_000},
)


def save(desk, draft, **fields):
    return save_grant(desk.book, replace(draft, **fields))[0]


def stored_programmes(desk):
    with transaction(desk.book.sessions) as session:
        return [each.code for each in session.scalars(select(SupportProgramme))]


def test_a_grant_is_kept_with_its_money_by_source(desk):
    uid = desk.add("HTX Một").uid
    saved, change = save_grant(desk.book, replace(TRAINING, organisation_uid=uid))

    assert load_grant(desk.book, saved.uid) == saved
    assert replace(saved, uid="", revision=0) == replace(TRAINING, organisation_uid=uid)
    assert (change.support, change.years) == (True, {2024})
    (row,) = grants(desk.book, 2024)
    assert (row.draft, row.organisation_name, row.total) == (saved, "HTX Một", 35_000_000)


def test_no_money_stated_is_not_a_sum_of_zero(desk):
    save(desk, TRAINING, money={})
    save(desk, TRAINING, money={FundingSource.COMMUNE: 0})

    assert sorted(str(row.total) for row in grants(desk.book, 2024)) == ["0", "None"]


def test_sources_are_added_corrected_and_removed(desk):
    saved = save(desk, TRAINING)
    money = {FundingSource.PROVINCE: 31_000_000, FundingSource.FUND: 0}
    corrected = save(desk, saved, money=money)

    assert corrected.money == load_grant(desk.book, saved.uid).money == money
    rows = [row[1:] for row in desk.journal("support_grant") if row[1].startswith("money.")]
    assert rows == [
        ("money.HTX_DOI_UNG", None, "5000000"),
        ("money.NS_TINH", None, "30000000"),
        ("money.HTX_DOI_UNG", "5000000", None),
        ("money.NS_TINH", "30000000", "31000000"),
        ("money.QUY", None, "0"),
    ]


def test_changing_the_money_alone_makes_older_edits_stale(desk):
    saved = save(desk, TRAINING)
    save(desk, saved, money={FundingSource.PROVINCE: 1})

    with pytest.raises(StaleRecordError, match="đã được thay đổi ở nơi khác"):
        save(desk, saved, money={FundingSource.PROVINCE: 2})
    assert load_grant(desk.book, saved.uid).money == {FundingSource.PROVINCE: 1}


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    edits=st.lists(
        st.dictionaries(st.sampled_from(FundingSource), st.integers(0, 10**13)), min_size=1
    )
)
def test_the_total_is_always_the_sum_of_its_sources(desk, edits):
    saved = save(desk, TRAINING)
    for money in edits:
        saved = save(desk, saved, money=money)
        row = next(each for each in grants(desk.book, 2024) if each.draft.uid == saved.uid)
        assert row.draft.money == money
        assert row.total == (sum(money.values()) if money else None)


def test_grants_stand_in_the_order_of_the_measures(desk):
    for measure in ("H12", "H2.1", "H10", "H1.1"):
        save(desk, TRAINING, measure_code=measure)
    save(desk, TRAINING, year=2023)

    found = [row.draft.measure_code for row in grants(desk.book, 2024)]
    assert found == ["H1.1", "H2.1", "H10", "H12"]


def test_a_programme_of_the_catalogue_is_kept_once_it_is_used(desk):
    assert stored_programmes(desk) == []
    save(desk, TRAINING)
    save(desk, TRAINING)

    assert stored_programmes(desk) == ["LUAT2023"]


def test_a_grant_may_move_to_another_programme_and_measure(desk):
    saved = save(desk, TRAINING)
    moved = save(desk, saved, programme_code="QD1804", measure_code="H2.2", quantity_unit="người")

    assert load_grant(desk.book, saved.uid) == moved
    assert sorted(stored_programmes(desk)) == ["LUAT2023", "QD1804"]
    assert (saved.uid, "programme_code", "LUAT2023", "QD1804") in desk.journal("support_grant")


def test_a_programme_of_the_book_stands_beside_those_of_the_catalogue(desk):
    with transaction(desk.book.sessions) as session:
        session.add(
            SupportProgramme(
                code="XA1", name="Chương trình của xã", document="", first_year=2026, last_year=None
            )
        )
    save(desk, TRAINING)
    found = [each.code for each in programmes(desk.book)]

    assert found[:2] == ["XA1", "LUAT2023"]
    assert len(found) == len(set(found))
    assert save(desk, TRAINING, programme_code="XA1").programme_code == "XA1"


def test_support_for_the_whole_unit_names_nobody(desk):
    save(desk, TRAINING)

    (row,) = grants(desk.book, 2024)
    assert (row.draft.organisation_uid, row.organisation_name) == ("", "")


def test_what_is_wrong_is_named_attribute_by_attribute(desk):
    draft = GrantDraft(year=2024, quantity=-1, money={FundingSource.FUND: -1})

    assert set(check_grant(desk.book, draft)) == {
        "measure_code",
        "programme_code",
        "quantity",
        "quantity_unit",
        "money",
    }
    with pytest.raises(InvalidInputError, match="Phải chọn nội dung chính sách"):
        save_grant(desk.book, draft)
    assert check_grant(desk.book, TRAINING) == {}


def test_a_quantity_of_zero_is_an_answer_and_a_blank_is_none(desk):
    zero = save(desk, TRAINING, quantity=0)
    blank = save(desk, TRAINING, quantity=None, quantity_unit="")

    assert load_grant(desk.book, zero.uid).quantity == 0
    assert load_grant(desk.book, blank.uid).quantity is None


def test_a_beneficiary_that_never_was_is_refused_and_nothing_saved(desk):
    with pytest.raises(NotFoundError, match="Chọn lại đối tượng"):
        save(desk, TRAINING, organisation_uid="khong-co")
    assert grants(desk.book, 2024) == []
    assert stored_programmes(desk) == []


def test_a_grant_outlives_its_beneficiary_s_way_into_the_bin(desk):
    uid = desk.add("HTX Một").uid
    saved = save(desk, TRAINING, organisation_uid=uid)
    delete_organisation(desk.book, uid)

    assert save(desk, saved, quantity=3).organisation_uid == uid


def test_a_deleted_grant_comes_back_whole(desk):
    saved = save(desk, TRAINING)
    change = delete_grant(desk.book, saved.uid)
    assert (change.support, change.years) == (True, {2024})
    assert grants(desk.book, 2024) == []
    with pytest.raises(NotFoundError):
        load_grant(desk.book, saved.uid)
    with pytest.raises(NotFoundError):
        save(desk, saved, quantity=3)

    restore_grant(desk.book, saved.uid)
    (row,) = grants(desk.book, 2024)
    assert replace(row.draft, revision=saved.revision) == saved


def test_a_grant_that_never_was_cannot_be_deleted(desk):
    with pytest.raises(NotFoundError, match="không còn trong sổ"):
        delete_grant(desk.book, "khong-co")


def test_a_new_grant_may_bring_its_own_uid(desk):
    uid = "0f7d6a52-3c1e-5a55-9d3f-6a1b2c3d4e5f"

    assert save(desk, TRAINING, uid=uid).uid == uid
    assert load_grant(desk.book, uid).revision == 1
