import json
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.archive import archive_bytes
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.receipt_reader import open_receipt
from ktt_desktop.interchange.receipt_writer import build_receipt
from tests.interchange.receipts import RECEIPT, a_receipt

CONTENT = build_receipt(RECEIPT, b"%PDF-1.4 bien nhan", "0.1.0")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "BN_07375.kttt-bn"


def members(content=CONTENT):
    with ZipFile(BytesIO(content)) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def written(file, parts):
    file.write_bytes(archive_bytes(parts.items(), stored=frozenset({"mimetype"})))
    return file


def with_manifest(parts, **changes):
    """The members under a manifest that fits them, but for some fields."""
    raw = json.loads(parts["manifest.json"])
    raw["members"] = [
        {"path": name, "bytes": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in parts.items()
        if name not in ("mimetype", "manifest.json")
    ]
    raw["dataDigest"] = sha256(parts["data.json"]).hexdigest()
    return parts | {"manifest.json": canonical(raw | changes)}


def test_a_receipt_is_read_with_its_page(file):
    file.write_bytes(CONTENT)
    found = open_receipt(file)

    assert found.receipt == RECEIPT
    assert found.page == b"%PDF-1.4 bien nhan"


def test_no_flipped_byte_gives_another_receipt(file):
    """Every byte of the file, one at a time: refused, or the same receipt."""
    for at in range(len(CONTENT)):
        content = bytearray(CONTENT)
        content[at] ^= 0x10
        file.write_bytes(content)
        with suppress(UnreadableFileError):
            assert open_receipt(file).receipt == RECEIPT, at


@pytest.mark.parametrize("length", [0, 1, 40, len(CONTENT) // 2, len(CONTENT) - 1])
def test_a_receipt_cut_short_is_refused(file, length):
    file.write_bytes(CONTENT[:length])
    with pytest.raises(UnreadableFileError, match=r"BN_07375\.kttt-bn"):
        open_receipt(file)


def test_changed_items_are_found_out(file):
    parts = members()
    parts["data.json"] = parts["data.json"].replace("Ghi nhầm.".encode(), "Ghi nhẩm.".encode())
    with pytest.raises(UnreadableFileError, match=r"đã bị thay đổi sau khi lập: phần data\.json"):
        open_receipt(written(file, parts))


def test_a_missing_page_is_named(file):
    parts = members()
    del parts["view/bien-nhan.pdf"]
    with pytest.raises(UnreadableFileError, match=r"thiếu hoặc thừa phần view/bien-nhan\.pdf"):
        open_receipt(written(file, parts))


def test_a_submission_is_no_receipt(file):
    parts = members() | {"mimetype": b"application/vnd.kttt+zip"}
    with pytest.raises(UnreadableFileError, match="không phải tệp biên nhận"):
        open_receipt(written(file, parts))


def test_a_newer_version_asks_for_an_update(file):
    parts = with_manifest(members(), formatVersion="2.0")
    with pytest.raises(UnreadableFileError, match=r"phiên bản mới hơn \(2\.0\)"):
        open_receipt(written(file, parts))


def test_a_newer_minor_version_is_read_with_what_it_adds(file):
    parts = members()
    raw = json.loads(parts["data.json"]) | {"thanks": "Cảm ơn"}
    parts["data.json"] = canonical(raw)
    found = open_receipt(written(file, with_manifest(parts, formatVersion="1.7", extra=1)))
    assert found.receipt == RECEIPT


def test_practice_and_real_receipts_are_told_apart_in_both_parts(file):
    parts = members(build_receipt(a_receipt(practice=True), b"%PDF", "0.1.0"))
    with pytest.raises(UnreadableFileError, match="không khớp"):
        open_receipt(written(file, with_manifest(parts, format="kttt-receipt")))


def test_another_name_inside_is_refused(file):
    parts = members() | {"view/bao-cao.pdf": b"%PDF"}
    with pytest.raises(UnreadableFileError, match="phần mang tên lạ"):
        open_receipt(written(file, parts))


def test_json_that_is_not_canonical_is_refused(file):
    parts = members()
    parts["data.json"] = b" " + parts["data.json"]
    with pytest.raises(UnreadableFileError, match="không phải tệp biên nhận đúng mẫu"):
        open_receipt(written(file, with_manifest(parts)))


def test_a_file_that_is_gone_is_named(file):
    with pytest.raises(UnreadableFileError, match="Không mở được tệp"):
        open_receipt(file)
