import stat
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from ktt_desktop.interchange import bounded_zip
from ktt_desktop.interchange.bounded_zip import RefusedZipError, read_members


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
    ["../data.json", "/data.json", "attach/../x", "attach/a/b", "C:x", "attach\\x", "dữ.json", "x"],
)
def test_a_strange_name_is_refused(name):
    assert "tên lạ" in refusal(zipped((name, b"")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused():
    assert "cùng tên" in refusal(zipped(("data.json", b"1"), ("data.json", b"2")))


def test_too_many_members_are_refused():
    members = [(f"attach/{place}.pdf", b"") for place in range(65)]
    assert "64" in refusal(zipped(*members))


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert "lớn quá mức" in refusal(zipped(("data.json", b"0" * 20_000_000)))


def test_the_sum_of_all_members_is_limited(monkeypatch):
    monkeypatch.setattr(bounded_zip, "LARGEST_UNPACKED", 1000)
    assert "lớn quá mức" in refusal(zipped(("data.json", b"a" * 600), ("schema.json", b"b" * 600)))


def test_a_large_file_is_refused_unread(monkeypatch):
    monkeypatch.setattr(bounded_zip, "LARGEST_FILE", 10)
    assert "20 MB" in refusal(zipped(("data.json", b"{}")))


def test_a_link_is_refused():
    target, info = BytesIO(), ZipInfo("data.json")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(target, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert "liên kết" in refusal(target.getvalue())


def test_an_encrypted_member_is_refused():
    content = bytearray(zipped(("data.json", b"{}")))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "mật khẩu" in refusal(bytes(content))


def test_a_repetitive_small_member_is_no_bomb():
    content = b"[" + b"null," * 20_000 + b"null]"
    assert read_members(zipped(("data.json", content))) == {"data.json": content}


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", b"PK\x05\x06" + b"\0" * 17])
def test_what_is_no_archive_is_refused(content):
    assert "không phải tệp nộp" in refusal(content)
