import pytest

from ktt_desktop.catalogue.outline_file import outline_text, read_outline_text
from ktt_desktop.domain.errors import UnreadableFileError


def test_every_outline_comes_back_from_its_file_as_it_was(catalogue):
    for each in catalogue.edition.outlines.values():
        assert read_outline_text(outline_text(each.entry, each.id), "x.toml") == (
            each.entry,
            each.id,
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("label = ", "không đúng cách viết của tệp dàn ý"),
        ('format = 2\nbase = "plan"', "không phải là tệp dàn ý"),
        ("format = 1", "không phải là tệp dàn ý"),
    ],
)
def test_what_is_no_outline_is_refused_with_the_name_of_the_file(text, said):
    with pytest.raises(UnreadableFileError, match=rf"x\.toml: {said}"):
        read_outline_text(text, "x.toml")
