import json

from ktt_desktop.domain.findings import CheckResult, Finding, Place
from ktt_desktop.domain.terms import Severity, SubjectKind
from ktt_desktop.interchange.dictionary import checks_bytes, schema_bytes

PLACE = Place(SubjectKind.UNIT, "07654", "", "A2", "Tổng số thành viên")
FINDING = Finding(
    rule="R1-A2",
    group="R1",
    severity=Severity.ERROR,
    title="Tổng thành viên không khớp",
    detail="3.711 + 54 = 3.765, nhưng [A2] ghi 3.779.",
    advice="Sửa tổng.",
    places=(PLACE,),
    key="R1-A2|don_vi|07654|",
    digest="abc",
    explanation="Đã đối chiếu.",
)


def test_every_indicator_is_explained(catalogue):
    schema = json.loads(schema_bytes(catalogue))
    described = {each["code"]: each for each in schema["indicators"]}
    assert set(described) == set(catalogue.edition.indicators)
    for code, each in described.items():
        quantity = catalogue.edition.indicators[code].quantity
        assert (each["factor"], each["places"]) == (quantity.factor, quantity.places)
    assert set(schema["sectors"]) == set(catalogue.sectors)
    assert {each["id"] for each in schema["rules"]} == {each.id for each in catalogue.edition.rules}


def test_an_indicator_says_how_it_is_made_and_which_rules_name_it(catalogue):
    schema = json.loads(schema_bytes(catalogue))
    described = {each["code"]: each for each in schema["indicators"]}
    rules = {each["id"]: each for each in schema["rules"]}
    for code, indicator in catalogue.edition.indicators.items():
        made = described[code]["aggregate"]
        assert (made is None) == (indicator.aggregate is None)
        if indicator.aggregate and indicator.aggregate.formula:
            assert made["formula"] == indicator.aggregate.formula.text
        if indicator.aggregate:
            assert made["how"] == indicator.aggregate.how.value
    assert described["A2"]["rules"]
    assert all(rule in rules for each in described.values() for rule in each["rules"])


def test_every_code_a_table_or_a_group_names_is_in_the_dictionary(catalogue):
    schema = json.loads(schema_bytes(catalogue))
    known = {each["code"] for each in schema["indicators"]}
    for table in schema["tables"]:
        assert {code for each in table["sections"] for code in each["codes"]} <= known
    assert schema["sectorGrouping"] in schema["groupings"]
    for groups in schema["groupings"].values():
        assert {sector for each in groups for sector in each["sectors"]} <= set(schema["sectors"])
    assert set(schema["measures"]) == set(catalogue.measures)
    assert set(schema["sources"]) == set(catalogue.sources)


def test_every_kind_of_work_record_is_explained(catalogue):
    schema = json.loads(schema_bytes(catalogue))
    assert schema["dossiers"].keys() == catalogue.dossiers.keys()
    offered = {*schema["dossierLists"], "measures", "indicators", "units", ""}
    for name, kind in catalogue.dossiers.items():
        described = schema["dossiers"][name]
        assert [each["key"] for each in described["fields"]] == list(kind.fields)
        assert {described["topics"], *(each["choices"] for each in described["fields"])} <= offered
        assert described["money"].keys() == {each.key for each in kind.money}
    score, *_ = (e for e in schema["dossiers"]["pilot"]["fields"] if e["key"] == "score")
    assert (score["type"], score["factor"], score["unit"]) == ("decimal", 100, "điểm")
    assert schema["dossiers"]["support"]["fields"][0]["factor"] is None
    assert schema["dossierLists"]["periods"]["NC"] == "Nhu cầu của năm"


def test_the_dictionary_is_equal_for_equal_catalogues(catalogue):
    assert schema_bytes(catalogue) == schema_bytes(catalogue)


def test_explanations_travel_but_outdated_ones_do_not():
    from dataclasses import replace

    result = CheckResult((FINDING, replace(FINDING, outdated=True)), 12, 72, 23)
    written = json.loads(checks_bytes(result))
    assert [each["explanation"] for each in written["findings"]] == ["Đã đối chiếu.", None]
    assert written["findings"][0]["places"][0]["code"] == "A2"
    assert (written["organisations"], written["figures"], written["rules"]) == (12, 72, 23)
    assert written["openErrors"] == 1
