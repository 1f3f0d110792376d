"""Every number of a file of figures is told its field, and the field is there."""

import json
from itertools import count

import pytest

from ktt_desktop.domain.dossier import TOTAL, Stage
from ktt_desktop.domain.errors import InvalidInputError, UnreadableFileError
from ktt_desktop.domain.period import TableColumn
from ktt_desktop.domain.stated_figure import stated_figures
from ktt_desktop.domain.terms import FundingSource, Measure
from ktt_desktop.services.dossier_checks import choices
from ktt_desktop.services.figure_map import map_figures, map_file
from ktt_desktop.services.support_tables import SCHEME
from tests.golden.seeds import DATA, read_seed

FILE = DATA / "figures" / "seed_figures.json"
STATED = json.loads(FILE.read_text(encoding="utf-8"))["figures"]
NARRATIVE = {each["id"] for each in STATED if each["class"] == "narrative"}
RECORDS_OF = {  # kind of record → class of a figure
    "support": "support",
    "credit": "support",
    "programme": "funding_need",
    "dormant_total": "dormant",
    "pilot": "pilot_scheme",
    "target": "target",
    "governance": "governance",
    "model": "model",
}


@pytest.fixture
def mapped(catalogue):
    """Map entries: what was found by id."""

    def mapping(entries):
        found = map_figures(catalogue, stated_figures({"figures": entries}))
        return {each.id: each for each in found}

    return mapping


@pytest.fixture
def holder(mapped):
    """The holder of one entry; what is not said is nothing special."""

    def holding(**fields):
        [found] = mapped([{"id": "a", "class": "support", "year": 2022, **fields}]).values()
        return found.holder

    return holding


def assert_is_there(catalogue, holder):
    """A table prints the row and has the column, or a kind of record has the field."""
    assert holder.label
    if not holder.record:
        indicator = catalogue.edition.indicators[holder.row]
        assert holder.column in set(TableColumn)
        assert holder.measure in set(Measure)
        if holder.table == "phieu":
            assert indicator.form == "phieu"
        else:
            table = catalogue.edition.tables[holder.table]
            assert holder.row in table.codes
            groups = {each.code for each in catalogue.sector_groups}
            assert (holder.sector in groups) is (table.kind == "sectors")
        return
    kind = catalogue.dossiers[holder.record]
    group, dot, source = holder.column.partition(".")
    if dot:
        assert group in {each.key for each in kind.money}
        assert source in (*FundingSource, TOTAL)
    else:
        topic = holder.row if holder.row and kind.topics else ""
        assert not topic or kind.fields[holder.column].applies_to(topic)
    if kind.topics and holder.row and not holder.row.startswith("Σ"):
        assert holder.row in choices(catalogue, kind.topics)
    if holder.base:
        assert holder.base in catalogue.dossier_lists["target_bases"]
    if holder.period:
        assert holder.period in set(Stage)


@pytest.fixture
def all_mapped(catalogue):
    return {each.id: each for each in map_file(catalogue, FILE)}


def test_every_number_but_those_of_the_narrative_has_a_holder_that_exists(catalogue, all_mapped):
    assert list(all_mapped) == [each["id"] for each in STATED]
    without = {id_ for id_, each in all_mapped.items() if each.holder is None}
    assert without == NARRATIVE
    assert all(all_mapped[id_].reason for id_ in NARRATIVE)
    for each in all_mapped.values():
        for found in (each.holder, *each.also):
            if found is not None:
                assert_is_there(catalogue, found)


@pytest.mark.parametrize("name", ["000", "003"])
def test_a_number_is_held_where_the_plan_was_entered(name, all_mapped):
    """The rows an officer chose, with the figures of other columns that a comparison implies."""
    for each in read_seed(name)["figure"]:
        found = all_mapped.get(each["id"])
        if found is None or found.holder.record:
            continue
        wanted = each["code"], each["year"], each["measure"], each.get("sector", "")
        places = [(h.row, h.year, h.measure, h.sector) for h in (found.holder, *found.also)]
        assert wanted in places, each["id"]


@pytest.mark.parametrize("name", ["000", "001", "003"])
def test_a_number_is_held_by_the_field_of_the_record_that_was_entered(name, all_mapped):
    for entry in read_seed(name)["record"]:
        for key, id_ in entry.get("holds", {}).items():
            found = all_mapped[id_].holder
            assert (found.record, found.column) == (entry["kind"], key), id_
            if entry["kind"] in ("target", "support", "credit", "governance"):
                assert found.row == entry.get("topic", ""), id_
            base = entry["values"].get("base", "")
            if entry["kind"] == "target" and base != "HTX_CNC":  # "trong đó" of the line before
                assert found.base == base, id_


def converted(catalogue, name):
    """The records of a plan as entries of a file, with what each must be mapped to."""
    numbers, numbered = {}, count()
    for entry in read_seed(name)["record"]:
        fields = catalogue.dossiers[entry["kind"]].fields
        said = entry.get("values", {}) | entry.get("money", {})
        for key, written in said.items():
            field = fields.get(key)
            if key != "value_max" and (field is None or field.unit or key in ("value", "quantity")):
                id_ = f"{name}-{next(numbered)}"
                numbers[id_] = (entry, key, _entry(id_, entry, field, written))
    return numbers


def _entry(id_, entry, field, written):
    values = entry.get("values", {})
    is_percent = field is not None and field.unit.startswith("%")
    own_unit = values.get("quantity_unit") or values.get("unit", "")
    unit = "triệu đồng" if field is None else field.unit or own_unit
    need, key = entry.get("period") == "NC", field.attr if field else ""
    is_stated = is_percent or key == "change"
    return {
        "id": id_,
        "class": "comparison" if is_stated else "funding_need" if need else _class(entry),
        "code": entry.get("topic"),
        "quote": f"{field.label if field else 'kinh phí'} {written}",
        "as_written": str(written),
        "unit": "tỷ đồng" if "tỷ" in str(written) else unit,
        "year": entry.get("year"),
        "measure": "PLAN" if key.endswith("_plan") else "HALF_YEAR",
        "as_of": "2021-2025" if entry["kind"] == "programme" else "2022",
        "direction": "up" if key.startswith("change") else "",
    }


def _class(entry):
    return RECORDS_OF[entry["kind"]]


@pytest.mark.parametrize("name", ["002", "004"])
def test_the_records_of_another_plan_are_found_by_code_unit_and_words(catalogue, mapped, name):
    numbers = converted(catalogue, name)
    found = mapped([each for _, _, each in numbers.values()])
    for id_, (entry, key, stated) in numbers.items():
        holder = found[id_].holder
        assert holder is not None, stated
        assert_is_there(catalogue, holder)
        assert holder.record == entry["kind"], stated
        if "." not in key:
            assert holder.column == key, stated


def row_of(each):
    """A row of a plan as a file of figures names it."""
    return f"B2:{each['sector']}.{each['code']}" if "sector" in each else each["code"]


@pytest.mark.parametrize("name", ["002", "004"])
def test_the_figures_of_another_plan_are_held_in_their_rows(catalogue, mapped, name):
    figures = {each["id"]: each for each in read_seed(name)["figure"]}
    entries = [
        {
            "id": id_,
            "class": "sector_table" if "sector" in each else "indicator",
            "code": row_of(each),
            "quote": each["quote"],
            "as_written": each["written"],
            "unit": catalogue.edition.indicators[each["code"]].unit,
            "year": each["year"],
            "measure": each["measure"],
        }
        for id_, each in figures.items()
    ]
    for id_, found in mapped(entries).items():
        assert_is_there(catalogue, found.holder)
        wanted = [figures[id_].get(key, "") for key in ("code", "sector", "year", "measure")]
        holder = found.holder
        assert [holder.row, holder.sector, holder.year, holder.measure] == wanted


@pytest.mark.parametrize("name", ["002", "004"])
def test_what_another_plan_leaves_to_records_is_held_by_its_record(catalogue, mapped, name):
    seed = read_seed(name)
    left = [
        each
        | {"class": each["kind"], "as_written": each["written"], "unit": each.get("unit", "HTX")}
        for each in seed["elsewhere"]
        if each["kind"] in RECORDS_OF.values()
    ]
    holds = {
        id_: (entry["kind"], key)
        for entry in seed["record"]
        for key, id_ in entry.get("holds", {}).items()
    }
    for id_, found in mapped(left).items():
        assert_is_there(catalogue, found.holder)
        assert (found.holder.record, found.holder.column) == holds[id_]


def test_a_row_without_a_code_is_found_by_its_words(holder):
    said = {"class": "indicator", "measure": "HALF_YEAR", "code": None}
    new = holder(**said, quote="vốn đăng ký của HTX thành lập mới là 59,709 tỷ", unit="tỷ đồng")
    both = holder(**said, quote="37 THT, HTX", unit="tổ chức", gap="C1 + A1.1 together, no row")
    managers = holder(**said, quote="Tổng số cán bộ quản lý HTX, THT: 15", unit="người")
    assert [each.row for each in (new, both, managers)] == ["A8.1", "G1", "G2"]


def test_what_the_form_of_an_organisation_lacks_is_told_in_its_model_record(holder):
    said = {"class": "organisation", "measure": "ACTUAL", "code": None}
    revenue = holder(**said, quote="doanh thu trong kỳ trên 1.000", unit="triệu đồng/năm")
    area = holder(**said, quote="nhà màng 4.000 m2", as_written="4.000", unit="m2")
    sold = holder(**said, quote="trên 300 tấn Na được tiêu thụ", as_written="300", unit="tấn")
    assert (revenue.table, revenue.row) == ("phieu", "O5")
    assert [(each.record, each.column) for each in (area, sold)] == [
        ("model", "area"),
        ("model", "sold"),
    ]


@pytest.mark.parametrize(
    ("code", "column"), [("D.1a", "on_books"), ("D1b", "stuck"), ("status:NG", "on_books")]
)
def test_lines_and_statuses_of_table_d_lead_to_its_fields(holder, code, column):
    found = holder(**{"class": "dormant"}, code=code, unit="HTX", quote="02 HTX", as_written="02")
    assert (found.table, found.column) == ("D", column)


@pytest.mark.parametrize(
    ("code", "unit", "row"),
    [("B:NN", "HTX", "N1.1"), ("B:THT.NN", "THT", "N3.1"), ("B:LHHTX.NN", "LHHTX", "N2.1")],
)
def test_industries_are_rows_of_table_b(holder, code, unit, row):
    found = holder(**{"class": "sector_table"}, code=code, unit=unit, measure="HALF_YEAR")
    assert (found.table, found.row) == ("B", row)


def test_a_sector_inside_a_group_stands_in_the_row_of_the_group(holder):
    found = holder(
        **{"class": "sector_table"}, code="B2:MT.members", unit="người", measure="ACTUAL"
    )
    assert (found.table, found.sector, found.row) == ("B2", "TM", "S2")


@pytest.mark.parametrize(
    ("quote", "written", "column"),
    [
        ("trong đó NSTW 6.726 triệu đồng, ngân sách tỉnh 6.454", "6.726", "budget.NSTW"),
        ("trong đó NSTW 6.726 triệu đồng, ngân sách tỉnh 6.454", "6.454", "budget.NS_TINH"),
        ("ngân sách nhà nước 13.180 triệu đồng, trong đó NSTW", "13.180", "budget.total"),
    ],
)
def test_money_of_several_years_is_the_budget_of_its_programme(holder, quote, written, column):
    found = holder(
        **{"class": "pilot_scheme"},
        quote=quote,
        as_written=written,
        unit="triệu đồng",
        as_of="2021-2025",
    )
    assert (found.record, found.row, found.column) == ("programme", SCHEME, column)


@pytest.mark.parametrize(
    ("code", "row"), [("C.Q1804.NSTW", "ΣQ1804"), ("ΣQ167", "ΣQ167"), (None, "Σ")]
)
def test_a_need_of_a_programme_stands_in_its_line(holder, code, row):
    said = {"class": "funding_need", "measure": "TARGET", "unit": "triệu đồng", "as_of": "2023"}
    found = holder(**said, code=code, quote="Tổng số: 32.810", as_written="32.810")
    assert (found.table, found.row, found.period) == ("C", row, Stage.NEED)
    assert found.column.startswith("plan.")


@pytest.mark.parametrize(("written", "column"), [("09", "done"), ("11", "planned")])
def test_of_two_numbers_with_a_stroke_the_second_is_the_plan(holder, written, column):
    found = holder(
        **{"class": "governance"},
        quote="đoàn kiểm tra 09/11 huyện, thành phố",
        as_written=written,
        unit="huyện, thành phố",
    )
    assert (found.row, found.column) == ("KIEM_TRA", column)


@pytest.mark.parametrize("kind", ["support", "funding_need", "pilot_scheme", "dormant"])
@pytest.mark.parametrize("unit", ["HTX", "triệu đồng"])
@pytest.mark.parametrize("quote", ["", "Không có", "từ 5 đến 7", "lũy kế 5"])
def test_however_little_is_said_a_number_of_a_record_has_its_field(
    catalogue, mapped, kind, unit, quote
):
    entry = {"id": "a", "class": kind, "unit": unit, "quote": quote, "value_max": 7}
    for code in (None, "", "M+", "H99", "C:Σ", "Q1804.total", "status:XX"):
        [found] = mapped([entry | {"code": code}]).values()
        assert_is_there(catalogue, found.holder)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"code": "H2.1", "unit": "học viên", "quote": "25 lớp, 1.350 học viên"}, "persons_done"),
        ({"code": "H2.3", "unit": "lao động", "quote": "hỗ trợ 21 lao động trẻ"}, "persons_done"),
        ({"code": "H5", "quote": "kinh phí 9 tỷ đồng từ ngân sách tỉnh"}, "done.NS_TINH"),
        ({"code": "H5", "quote": "vốn đối ứng của HTX 9 tỷ đồng"}, "done.HTX_DOI_UNG"),
        ({"code": "H5", "quote": "năm 2029: vốn tín dụng 9 tỷ đồng"}, "done.TIN_DUNG"),
        ({"code": "H5", "quote": "tổng vốn trên địa bàn tỉnh 9 tỷ đồng"}, "done.total"),
        ({"class": "funding_need", "unit": "HTX", "quote": "hỗ trợ 9 HTX"}, "quantity_plan"),
        ({"class": "pilot_scheme", "unit": "điểm", "quote": "điểm đánh giá đạt 82 điểm"}, "score"),
        (
            {
                "class": "dormant",
                "code": "status:NG",
                "unit": "HTX",
                "quote": "45 HTX ngừng hoạt động",
            },
            "stopped",
        ),
    ],
)
def test_plans_of_other_provinces_are_read_too(catalogue, holder, fields, place):
    written = next(each for each in ("1.350", "21", "82", "45", "9") if each in fields["quote"])
    found = holder(**{"unit": "tỷ đồng", "as_written": written, "measure": "ACTUAL"} | fields)
    assert_is_there(catalogue, found)
    assert found.column == place


def test_a_need_of_one_year_may_name_the_years_of_its_programme(holder):
    quote = "nhu cầu theo Chương trình giai đoạn 2021-2025: 32.810 triệu đồng"
    said = {"class": "funding_need", "unit": "triệu đồng", "quote": quote}
    assert (holder(**said, year=2023).record, holder(**said, year=2025).record) == (
        "support",
        "programme",
    )


def test_a_target_is_of_a_level_or_its_growth_and_never_a_share_of_itself(holder):
    said = {"class": "target", "measure": "TARGET", "code": None}
    growth = holder(**said, quote="tốc độ tăng doanh thu bình quân 8%/năm", unit="%/năm")
    said["code"] = "A1.7"
    share = holder(**said, quote="10-15% HTX nông nghiệp ứng dụng công nghệ cao", unit="%")
    assert (growth.row, share.base) == ("A5", "HTX_NN")


def test_a_sector_is_named_by_its_group_or_one_of_its_codes(holder):
    said = {"class": "sector_table", "measure": "ACTUAL", "unit": "HTX"}
    named = [holder(**said, code=f"B2:{name}.count") for name in ("NN", "TS", "NN.TS", "XYZ")]
    assert [each and each.sector for each in named] == ["NN", "NN", "NN", None]


@pytest.mark.parametrize(
    "fields",
    [
        {"class": "support"},
        {"class": "governance", "code": None, "quote": None},
        {"class": "rating", "unit": "HTX", "quote": "120 HTX loại tốt"},
        {"class": "dormant", "unit": "%", "quote": "chiếm 5,1% tổng số HTX"},
        {"class": "support", "code": "H7", "unit": "%", "quote": "nợ xấu 0,5% tổng dư nợ"},
        {"class": "comparison", "code": "H6", "unit": "HTX", "quote": "tăng 5 HTX"},
    ],
)
def test_a_number_no_field_is_for_is_given_none_and_the_reason(mapped, fields):
    [found] = mapped([{"id": "a", **fields}]).values()
    assert found.holder is None
    assert found.reason.endswith(".")
    assert "“”" not in found.reason


def test_a_class_nobody_knows_has_no_holder_and_says_why(mapped):
    [found] = mapped([{"id": "a", "class": "weather", "quote": "trời mưa", "unit": "mm"}]).values()
    assert found.holder is None
    assert "trời mưa" in found.reason
    assert found.as_json()["holder"] is None


@pytest.mark.parametrize("content", [b"", b"[", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_refused_with_a_sentence(catalogue, tmp_path, content):
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match="JSON"):
        map_file(catalogue, path)


def test_a_missing_file_and_another_shape_are_told_apart(catalogue, tmp_path):
    with pytest.raises(UnreadableFileError, match="Không đọc được"):
        map_file(catalogue, tmp_path / "a.json")
    path = tmp_path / "b.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(InvalidInputError, match="figures"):
        map_file(catalogue, path)


OF_SECTOR = {"count": "S1", "active": "S1.1", "suspended": "S1.2", "dissolved": "S1.3"}
OF_SECTOR |= {"members": "S2", "workers": "S3", "worker_members": "S3.1", "capital": "S4"}
OF_SECTOR |= {"revenue": "S5", "profit": "S6", "income_month": "S7"}
OF_ORGANISATION = {"members": "O1", "tv_chinh_thuc": "O1.1", "tv_nu": "O1.6", "tv_bhxh": "O1.7"}
OF_ORGANISATION |= {"tv_lk_gop_von": "O1.2", "tv_lk_khong_gop_von": "O1.3", "workers": "O2"}
OF_ORGANISATION |= {"worker_members": "O2.2", "managers": "O3", "total_capital": "O4"}
OF_ORGANISATION |= {"equity": "O4.1", "von_dieu_le": "O4.2", "quy_chung_khong_chia": "O4.3"}
OF_ORGANISATION |= {"tai_san_chung_khong_chia": "O4.4", "revenue": "O5", "profit": "O6"}
OF_ORGANISATION |= {"income_month": "O7", "tax": "O8"}


def test_every_name_of_a_column_leads_to_its_row(holder):
    said = {"measure": "ACTUAL", "unit": ""}
    sectors = {
        name: holder(**{"class": "sector_table"}, code=f"B2:NN.{name}", **said).row
        for name in OF_SECTOR
    }
    own = {
        name: holder(**{"class": "organisation"}, code=f"org_year:{name}", **said).row
        for name in OF_ORGANISATION
    }
    assert sectors == OF_SECTOR
    assert own == OF_ORGANISATION
