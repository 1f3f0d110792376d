"""Files of every version, made by the program of their time, are read for ever."""

import json
from pathlib import Path

import pytest

from ktt_desktop.domain.receiving import LowerUnit
from ktt_desktop.interchange.submission_format import FORMAT_VERSION, Sheet
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.interchange.submission_upgrade import upgraded

SAMPLES = sorted((Path(__file__).parents[1] / "data" / "submissions").glob("*.kttt"))
DISTRICT = LowerUnit("217/cu", "Huyện Lạng Giang", "huyen")
FIGURES = {
    "HTX Dịch vụ nông nghiệp Yên Mỹ": {"O1": 120, "O2": 15},
    "HTX Rau sạch Hương Lạc": {"O1": 45, "O2": 0},
    "Quỹ tín dụng nhân dân Vôi": {"O1": 1500, "O2": None},
}


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def bundle(request):
    return open_bundle(request.param)


def records(bundle, sheet):
    return list(bundle.data[sheet].records())


def test_there_is_a_sample_of_every_version():
    minor = range(FORMAT_VERSION[1] + 1)
    assert [each.stem for each in SAMPLES] == [f"{FORMAT_VERSION[0]}.{each}" for each in minor]
    for path in SAMPLES:
        assert open_bundle(path).manifest["formatVersion"] == path.stem


def test_every_version_says_the_same_figures(bundle):
    names = {row["uid"]: row["name"] for row in records(bundle, "organisations")}
    forms = {row["subject_key"]: row for row in records(bundle, "returns")}

    assert {names[uid]: {code: forms[uid][code] for code in FIGURES[name]}
            for uid, name in names.items()} == FIGURES  # fmt: skip
    assert forms["07375"]["A3"] == 321
    assert json.loads(forms["07375"]["reasons"]) == {"A3": "Theo sổ thành viên"}
    totals = {
        row["code"]: row["value"]
        for row in records(bundle, "figures")
        if (row["sector"], row["year"], row["measure"]) == ("", 2024, "ACTUAL")
    }
    assert (totals["A2"], totals["A3"]) == (120 + 45 + 1500, 321)


def test_every_version_says_the_same_of_an_organisation(bundle):
    found = {row["name"]: row for row in records(bundle, "organisations")}
    first = found["HTX Dịch vụ nông nghiệp Yên Mỹ"]

    assert (first["kind"], first["tax_code"]) == ("HTX", "2400000015")
    assert (first["registered_on"], first["charter_capital"]) == ("2015-03-01", 1_200_000_000)
    assert (first["address"], first["note"]) == ("Thôn Yên Lại", "Đã kiểm tra")
    assert first["source_unit"] == ""
    (main,) = (
        (row["name"], row["title"])
        for row in records(bundle, "persons")
        if (row["organisation"], row["place"]) == (first["uid"], 0)
    )
    assert main == ("Trần Thị Lan", "Giám đốc")
    assert {row["status"] for row in records(bundle, "statuses")} == {"DANG_HOAT_DONG", "HD"}


def test_support_is_a_work_record_in_every_version(bundle):
    (row,) = (row for row in records(bundle, "dossiers") if row["kind"] == "support")
    (uid,) = (
        each["uid"] for each in records(bundle, "organisations") if each["tax_code"] is not None
    )

    assert (row["act"], row["year"], row["period"]) == ("M", 2024, "NAM")
    assert (row["programme"], row["topic"], row["part_of"]) == ("LUAT2023", "H2.1", "")
    assert (row["organisations"], row["source_unit"]) == (uid, "")
    assert json.loads(row["money"]) == {"done.NS_TINH": 30_000_000, "done.HTX_DOI_UNG": 0}
    assert json.loads(row["content"]) == {
        "content": "Tập huấn kế toán",
        "quantity_done": 2,
        "quantity_unit": "lớp",
    }
    (given,) = records(bundle, "support")
    assert (given["uid"], given["period"], given["NS_DP"]) == (row["uid"], "NAM", None)


def test_every_version_has_the_sheets_of_the_newest(bundle):
    newest = open_bundle(SAMPLES[-1])

    assert set(bundle.data) == set(newest.data)
    for name, sheet in newest.data.items():
        codes = set(bundle.data[name].columns) ^ set(sheet.columns) if name == "returns" else set()
        assert set(sheet.columns) - codes <= set(bundle.data[name].columns), name
    assert records(bundle, "units") == [
        {
            "key": "07375",
            "name": "Xã Lạng Giang",
            "level": "xa",
            "parent": "",
            "list_complete": 1,
        }
    ]


def test_the_officers_words_come_through(bundle):
    assert [row["text"] for row in records(bundle, "texts")] == [
        "Tạo việc làm tại chỗ cho lao động nông thôn."
    ]


def test_a_file_of_today_is_left_as_it_is(bundle):
    assert upgraded(bundle.data, FORMAT_VERSION, DISTRICT) == bundle.data
    assert upgraded(bundle.data, (1, 99), DISTRICT) == bundle.data


def test_the_figures_of_a_unit_come_under_its_key():
    old = dict(open_bundle(SAMPLES[3]).data)
    columns = ("act", "subject_kind", "subject_key", "A1")
    old["returns"] = Sheet(
        columns,
        (("M", "don_vi", "217", 1), ("M", "linh_vuc", "217", 2), ("M", "to_chuc", "217", 3)),
    )
    found = upgraded(old, (1, 3), DISTRICT)

    assert [row[2] for row in found["returns"].rows] == ["217/cu", "217/cu", "217"]
    assert found["units"].rows == (("217/cu", "Huyện Lạng Giang", "huyen", "", 1),)


def test_sheets_with_few_columns_are_no_obstacle():
    bare = {"organisations": Sheet(("act",), (("M",),)), "statuses": Sheet((), ())}
    bare |= {"returns": Sheet(("act",), ()), "support": Sheet(("act",), (("M",),))}
    assert len(upgraded(bare, (1, 0), DISTRICT)["dossiers"].rows) == 1
