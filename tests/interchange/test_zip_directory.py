import struct
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.interchange.archive import archive_bytes
from ktt_desktop.interchange.zip_directory import BrokenZipError, entries
from tests.interchange.bundles import raw_zip

MEMBERS = [("mimetype", b"x"), ("data.json", b"{}" * 50)]
WHOLE = archive_bytes(MEMBERS, stored=frozenset({"mimetype"}))
DIRECTORY = WHOLE.index(b"PK\x01\x02")


def refused(content):
    with pytest.raises(BrokenZipError):
        entries(bytes(content), 64)


def moved(content, by):
    """The same end record for a directory that begins `by` bytes later."""
    place = struct.unpack_from("<L", content, len(content) - 6)[0]
    return content[:-6] + struct.pack("<L", place + by) + content[-2:]


def test_members_are_found_where_zipfile_finds_them():
    with ZipFile(BytesIO(WHOLE)) as archive:
        expected = [
            (info.filename.encode(), info.CRC, info.compress_size, info.file_size)
            for info in archive.infolist()
        ]
    found = entries(WHOLE, 64)
    assert [(each.name, each.crc, each.stored, each.size) for each in found] == expected
    assert WHOLE[found[0].start : found[0].start + 1] == b"x"


def test_an_archive_without_members_is_an_archive():
    assert entries(raw_zip([]), 64) == []


def test_bytes_before_between_or_after_the_members_are_refused():
    refused(b"x" + WHOLE)
    refused(b"x" + moved(WHOLE, 1))
    refused(moved(WHOLE[:DIRECTORY] + b"x" + WHOLE[DIRECTORY:], 1))
    refused(WHOLE + b"x")
    refused(WHOLE[:-2] + b"\1\0x")  # a comment
    refused(WHOLE[:-2] + b"\1\0")  # a comment that is not there


def test_bytes_inside_the_directory_that_belong_to_no_entry_are_refused():
    size = struct.unpack_from("<L", WHOLE, len(WHOLE) - 10)[0]
    longer = WHOLE[:-10] + struct.pack("<L", size + 1) + WHOLE[-6:]
    refused(longer)
    refused(longer[:-22] + b"x" + longer[-22:])


def test_a_directory_that_points_elsewhere_or_names_otherwise_is_refused():
    content = bytearray(WHOLE)
    content[DIRECTORY + 42] = 1
    refused(content)
    refused(WHOLE.replace(b"mimetype", b"mimetypo", 1))


@pytest.mark.parametrize("place", range(4, 30))
def test_a_local_header_that_says_something_else_than_the_directory_is_refused(place):
    content = bytearray(WHOLE)
    content[place] ^= 1
    refused(content)


def test_two_members_that_share_their_bytes_are_refused():
    one = raw_zip([(b"data.json", b"{}")])
    begin = one.index(b"PK\x01\x02")
    entry = one[begin:-22]
    end = struct.pack("<4H2LH", 0, 0, 2, 2, 2 * len(entry), begin, 0)
    refused(one[:begin] + entry * 2 + b"PK\x05\x06" + end)


def test_more_members_than_allowed_are_refused():
    with pytest.raises(BrokenZipError, match="2 members"):
        entries(WHOLE, 1)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_refused_or_moves_nothing(place, bits):
    content = bytearray(WHOLE)
    content[place] ^= bits
    try:
        found = entries(bytes(content), 64)
    except BrokenZipError:
        return
    assert [each.start for each in found] == [each.start for each in entries(WHOLE, 64)]


@given(st.binary(max_size=200), st.integers(0, 5), st.integers(0, 2**32 - 1))
def test_any_bytes_are_read_or_refused(content, count, place):
    end = struct.pack("<4H2LH", 0, 0, count, count, len(content), place % 300, 0)
    for each in (content, content + b"PK\x05\x06" + end):
        try:
            entries(each, 64)
        except BrokenZipError:
            continue
