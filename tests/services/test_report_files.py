"""A report as files: all of them or none, named without marks, kept as a version."""

import errno
import os
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from ktt_desktop.domain.errors import CancelledError, InvalidInputError, StorageUnavailableError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.services import report_files
from ktt_desktop.services.report_files import KINDS, export_files
from ktt_desktop.services.report_settings import save_settings
from ktt_desktop.services.report_versions import VersionCause, versions
from tests.usual_report import save_text

STEM = "thuc-hanh-ke-hoach-k-huyen-lang-giang-KH2023"


@pytest.fixture
def written(practice, tmp_path):
    book, profile, period = practice
    folder = tmp_path / "ra"
    folder.mkdir()

    def export(kinds=KINDS, progress=None, **changes):
        of = replace(profile, **changes)
        return export_files(
            book, of, ReportKey("plan", period), folder, kinds, progress or Silent()
        )

    return export, folder


class StopAt:
    def __init__(self, words):
        self.words = words

    def report(self, done, total, what):
        assert 0 <= done <= total
        if self.words in what:
            raise CancelledError


def test_the_three_files_of_a_report_are_of_one_name(written):
    export, folder = written
    paths = export()
    assert [path.name for path in paths] == [f"{STEM}.{kind}" for kind in KINDS]
    assert sorted(folder.iterdir()) == sorted(paths)
    assert paths[0].read_bytes().startswith(b"%PDF")
    assert "word/document.xml" in ZipFile(BytesIO(paths[1].read_bytes())).namelist()
    assert "xl/workbook.xml" in ZipFile(BytesIO(paths[2].read_bytes())).namelist()


def test_only_what_is_wanted_is_written(written):
    export, folder = written
    export(kinds=("xlsx",))
    assert [path.name for path in folder.iterdir()] == [f"{STEM}.xlsx"]


def test_the_name_of_a_real_unit_says_nothing_of_practice(written):
    export, _ = written
    (path,) = export(kinds=("pdf",), practice=False, name="Xã Đông Hưng – A/B")
    assert path.name == "ke-hoach-k-xa-dong-hung-a-b-KH2023.pdf"


@pytest.mark.parametrize("words", ["Lập báo cáo", "Lập tệp Word", "Ghi và đọc lại", ".xlsx"])
def test_stopped_anywhere_it_leaves_nothing(written, words):
    export, folder = written
    with pytest.raises(CancelledError):
        export(progress=StopAt(words))
    assert list(folder.iterdir()) == []


def test_a_device_that_fails_at_the_last_file_leaves_none(written, monkeypatch):
    export, folder = written
    write = report_files.write_safely

    def failing(path, content):
        if path.suffix == ".xlsx":
            raise StorageUnavailableError("Ổ đĩa đã đầy.")
        write(path, content)

    monkeypatch.setattr(report_files, "write_safely", failing)
    with pytest.raises(StorageUnavailableError):
        export()
    assert list(folder.iterdir()) == []


def test_a_missing_folder_is_named_in_the_sentence(written):
    export, folder = written
    folder.rmdir()
    with pytest.raises(StorageUnavailableError, match="Không có thư mục"):
        export()


@pytest.mark.parametrize(
    ("number", "sentence"), [(errno.ENOSPC, "đã đầy"), (errno.EROFS, "không cho ghi tệp")]
)
def test_a_device_that_refuses_leaves_no_part_file(written, monkeypatch, number, sentence):
    def refuse(_):
        raise OSError(number, "refused")

    export, folder = written
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageUnavailableError, match=sentence):
        export(kinds=("pdf",))
    assert list(folder.iterdir()) == []


def test_the_words_are_kept_as_they_left_the_house(practice, written):
    book, _, period = practice
    export, _ = written
    save_text(book, period, "P1.I.3", "Hợp tác xã còn khó khăn về vốn.")
    export(kinds=("pdf",))
    (kept,) = versions(book, ReportKey("plan", period))
    assert (kept.cause, kept.label) == (VersionCause.EXPORT, f"{STEM} (pdf)")


def test_without_tables_there_is_no_workbook(practice, written):
    book, _, period = practice
    export, _ = written
    key = ReportKey("plan", period)
    annexes = book.catalogue.edition.outlines["plan"].annexes
    save_settings(book, key, ReportSettings(sections={each.id: False for each in annexes}))
    assert [path.suffix for path in export()] == [".pdf", ".docx"]
    with pytest.raises(InvalidInputError, match="không có phụ lục biểu nào"):
        export(kinds=("xlsx",))
