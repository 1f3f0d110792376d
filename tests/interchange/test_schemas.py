"""The JSON Schemas of the format: true of every file, and of no other."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ktt_desktop.interchange.receipt_format import receipt_data
from ktt_desktop.interchange.seals import seal_bytes
from ktt_desktop.interchange.submission_acts import KEYS
from ktt_desktop.interchange.tables import MOST_ROWS
from tests.interchange.bundles import make_bundle, members_of
from tests.interchange.receipts import RECEIPT
from tests.interchange.schemas import SCHEMAS, faults

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "tests" / "data" / "submissions").glob("*.kttt"))
NEWEST = {
    name: json.loads(content)
    for name, content in members_of(SAMPLES[-1].read_bytes()).items()
    if name.endswith(".json")
}


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_schema_is_one_and_says_its_name(name):
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"{name}.schema.json"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_files_of_every_version_fit(path):
    for name, content in members_of(path.read_bytes()).items():
        if name.endswith(".json"):
            assert faults(name, json.loads(content)) == []


def test_a_seal_fits():
    manifest = members_of(make_bundle())["manifest.json"]
    made = json.loads(manifest)["createdAt"]
    seal = json.loads(seal_bytes(b"k" * 32, manifest, made))

    assert faults("signature.json", seal) == []
    for planted in ({"signature": "00"}, {"algorithm": "RSA"}, {"fingerprint": "l" * 20}):
        assert faults("signature.json", seal | planted)


def test_a_receipt_fits():
    receipt = json.loads(receipt_data(RECEIPT))

    assert faults("receipt", receipt) == []
    item = receipt["items"][0]
    for planted in (
        {"answer": "co_the"},
        {"unit": {"code": "07375"}},
        {"items": [item | {"state": "mat"}]},
        {"items": [item | {"place": {"organisation": "u1"}}]},
        {"receivedAt": "hôm qua"},
    ):
        assert faults("receipt", receipt | planted)


def rows(sheet, *changes):
    """A change of the first row of a sheet: (column, value) each."""

    def apply(data):
        table = data[sheet]
        for column, value in changes:
            table["rows"][0][table["columns"].index(column)] = value

    return apply


@pytest.mark.parametrize(
    ("member", "change"),
    [
        ("manifest.json", lambda m: m.update(format="kttt")),
        ("manifest.json", lambda m: m.update(formatVersion="2.0")),
        ("manifest.json", lambda m: m.update(kind="bo_sung")),
        ("manifest.json", lambda m: m.update(number=-1)),
        ("manifest.json", lambda m: m.update(number=1)),
        ("manifest.json", lambda m: m.update(supersedes="x")),
        ("manifest.json", lambda m: m.update(createdAt="2026-11-20T07:30:00")),
        ("manifest.json", lambda m: m.update(bundleId=m["bundleId"].upper() + "X")),
        ("manifest.json", lambda m: m.update(checkCode="ILOU000000")),
        ("manifest.json", lambda m: m["members"].pop(0)),
        ("manifest.json", lambda m: m["period"].update(code="Q12026")),
        ("manifest.json", lambda m: m["unit"].update(level="thon")),
        ("manifest.json", lambda m: m.pop("recipient")),
        ("data.json", lambda d: d.pop("texts")),
        ("data.json", lambda d: d.pop("units")),
        ("data.json", lambda d: d.update(practice="no")),
        ("data.json", lambda d: d["figures"].update(rows=None)),
        ("data.json", lambda d: d["figures"]["rows"][0].append([])),
        ("data.json", lambda d: d["figures"]["columns"].reverse()),
        ("data.json", lambda d: d["units"]["rows"].clear()),
        ("data.json", lambda d: d.update(later={"columns": ["act"]}) or d.pop("number")
         or d["organisations"]["rows"][0].__setitem__(0, "X")),
        ("data.json", rows("organisations", ("act", "X"))),
        ("data.json", rows("organisations", ("uid", ""))),
        ("data.json", rows("organisations", ("kind", "CTCP"))),
        ("data.json", rows("organisations", ("registered_on", "1/3/2015"))),
        ("data.json", rows("organisations", ("charter_capital", 1.5))),
        ("data.json", rows("organisations", ("charter_capital", 2**53))),
        ("data.json", rows("organisations", ("wants_support", 2))),
        ("data.json", rows("returns", ("measure", "MONTH"))),
        ("data.json", rows("returns", ("O1", "120"))),
        ("data.json", rows("returns", ("O1", True))),
        ("data.json", rows("dossiers", ("content", "[]"))),
        ("data.json", rows("units", ("key", "Xã Lạng Giang"))),
        ("data.json", rows("units", ("list_complete", None))),
        ("schema.json", lambda s: s.pop("indicators")),
        ("schema.json", lambda s: s["indicators"][0].update(factor=0)),
        ("schema.json", lambda s: s["indicators"][0].update(aggregate="sum")),
        ("schema.json", lambda s: s["sectors"].update(CN=1)),
        ("checks.json", lambda c: c.update(openErrors=1)),
        ("checks.json", lambda c: c.update(findings={})),
        ("checks.json", lambda c: c.update(findings=[{"rule": "R1"}])),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(member, change):
    value = json.loads(json.dumps(NEWEST[member]))
    change(value)
    assert faults(member, value)


def test_fields_and_sheets_of_later_versions_are_no_fault():
    later = {"columns": ["x"], "rows": [[1]]}
    assert faults("data.json", NEWEST["data.json"] | {"later": later, "stamp": [1]}) == []
    assert faults("manifest.json", NEWEST["manifest.json"] | {"formatVersion": "1.9"}) == []


def test_the_schema_of_the_data_states_the_limit_and_the_acts_of_the_program():
    definitions = SCHEMAS["data"]["$defs"]
    assert definitions["sheet"]["properties"]["rows"]["maxItems"] == MOST_ROWS
    for name in KEYS:
        first = SCHEMAS["data"]["then"]["properties"][name]["properties"]["columns"]["prefixItems"]
        assert first[0] == {"const": "act"}
