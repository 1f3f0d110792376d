import json
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.archive import archive_bytes
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.check_code import data_digest
from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.interchange.submission_reader import MOST_ROWS, open_bundle
from ktt_desktop.interchange.submission_writer import data_bytes
from tests.interchange.bundles import HEADER, make_bundle, submission_data

WHOLE = make_bundle()


def refusal(source, **options):
    with pytest.raises(UnreadableFileError) as refused:
        open_bundle(source, **options)
    return str(refused.value)


def rebuilt(change):
    """The bundle with its members changed by `change(members)`, hashes left as they were."""
    with ZipFile(BytesIO(WHOLE)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    return archive_bytes(members.items(), stored=frozenset({"mimetype"}))


def with_manifest(change):
    def apply(members):
        manifest = json.loads(members["manifest.json"])
        change(manifest)
        members["manifest.json"] = canonical(manifest)

    return rebuilt(apply)


def test_what_was_written_is_read_back(tmp_path: Path):
    path = tmp_path / "tệp.kttt"
    path.write_bytes(WHOLE)
    bundle = open_bundle(path)
    assert bundle.header == HEADER
    assert bundle.data["organisations"]["rows"] == [["M", "u1", "HTX Đồng Tâm", None]]
    assert bundle.report == b"%PDF report"
    assert bundle.digest == data_digest(data_bytes(submission_data()))
    assert not bundle.practice


def test_practice_data_is_refused_unless_it_is_asked_for():
    practice = make_bundle(practice=True)
    assert "thực hành" in refusal(practice)
    assert open_bundle(practice, allow_practice=True).practice


def test_practice_data_does_not_become_real_by_another_word_in_the_manifest():
    real = make_bundle(practice=True)
    with ZipFile(BytesIO(real)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members["manifest.json"])
    manifest["format"] = "kttt-submission"
    members["manifest.json"] = canonical(manifest)
    forged = archive_bytes(members.items(), stored=frozenset({"mimetype"}))
    assert "đã bị thay đổi" in refusal(forged)


@pytest.mark.parametrize(
    "member", ["data.json", "schema.json", "checks.json", "view/bieu.xlsx", "view/bao-cao.pdf"]
)
def test_a_changed_member_is_named(member):
    def change(members):
        members[member] += b" "

    sentence = refusal(rebuilt(change))
    assert "đã bị thay đổi sau khi kết xuất" in sentence
    assert member in sentence


def test_a_missing_and_an_extra_member_are_named():
    assert "view/bieu.xlsx" in refusal(rebuilt(lambda members: members.pop("view/bieu.xlsx")))
    extra = rebuilt(lambda members: members.update({"attach/x.pdf": b""}))
    assert "attach/x.pdf" in refusal(extra)


def test_a_newer_major_version_is_refused_with_what_to_do():
    newer = with_manifest(lambda manifest: manifest.update(formatVersion="2.0"))
    assert "phiên bản mới hơn (2.0)" in refusal(newer)
    assert "cập nhật" in refusal(newer)


def test_a_newer_minor_version_is_read_and_its_fields_are_kept():
    newer = with_manifest(lambda manifest: manifest.update(formatVersion="1.9", later={"x": 1}))
    assert open_bundle(newer).manifest["later"] == {"x": 1}


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.pop("unit"),
        lambda m: m.update(unit="x"),
        lambda m: m.update(number="0"),
        lambda m: m.update(number=-1),
        lambda m: m.update(number=True),
        lambda m: m.update(format="other"),
        lambda m: m.update(formatVersion="one"),
        lambda m: m.update(createdAt="2026-11-20T07:30:00"),
        lambda m: m.update(createdAt="yesterday"),
        lambda m: m.update(members="x"),
        lambda m: m.update(members=[*m["members"], m["members"][0]]),
        lambda m: m.update(dataDigest="xyz"),
        lambda m: m.update(supersedes={"bundleId": 1}),
        lambda m: m["period"].update(code="X1"),
        lambda m: m["unit"].update(name="x" * 1001),
    ],
)
def test_a_manifest_with_a_strange_field_is_refused(change):
    assert "không phải tệp nộp đúng mẫu" in refusal(with_manifest(change))


def test_a_file_that_speaks_of_two_reports_is_refused():
    other = data_bytes(submission_data(sheet=Sheet(("a",), ())))
    assert "hai báo cáo" in refusal(make_bundle(data=other, unit_code="1"))


@pytest.mark.parametrize(
    "data",
    [
        {"organisations": {"columns": ["a"], "rows": [[1, 2]]}},
        {"organisations": {"columns": "a", "rows": []}},
        {"organisations": [1]},
        {"organisations": {"columns": ["a"], "rows": [["x"]] * (MOST_ROWS + 1)}},
    ],
)
def test_tables_that_are_no_tables_are_refused(data):
    head = {"unit": HEADER.unit_code, "period": HEADER.period.code, "practice": False}
    refusal(make_bundle(data=canonical({**head, **data})))


def test_a_file_that_is_not_there_is_told_apart(tmp_path):
    assert "Không mở được" in refusal(tmp_path / "khong-co.kttt")


def same_or_refused(content):
    with suppress(UnreadableFileError):
        assert open_bundle(content).digest == open_bundle(WHOLE).digest


@settings(deadline=None, max_examples=300)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_flipped_byte_never_gives_other_data(place, bits):
    content = bytearray(WHOLE)
    content[place] ^= bits
    same_or_refused(bytes(content))


@settings(deadline=None)
@given(st.integers(0, len(WHOLE) - 1))
def test_a_cut_file_is_refused(length):
    refusal(WHOLE[:length])


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_end_in_a_sentence(content):
    refusal(content)


cells = st.none() | st.integers(-(10**15), 10**15) | st.text(max_size=20)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.tuples(*[cells] * n), max_size=20)))
def test_export_then_import_then_export_is_the_same(rows):
    width = len(rows[0]) if rows else 1
    sheet = Sheet(tuple(f"c{place}" for place in range(width)), tuple(rows))
    content = data_bytes(submission_data(sheet=sheet))
    bundle = open_bundle(make_bundle(data=content))
    assert canonical(bundle.data) == content
