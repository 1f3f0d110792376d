from io import BytesIO
from zipfile import ZipFile

from ktt_desktop.interchange.archive import archive_bytes

MEMBERS = [("b", b"x" * 1000), ("a", b"y")]


def test_the_members_keep_their_order_and_their_bytes():
    with ZipFile(BytesIO(archive_bytes(MEMBERS, stored=frozenset({"a"})))) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == MEMBERS
        assert archive.getinfo("b").compress_size < 1000
        assert archive.getinfo("a").compress_type == 0


def test_neither_the_clock_nor_the_system_leaves_a_trace(monkeypatch):
    written = archive_bytes(MEMBERS, stored=frozenset())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("sys.platform", "win32")
    assert archive_bytes(MEMBERS, stored=frozenset()) == written
    with ZipFile(BytesIO(written)) as archive:
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert (info.create_system, info.external_attr, info.extra) == (3, 0o100644 << 16, b"")
