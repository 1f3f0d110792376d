import pytest

from ktt_desktop.catalogue.outline_entries import outline_entries
from ktt_desktop.domain.errors import CatalogueError

PLAN = """
[[option]]
id = "order"
label = "Thứ tự"
[[section]]
id = "P1"
level = "roman"
heading = "TÌNH HÌNH"
when = "order=htx"
"""


def written(folder, short):
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    (folder / "short.toml").write_text(short, encoding="utf-8")
    return outline_entries(folder)


def test_a_section_says_what_it_does_not_say_itself_as_the_other_outline_does(tmp_path):
    found = written(
        tmp_path, 'like = "plan"\n[[section]]\nid = "P1"\nlevel = "number"\nwhen = ""\n'
    )

    assert found["short"]["section"] == [
        {"id": "P1", "level": "number", "heading": "TÌNH HÌNH", "when": ""}
    ]
    assert found["short"]["option"] == []


def test_options_are_taken_by_name(tmp_path):
    found = written(tmp_path, 'like = "plan"\noptions = ["order"]\n[[section]]\nid = "P1"\n')

    assert [each["id"] for each in found["short"]["option"]] == ["order"]


@pytest.mark.parametrize("head", ['like = "other"', 'like = "plan"\noptions = ["other"]'])
def test_an_outline_like_nothing_there_is_is_refused(tmp_path, head):
    with pytest.raises(CatalogueError, match=r"short\.toml: .*other"):
        written(tmp_path, f"{head}\nsection = []\n")
