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


def test_the_dictionary_is_equal_for_equal_catalogues(catalogue):
    assert schema_bytes(catalogue) == schema_bytes(catalogue)


def test_explanations_travel_but_outdated_ones_do_not():
    from dataclasses import replace

    result = CheckResult((FINDING, replace(FINDING, outdated=True)), 12, 72, 23)
    written = json.loads(checks_bytes(result))
    assert [each["explanation"] for each in written["findings"]] == ["Đã đối chiếu.", None]
    assert written["findings"][0]["places"][0]["code"] == "A2"
    assert (written["organisations"], written["rules"]) == (12, 23)
