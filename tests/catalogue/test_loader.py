"""A mistake in the catalogue is refused with the file and the entry, before an officer meets it."""

import re
import shutil

import pytest

from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.interchange.dictionary import schema_bytes
from ktt_desktop.runtime.paths import resources

INDICATORS, TABLES, RULES = "2025/indicators.toml", "2025/tables.toml", "2025/rules.toml"
EDITION, PLAN = "2025/edition.toml", "2025/reports/plan.toml"
COUNTED = '{ how = "count", kind = "HTX", where = "listed" }'
SUMMED = '{ how = "sum", kind = "HTX", of = "O1" }'
EXAMPLES = "holds = [{ A1 = 64, A1_1 = 62, A1_2 = 2 }, { A1 = 64, A1_1 = 62 }]"


@pytest.fixture
def folder(tmp_path):
    """A copy of the catalogue to spoil."""
    return shutil.copytree(resources() / "catalogue", tmp_path / "catalogue")


def spoil(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_copy_that_is_spoilt_below_is_sound(folder, catalogue):
    assert schema_bytes(load_catalogue(folder)) == schema_bytes(catalogue)


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        # a misspelt, missing or mistyped key
        (INDICATORS, 'code = "O1"', 'code = "O1"\ncolor = "red"', "indicators.toml[O1]: «color»"),
        (INDICATORS, 'unit = "người"\n', "", "indicators.toml[O1]: thiếu «unit»"),
        (INDICATORS, 'type = "count"', 'type = "fraction"', "indicators.toml[O1]: «fraction»"),
        (INDICATORS, "signed = true", 'signed = "có"', "indicators.toml[O6]: «signed»"),
        (INDICATORS, COUNTED, COUNTED.replace(" }", ", of_ = 1 }"), "indicators.toml[A1]: «of_»"),
        (INDICATORS, 'how = "count"', 'how = "guess"', "indicators.toml[A1]: «guess»"),
        (TABLES, 'short_title = "Biểu A', 'short = "Biểu A', "tables.toml[A]: thiếu «short_title»"),
        (TABLES, 'number = "I"', "number = 1", "tables.toml[A][1]: «number» phải là str"),
        (RULES, 'severity = "loi"', 'severity = "nang"', "rules.toml[R1-A1]: «nang»"),
        (RULES, 'scope = "unit"', 'scope = "country"', "rules.toml[R1-A1]: «country»"),
        (RULES, 'advice = "Sửa một', 'advise = "Sửa một', "rules.toml[R1-A1]: thiếu «advice»"),
        (EDITION, "version = 1", "version = true", "edition.toml: «version» phải là int"),
        (EDITION, 'id = "2025"', 'id = "2025"\nyear = 2', "edition.toml: không hiểu «year»"),
        (PLAN, 'level = "roman"', 'level = "chapter"', "plan.toml[P1.I]: «chapter»"),
        (PLAN, "{ free = ", '{ note = "", free = ', "plan.toml[P1.I.1a]: không hiểu «note»"),
        (PLAN, 'table = "A"', 'tables = "A"', "plan.toml[1]: thiếu «table»"),
        ("register.toml", 'type = "choice"', 'type = "lists"', "register.toml[kind]: «lists»"),
        ("register.toml", 'label = "Loại hình"', "", "register.toml[kind]: thiếu «label»"),
        ("statuses.toml", 'code = "HD"', 'code = "HDX"', "statuses.toml[HDX]: «HDX»"),
        ("policies.toml", 'units = ["hội nghị", ', "units = [1, ", "policies.toml[H1.1]: «units»"),
        ("sectors.toml", "[[sector]]", "[[sectors]]", "sectors.toml: không hiểu «sectors»"),
        # a reference to nothing
        (TABLES, '"A1.10"', '"A1.99"', "tables.toml[A]: không có «A1.99»"),
        (TABLES, '"A1.10"', '"S1"', "tables.toml[A]: S1 không thuộc mẫu bieu-a"),
        (RULES, '"A1_1 + A1_2 == A1"', '"A1_1 + A1_99 == A1"', "rules.toml[R1-A1]: A1.99"),
        (RULES, '"sum(S1) == A1"', '"sum(S9) == A1"', "rules.toml[R1-A1-LV]: S9"),
        (INDICATORS, SUMMED, SUMMED.replace("O1", "O77"), "indicators.toml[A2]: O77"),
        (INDICATORS, 'weight = "O2"', 'weight = "O88"', "indicators.toml[A7]: O88"),
        (INDICATORS, "100 * A4_1 / A4", "100 * A4_9 / A4", "indicators.toml[A4.1p]: A4.9"),
        (PLAN, "là {A1} HTX", "là {A99} HTX", "plan.toml[P1.I.1a]: A99"),
        (PLAN, "{A5@KHN|unit}", "{A55@KHN|unit}", "plan.toml[P2.II.4]: A55"),
        (PLAN, 'table = "A"', 'table = "AA"', "plan.toml: không có «AA»"),
        (EDITION, 'members_indicator = "O1"', 'members_indicator = "O0"', "edition.toml: «O0»"),
        (EDITION, '"bieu-b2"', '"bieu-z"', "edition.toml: không có cách gộp bieu-z"),
        (INDICATORS, 'applies_to = ["HTX"', 'applies_to = ["CTY"', "indicators.toml[O1]: «CTY»"),
        (INDICATORS, COUNTED, COUNTED.replace("HTX", "CTY"), "indicators.toml[A1]: «CTY»"),
        (INDICATORS, COUNTED, COUNTED.replace("listed", "asleep"), "indicators.toml[A1]: «asleep»"),
        (
            INDICATORS,
            SUMMED,
            SUMMED.replace('of = "O1"', 'weight = "O1"'),
            "indicators.toml[A2]: thiếu «of»",
        ),
        (INDICATORS, 'form = "phieu"', 'form = "phieu-z"', "indicators.toml[O1]: «phieu-z»"),
        (TABLES, 'kind = "columns"', 'kind = "rows"', "tables.toml[A]: «rows»"),
        (PLAN, "năm {N+1}", "năm {A99}", "plan.toml.subject: A99"),
        (RULES, "{ A1 = 64, A1_1", '{ A1 = "x", A1_1', "rules.toml[R1-A1]: «x»"),
        # the same name twice
        (TABLES, '"A1.10"', '"A1.9"', "tables.toml[A]: «A1.9» có hai lần"),
        (PLAN, 'id = "P1.I"', 'id = "P1"', "plan.toml: «P1» có hai lần"),
        (
            "register.toml",
            'attr = "short_name"',
            'attr = "name"',
            "register.toml: «name» có hai lần",
        ),
        ("statuses.toml", 'code = "HD_CC"', 'code = "HD"', "statuses.toml: «HD» có hai lần"),
        ("policies.toml", 'code = "H1.2"', 'code = "H1.1"', "policies.toml: «H1.1» có hai lần"),
        (
            "policies.toml",
            'code = "QD167"',
            'code = "QD1804"',
            "policies.toml: «QD1804» có hai lần",
        ),
        (INDICATORS, 'code = "O1.1"', 'code = "O1"', "indicators.toml: «O1» có hai lần"),
        (RULES, 'id = "R1-A2"', 'id = "R1-A1"', "rules.toml: «R1-A1» có hai lần"),
        (TABLES, 'id = "B2"', 'id = "A"', "tables.toml: «A» có hai lần"),
        ("sectors.toml", 'code = "NN.CN"', 'code = "NN.TT"', "sectors.toml: «NN.TT» có hai lần"),
        ("sectors.toml", 'id = "bieu-b"', 'id = "bieu-b2"', "sectors.toml: «bieu-b2» có hai lần"),
        ("policies.toml", 'code = "QUY"', 'code = "NSTW"', "policies.toml: «NSTW» có hai lần"),
        # every sector is counted in one group
        ("sectors.toml", '"NN.TH", "NS"]', '"NN.TH"]', "sectors.toml[bieu-b2]: đúng một nhóm"),
        ("sectors.toml", '["XD"]', '["XD", "TM"]', "sectors.toml[bieu-b2]: đúng một nhóm"),
        ("sectors.toml", '["XD"]', '["XD", "YY"]', "sectors.toml[bieu-b2]: đúng một nhóm"),
        # what cannot be read as an expression, a sentence or an example
        (RULES, "A1_1 + A1_2 == A1", "A1_1 + == A1", "rules.toml[R1-A1]: không đọc được biểu thức"),
        (RULES, "A1_1 + A1_2 == A1", "A1_1 + A1_2", "rules.toml[R1-A1]: không dùng được"),
        (
            RULES,
            "A1_1 + A1_2 == A1",
            "open('x') == A1",
            "rules.toml[R1-A1]: không dùng được «open('x')»",
        ),
        (
            RULES,
            EXAMPLES,
            'holds = [{ A1 = "nhiều" }]',
            "rules.toml[R1-A1]: «nhiều» không phải là số",
        ),
        (
            RULES,
            'S7 = [3, 6], S3 = [758, ""]',
            "S7 = [3, 6], S3 = [758]",
            "rules.toml[R3-A7.k]: các phần phải có cùng số phần tử",
        ),
        (
            INDICATORS,
            "100 * A4_1 / A4",
            "A4_1 > A4",
            "indicators.toml[A4.1p].aggregate: «A4_1 > A4»",
        ),
        (PLAN, "là {A1} HTX", "là {A1 HTX", "plan.toml[P1.I.1a]: [A1].sentence"),
        (PLAN, "{A5|unit}", "{A5|words}", "plan.toml[P1.I.1a]: {A5|words}"),
        (PLAN, 'records = "model"', 'records = "models"', "plan.toml[P1.I.4]: «models»"),
        (PLAN, "{partners}", "{partner}", "plan.toml[P1.I.4]: «partner»"),
        (PLAN, "{units_reached}", "{units}", "plan.toml[P1.II.3]: «units»"),
        (PLAN, "{S1p|rest}", "{A1.6p|rest}", "plan.toml[P1.I.1a]: {A1.6p|rest}"),
        (PLAN, "{N3} THT", "{N9} THT", "plan.toml[P1.I.2]: {N9}"),
        (PLAN, "[[{O2} lao", "[[{S2} lao", "plan.toml[P1.I.2]: {S2}"),
        (PLAN, "là {A1} HTX", "là {=A1} HTX", "plan.toml[P1.I.1a]: không nói về một lĩnh vực"),
        (PLAN, "bàn là {G1}", "bàn {sector} là {G1}", "plan.toml[P1.I.1a]: một lĩnh vực"),
        (PLAN, 'by = "industries"', 'by = "areas"', "plan.toml[P1.I.2][industries.THT]: «areas»"),
        (PLAN, 'when = "order=tht"', 'when = "order=xa"', "plan.toml[P1.I.1a]: lựa chọn «order»"),
        (PLAN, '"empty=said"', '"empty=no"', "plan.toml[P1.I.4]: không có lựa chọn «empty»"),
        (
            PLAN,
            '"order=tht", sentence = "- Số thành',
            '"order=htx", sentence = "- Số thành',
            "plan.toml[P1.I.1b]: «C2» có hai lần",
        ),
        (
            PLAN,
            'beside = "dormant_total"',
            'beside = "dormants"',
            "plan.toml[P1.II.4b]: «dormants»",
        ),
        (PLAN, "{money@KHN}", "{cash@KHN}", "plan.toml[P2.II.6][support.total]: «cash»"),
        (
            PLAN,
            'targets = "progress"',
            'targets = "all"',
            "plan.toml[P1.KN][targets.progress]: «all»",
        ),
        ("dossiers.toml", 'id = "rating"', 'id = "ratings"', "dossiers.toml: «rating»"),
        ("dossiers.toml", 'code = "LK"', 'code = "QUY1"', "dossiers.toml[periods]: không có «"),
        ("dossiers.toml", 'code = "~"', 'code = "<"', "dossiers.toml[operators]: không có «"),
        ("2025/edition.toml", '["A1.6e"]', '["A1.6x"]', "edition.toml: «A1.6x»"),
        ("2025/edition.toml", 'id = "HTX_HD"', 'id = "HTX_X"', "edition.toml.target: «HTX_X»"),
    ],
)
def test_a_mistake_is_refused_and_named(folder, file, old, new, sentence):
    spoil(folder, file, old, new)
    with pytest.raises(CatalogueError) as refusal:
        load_catalogue(folder)
    where, what = sentence.split(": ", 1)
    assert str(refusal.value).startswith(where)
    assert what in str(refusal.value)


def test_a_missing_file_is_refused(folder):
    (folder / "2025" / "rules.toml").unlink()
    with pytest.raises(CatalogueError, match=re.escape("rules.toml: không đọc được")):
        load_catalogue(folder)


def test_an_edition_that_is_not_there_is_refused(folder):
    with pytest.raises(CatalogueError, match=re.escape("edition.toml: không đọc được")):
        load_catalogue(folder, "1999")


def second_edition(folder, name="2027", first_year=2027):
    """A copy of the edition that is for a later year."""
    shutil.copytree(folder / "2025", folder / name)
    spoil(folder, f"{name}/edition.toml", "first_year = 2015", f"first_year = {first_year}")
    spoil(folder, f"{name}/edition.toml", 'id = "2025"', f'id = "{name}"')


def test_the_edition_for_the_latest_year_is_read(folder):
    second_edition(folder)
    assert load_catalogue(folder).edition.id == "2027"
    assert load_catalogue(folder, "2025").edition.id == "2025"


def test_the_year_of_an_edition_counts_and_not_its_name(folder):
    second_edition(folder, "2099", 2014)
    assert load_catalogue(folder).edition.id == "2025"


def test_two_editions_for_the_same_year_are_refused(folder):
    second_edition(folder, "2025b", 2015)
    with pytest.raises(CatalogueError, match="đúng một ấn bản mới nhất, có 2"):
        load_catalogue(folder)


def test_a_catalogue_without_an_edition_is_refused(folder):
    shutil.rmtree(folder / "2025")
    with pytest.raises(CatalogueError, match="đúng một ấn bản mới nhất, có 0"):
        load_catalogue(folder)


@pytest.mark.parametrize("version", ["2026", "-20261125", "202611210", '"20261121"'])
def test_a_version_that_is_no_day_is_refused(folder, version):
    spoil(folder, "version.toml", "version = 20261125", f"version = {version}")
    with pytest.raises(CatalogueError, match=r"version\.toml: «version»"):
        load_catalogue(folder)


@pytest.mark.parametrize(
    "code", ["year", "a1", "A", "A1;", "A1 INTEGER; DROP TABLE x", "A4.", "A4_1", "A4.1.", "Á1", ""]
)
def test_what_cannot_be_a_column_is_no_code(folder, code):
    spoil(folder, INDICATORS, 'code = "O1"', f'code = "{code}"')
    with pytest.raises(CatalogueError, match="không phải là mã chỉ tiêu"):
        load_catalogue(folder)


def test_another_outline_in_the_folder_is_found(folder, catalogue):
    reports = folder / "2025" / "reports"
    shutil.copy(reports / "plan.toml", reports / "report.toml")
    assert set(load_catalogue(folder).edition.outlines) == {*catalogue.edition.outlines, "report"}


RULE_FOR_TWO = """
[[rule]]
id = "R2-THU"
each = ["A1.6", "A4.0p"]
group = "R2"
severity = "loi"
scope = "unit"
title = "{label}: quá lớn"
when = "known(plan(X))"
unless = "X == 0"
check = "X <= A1"
advice = "Sửa."
holds = [{ A1 = 9, X = 9, plan = { X = 1 } }]
fails = [{ A1 = 9, X = 10, plan = { X = 1 } }]
"""


def with_rule(folder, text):
    path = folder / RULES
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return load_catalogue(folder).edition.rules


def test_a_rule_for_several_indicators_becomes_one_for_each(folder):
    one, other = with_rule(folder, RULE_FOR_TWO)[-2:]

    assert (one.id, one.check.text) == ("R2-THU-A1.6", "A1_6 <= A1")
    assert (one.when.text, one.unless.text) == ("known(plan(A1_6))", "A1_6 == 0")
    assert one.title == "Số HTX đạt loại tốt, khá: quá lớn"
    assert other.fails == ({"A1": 9, "A4_0p": 10, "plan": {"A4_0p": 1}},)
    assert other.title == (
        "Đã qua đào tạo (từ sơ cấp trở lên), tỷ lệ so với tổng số cán bộ quản lý: quá lớn"
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("X <= A1", "X ** 2 <= A1", "[R2-THU]/A1.6: không dùng được"),
        ("known(plan(X))", "known(X", "[R2-THU]/A1.6: không đọc được"),
        ("A4.0p", "A1.66", "không có chỉ tiêu A1.66"),
        ("X == 0", "A1_77 == 0", "không có chỉ tiêu A1.77"),
        ("X = 9", "X = 'chín'", "[R2-THU]/A1.6"),
    ],
)
def test_a_mistake_in_a_rule_for_several_names_the_indicator(folder, old, new, sentence):
    with pytest.raises(CatalogueError, match=re.escape(sentence)):
        with_rule(folder, RULE_FOR_TWO.replace(old, new))
