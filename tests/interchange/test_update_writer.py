from ktt_desktop.interchange.update_format import MIMETYPE
from ktt_desktop.interchange.update_reader import open_update
from ktt_desktop.interchange.update_writer import build_update
from tests.interchange.bundles import members_of
from tests.issuing import OTHER_SECRET, SECRET, files_in, header_of, newer_units


def test_what_was_written_is_read_back(tmp_path):
    files = files_in(newer_units(tmp_path / "units"))
    path = tmp_path / "a.kttt-capnhat"
    path.write_bytes(build_update(header_of(), files, SECRET))

    update = open_update(path)

    assert update.header == header_of()
    assert update.data == files


def test_equal_content_gives_equal_bytes(tmp_path):
    files = files_in(newer_units(tmp_path / "units"))

    one = build_update(header_of(), files, SECRET)
    assert one == build_update(header_of(), dict(reversed(files.items())), SECRET)
    assert one != build_update(header_of(), files, OTHER_SECRET)
    assert one != build_update(header_of(title="Danh mục khác"), files, SECRET)


def test_the_kind_of_file_stands_first_and_plain(tmp_path):
    content = build_update(header_of(), files_in(newer_units(tmp_path / "units")), SECRET)

    assert list(members_of(content))[:3] == ["mimetype", "manifest.json", "signature.json"]
    assert content[38 : 38 + len(MIMETYPE)] == MIMETYPE.encode()
    assert SECRET not in content
    assert SECRET.hex().encode() not in content
