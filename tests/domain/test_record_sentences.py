import pytest

from ktt_desktop.domain.document import Run
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.record_sentences import fill_record, parse_record_template


class Values:
    """Values of one record by name."""

    def __init__(self, **known):
        self.known = known

    def text(self, name, slot):
        return self.known.get(name)

    def anchor(self, slot):
        return f"model:u{slot.period}"

    def word(self, name):
        return {"N": "2022"}[name]


def written(template, **known):
    return fill_record(parse_record_template(template, "đây"), Values(**known))


def said(template, **known):
    return "".join(run.text for run in written(template, **known) or ())


def test_every_value_keeps_its_record_and_names_do_not():
    assert written("- {who}: {value}.", who="HTX A", value="05 ha") == (
        Run("- HTX A: "),
        Run("05 ha", anchor="model:u", slot="value"),
        Run("."),
    )


def test_what_is_unknown_is_left_out_or_leaves_no_sentence():
    template = "- {who}: [[diện tích {area}, ]][[giá trị {value}, ]]."
    assert said(template, who="A", area="50 ha", value="11 tỷ đồng") == (
        "- A: diện tích 50 ha, giá trị 11 tỷ đồng."
    )
    assert said(template, who="A", value="11 tỷ đồng") == "- A: giá trị 11 tỷ đồng."
    assert written(template, who="A") is None  # no value of the record stands in it
    assert written("{officers} công chức[[ {office}]].", office="Phòng Tài chính") is None


def test_values_named_together_stand_after_one_another():
    template = "{volume, funding@TH}; năm {N}"
    runs = written(template, volume="09 lớp", funding="kinh phí 23 tỷ đồng")
    assert "".join(run.text for run in runs) == "09 lớp, kinh phí 23 tỷ đồng; năm 2022"
    assert [run.anchor for run in runs if run.anchor] == ["model:uTH"] * 2
    assert said(template, funding="kinh phí 23 tỷ đồng") == "kinh phí 23 tỷ đồng; năm 2022"


def test_a_sentence_ends_with_one_full_stop():
    assert said("{a}; [[{b}; ]].", a="một") == "một."
    assert said("{a}.", a="Đã xong.") == "Đã xong."
    assert said("{a}[[, {b}]]. [[{c}.]]", a="một") == "một."


@pytest.mark.parametrize(
    "template",
    ["{Area}", "{area|big}", "{area|or}", "{area|unit:ha}", "{area", "[[{area}", "a]] b", "{a,b}"],
)
def test_a_mistake_in_a_template_names_its_place(template):
    with pytest.raises(CatalogueError, match="đây"):
        parse_record_template(template, "đây")
