"""The program's own workbooks, filled in as officers do, are imported without questions."""

from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.importing.meanings import Group, kinds, sectors, states
from ktt_desktop.domain.importing.plan import Outcome
from ktt_desktop.domain.importing.template_reading import marked
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, OperatingStatus, SubjectKind, UnitLevel
from ktt_desktop.services.annual_return import load_return
from ktt_desktop.services.import_commit import commit_import
from ktt_desktop.services.import_fields import import_words_of
from ktt_desktop.services.import_plan import plan_import
from ktt_desktop.services.import_templates import (
    KINDS,
    STATES,
    file_name,
    import_templates,
    template_content,
)
from ktt_desktop.services.list_files import open_file
from ktt_desktop.services.organisation_labels import register_rows
from ktt_desktop.services.register import load_organisation
from tests.templates import (
    OFFICE,
    PERIOD,
    columns,
    filled,
    mark_row,
    reading,
    saved,
    through_office,
)

NAMES = [each.id for each in import_templates()]
ROWS = (
    {
        "name": "HTX Nông nghiệp Xuân Hương",
        "kind": "Hợp tác xã",
        "tax_code": "0101248141",
        "commune": "Xã Lạng Giang",
        "sector": "Nông nghiệp tổng hợp, dịch vụ nông nghiệp",
        "status": "Tạm ngừng hoạt động",
        "organisation.registered_on": "15/8/2022",
        "organisation.charter_capital": 1500.5,
        "organisation.phone": "0912345678",
        "person.name": "Nguyễn Văn Ưng",
        "person.title": "Giám đốc",
        "person.gender": "Nữ",
        "person.born_on": "1980",
        "person.identity_number": "001080012345",
        "organisation.registered_by": "Phòng Tài chính - Kế hoạch",
        "organisation.is_alliance_member": "Có",
        "organisation.note": "Không ai nói gì",
    },
    {
        "name": "Cộng đồng thủy lợi",
        "kind": "Tổ hợp tác",
        "commune": "Xã Lạng Giang",
        "sector": "Khác",
        "organisation.registered_on": "2019",
    },
)


@pytest.fixture
def written(desk, tmp_path):
    return saved(desk.book, desk.profile, "to-chuc", tmp_path / "mau.xlsx")


def planned(desk, path):
    found = reading(desk.book, desk.profile, path)
    words = import_words_of(desk.book)
    return plan_import(desk.book, desk.profile, words, found, {}, Silent())


def the_rows_are_read(placed):
    read = placed.list
    assert read.names == [row["name"] for row in ROWS]
    assert read.kinds == ["HTX", "THT"]
    assert read.sectors == ["NN.TH", "KH"]
    assert read.states == ["tam_ngung", ""]
    assert read.founded == [PartialDate(2022, 8, 15), PartialDate(2019)]
    assert [each.now[0].code for each in placed.communes] == ["07375", "07375"]
    assert placed.tax_codes == ("0101248141", "")
    assert list(read.figures.values()) == [[1_500_500_000, None]]
    assert read.text("phone", 0) == "0912345678"
    assert read.text("representative", 0) == "Nguyễn Văn Ưng"
    assert not read.issues
    assert not read.skipped


def test_a_list_filled_in_is_read_without_questions(desk, written):
    found = reading(desk.book, desk.profile, filled(written, ROWS))
    (placed,) = found.lists
    the_rows_are_read(placed)
    assert not found.unread
    assert not found.duplicates


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_what_another_program_saved_is_read_the_same(desk, written, ending):
    path = through_office(filled(written, ROWS), ending)
    (placed,) = reading(desk.book, desk.profile, path).lists
    the_rows_are_read(placed)


def test_the_sheet_alone_copied_to_another_workbook_is_read_the_same(desk, written, tmp_path):
    page = load_workbook(filled(written, ROWS)).worksheets[0]
    other = Workbook()
    target = other.create_sheet("Của tôi")
    for row in page.iter_rows(values_only=True):
        target.append(row)
    other.save(tmp_path / "khac.xlsx")
    (placed,) = reading(desk.book, desk.profile, tmp_path / "khac.xlsx").lists
    the_rows_are_read(placed)


def test_moved_and_added_columns_change_nothing_but_are_told(desk, written):
    workbook = load_workbook(filled(written, ROWS))
    page = workbook.worksheets[0]
    page.insert_cols(3)
    page.cell(mark_row(page) + 1, 3).value = "Việc riêng"
    page.delete_cols(columns(page)["organisation.email"])
    workbook.save(written)
    (placed,) = reading(desk.book, desk.profile, written).lists
    (issue,) = placed.list.issues
    assert (issue.column, issue.reason) == ("Việc riêng", "cột không có trong mẫu, không nhập")
    placed.list.issues.clear()
    the_rows_are_read(placed)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_of_a_template_is_known_to_the_import(desk, tmp_path, name):
    path = saved(desk.book, desk.profile, name, tmp_path / "mau.xlsx")
    sheet = open_file(path, Silent()).sheets[0]
    found = marked(sheet, import_words_of(desk.book))
    assert not found.issues
    assert len(found.choice.uses) == len(columns(load_workbook(path).worksheets[0])) - 1


@pytest.mark.parametrize("name", NAMES)
def test_a_blank_template_says_that_there_are_no_rows_and_takes_none_of_its_guide(
    desk, tmp_path, name
):
    path = saved(desk.book, desk.profile, name, tmp_path / "mau.xlsx")
    found = reading(desk.book, desk.profile, path)
    assert [each.list.names for each in found.lists] == [[]]
    assert found.as_of is None


def test_every_option_of_the_lists_is_read_as_what_it_stands_for(desk, catalogue):
    words = import_words_of(desk.book)
    for code, label in catalogue.sectors.items():
        assert sectors(["HTX vận tải Bình Minh"], [label], [Group()], words) == [code]
    for kind, label in KINDS.items():
        assert kinds(["Bình Minh"], [label], [Group()], "", words) == [kind]
    assert all(states(STATES, words))
    assert len(set(states(STATES, words))) == len(STATES)


def test_the_figures_stand_beside_the_organisations_of_the_book(desk, tmp_path):
    one = desk.add("HTX Một", tax_code="0101248141", commune_code="07375")
    desk.add("HTX Đã giải thể", operating_status=OperatingStatus.DISSOLVED)
    path = saved(desk.book, desk.profile, "so-lieu", tmp_path / "mau.xlsx")
    page = load_workbook(path).worksheets[0]
    row, at = page[mark_row(page) + 2], columns(page)
    told = [row[at[id_] - 1].value for id_ in ("uid", "name", "kind", "tax_code", "commune")]
    assert told == [one.uid, "HTX Một", "Hợp tác xã", "0101248141", "Xã Lạng Giang"]
    assert page.cell(3, at["name"]).value == "Thực hiện năm 2024"
    assert not any(cell.value for cell in page[mark_row(page) + 3])


def test_figures_go_to_the_year_and_kind_the_template_was_made_for(desk, tmp_path):
    desk.add("HTX Một", tax_code="0101248141", commune_code="07375")
    period = YearMeasure(2025, Measure.PLAN)
    path = saved(desk.book, desk.profile, "so-lieu", tmp_path / "mau.xlsx", period)
    filled(path, [{"figure.O1": 25, "figure.O1.6": 0, "figure.O5": 1250.5, "figure.O7": 6.2}])
    (placed,) = reading(desk.book, desk.profile, path).lists
    assert placed.list.text("uid", 0)
    words = import_words_of(desk.book)
    figures = {
        words.fields[use.field].into: values[0]
        for use, values in placed.list.figures.items()
        if values[0] is not None
    }
    assert figures == {
        "figure.O1": 25,
        "figure.O1.6": 0,
        "figure.O5": 1_250_500_000,
        "figure.O7": 6_200_000,
    }
    assert {(use.year, use.measure) for use in placed.list.figures} == {period}
    assert not placed.list.issues


def test_a_register_is_imported_whole_and_again_it_is_the_same(desk, written):
    plan = planned(desk, filled(written, ROWS))
    assert [row.outcome for row in plan.rows] == [Outcome.NEW, Outcome.NEW]
    assert not plan.notes
    commit_import(desk.book, plan, Silent())
    uid = next(each.uid for each in register_rows(desk.book) if each.tax_code)
    saved = load_organisation(desk.book, uid)
    assert saved.name == ROWS[0]["name"]
    assert (saved.kind, saved.sector, saved.commune_code) == ("HTX", "NN.TH", "07375")
    assert (saved.operating_status, saved.charter_capital) == (
        *(OperatingStatus.SUSPENDED, 1_500_500_000),
    )
    assert saved.is_alliance_member is True
    (person,) = saved.persons
    assert (person.name, person.title, person.gender) == ("Nguyễn Văn Ưng", "Giám đốc", "NU")
    assert (person.born_on, person.identity_number) == (PartialDate(1980), "001080012345")
    assert planned(desk, written).is_same


def test_figures_are_imported_beside_two_organisations_of_one_name(desk, tmp_path):
    one, other = desk.add("HTX Một", {"O1": "9"}), desk.add("HTX Một")
    path = saved(desk.book, desk.profile, "so-lieu", tmp_path / "mau.xlsx")
    filled(path, [{"figure.O1": 25, "figure.O5": 1250.5}, {"figure.O1": 7}])
    plan = planned(desk, path)
    assert [row.outcome for row in plan.rows] == [Outcome.CHANGED, Outcome.CHANGED]
    by_uid = {row.uid: row.row for row in plan.rows}
    commit_import(desk.book, plan, Silent())
    first, second = sorted((one, other), key=lambda each: by_uid[each.uid])
    values = [
        load_return(desk.book, Subject(SubjectKind.ORGANISATION, each.uid), *PERIOD).values
        for each in (first, second)
    ]
    assert (values[0]["O1"], values[0]["O5"], values[1]["O1"]) == (25, 1_250_500_000, 7)
    assert planned(desk, path).is_same


def test_communes_of_one_name_are_offered_with_their_district(practice, tmp_path):
    book, profile, _ = practice
    province = replace(profile, code=profile.parent_code, level=UnitLevel.PROVINCE)
    path = saved(book, province, "to-chuc", tmp_path / "mau.xlsx")
    communes = [cell.value for cell in load_workbook(path)["Danh mục"]["B"] if cell.value]
    assert "Xã Mỹ Thái" in communes
    assert "Xã Hương Sơn" in communes
    assert len(communes) == len(set(communes)) > 190
    shared = [each for each in communes if "," in each]
    assert shared
    rows = [
        {"name": f"HTX Số {at}", "kind": "Hợp tác xã", "commune": each}
        for at, each in enumerate(shared)
    ]
    (placed,) = reading(book, province, filled(path, rows)).lists
    assert all(each.former and not each.doubt for each in placed.communes)
    assert len({each.former.code for each in placed.communes}) == len(shared)


def test_the_same_book_gives_the_same_file(desk, monkeypatch):
    from ktt_desktop.services import import_templates as module

    moment = module.now()
    monkeypatch.setattr(module, "now", lambda: moment)
    for template in import_templates():
        one, other = (template_content(desk.book, desk.profile, template, PERIOD) for _ in range(2))
        assert one == other


def test_the_file_is_named_after_the_template_and_its_year():
    names = [file_name(each, PERIOD) for each in import_templates()]
    assert names == ["mau-danh-sach-to-chuc.xlsx", "mau-so-lieu-2024.xlsx", "mau-ho-tro.xlsx"]
