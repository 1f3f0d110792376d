import json
import tracemalloc
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.archive import archive_bytes
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.check_code import data_digest
from ktt_desktop.interchange.manifest import with_own_digest
from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.interchange.submission_writer import data_bytes
from ktt_desktop.interchange.tables import MOST_ROWS
from tests.interchange.bundles import (
    HEADER,
    make_bundle,
    members_of,
    packed,
    raw_zip,
    resealed,
    submission_data,
)

WHOLE = make_bundle()


def refusal(source, **options):
    with pytest.raises(UnreadableFileError) as refused:
        open_bundle(source, **options)
    return str(refused.value)


def rebuilt(change):
    """The bundle with its members changed by `change(members)`, hashes left as they were."""
    members = members_of(WHOLE)
    change(members)
    return packed(members)


def with_manifest(change):
    def apply(members):
        manifest = json.loads(members["manifest.json"])
        del manifest["headerDigest"]
        change(manifest)
        members["manifest.json"] = canonical(with_own_digest(manifest))

    return rebuilt(apply)


def test_what_was_written_is_read_back(tmp_path: Path):
    path = tmp_path / "tệp.kttt"
    path.write_bytes(WHOLE)
    bundle = open_bundle(path)
    assert bundle.header == HEADER
    assert bundle.data["organisations"].rows == (("M", "u1", "HTX Đồng Tâm", None),)
    assert bundle.report == b"%PDF report"
    assert bundle.digest == data_digest(data_bytes(submission_data()))
    assert not bundle.practice


def test_practice_data_is_refused_unless_it_is_asked_for():
    practice = make_bundle(practice=True)
    assert "thực hành" in refusal(practice)
    assert open_bundle(practice, allow_practice=True).practice


def test_practice_data_does_not_become_real_by_another_word_in_the_manifest():
    forged = resealed(make_bundle(practice=True), format="kttt-submission")
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


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.3"])
def test_a_file_without_the_sheets_of_later_versions_has_them_once_read(version):
    data = json.loads(data_bytes(submission_data()))
    for later in ("dossiers", "units", "sources", "corrections", "number"):
        del data[later]
    if version == "1.3":
        data["dossiers"] = {"columns": ["uid"], "rows": []}
    older = resealed(make_bundle(data=canonical(data)), formatVersion=version)
    bundle = open_bundle(older)

    assert bundle.version == tuple(map(int, version.split(".")))
    assert bundle.data["units"].rows == (("07654", "Xã Lạng Giang", "xa", "", 1),)
    assert bundle.unit_key == "07654"
    assert "source_unit" in bundle.data["dossiers"].columns
    assert bundle.digest == data_digest(bundle.data_bytes) == data_digest(canonical(data))


@pytest.mark.parametrize(
    ("level", "recipient", "key"),
    [
        ("xa", "24", "07654"),
        ("xa", "217", "07654/cu"),
        ("huyen", "24", "07654/cu"),
        ("tinh", "", "07654"),
    ],
)
def test_a_file_of_version_1_3_is_of_a_former_unit_where_only_those_were(level, recipient, key):
    older = make_bundle(unit_level=level, recipient_code=recipient)
    assert open_bundle(resealed(older, formatVersion="1.3")).unit_key == key


def test_fields_and_sheets_of_a_newer_minor_version_are_kept():
    data = json.loads(data_bytes(submission_data()))
    data |= {"later": {"columns": ["x"], "rows": [[1]]}, "stamp": "2030"}
    bundle = open_bundle(resealed(make_bundle(data=canonical(data)), formatVersion="1.9"))

    assert bundle.data["later"] == Sheet(("x",), ((1,),))
    assert bundle.values["stamp"] == "2030"


@pytest.mark.parametrize(
    "units",
    [
        [],
        [["07655", "Xã khác", "xa", "", 1]],
        [["", "Xã Lạng Giang", "xa", "", 1]],
        [["07654", "Xã Lạng Giang", "xa", "", 1], ["07654", "Lại nó", "xa", "", 1]],
        [["07655", "Xã khác", "xa", "", 1], ["07654", "Xã Lạng Giang", "xa", "", 1]],
    ],
)
def test_the_units_begin_with_the_sender(units):
    data = json.loads(data_bytes(submission_data()))
    data["units"]["rows"] = units
    refusal(make_bundle(data=canonical(data)))


def test_the_number_in_the_data_is_that_of_the_header():
    data = json.loads(data_bytes(submission_data())) | {"number": 1}
    assert "hai báo cáo" in refusal(make_bundle(data=canonical(data)))
    assert "hai báo cáo" in refusal(make_bundle(data=canonical(data | {"number": False})))


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
        lambda m: m["period"].update({"from": "1/1/2026"}),
        lambda m: m.update(formatVersion="0.9"),
        lambda m: m.update(kind="bo_sung"),
        lambda m: m.update(number=1),
        lambda m: m.update(signedOn="hôm qua"),
        lambda m: m.update(bundleId="../../x"),
        lambda m: m.update(installId=""),
        lambda m: m.update(checkCode=5),
        lambda m: m["unit"].update(name="x" * 1001),
    ],
)
def test_a_manifest_with_a_strange_field_is_refused(change):
    assert "không phải tệp nộp đúng mẫu" in refusal(with_manifest(change))


def test_a_file_that_speaks_of_two_reports_is_refused():
    other = data_bytes(submission_data(sheet=Sheet(("a",), ())))
    assert "hai báo cáo" in refusal(make_bundle(data=other, unit_code="1"))


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["organisations"].update(rows=[[1, 2]]),
        lambda d: d["organisations"].update(columns="a"),
        lambda d: d.update(organisations=[1]),
        lambda d: d.pop("support"),
    ],
)
def test_tables_that_are_no_tables_are_refused(change):
    data = json.loads(data_bytes(submission_data()))
    change(data)
    assert "có phần không đọc được" in refusal(make_bundle(data=canonical(data)))


def test_more_rows_than_a_report_has_are_refused():
    sheet = Sheet(("a",), tuple((f"{place:x}",) for place in range(MOST_ROWS + 1)))
    sentence = refusal(make_bundle(data=data_bytes(submission_data(sheet=sheet))))
    assert "nhiều dòng số liệu hơn mức cho phép" in sentence


def test_checks_without_findings_are_refused():
    assert "findings" in refusal(make_bundle(checks=b"{}"))


@pytest.mark.parametrize("member", ["data.json", "schema.json", "checks.json", "manifest.json"])
def test_json_that_is_not_canonical_is_refused_and_named(member):
    members = members_of(WHOLE)
    loose = members[member] + b"\n"
    content = resealed({**members, member: loose})
    if member == "manifest.json":
        content = packed({**members, member: loose})
    assert member in refusal(content)


def test_a_text_no_program_can_write_again_is_refused():
    members = members_of(WHOLE)
    broken = members["data.json"].replace("HTX Đồng Tâm".encode(), b"\\ud800")
    assert "data.json" in refusal(resealed({**members, "data.json": broken}))


@pytest.mark.parametrize("member", ["data.json", "schema.json", "checks.json", "manifest.json"])
def test_json_that_is_no_object_is_refused(member):
    members = {**members_of(WHOLE), member: b"[]"}
    content = packed(members) if member == "manifest.json" else resealed(members)
    assert member in refusal(content)


@pytest.mark.parametrize("field", ["checkCode", "formDigest", "dataDigest"])
def test_a_code_in_the_manifest_that_does_not_fit_is_refused(field):
    other = "0" * (10 if field == "checkCode" else 64)
    forged = with_manifest(lambda manifest: manifest.update({field: other}))
    assert "đã bị thay đổi sau khi kết xuất" in refusal(forged)


def test_the_members_may_be_packed_again_by_another_program():
    members = dict(sorted(members_of(WHOLE).items()))
    again = archive_bytes(members.items(), stored=frozenset(members))
    assert open_bundle(again) == open_bundle(WHOLE)


def test_a_member_that_is_listed_but_gone_is_named():
    members = members_of(make_bundle())
    listed = json.loads(members["manifest.json"])["members"]
    listed.append({"path": "attach/x.pdf", "bytes": 0, "sha256": "0" * 64})
    assert "attach/x.pdf" in refusal(with_manifest(lambda m: m.update(members=listed)))


def test_an_attachment_that_is_listed_is_taken():
    scan = resealed({**members_of(WHOLE), "attach/trang-ky.pdf": b"%PDF"})
    assert open_bundle(scan).digest == open_bundle(WHOLE).digest


def test_a_file_over_the_limit_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "lon.kttt"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    tracemalloc.start()
    try:
        assert refusal(path).startswith("Tệp lon.kttt lớn hơn 20 MB.")
        assert tracemalloc.get_traced_memory()[1] < 50 * 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", raw_zip([(b"mimetype", b"x")])])
def test_another_file_is_called_no_submission(content):
    assert "không phải tệp nộp" in refusal(content)


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


MEMBERS = members_of(WHOLE)


@settings(deadline=None)
@given(st.sampled_from(sorted(MEMBERS)), st.binary(max_size=200))
def test_any_bytes_in_place_of_a_member_end_in_a_sentence(name, content):
    same_or_refused(packed({**MEMBERS, name: content}))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.sampled_from(["data.json", "checks.json", "schema.json", "manifest.json"]), st.data())
def test_any_value_in_place_of_a_field_is_read_or_ends_in_a_sentence(member, data):
    parsed = json.loads(MEMBERS[member])
    key = data.draw(st.sampled_from(sorted(parsed) or ["x"]))
    parsed[key] = data.draw(json_values)
    changed = {**MEMBERS, member: canonical(parsed)}
    with suppress(UnreadableFileError):
        bundle = open_bundle(packed(changed) if member == "manifest.json" else resealed(changed))
        assert len(bundle.data["organisations"].rows) == 1 or key == "organisations"
        assert all(each["explanation"] is None for each in bundle.checks["findings"])


cells = st.none() | st.integers(-(10**15), 10**15) | st.text(max_size=20)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.tuples(*[cells] * n), max_size=20)))
def test_export_then_import_then_export_is_the_same(rows):
    width = len(rows[0]) if rows else 1
    sheet = Sheet(tuple(f"c{place}" for place in range(width)), tuple(rows))
    content = data_bytes(submission_data(sheet=sheet))
    whole = make_bundle(data=content)
    bundle = open_bundle(whole)
    assert whole == make_bundle(data=content)
    again = submission_data(sheet=bundle.data["organisations"])
    assert data_bytes(replace(again, sheets=bundle.data)) == content


def test_a_header_changed_by_hand_is_noticed():
    members = members_of(make_bundle())
    changed = members["manifest.json"].replace("Xã Lạng Giang".encode(), "Xã Lạng Giàng".encode())
    assert changed != members["manifest.json"]

    with pytest.raises(UnreadableFileError, match="đã bị thay đổi sau khi kết xuất: phần đầu"):
        open_bundle(packed({**members, "manifest.json": changed}))
