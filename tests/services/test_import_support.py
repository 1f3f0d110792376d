"""A list of support becomes work records: new, known, and those only the officer knows."""

import pytest
from openpyxl import load_workbook

from ktt_desktop.domain.dossier import Kind
from ktt_desktop.domain.errors import CancelledError
from ktt_desktop.domain.importing.choices import Act, Decision, ListAt, ListChoice
from ktt_desktop.domain.importing.plan import Outcome
from ktt_desktop.domain.importing.support import is_support
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.dossiers import dossiers, load_dossier
from ktt_desktop.services.error_workbook import error_workbook
from ktt_desktop.services.import_commit import commit_import, undo_import
from ktt_desktop.services.import_fields import import_words_of
from ktt_desktop.services.import_plan import plan_import
from ktt_desktop.services.import_support import LIKE, NOT_IN_BOOK
from ktt_desktop.services.list_files import open_file
from ktt_desktop.services.list_reading import read_opened
from ktt_desktop.services.support_reading import SEVERAL_YEARS
from tests.lists import workbook
from tests.templates import columns, filled, mark_row, reading, saved

TOPIC = "H2.1 Bồi dưỡng nâng cao năng lực"
GRANT = {
    "name": "HTX Nấm Dương Đức",
    "support.topic": TOPIC,
    "support.year": 2024,
    "support.programme": "",
    "support.content": "Lớp kế toán",
    "support.organiser": "Liên minh Hợp tác xã tỉnh",
    "support.quantity_unit": "lớp",
    "support.quantity_done": 1,
    "support.persons_done": 30,
    "support.money.plan.total": 20,
    "support.money.done.NSTW": 12.5,
    "support.money.done.HTX_DOI_UNG": 0,
    "support.document": "12/QĐ-UBND",
    "support.given_on": "3/2024",
    "support.note": "Ba ngày",
}


@pytest.fixture
def mushrooms(desk):
    return desk.add("HTX Nấm Dương Đức", tax_code="0101248141", commune_code="07375")


@pytest.fixture
def planned(desk, tmp_path, mushrooms):
    """The plan of a support template with these rows and decisions by number of the row."""

    def make(*rows, decisions=None):
        path = saved(desk.book, desk.profile, "ho-tro", tmp_path / "mau.xlsx")
        found = reading(desk.book, desk.profile, filled(path, rows))
        first = found.lists[0].list.rows[0]
        by_row = {first + number: each for number, each in (decisions or {}).items()}
        choices = {ListAt(0): ListChoice(decisions=by_row)}
        words = import_words_of(desk.book)
        return plan_import(desk.book, desk.profile, words, found, choices, Silent())

    return make


def outcomes(plan):
    return [row.outcome for row in plan.rows]


def reasons(row):
    return [each.reason for each in row.issues]


def test_a_row_is_one_grant_with_all_it_states(desk, planned, mushrooms):
    programme = next(each for each in desk.book.catalogue.programmes)
    plan = planned(GRANT | {"support.programme": programme.name, "support.period": "Cả năm"})
    assert outcomes(plan) == [Outcome.NEW]
    assert plan.rows[0].issues == ()
    commit_import(desk.book, plan, Silent())
    (row,) = dossiers(desk.book, [Kind.SUPPORT])
    draft = row.draft
    assert (draft.organisations, draft.year, draft.topic) == ((mushrooms.uid,), 2024, "H2.1")
    assert (draft.period, draft.programme) == ("NAM", programme.code)
    assert draft.values == {
        "content": "Lớp kế toán",
        "organiser": "Liên minh Hợp tác xã tỉnh",
        "quantity_unit": "lớp",
        "quantity_done": 1,
        "persons_done": 30,
        "document": "12/QĐ-UBND",
        "given_on": "2024-03",
        "note": "Ba ngày",
    }
    assert draft.money == {"plan.total": 20_000_000, "done.NSTW": 12_500_000, "done.HTX_DOI_UNG": 0}


def test_the_same_file_again_is_the_same_and_undone_it_is_gone(desk, planned):
    other = GRANT | {"support.content": "Lớp giám đốc", "support.year": 2023}
    run, _ = commit_import(desk.book, planned(GRANT, other), Silent())
    again = planned(GRANT, other)
    assert outcomes(again) == [Outcome.SAME, Outcome.SAME]
    assert again.is_same
    undo_import(desk.book, run.id)
    assert not dossiers(desk.book, [Kind.SUPPORT])
    assert outcomes(planned(GRANT, other)) == [Outcome.NEW, Outcome.NEW]


def test_other_figures_of_the_same_grant_are_a_change_and_blanks_keep_what_is_there(desk, planned):
    commit_import(desk.book, planned(GRANT), Silent())
    (known,) = dossiers(desk.book, [Kind.SUPPORT])
    stated = {
        "name": GRANT["name"],
        "support.topic": TOPIC,
        "support.year": "2024",
        "support.content": "lớp  kế toán",
        "support.persons_done": 35,
        "support.money.done.NSTW": 15,
    }
    plan = planned(stated)
    assert outcomes(plan) == [Outcome.CHANGED]
    assert [(each.label, each.old, each.new) for each in plan.rows[0].changes] == [
        ("Số người thực hiện", "30", "35"),
        ("Thực hiện: Ngân sách trung ương", "12,5 triệu đồng", "15 triệu đồng"),
    ]
    commit_import(desk.book, plan, Silent())
    draft = load_dossier(desk.book, known.draft.uid)
    assert (draft.number("persons_done"), draft.text("content")) == (35, "Lớp kế toán")
    assert draft.number("quantity_done") == 1
    assert draft.money["plan.total"] == 20_000_000


def test_a_grant_that_may_be_known_waits_for_the_officer(desk, planned, mushrooms):
    known = desk.support(mushrooms.uid, topic="H2.1", persons_done=30)
    stated = GRANT | {"support.content": ""}
    (row,) = planned(stated).rows
    assert row.outcome is Outcome.DOUBTFUL
    assert [(each.uid, each.reason) for each in row.candidates] == [(known.uid, LIKE)]
    assert planned(stated, decisions={0: Decision(Act.ADD)}).rows[0].outcome is Outcome.NEW
    assert planned(stated, decisions={0: Decision(Act.SKIP)}).rows[0].outcome is Outcome.SKIPPED
    (chosen,) = planned(stated, decisions={0: Decision(Act.UPDATE, known.uid)}).rows
    assert (chosen.outcome, chosen.uid, chosen.draft.revision) == (
        *(Outcome.CHANGED, known.uid, known.revision),
    )


def test_another_content_of_the_same_year_is_another_grant(desk, planned, mushrooms):
    desk.support(mushrooms.uid, topic="H2.1", content="Lớp giám đốc")
    assert outcomes(planned(GRANT)) == [Outcome.NEW]


def test_a_grant_of_several_organisations_is_never_changed_without_asking(desk, planned, mushrooms):
    other = desk.add("HTX Khác")
    desk.support(mushrooms.uid, other.uid, topic="H2.1", content="Lớp kế toán", persons_done=60)
    assert outcomes(planned(GRANT)) == [Outcome.DOUBTFUL]


def test_a_row_twice_in_the_file_is_asked_about(planned):
    plan = planned(GRANT, GRANT)
    assert outcomes(plan) == [Outcome.NEW, Outcome.DOUBTFUL]
    assert reasons(plan.rows[1]) == [f"giống hệt dòng {plan.rows[0].row}"]
    both = planned(GRANT, GRANT, decisions={1: Decision(Act.ADD)})
    assert outcomes(both) == [Outcome.NEW, Outcome.NEW]


def test_an_organisation_that_is_not_in_the_book_is_refused(planned):
    plan = planned(GRANT | {"name": "HTX Không Có"})
    assert outcomes(plan) == [Outcome.REFUSED]
    assert reasons(plan.rows[0]) == [NOT_IN_BOOK]


def test_a_name_that_only_looks_so_is_asked_about(desk, planned, mushrooms):
    desk.add("HTX Sản xuất nấm Dương Đức", commune_code="07375")
    stated = GRANT | {"name": "Dương Đức"}
    (row,) = planned(stated).rows
    assert row.outcome is Outcome.DOUBTFUL
    assert len(row.candidates) == 2
    (chosen,) = planned(stated, decisions={0: Decision(Act.UPDATE, mushrooms.uid)}).rows
    assert (chosen.outcome, chosen.draft.organisations) == (Outcome.NEW, (mushrooms.uid,))


@pytest.mark.parametrize(
    ("id_", "value", "said"),
    [
        ("support.topic", "Dạy bơi", "không có nội dung hỗ trợ"),
        ("support.topic", "", "không có nội dung hỗ trợ"),
        ("support.year", "hai nghìn", "không rõ năm hỗ trợ"),
        ("support.year", "", "không rõ năm hỗ trợ"),
        ("support.year", 1900, "không đọc được"),
        ("support.money.done.NSTW", -5, "không thể là số âm"),
    ],
)
def test_what_cannot_be_a_record_is_refused_with_its_reason(planned, id_, value, said):
    (row,) = planned(GRANT | {id_: value}).rows
    assert row.outcome is Outcome.REFUSED
    assert any(said in reason for reason in reasons(row))


@pytest.mark.parametrize(
    ("id_", "value"),
    [
        ("support.programme", "Chương trình lạ"),
        ("support.quantity_unit", "thúng"),
        ("support.given_on", "31/2/2024"),
        ("support.persons_done", "độ ba chục"),
    ],
)
def test_what_is_not_read_is_left_empty_and_told(desk, planned, id_, value):
    plan = planned(GRANT | {id_: value})
    assert outcomes(plan) == [Outcome.NEW]
    assert any(each.value == value for each in plan.rows[0].issues)
    commit_import(desk.book, plan, Silent())
    (row,) = dossiers(desk.book, [Kind.SUPPORT])
    name = id_.removeprefix("support.")
    assert not (row.draft.programme if name == "programme" else row.draft.values.get(name))


def test_a_column_of_the_officers_own_is_told_of_and_left_out(desk, tmp_path, mushrooms):
    path = filled(saved(desk.book, desk.profile, "ho-tro", tmp_path / "mau.xlsx"), [GRANT])
    workbook = load_workbook(path)
    page = workbook.worksheets[0]
    page.insert_cols(4)
    page.cell(mark_row(page) + 1, 4).value = "Việc riêng"
    workbook.save(path)
    found, words = reading(desk.book, desk.profile, path), import_words_of(desk.book)
    plan = plan_import(desk.book, desk.profile, words, found, {}, Silent())
    assert outcomes(plan) == [Outcome.NEW]
    (note,) = plan.notes
    assert note.endswith("cột “Việc riêng”: cột không có trong mẫu, không nhập.")


def test_the_topic_is_known_by_its_code_or_its_words_alone(planned):
    rows = [
        GRANT | {"support.topic": text, "support.content": text}
        for text in (
            "H2.1",
            "bồi dưỡng nâng cao năng lực",
            "Khác",
        )
    ]
    assert [row.draft.topic for row in planned(*rows).rows] == ["H2.1", "H2.1", "H12"]


def test_what_was_left_out_of_a_template_is_mended_and_read_as_the_template_it_was(
    desk, tmp_path, mushrooms
):
    rows = [GRANT | {"name": "HTX Không Có"}, GRANT, GRANT | {"support.topic": "Dạy bơi"}]
    path = filled(saved(desk.book, desk.profile, "ho-tro", tmp_path / "mau.xlsx"), rows)
    found, words = reading(desk.book, desk.profile, path), import_words_of(desk.book)
    plan = plan_import(desk.book, desk.profile, words, found, {}, Silent())
    left = tmp_path / "chưa nhập.xlsx"
    left.write_bytes(error_workbook(open_file(path, Silent()), found, plan, words, Silent()))
    workbook = load_workbook(left)
    page = workbook.worksheets[0]
    first = mark_row(page) + 2
    page.cell(first, columns(page)["name"]).value = mushrooms.name
    page.cell(first, columns(page)["support.content"]).value = "Lớp khác"
    workbook.save(left)
    again = reading(desk.book, desk.profile, left)
    plan = plan_import(desk.book, desk.profile, words, again, {}, Silent())
    assert outcomes(plan) == [Outcome.NEW, Outcome.REFUSED]
    assert not plan.notes
    assert plan.rows[0].draft.text("content") == "Lớp khác"


OWN_HEAD = (
    ("UBND XÃ LẠNG GIANG",),
    ("DANH SÁCH HTX ĐƯỢC HỖ TRỢ NĂM 2023",),
    ("Đơn vị tính: triệu đồng",),
    ("TT", "Tên HTX", "Nội dung hỗ trợ", "Kinh phí hỗ trợ", "", "", "Văn bản", "Ghi chú"),
    ("", "", "", "Tổng số", "NSTW", "Đối ứng", "", ""),
)
OWN_ROWS = (
    (1, "HTX Nấm Dương Đức", "Máy sấy nấm", 300, 200, 100, "5/QĐ", ""),
    (2, "HTX Nấm Dương Đức", "Bồi dưỡng nâng cao năng lực", "1,5", "", "", "", "một lớp"),
    ("", "Tổng cộng", "", 301.5, 200, 100, "", ""),
)


def own_list(path, head=OWN_HEAD, rows=OWN_ROWS):
    merged = ("D4:F4", *(f"{letter}4:{letter}5" for letter in "ABCGH"))
    return workbook(path, {"Hỗ trợ": [*head, *rows]}, merged=merged if head is OWN_HEAD else ())


def test_an_officers_own_list_is_known_by_its_title_and_asks_for_topics(desk, tmp_path, mushrooms):
    path = own_list(tmp_path / "ds.xlsx")
    found, words = reading(desk.book, desk.profile, path), import_words_of(desk.book)
    topic = {("support_topic", "may say nam"): "H5"}
    choice = {ListAt(0): ListChoice(values=topic)}
    plan = plan_import(desk.book, desk.profile, words, found, choice, Silent())
    assert outcomes(plan) == [Outcome.REFUSED, Outcome.NEW]
    (issue,) = plan.rows[0].issues
    assert (issue.column, issue.value) == ("Nội dung hỗ trợ", "Máy sấy nấm")
    home = found.around
    opened = open_file(path, Silent())
    again = read_opened(opened, words, desk.book.units, Silent(), home, choice)
    plan = plan_import(desk.book, desk.profile, words, again, choice, Silent())
    first, second = (row.draft for row in plan.rows)
    assert outcomes(plan) == [Outcome.NEW, Outcome.NEW]
    assert (first.topic, first.year, first.text("content")) == ("H5", 2023, "Máy sấy nấm")
    assert first.money == {
        "done.total": 300_000_000,
        "done.NSTW": 200_000_000,
        "done.HTX_DOI_UNG": 100_000_000,
    }
    assert (first.text("document"), second.text("note")) == ("5/QĐ", "một lớp")
    assert second.money == {"done.total": 1_500_000}
    assert first.organisations == second.organisations == (mushrooms.uid,)
    assert not again.duplicates


@pytest.mark.parametrize(
    "title",
    ["DANH SÁCH HỢP TÁC XÃ NĂM 2023", "DANH SÁCH HTX CÓ NHU CẦU HỖ TRỢ NĂM 2023"],
)
def test_a_list_whose_title_tells_of_no_support_given_stays_one_of_organisations(
    desk, tmp_path, title
):
    head = (OWN_HEAD[0], (title,), *OWN_HEAD[2:])
    path = own_list(tmp_path / "ds.xlsx", head)
    (placed,) = reading(desk.book, desk.profile, path).lists
    assert not is_support(placed.list, import_words_of(desk.book))


def test_money_of_a_plan_goes_there_and_years_side_by_side_are_refused(desk, tmp_path, mushrooms):
    heads = ("TT", "Tên HTX", "Nội dung hỗ trợ", "Kinh phí KH 2023", "Kinh phí thực hiện {}")
    row = (1, "HTX Nấm Dương Đức", "H2.1", 10, 8)
    words, seen = import_words_of(desk.book), []
    for year in (2023, 2024):
        head = (
            ("KẾT QUẢ HỖ TRỢ HTX",),
            ("ĐVT: triệu đồng",),
            [each.format(year) for each in heads],
        )
        found = reading(desk.book, desk.profile, own_list(tmp_path / "ds.xlsx", head, (row,)))
        seen += plan_import(desk.book, desk.profile, words, found, {}, Silent()).rows
    good, bad = seen
    assert (good.outcome, bad.outcome) == (Outcome.NEW, Outcome.REFUSED)
    assert good.draft.money == {"plan.total": 10_000_000, "done.total": 8_000_000}
    assert good.draft.year == 2023
    assert reasons(bad) == [SEVERAL_YEARS]


def test_it_can_be_told_to_stop(desk, tmp_path, mushrooms):
    class Stopping:
        def report(self, done, total, what):
            if "hỗ trợ" in what:
                raise CancelledError

    path = filled(saved(desk.book, desk.profile, "ho-tro", tmp_path / "mau.xlsx"), [GRANT])
    found, words = reading(desk.book, desk.profile, path), import_words_of(desk.book)
    with pytest.raises(CancelledError):
        plan_import(desk.book, desk.profile, words, found, {}, Stopping())
