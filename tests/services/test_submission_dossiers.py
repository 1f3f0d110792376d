"""Work records in a submission: support by measure, and every kind whole."""

import json
from dataclasses import replace

import pytest

from ktt_desktop.domain.dossier import DossierDraft, Kind, Stage
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.services.dossiers import delete_dossier, save_dossier
from ktt_desktop.services.register import delete_organisation
from ktt_desktop.services.submission_data import collect
from ktt_desktop.storage.session import transaction

PERIOD = ReportingPeriod.parse("N2024")
PROVINCE = {"done.NS_TINH": 30_000_000, "done.HTX_DOI_UNG": 0}


def rows(desk, sheet, period=PERIOD):
    with transaction(desk.book.sessions) as session:
        found = collect(session, desk.book, desk.profile, period).sheets[sheet]
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def whole(desk):
    """The sheet of every kind, without the programmes a book begins with."""
    shipped = {each.code for each in desk.book.catalogue.programmes}
    return [row for row in rows(desk, "dossiers") if row["uid"] not in shipped]


def save(desk, *args, **fields):
    return save_dossier(desk.book, DossierDraft(*args, **fields))[0]


def test_support_travels_with_every_source_and_its_programme(desk):
    uid = desk.add("HTX Một").uid
    desk.support(uid, money=PROVINCE | {"done.total": 31_000_000}, quantity_done=2, note="một")
    (row,) = rows(desk, "support")

    assert (row["programme"], row["measure"], row["organisation"]) == ("LUAT2023", "H2.1", uid)
    assert row["programme_name"].startswith("Chính sách theo Luật Hợp tác xã 2023")
    assert (row["NS_TINH"], row["HTX_DOI_UNG"], row["NSTW"]) == (30_000_000, 0, None)
    assert (row["quantity"], row["quantity_unit"], row["note"]) == (2, "", "một")
    assert [*row][-2:] == ["period", "part_of"]
    assert (row["period"], row["part_of"]) == ("NAM", "")


def test_only_what_was_given_in_the_year_is_in_the_table_of_support(desk):
    given = desk.support()
    half = save_dossier(desk.book, replace(desk.support(), period=Stage.HALF_YEAR))[0]
    save_dossier(desk.book, replace(desk.support(), period=Stage.CUMULATIVE))
    save_dossier(desk.book, replace(desk.support(year=2025), period=Stage.NEED))
    desk.support(year=2023)
    delete_dossier(desk.book, desk.support().uid)

    assert {row["uid"] for row in rows(desk, "support")} == {given.uid, half.uid}


def test_support_of_several_names_each_in_the_whole_record(desk):
    uids = [desk.add(name).uid for name in ("HTX Một", "HTX Hai")]
    desk.support(*uids)

    assert rows(desk, "support")[0]["organisation"] is None
    assert whole(desk)[0]["organisations"] == " ".join(uids)


def test_an_organisation_in_the_bin_is_named_nowhere(desk):
    uid = desk.add("HTX Một").uid
    desk.support(uid)
    save(desk, Kind.RATING, year=2024, organisations=(uid,))
    delete_organisation(desk.book, uid)

    assert rows(desk, "support")[0]["organisation"] is None
    (kept,) = whole(desk)  # a rating of nobody says nothing
    assert (kept["kind"], kept["organisations"]) == ("support", "")


def test_the_whole_record_is_canonical(desk):
    saved = desk.support(
        money=PROVINCE | {"done.total": 1}, note="Lớp “một”\n2", content="ạ", quantity_done=0
    )
    (row,) = whole(desk)

    assert row["content"] == canonical(dict(saved.values)).decode()
    assert row["money"] == canonical(dict(saved.money)).decode()
    assert json.loads(row["content"])["quantity_done"] == 0
    assert (row["act"], row["kind"], row["year"], row["period"]) == ("M", "support", 2024, "NAM")


@pytest.mark.parametrize(
    ("year", "travels"), [(2023, False), (2024, True), (2025, True), (2026, False)]
)
def test_records_of_the_year_and_of_the_next_travel(desk, year, travels):
    save(desk, Kind.GOVERNANCE, year=year, topic="KIEM_TRA", values={"done": 3})

    assert bool(whole(desk)) is travels


def test_records_without_a_year_travel(desk):
    values = {"title": "80% HTX tốt, khá", "operator": ">="}
    target = save(desk, Kind.TARGET, topic="A1", values=values)
    programme = save(desk, Kind.PROGRAMME, values={"name": "NQ 15"})

    assert {row["uid"] for row in whole(desk)} == {target.uid, programme.uid}
    assert len(rows(desk, "dossiers")) == 2 + len(desk.book.catalogue.programmes)


def test_the_name_of_a_young_worker_stays_in_the_book(desk):
    desk.support(topic="H2.3", person="Trần Thị Lan", degree="Đại học")

    assert json.loads(whole(desk)[0]["content"]) == {"degree": "Đại học"}
    assert "Trần Thị Lan" not in str(rows(desk, "support"))


def test_a_part_names_the_record_it_is_a_part_of(desk):
    total = desk.support()
    part = save_dossier(desk.book, replace(desk.support(), part_of=total.uid))[0]
    for sheet in ("support", "dossiers"):
        found = {row["uid"]: row["part_of"] for row in rows(desk, sheet)}
        assert (found[total.uid], found[part.uid]) == ("", total.uid)
