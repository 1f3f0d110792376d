"""Xếp loại of a year: one entry of raw criteria for every ruleset, the list, the counts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError
from ktt_desktop.domain.rating import State
from ktt_desktop.domain.rulesets import Grade, Scale, Step, point_key, raw_key
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services import dossiers as written
from ktt_desktop.services import rating, rating_scales
from ktt_desktop.services.dossiers import delete_dossier, dossiers, restore_dossier
from ktt_desktop.services.rating import grade_counts, load_rating, ratings, save_rating

YEAR = 2024


def points_of(sheet, ruleset, each):
    """The same number of points for every criterion of a ruleset."""
    rules = next(rules for rules in sheet.rulesets if rules.id == ruleset)
    return {point_key(ruleset, leaf.key): each for leaf in rules.leaves}


def save(desk, sheet, values):
    draft = replace(sheet.draft, values={**sheet.draft.values, **values})
    saved, _ = save_rating(desk.book, draft)
    return saved


def row_of(desk, uid, year=YEAR):
    return next(row for row in ratings(desk.book, year).rows if row.organisation.uid == uid)


def test_one_entry_of_raw_criteria_feeds_both_circulars(desk):
    htx = desk.add("HTX Rau sạch", {"O5": "1.200", "O4": "6.000", "O1": "45"})
    rating_scales.save_scales(
        desk.book,
        {
            "TT01": {"3a": Scale(400, (Step(10**9, 300),))},
            "TT09": {"1": Scale(2500, (Step(10**9, 2000),))},
        },
    )
    sheet = load_rating(desk.book, htx.uid, YEAR)

    assert [each.id for each in sheet.rulesets] == ["TT01", "TT09", "TRUC_TIEP"]
    assert sheet.known["revenue"] == 1_200_000_000
    assert [sheet.outcome(each).suggested for each in sheet.rulesets] == [
        {"3a": 300}, {"1": 2000}, {},
    ]  # fmt: skip
    saved = save(desk, sheet, {raw_key("revenue"): 500_000_000})
    again = replace(sheet, draft=saved)
    assert [again.outcome(each).suggested for each in sheet.rulesets] == [
        {"3a": 0}, {"1": 0}, {},
    ]  # fmt: skip


def test_both_classes_stand_in_the_list_and_the_first_ruleset_decides(desk):
    htx = desk.add("HTX Rau sạch")
    sheet = load_rating(desk.book, htx.uid, YEAR)
    save(desk, sheet, points_of(sheet, "TT01", 300) | points_of(sheet, "TT09", 1400))

    row = row_of(desk, htx.uid)
    assert (row.outcomes["TT01"].total, row.outcomes["TT01"].grade) == (6900, Grade.FAIR)
    assert (row.outcomes["TT09"].total, row.outcomes["TT09"].grade) == (8400, Grade.GOOD)
    assert (row.decided_by, row.grade, row.agrees) == ("TT01", Grade.FAIR, False)


def test_the_second_ruleset_decides_where_the_first_says_nothing(desk):
    htx = desk.add("HTX Rau sạch")
    sheet = load_rating(desk.book, htx.uid, YEAR)
    saved = save(desk, sheet, points_of(sheet, "TT09", 1400) | {"TT01.1a": 600})
    row = row_of(desk, htx.uid)
    assert (row.decided_by, row.grade, row.agrees) == ("TT09", Grade.GOOD, None)
    assert row.outcomes["TT01"].state is State.MISSING
    assert len(row.outcomes["TT01"].missing) == 22

    save(desk, replace(sheet, draft=saved), {"raw.fined": 1})
    assert row_of(desk, htx.uid).grade is Grade.WEAK


def test_a_class_known_without_a_sheet_is_entered_directly(desk):
    htx = desk.add("HTX Vận tải", sector="VT")
    sheet = load_rating(desk.book, htx.uid, YEAR)
    assert [each.id for each in sheet.rulesets] == ["TT01", "TRUC_TIEP"]
    save(desk, sheet, {"TRUC_TIEP.class": "KHA", "decided_by": "UBND xã"})

    row = row_of(desk, htx.uid)
    assert (row.decided_by, row.grade, row.outcomes["TRUC_TIEP"].is_direct) == (
        "TRUC_TIEP", Grade.FAIR, True,
    )  # fmt: skip
    assert row.outcomes["TT09"].state is State.NOT_CONCERNED


def test_who_is_too_young_is_not_rated_and_the_officer_may_say_otherwise(desk):
    young = desk.add("HTX Mới", registered_on=PartialDate(2024, 5, 20))
    row = row_of(desk, young.uid)
    assert (row.decided.state, row.decided.reason, row.uid) == (State.NOT_RATED, "MOI", "")
    assert [r.organisation.uid for r in ratings(desk.book, 2023).rows] == []
    older = row_of(desk, young.uid, 2025)
    assert older.decided is None

    sheet = load_rating(desk.book, young.uid, YEAR)
    assert sheet.known["months"] == 7
    save(desk, sheet, {"raw.months": 14})
    assert row_of(desk, young.uid).decided is None


def test_the_counts_name_the_ruleset_and_know_who_has_no_result(desk):
    names = ("Một", "Hai", "Ba", "Bốn", "Năm")
    sheets = [load_rating(desk.book, desk.add(f"HTX {name}").uid, YEAR) for name in names]
    desk.add("THT Sáu", kind=OrganisationKind.COOPERATIVE_GROUP)
    save(desk, sheets[0], points_of(sheets[0], "TT01", 400))
    save(desk, sheets[1], points_of(sheets[1], "TT09", 1100))
    save(desk, sheets[2], {"TT01.class": "YEU"})
    save(desk, sheets[3], {"TT01.reason": "KHAC"})

    found = grade_counts(ratings(desk.book, YEAR).rows)
    assert (found.count, found.good, found.not_rated, found.open) == (5, 2, 1, 1)
    assert found.good_by == {"TT01": 1, "TT09": 1}
    assert [found.by_grade[each] for each in Grade] == [1, 1, 0, 1]


def test_a_ruleset_out_of_its_years_is_not_offered(desk):
    htx = desk.add("HTX Rau sạch")
    assert [each.id for each in load_rating(desk.book, htx.uid, 2018).rulesets] == [
        "TT09", "TRUC_TIEP",
    ]  # fmt: skip
    assert [each.id for each in ratings(desk.book, 2018).rulesets] == ["TT09", "TRUC_TIEP"]


def test_there_is_one_sheet_a_year_and_its_history_and_bin_work(desk):
    htx = desk.add("HTX Rau sạch")
    sheet = load_rating(desk.book, htx.uid, YEAR)
    saved = save(desk, sheet, {"TT01.1a": 450})
    with pytest.raises(InvalidInputError, match="đã có phiếu xếp loại năm 2024"):
        save(desk, sheet, {"TT01.1a": 100})
    save(desk, replace(sheet, draft=saved), {"TT01.1a": 500})
    assert (saved.uid, "TT01.1a", "450", "500") in desk.journal("dossier")
    assert load_rating(desk.book, htx.uid, YEAR - 1).draft.revision == 0

    delete_dossier(desk.book, saved.uid)
    assert load_rating(desk.book, htx.uid, YEAR).draft.values == {}
    restore_dossier(desk.book, saved.uid)
    assert load_rating(desk.book, htx.uid, YEAR).draft.values == {"TT01.1a": 500}


def test_of_two_sheets_the_one_written_last_counts(desk, monkeypatch):
    days = iter(range(1, 30))
    monkeypatch.setattr(written, "now", lambda: datetime(2025, 3, next(days), tzinfo=UTC))
    htx = desk.add("HTX Rau sạch")
    first = save(desk, load_rating(desk.book, htx.uid, YEAR), {"TT01.class": "YEU"})
    delete_dossier(desk.book, first.uid)
    save(desk, load_rating(desk.book, htx.uid, YEAR), {"TT01.class": "TOT"})
    restore_dossier(desk.book, first.uid)
    assert len(dossiers(desk.book, [Kind.RATING])) == 2
    assert row_of(desk, htx.uid).grade is Grade.GOOD


def test_a_class_nobody_knows_is_read_as_none(catalogue):
    draft = DossierDraft(Kind.RATING, values={"TT01.class": "XUAT_SAC", "TT01.1a": "chữ"})
    sheet = rating.sheet_of(draft, catalogue.ratings.rulesets["TT01"])
    assert (sheet.grade, sheet.points) == (None, {})


def test_an_organisation_that_is_gone_is_told(desk):
    with pytest.raises(NotFoundError, match="không còn trong danh mục"):
        load_rating(desk.book, "khong-co", YEAR)
