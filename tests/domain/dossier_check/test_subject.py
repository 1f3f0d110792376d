"""How the check names a record, and when a finding is another one."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.dossier_check.subject import lower
from ktt_desktop.domain.terms import Measure, SubjectKind


@pytest.mark.parametrize(
    ("kind", "said", "name"),
    [
        (
            "support",
            {"organiser": "Liên minh HTX tỉnh", "content": "Lớp kế toán"},
            "Bồi dưỡng nâng cao năng lực, Liên minh HTX tỉnh, cả năm 2022",
        ),
        ("support", {"period": "NC", "year": 2023, "topic": ""}, "Lượt hỗ trợ, nhu cầu năm 2023"),
        ("support", {"names": ("HTX A",)}, "Bồi dưỡng nâng cao năng lực, HTX A, cả năm 2022"),
        (
            "support",
            {"content": "Bồi dưỡng nâng cao năng lực"},
            "Bồi dưỡng nâng cao năng lực, cả năm 2022",
        ),
        ("programme", {"name": "Đề án 167"}, "Chương trình, Đề án 167"),
        ("target", {"title": "Một hai ba bốn " * 10}, "Mục tiêu, Một hai ba bốn "),
    ],
)
def test_a_record_is_named_by_what_it_is_about(records, kind, said, name):
    row = records.add(kind, **said)
    told = records.subjects().name(row)

    assert told.startswith(name.rstrip())
    assert len(told) < 100


def test_labels_within_a_sentence():
    assert [lower("Số lớp"), lower("HTX ngừng"), lower("Ô")] == ["số lớp", "HTX ngừng", "Ô"]


def test_the_place_of_a_finding_leads_to_the_box(records):
    records.add("governance", "u", year=2022, topic="KIEM_TRA", done="12", planned="11")
    place = records.only().places[0]

    assert (place.kind, place.key, place.sector, place.code) == (
        *(SubjectKind.DOSSIER, "u", "governance", "planned"),
    )
    assert place.label == "Việc quản lý nhà nước"


def test_what_has_a_code_is_named_by_it(records):
    records.add("credit", "u", year=2022, topic="H7", debt="5", bad_debt="6")

    assert {place.label for place in records.only().places} == {"H7"}


def test_other_numbers_make_another_digest_and_the_key_stays(records):
    records.add("governance", "u", year=2022, done="12", planned="11")
    before = records.only()
    draft = records.rows[0].draft
    records.rows[0] = replace(
        records.rows[0], draft=replace(draft, values={**draft.values, "done": 13})
    )
    after = records.only()

    assert before.key == after.key
    assert before.digest != after.digest


def test_the_order_of_the_records_changes_no_digest(records):
    records.add("support", "w", persons_plan="730")
    for uid, persons in (("a", "560"), ("b", "171")):
        records.add("support", uid, part_of="w", persons_plan=persons)
    before = records.only()
    records.rows.reverse()

    assert records.only().digest == before.digest


def test_the_latest_figure_is_of_the_year_or_of_the_year_before(records):
    records.know("A1", 5, year=2021)
    assert records.subjects().latest("A1") == 5
    records.know("A1", 7, measure=Measure.HALF_YEAR)
    assert records.subjects().latest("A1") == 7
    assert records.subjects().latest("A2") is None
