import faulthandler
import logging

import pytest

from ktt_desktop.runtime.logs import CRASH_FILE, LOG_FILE, start_log


@pytest.fixture(autouse=True)
def untouched_logging():
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    faulthandler.enable()


def test_what_is_logged_is_read_back_with_all_marks(tmp_path):
    start_log(tmp_path / "nhật ký")

    logging.getLogger("ktt_desktop.test").info("Đã mở sổ của xã Đồng Kỳ")

    text = (tmp_path / "nhật ký" / LOG_FILE).read_text(encoding="utf-8")
    assert "INFO ktt_desktop.test: Đã mở sổ của xã Đồng Kỳ" in text


def test_details_for_developers_are_not_written(tmp_path):
    start_log(tmp_path)

    logging.getLogger("ktt_desktop.test").debug("SELECT name FROM organisation")

    assert (tmp_path / LOG_FILE).read_text(encoding="utf-8") == ""


def test_a_dying_interpreter_has_a_file_to_write_to(tmp_path):
    start_log(tmp_path)

    assert faulthandler.is_enabled()
    assert (tmp_path / CRASH_FILE).exists()


def test_a_folder_that_cannot_be_written_does_not_stop_the_program(tmp_path):
    in_the_way = tmp_path / "tep"
    in_the_way.write_text("")

    start_log(in_the_way)

    assert in_the_way.read_text() == ""
