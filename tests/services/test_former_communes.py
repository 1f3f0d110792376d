"""Xã cũ theo địa chỉ: what is certain is recorded at once and taken back whole."""

from dataclasses import replace

import pytest

from ktt_desktop.catalogue.units import TWO_LEVEL_FROM
from ktt_desktop.domain.errors import CancelledError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.bulk_change import undo_change
from ktt_desktop.services.former_communes import (
    Reading,
    communes_taken_over,
    named_communes,
    read_addresses,
    record_addresses,
)
from ktt_desktop.services.register import load_organisation
from ktt_desktop.services.register_list import organisation_id

HUONG_LAC, VOI = "07405", "07375"
IN_HUONG_LAC = "Thôn Một, xã Hương Lạc, huyện Lạng Giang, tỉnh Bắc Giang"
DIVIDED = "Số 1, phường Ngọc Khánh, quận Ba Đình, TP Hà Nội"


@pytest.fixture
def several(desk):
    """One record for each reading, in the order of the readings."""
    (kep, *_) = desk.book.units.search("Xã Kép", TWO_LEVEL_FROM)
    saved = [
        desk.add("Chắc chắn", address=IN_HUONG_LAC, commune_code="07375"),
        desk.add("Đã chia", address=DIVIDED),
        desk.add("Nơi khác", address=IN_HUONG_LAC, commune_code=kep.code),
        desk.add("Không nhận ra", address="Thôn Đông"),
        desk.add("Đã ghi", address=IN_HUONG_LAC, former_commune_code=VOI),
    ]
    return [each.uid for each in saved], [organisation_id(desk.book, each.uid) for each in saved]


def recorded(desk, uids):
    return [load_organisation(desk.book, uid).former_commune_code for uid in uids]


def test_each_address_is_read_and_nothing_is_written(desk, several):
    uids, ids = several
    lines = read_addresses(desk.book, ids, Silent())

    assert [each.reading for each in lines] == list(Reading)
    assert lines[0].former == "Xã Hương Lạc, huyện Lạng Giang"
    assert (lines[1].former, lines[3].former) == ("Phường Ngọc Khánh, quận Ba Đình", "")
    assert recorded(desk, uids) == ["", "", "", "", VOI]


def test_what_is_certain_is_recorded_and_taken_back(desk, several):
    uids, ids = several
    before = len(desk.journal("organisation"))
    lines = read_addresses(desk.book, ids, Silent())
    undo, change = record_addresses(desk.book, lines, Silent())

    assert change.organisations == set(uids[:2])
    assert recorded(desk, uids) == [HUONG_LAC, lines[1].code, "", "", VOI]
    assert desk.journal("organisation")[before] == (
        *(uids[0], "former_commune_code@HANG_LOAT", None, HUONG_LAC),
    )

    undo_change(desk.book, undo, Silent())
    assert recorded(desk, uids) == ["", "", "", "", VOI]


def test_a_divided_commune_is_certain_once_the_commune_of_today_is_known(desk):
    (giang_vo, *_) = desk.book.units.search("Phường Giảng Võ", TWO_LEVEL_FROM)
    saved = desk.add("HTX", address=DIVIDED, commune_code=giang_vo.code)
    (line,) = read_addresses(desk.book, [organisation_id(desk.book, saved.uid)], Silent())
    assert line.reading is Reading.CERTAIN


def test_what_was_recorded_meanwhile_is_left_alone(desk, several):
    uids, ids = several
    lines = read_addresses(desk.book, ids, Silent())
    record_addresses(desk.book, lines[:1], Silent())
    _, change = record_addresses(desk.book, lines, Silent())

    assert change.organisations == {uids[1]}


def test_stopped_half_way_nothing_is_recorded(desk, several):
    class Stopping:
        def report(self, done, total, what):
            if done == 1:
                raise CancelledError(what)

    uids, ids = several
    lines = read_addresses(desk.book, ids, Silent())
    with pytest.raises(CancelledError):
        record_addresses(desk.book, lines, Stopping())
    assert recorded(desk, uids) == ["", "", "", "", VOI]


def test_the_communes_that_occur_are_named_in_vietnamese_order(desk):
    for code in (VOI, HUONG_LAC, "", VOI):
        desk.add(f"HTX {code}", former_commune_code=code)

    assert named_communes(desk.book) == [
        (VOI, "Thị trấn Vôi, huyện Lạng Giang"),
        (HUONG_LAC, "Xã Hương Lạc, huyện Lạng Giang"),
    ]


def test_a_unit_took_over_the_communes_of_all_its_own(desk):
    assert [code for code, _ in communes_taken_over(desk.book, desk.profile)] == [
        *("07375", "07405", "07417", "07426"),
    ]
    province = communes_taken_over(desk.book, replace(desk.profile, code="24"))
    assert len(province) > 300
    assert dict(province).keys() >= {"07375", HUONG_LAC}
