import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.handed_text import LARGEST, handed_text


def test_the_text_is_read_without_the_mark_notepad_puts_before_it(tmp_path):
    source = tmp_path / "dàn ý.toml"
    source.write_bytes(b"\xef\xbb\xbf" + "tên = 'Dàn ý'".encode())

    assert handed_text(source, "tệp dàn ý") == "tên = 'Dàn ý'"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "a.toml: không mở được tệp"),
        (b"\xff\xfe\x00", "a.toml: không phải là tệp dàn ý"),
        (b"a" * (LARGEST + 1), "a.toml: tệp quá lớn so với một tệp dàn ý"),
        ("ă".encode() * (LARGEST // 2 + 1), "tệp quá lớn"),  # and not: cut within a letter
    ],
)
def test_what_is_no_such_file_is_told_by_its_name(tmp_path, content, sentence):
    source = tmp_path / "a.toml"
    if content is not None:
        source.write_bytes(content)

    with pytest.raises(UnreadableFileError, match=sentence):
        handed_text(source, "tệp dàn ý")
