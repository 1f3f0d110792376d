import stat
import sys

import pytest

from ktt_desktop.domain.errors import (
    InvalidInputError,
    StorageUnavailableError,
    UnreadableFileError,
)
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.updates import UpdatePart
from ktt_desktop.interchange.signing import fingerprint
from ktt_desktop.interchange.update_reader import open_update
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services.update_making import Issue, make_key, make_update
from tests.issuing import ISSUER, NEWER, change, newer_catalogue, newer_units

CATALOGUE, UNITS = UpdatePart


def issue(part=UNITS, version=NEWER, **fields):
    usual = {"title": "Danh mục 2027", "issuer": ISSUER, "notes": "", "min_app_version": "0.1.0"}
    return Issue(part, version, **usual | fields)


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "khoa.toml"
    make_key(path)
    return path


@pytest.fixture
def target(tmp_path):
    return tmp_path / "danh-muc.kttt-capnhat"


def test_a_key_is_for_its_owner_alone_and_never_replaced(tmp_path):
    path = tmp_path / "khoa.toml"
    mark = make_key(path)
    content = path.read_bytes()

    assert len(mark.split("-")) == 5
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(StorageUnavailableError, match="không bao giờ ghi đè"):
        make_key(path)
    assert path.read_bytes() == content


def test_a_key_in_no_folder_is_told(tmp_path):
    with pytest.raises(StorageUnavailableError, match="Không ghi được"):
        make_key(tmp_path / "nowhere" / "khoa.toml")


def test_the_fingerprint_of_the_key_is_that_of_the_files_it_signs(tmp_path, target):
    mark = make_key(tmp_path / "khoa.toml")
    signed = make_update(newer_units(tmp_path / "units"), tmp_path / "khoa.toml", issue(), target)

    assert mark == signed
    assert mark == grouped_check_code(fingerprint(open_update(target).public_key))


def test_a_catalogue_is_packed_with_everything_it_has(tmp_path, key, target):
    folder = newer_catalogue(tmp_path / "catalogue")
    make_update(folder, key, issue(CATALOGUE, notes="Dòng một.\nDòng hai."), target)
    update = open_update(target)

    assert update.data.keys() == {
        each.relative_to(folder).as_posix() for each in folder.rglob("*.toml")
    }
    assert update.header.notes == "Dòng một.\nDòng hai."
    assert str(update.header.release) == f"Biểu mẫu ấn bản 2025, số {NEWER}"


def test_of_a_folder_of_units_the_three_tables_are_taken(key, target):
    make_update(resources() / "units", key, issue(version=20260430), target)

    assert sorted(open_update(target).data) == [
        "units-2025-07.tsv",
        "units-before-2025-07.tsv",
        "units.toml",
    ]


def test_the_version_must_be_that_of_the_content(tmp_path, key, target):
    folder = newer_units(tmp_path / "units")
    with pytest.raises(InvalidInputError, match=f"phiên bản {NEWER}, không phải 20270106"):
        make_update(folder, key, issue(version=20270106), target)
    assert not target.exists()


def test_content_with_a_mistake_is_not_signed(tmp_path, key, target):
    folder = newer_catalogue(tmp_path / "catalogue")
    change(folder / "2025" / "rules.toml", '"sum(S1) == A1"', '"sum(O1) == A1"')
    with pytest.raises(InvalidInputError, match="báo cáo thử"):
        make_update(folder, key, issue(CATALOGUE), target)
    assert not target.exists()


@pytest.mark.parametrize(
    "fields",
    [{"title": ""}, {"issuer": "Sở\u0007"}, {"notes": "x" * 1001}, {"min_app_version": "mới"}],
)
def test_words_no_reader_would_take_are_refused(tmp_path, key, target, fields):
    with pytest.raises(InvalidInputError, match="Chưa lập được tệp"):
        make_update(newer_units(tmp_path / "units"), key, issue(**fields), target)
    assert not target.exists()


def test_a_name_that_cannot_travel_is_named(tmp_path, key, target):
    folder = newer_catalogue(tmp_path / "catalogue")
    (folder / "Ghi chú.toml").write_text("x = 1")
    with pytest.raises(InvalidInputError, match=r"Ghi chú\.toml"):
        make_update(folder, key, issue(CATALOGUE), target)


def test_a_missing_table_is_named(tmp_path, key, target):
    folder = newer_units(tmp_path / "units")
    (folder / "units-2025-07.tsv").unlink()
    with pytest.raises(UnreadableFileError, match=r"units-2025-07\.tsv"):
        make_update(folder, key, issue(), target)


@pytest.mark.parametrize("text", ["", 'algorithm = "Ed25519"\nsecret = "ab"\n', "\x00", None])
def test_what_is_no_key_is_refused(tmp_path, target, text):
    key = tmp_path / "khoa.toml"
    if text is not None:
        key.write_text(text)
    with pytest.raises(UnreadableFileError, match="không phải là khóa ký"):
        make_update(newer_units(tmp_path / "units"), key, issue(), target)
