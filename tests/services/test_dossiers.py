"""Work records: entered, corrected, put into the bin; what the journal tells of it."""

from dataclasses import replace
from datetime import UTC, datetime
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update

from ktt_desktop.domain.dossier import TOTAL, DossierDraft, Kind, Stage, money_key
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, StaleRecordError
from ktt_desktop.domain.history import Source
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.models.dossier import Dossier
from ktt_desktop.services.dossiers import (
    delete_dossier,
    dossiers,
    load_dossier,
    programmes,
    restore_dossier,
    save_dossier,
)
from ktt_desktop.storage.session import transaction

SUPPORT = DossierDraft(Kind.SUPPORT, year=2024, period=Stage.YEAR, topic="H4")


def saved(desk, draft=SUPPORT, **fields):
    return save_dossier(desk.book, replace(draft, **fields))[0]


def test_what_was_saved_is_read_back(desk):
    uids = tuple(desk.add(name).uid for name in ("HTX Một", "HTX Hai"))
    draft = replace(
        SUPPORT,
        programme="QD1804",
        part_of="toan-bo",
        organisations=uids[::-1],
        values={"content": "Lớp giám đốc", "quantity_done": 2, "given_on": "2024-05"},
        money={"done.NSTW": 50_000_000, "plan.total": 0},
    )
    stored, change = save_dossier(desk.book, draft)
    assert replace(stored, uid="", revision=0) == draft
    assert load_dossier(desk.book, stored.uid) == stored
    assert (change.dossiers, change.years) == (True, {2024})
    (row,) = dossiers(desk.book, [Kind.SUPPORT])
    assert (row.draft, row.names) == (stored, ("HTX Hai", "HTX Một"))


def test_the_history_tells_every_field_and_who_it_is_for(desk):
    uid = desk.add("HTX Một").uid
    draft = saved(desk, values={"content": "Lớp"}, money={"done.NSTW": 5}, organisations=(uid,))
    began = desk.journal("dossier")
    assert set(began) == {
        (draft.uid, "year", None, "2024"),
        (draft.uid, "period", None, "NAM"),
        (draft.uid, "topic", None, "H4"),
        (draft.uid, "organisations", None, uid),
        (draft.uid, "content", None, "Lớp"),
        (draft.uid, "money.done.NSTW", None, "5"),
    }
    changed = replace(draft, values={"quantity_done": 0}, money={"done.NSTW": 6}, organisations=())
    save_dossier(desk.book, changed, Source.TAKEN_OVER)
    assert set(desk.journal("dossier")[len(began) :]) == {
        (draft.uid, "organisations@NHAN_SO", uid, None),
        (draft.uid, "content@NHAN_SO", "Lớp", None),
        (draft.uid, "quantity_done@NHAN_SO", None, "0"),
        (draft.uid, "money.done.NSTW@NHAN_SO", "5", "6"),
    }


def test_saving_what_was_not_changed_tells_nothing(desk):
    draft = saved(desk, values={"content": "Lớp"})
    told = desk.journal("dossier")
    saved(desk, draft)
    assert desk.journal("dossier") == told


def test_a_record_changed_elsewhere_is_not_overwritten(desk):
    draft = saved(desk)
    newer = saved(desk, draft, values={"note": "Mới"})
    assert newer.revision == draft.revision + 1
    with pytest.raises(StaleRecordError, match="thay đổi ở nơi khác"):
        saved(desk, draft, values={"note": "Cũ"})
    assert load_dossier(desk.book, draft.uid) == newer


def test_the_bin_keeps_a_record_and_gives_it_back(desk):
    draft = saved(desk, values={"content": "Lớp"})
    change = delete_dossier(desk.book, draft.uid)
    assert (change.dossiers, change.years) == (True, {2024})
    assert dossiers(desk.book, [Kind.SUPPORT]) == []
    (gone,) = dossiers(desk.book, [Kind.SUPPORT], in_bin=True)
    assert gone.draft.values == {"content": "Lớp"}
    with pytest.raises(NotFoundError):
        load_dossier(desk.book, draft.uid)
    with pytest.raises(NotFoundError):
        saved(desk, draft)
    (line,) = (each for each in desk.journal("dossier") if each[1] == "deleted_at")
    assert (line[0], line[2]) == (draft.uid, "")
    restore_dossier(desk.book, draft.uid)
    assert load_dossier(desk.book, draft.uid).values == draft.values


def test_a_whole_goes_into_the_bin_with_its_parts_and_comes_back_with_them(desk):
    whole = saved(desk, values={"quantity_done": 13})
    part = saved(desk, part_of=whole.uid, values={"quantity_done": 9})
    inner = saved(desk, part_of=part.uid, values={"quantity_done": 4})
    earlier = saved(desk, part_of=whole.uid, values={"quantity_done": 1})
    with transaction(desk.book.sessions) as session:  # as if put away on another day
        session.execute(
            update(Dossier)
            .where(Dossier.uid == earlier.uid)
            .values(deleted_at=datetime(2024, 1, 1, tzinfo=UTC))
        )

    delete_dossier(desk.book, whole.uid)
    assert dossiers(desk.book, [Kind.SUPPORT]) == []
    restore_dossier(desk.book, whole.uid)

    back = {each.draft.uid for each in dossiers(desk.book, [Kind.SUPPORT])}
    assert back == {whole.uid, part.uid, inner.uid}


@pytest.mark.parametrize("act", [load_dossier, delete_dossier, restore_dossier])
def test_a_record_that_is_not_there_is_told(desk, act):
    with pytest.raises(NotFoundError, match="không còn trong sổ"):
        act(desk.book, "khong-co")


def test_texts_are_composed_and_blanks_never_kept_but_zero_is(desk):
    typed = normalize("NFD", "  Lớp  giám đốc ")
    values = {"content": typed, "note": "  ", "document": "", "quantity_done": 0, "since": None}
    draft = saved(desk, values=values, money={"done.NSTW": 0, "done.KHAC": None})
    assert draft.values == {"content": "Lớp giám đốc", "quantity_done": 0}
    assert draft.money == {"done.NSTW": 0}
    assert load_dossier(desk.book, draft.uid).values == draft.values


def test_yes_and_no_are_kept_as_numbers(desk):
    dormant = DossierDraft(
        Kind.DORMANT, year=2024, values={"unconverted": True, "no_tax_code": False}
    )
    values = load_dossier(desk.book, saved(desk, dormant).uid).values
    assert {key: type(value) for key, value in values.items()} == {
        "unconverted": int,
        "no_tax_code": int,
    }


def test_each_organisation_is_named_once_and_may_change_its_place(desk):
    one, two = (desk.add(name).uid for name in ("HTX Một", "HTX Hai"))
    draft = saved(desk, organisations=(one, two, one))
    assert draft.organisations == (one, two)
    assert saved(desk, draft, organisations=(two, one)).organisations == (two, one)
    third = desk.add("HTX Ba").uid
    changed = saved(desk, load_dossier(desk.book, draft.uid), organisations=(third, two))
    assert changed.organisations == (third, two)


def test_an_organisation_that_is_not_there_is_refused_and_nothing_written(desk):
    draft = saved(desk, values={"content": "Lớp"})
    with pytest.raises(NotFoundError, match="Tổ chức không còn trong danh mục"):
        saved(desk, draft, organisations=("khong-co",), values={})
    assert load_dossier(desk.book, draft.uid) == draft


def test_what_cannot_be_stored_is_refused_and_nothing_written(desk):
    with pytest.raises(InvalidInputError, match="không thể là số âm"):
        saved(desk, money={"done.NSTW": -1})
    assert dossiers(desk.book, [Kind.SUPPORT]) == []
    assert desk.journal("dossier") == []


def test_the_programmes_of_the_catalogue_stand_with_those_of_the_officer(desk):
    values = {"name": "Nghị quyết 15", "document": "NQ 15", "first_year": 2030, "level": "TINH"}
    own = saved(desk, DossierDraft(Kind.PROGRAMME, values=values))
    found = programmes(desk.book)
    assert {each.code for each in found} == {
        own.uid,
        *(each.code for each in desk.book.catalogue.programmes),
    }
    first = found[0]
    assert (first.code, first.name, first.document, first.first_year, first.level) == (
        *(own.uid, "Nghị quyết 15", "NQ 15", 2030, "TINH"),
    )
    shipped = {each.code: each for each in desk.book.catalogue.programmes}
    assert {each.code: each for each in found if each.code in shipped} == shipped


def test_rows_are_chosen_as_asked_for(desk):
    uid = desk.add("HTX Một").uid
    whole = saved(desk, organisations=(uid,))
    part = saved(desk, part_of=whole.uid, year=2023)
    every = [Kind.SUPPORT]
    assert {each.draft.uid for each in dossiers(desk.book, every)} == {whole.uid, part.uid}
    (found,) = dossiers(desk.book, every, years=[2023])
    assert found.draft == part
    (found,) = dossiers(desk.book, every, organisation=uid)
    assert found.draft == whole
    (found,) = dossiers(desk.book, every, part_of=whole.uid)
    assert found.draft == part


KEYS = [money_key("done", source) for source in (*FundingSource, TOTAL)]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.dictionaries(st.sampled_from(KEYS), st.integers(0, 9 * 10**15)))
def test_money_comes_back_to_the_last_dong_and_never_as_a_float(desk, money):
    draft = saved(desk, money=money)
    assert load_dossier(desk.book, draft.uid).money == money
    (row,) = (each for each in dossiers(desk.book, [Kind.SUPPORT]) if each.draft.uid == draft.uid)
    assert all(type(amount) is int for amount in row.draft.money.values())
    with transaction(desk.book.sessions) as session:
        question = text("SELECT money FROM dossier WHERE uid = :uid")
        stored = session.scalar(question, {"uid": draft.uid})
    assert "." not in stored.replace("done.", "")
    assert "e" not in stored.replace("done.", "").replace(TOTAL, "")
