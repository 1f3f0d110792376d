import pytest

from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.catalogue.register_loader import load_recognitions, load_register
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import OrganisationKind

REGISTER = """
[[list]]
id = "genders"
options = [{ code = "NAM", label = "Nam" }, { code = "NU", label = "Nữ" }]
[[field]]
attr = "persons"
label = "Người đại diện"
type = "list"
kinds = ["HTX", "LHHTX"]
expected = ["HTX"]
[[field.items]]
attr = "name"
label = "Họ và tên"
type = "text"
[[field.items]]
attr = "gender"
label = "Giới tính"
type = "choice"
choices = "genders"
"""


def read(tmp_path, text):
    path = tmp_path / "register.toml"
    path.write_text(text, encoding="utf-8")
    return load_register(path)


def test_a_list_field_has_its_own_fields_and_kinds(tmp_path):
    (field,), lists = read(tmp_path, REGISTER)

    assert (field.type, [each.attr for each in field.items]) == (
        FieldType.LIST,
        ["name", "gender"],
    )
    assert field.applies_to(OrganisationKind.COOPERATIVE_UNION)
    assert not field.applies_to(OrganisationKind.COOPERATIVE_GROUP)
    assert field.expected == (OrganisationKind.COOPERATIVE,)
    assert lists == {"genders": {"NAM": "Nam", "NU": "Nữ"}}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"HTX", "LHHTX"', '"CTY"', "CTY"),
        ('attr = "gender"', 'attr = "name"', "có hai lần"),
        ('code = "NU"', 'code = "NAM"', "có hai lần"),
        ('type = "list"', 'type = "lists"', "lists"),
        ('expected = ["HTX"]', "wanted = true", "wanted"),
    ],
)
def test_a_mistake_is_named(tmp_path, old, new, words):
    assert old in REGISTER

    with pytest.raises(CatalogueError, match=words):
        read(tmp_path, REGISTER.replace(old, new))


def test_recognitions_are_read_with_the_years_that_are_known(tmp_path):
    path = tmp_path / "recognitions.toml"
    path.write_text(
        '[[recognition]]\ncode = "OCOP"\nlabel = "OCOP"\nsince = 2018\n'
        '[[recognition]]\ncode = "KHAC"\nlabel = "Khác"\n',
        encoding="utf-8",
    )
    found = load_recognitions(path)

    assert [(each.since, each.until) for each in found.values()] == [(2018, None), (None, None)]
