import re
import stat
import tracemalloc
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange import bounded_zip
from ktt_desktop.interchange.bounded_zip import RefusedZipError, file_bytes, read_members
from tests.interchange.bundles import raw_zip


def zipped(*members, compression=ZIP_DEFLATED):
    target = BytesIO()
    with ZipFile(target, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


def refusal(content):
    with pytest.raises(RefusedZipError) as refused:
        read_members(content)
    return str(refused.value)


def test_known_members_are_read():
    content = zipped(("mimetype", b"x"), ("attach/trang-ky.pdf", b"%PDF"))
    assert read_members(content) == {"mimetype": b"x", "attach/trang-ky.pdf": b"%PDF"}


@pytest.mark.parametrize(
    "name",
    [
        "../data.json",
        "/data.json",
        "data.json/",
        "attach/x.",
        "attach/../x",
        "attach/a/b",
        "C:x",
        "attach\\x",
        "dữ.json",
        "x",
    ],
)
def test_a_strange_name_is_refused(name):
    assert "tên lạ" in refusal(zipped((name, b"")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused():
    assert "cùng tên" in refusal(zipped(("data.json", b"1"), ("data.json", b"2")))


def test_too_many_members_are_refused():
    members = [(f"attach/{place}.pdf", b"") for place in range(65)]
    assert "không phải tệp nộp" in refusal(zipped(*members))
    assert len(read_members(zipped(*members[:64]))) == 64


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert "lớn quá mức" in refusal(zipped(("data.json", b"0" * 20_000_000)))


def test_the_sum_of_all_members_is_limited(monkeypatch):
    monkeypatch.setattr(bounded_zip, "LARGEST_UNPACKED", 1000)
    assert "lớn quá mức" in refusal(zipped(("data.json", b"a" * 600), ("schema.json", b"b" * 600)))


def test_a_large_file_is_refused_unread(monkeypatch):
    monkeypatch.setattr(bounded_zip, "LARGEST_FILE", 10)
    assert "20 MB" in refusal(zipped(("data.json", b"{}")))


def test_a_link_is_refused():
    link = raw_zip([(b"data.json", b"/etc/passwd")], mode=stat.S_IFLNK | 0o777)
    assert "liên kết" in refusal(link)


def test_an_encrypted_member_is_refused():
    assert "mật khẩu" in refusal(raw_zip([(b"data.json", b"{}")], flags=1))


@pytest.mark.parametrize("method", [9, 12, 14, 93, 99])
def test_only_stored_and_deflated_members_are_read(method):
    assert "không phải tệp nộp" in refusal(raw_zip([(b"data.json", b"{}")], method=method))


@pytest.mark.parametrize("size", [0, 1, 3, 1_000_000])
def test_a_member_that_is_longer_or_shorter_than_stated_is_refused(size):
    assert "không phải tệp nộp" in refusal(raw_zip([(b"data.json", b"{}")], size=size))


@pytest.mark.parametrize(
    "lie",
    [
        {"crc": 1},
        {"crc": 1, "method": 0},
        {"after": b"x"},
        {"after": b"x", "method": 0},
        {"flags": 0x8},  # sizes follow the bytes
        {"flags": 0x40},  # strong encryption
    ],
)
def test_a_member_that_is_not_what_the_directory_says_is_refused(lie):
    assert read_members(raw_zip([(b"data.json", b"{}")])) == {"data.json": b"{}"}
    assert "không phải tệp nộp" in refusal(raw_zip([(b"data.json", b"{}")], **lie))


def test_a_bomb_that_states_a_small_size_is_not_unpacked_beyond_it():
    bomb = raw_zip([(b"data.json", b"0" * 20_000_000)], size=100)
    tracemalloc.start()
    try:
        assert "không phải tệp nộp" in refusal(bomb)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_names_that_differ_in_case_alone_are_the_same_on_windows():
    assert "cùng tên" in refusal(raw_zip([(b"attach/a.pdf", b"1"), (b"attach/A.pdf", b"2")]))


def test_a_repetitive_small_member_is_no_bomb():
    content = b"[" + b"null," * 20_000 + b"null]"
    assert read_members(zipped(("data.json", content))) == {"data.json": content}


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", b"PK\x05\x06" + b"\0" * 17])
def test_what_is_no_archive_is_refused(content):
    assert "không phải tệp nộp" in refusal(content)


def test_another_kind_of_file_has_its_own_names_and_is_called_by_its_name():
    known = re.compile(r"data/[a-z]+\.toml")
    assert read_members(zipped(("data/a.toml", b"1")), known) == {"data/a.toml": b"1"}
    with pytest.raises(RefusedZipError, match="không phải tệp cập nhật: có phần mang tên lạ"):
        read_members(zipped(("data.json", b"1")), known, "tệp cập nhật")


def test_a_file_is_read_no_further_than_it_may_be_long(tmp_path, monkeypatch):
    path = tmp_path / "a.kttt"
    path.write_bytes(b"x" * 100)
    monkeypatch.setattr(bounded_zip, "LARGEST_FILE", 10)
    assert file_bytes(path) == b"x" * 11  # one too many: read_members refuses it
    with pytest.raises(UnreadableFileError, match=r"Không mở được tệp b\.kttt"):
        file_bytes(tmp_path / "b.kttt")
