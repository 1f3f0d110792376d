from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from ktt_desktop.interchange.archive import archive_bytes

MEMBERS = [("mimetype", b"x"), ("data.json", b"{}" * 500)]


def test_equal_content_gives_equal_bytes():
    made = archive_bytes(MEMBERS, stored=frozenset({"mimetype"}))
    assert made == archive_bytes(MEMBERS, stored=frozenset({"mimetype"}))


def test_the_order_is_kept_and_the_first_member_is_not_compressed():
    with ZipFile(BytesIO(archive_bytes(MEMBERS, stored=frozenset({"mimetype"})))) as archive:
        assert archive.namelist() == ["mimetype", "data.json"]
        first, second = archive.infolist()
        assert first.compress_type == ZIP_STORED
        assert second.compress_size < second.file_size
        assert {each.date_time for each in (first, second)} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("data.json") == b"{}" * 500
