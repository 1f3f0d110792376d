"""Two versions of a submission against each other."""

from ktt_desktop.domain.receiving import FigureCell
from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.services.version_differences import between

REGISTER = ("act", "uid", "kind", "name", "tax_code")
FORM = ("act", "subject_kind", "subject_key", "sector", "year", "measure", "as_of", "reasons", "O1")
PERSONS = ("organisation", "place", "name", "title")


def sheets(names, members=(), persons=(), act="M"):
    """`names` by uid, `members` figure O1 by uid, `persons` the first person by uid."""
    return {
        "organisations": Sheet(
            REGISTER, tuple((act, uid, "HTX", name, None) for uid, name in dict(names).items())
        ),
        "returns": Sheet(
            FORM,
            tuple(
                ("M", "to_chuc", uid, "", 2024, "ACTUAL", None, "{}", value)
                for uid, value in dict(members).items()
            ),
        ),
        "persons": Sheet(
            PERSONS, tuple((uid, 0, name, None) for uid, name in dict(persons).items())
        ),
    }


def figures(found):
    return [(each.cell, each.old, each.new) for each in found]


def cell(uid):
    return FigureCell("to_chuc", uid, "", 2024, "ACTUAL", "O1")


def test_equal_versions_have_no_differences():
    one = sheets({"a": "HTX Một"}, {"a": 3}, {"a": "Nguyễn Văn An"})
    found = between(one, one)
    assert found.unchanged == 1
    assert not any((found.organisations_new, found.organisations_changed, found.figures))
    assert not any((found.organisations_gone, found.lost))


def test_organisations_come_go_and_change_field_by_field():
    old = sheets({"a": "HTX Một", "b": "HTX Hai"})
    new = sheets({"b": "HTX Hai Mới", "c": "HTX Ba"})
    found = between(old, new)
    assert [each.uid for each in found.organisations_gone] == ["a"]
    assert [each.name for each in found.organisations_new] == ["HTX Ba"]
    (changed,) = found.organisations_changed
    assert changed.fields == (("name", "HTX Hai", "HTX Hai Mới"),)


def test_a_list_of_a_record_is_one_field():
    old = sheets({"a": "HTX Một"}, persons={"a": "Nguyễn Văn An"})
    new = sheets({"a": "HTX Một"}, persons={"a": "Trần Thị Bình"})
    (changed,) = between(old, new).organisations_changed
    ((name, before, after),) = changed.fields
    assert name == "persons"
    assert "Nguyễn Văn An" in str(before)
    assert "Trần Thị Bình" in str(after)


def test_a_deleted_row_is_no_organisation():
    found = between(sheets({"a": "HTX Một"}), sheets({"a": "HTX Một"}, act="D"))
    assert [each.uid for each in found.organisations_gone] == ["a"]


def test_figures_that_become_blank_are_lost_others_change():
    names = {"a": "HTX Một", "b": "HTX Hai", "c": "HTX Ba"}
    old = sheets(names, {"a": 3, "b": 4})
    found = between(old, sheets(names, {"a": 5, "b": None, "c": 0}))
    assert figures(found.figures) == [(cell("a"), 3, 5), (cell("c"), None, 0)]
    assert figures(found.lost) == [(cell("b"), 4, None)]
