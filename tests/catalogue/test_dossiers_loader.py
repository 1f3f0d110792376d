from pathlib import Path

import pytest

from ktt_desktop.catalogue.dossiers_loader import load_dossiers
from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.domain.dossier import Kind, Stage
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.runtime.paths import resources

SHIPPED = resources() / "catalogue" / "dossiers.toml"
KIND = """
[[list]]
id = "states"
options = [{ code = "A", label = "Đã" }, { code = "B", label = "Chưa" }]

[[kind]]
id = "support"
label = "Hỗ trợ"
one = "lượt hỗ trợ"
organisations = "many"
uses = ["year", "topic"]
topics = "measures"
money = [{ key = "done", label = "Thực hiện" }]
columns = ["year", "content", "organisations", "money.done"]
sums = ["money.done"]
fields = [
    { key = "content", label = "Nội dung", type = "text", required = true },
    { key = "state", label = "Đã làm", type = "choice", choices = "states", topics = ["H4"] },
    { key = "score", label = "Điểm", type = "decimal", decimals = 2, signed = true, stated = true },
]
"""


@pytest.fixture
def load(tmp_path):
    def from_text(text):
        path = Path(tmp_path) / "dossiers.toml"
        path.write_text(text, encoding="utf-8")
        return load_dossiers(path)

    return from_text


def test_every_kind_the_program_counts_with_is_shipped_in_its_order():
    kinds, lists = load_dossiers(SHIPPED)
    assert list(kinds) == list(Kind)
    assert [*lists["periods"]] == list(Stage)
    for kind in kinds.values():
        assert kind.label
        assert kind.fields
        for field in kind.fields.values():
            assert field.label
            assert field.quantity if field.type in NUMBERS else True


NUMBERS = (FieldType.COUNT, FieldType.MONEY, FieldType.PERCENT, FieldType.DECIMAL)


def test_topics_of_fields_are_topics_of_their_kind(catalogue):
    for kind in catalogue.dossiers.values():
        named = {topic for field in kind.fields.values() for topic in field.kinds}
        offered = catalogue.dossier_lists.get(kind.topics, catalogue.measures)
        assert named <= offered.keys(), kind.id


def test_a_kind_is_read_with_its_fields_money_and_lists(load):
    kinds, lists = load(KIND)
    kind = kinds["support"]
    assert (kind.label, kind.organisations, kind.uses) == ("Hỗ trợ", "many", ("year", "topic"))
    assert [(each.key, each.label) for each in kind.money] == [("done", "Thực hiện")]
    assert lists == {"states": {"A": "Đã", "B": "Chưa"}}
    content, state, score = kind.fields.values()
    assert (content.required, content.type) == (True, FieldType.TEXT)
    assert (state.choices, state.applies_to("H4"), state.applies_to("H5")) == (
        *("states", True, False),
    )
    assert (score.quantity.factor, score.signed, kind.stated) == (100, True, {"score"})
    assert not kind.is_open


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"money.done"]\nsums', '"money.plan"]\nsums', "money.plan"),
        ('sums = ["money.done"]', 'sums = ["quantity"]', "quantity"),
        ('uses = ["year", "topic"]', 'uses = ["year", "month"]', "month"),
        ('choices = "states"', 'choices = "stages"', "stages"),
        ('topics = "measures"', 'topics = "nowhere"', "nowhere"),
        ('organisations = "many"', 'organisations = "some"', "some"),
        ('type = "text"', 'type = "words"', "words"),
        ('key = "state"', 'key = "content"', "content"),
        ('one = "lượt hỗ trợ"\n', "", "one"),
        ('one = "lượt hỗ trợ"', 'one = "x"\nunknown = 1', "unknown"),
    ],
)
def test_a_name_that_leads_nowhere_is_an_error_that_names_it(load, old, new, words):
    assert old in KIND
    with pytest.raises(CatalogueError, match=words):
        load(KIND.replace(old, new, 1))
