"""One row of a file beside the record of the book: everything it states."""

import pytest

from ktt_desktop.domain.importing.plan import FieldChange
from ktt_desktop.domain.organisation import Person
from ktt_desktop.services.import_row_facts import row_facts
from tests.planning import Planner

HEAD = ("Tên HTX", "Địa chỉ", "Người đại diện", "Doanh thu năm 2024 (triệu đồng)")
ROW = ("HTX Hương Sơn", "Thôn 5", "Nguyễn Văn An", 700)


@pytest.fixture
def plan(desk, tmp_path):
    """Plans lists against the book of Xã Lạng Giang."""
    return Planner(desk.book, desk.profile, tmp_path)


def test_all_a_row_states_stands_beside_what_the_record_has(desk, plan):
    kept = desk.add(
        "HTX Hương Sơn",
        commune_code="07375",
        address="Thôn 3",
        persons=(Person("Nguyễn Văn An"),),
    )
    desk.enter_of(kept, {"O5": "600"})
    found = plan(HEAD, ROW)
    facts = row_facts(desk.book, desk.profile, found, found.rows[0], kept.uid)
    told = {each.label: (each.old, each.new) for each in facts}
    assert told["Tên tiếng Việt"] == ("HTX Hương Sơn", "HTX Hương Sơn")
    assert told["Địa chỉ trụ sở (theo giấy chứng nhận)"] == ("Thôn 3", "Thôn 5")
    assert told["Người đại diện theo pháp luật"] == ("Nguyễn Văn An", "Nguyễn Văn An")
    assert facts[-1] == FieldChange(
        "Doanh thu trong kỳ (thực hiện cả năm 2024)", "600 triệu đồng", "700 triệu đồng"
    )


def test_without_a_record_all_is_new(desk, plan):
    found = plan(HEAD, ("HTX rau sạch", "Thôn 5", "", 700))
    facts = row_facts(desk.book, desk.profile, found, found.rows[0])
    assert not any(each.old for each in facts)
    assert ("Xã, phường hiện nay", "Xã Lạng Giang") in [(each.label, each.new) for each in facts]
