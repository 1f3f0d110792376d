from dataclasses import replace

import pytest

from ktt_desktop.catalogue.outline_changes import without_section
from ktt_desktop.domain.errors import InvalidInputError, UnreadableFileError
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_text import from_plain
from ktt_desktop.services.outlines import outlines
from ktt_desktop.services.own_outlines import (
    copied,
    export_outline,
    load_outlines,
    lost_words,
    named,
    problem_of,
    read_outline_file,
    remove_own_outline,
    save_own_outline,
)
from ktt_desktop.services.report_texts import load_texts, save_texts
from ktt_desktop.services.report_versions import versions
from ktt_desktop.services.reporting import build_document
from ktt_desktop.storage.session import transaction


@pytest.fixture
def book(practice):
    return practice[0]


@pytest.fixture
def own(book):
    """A copy of the plan, kept in the book."""
    line = next(each for each in load_outlines(book) if each.id == "plan")
    found = copied(line, "Kế hoạch riêng")
    save_own_outline(book, found)
    return found


def with_heading(own, place, heading):
    sections = list(own.entry["section"])
    sections[place] = {**sections[place], "heading": heading}
    return replace(own, entry={**own.entry, "section": sections})


def place_of(own, id_):
    return [each["id"] for each in own.entry["section"]].index(id_)


def test_a_report_is_written_by_an_outline_of_the_unit_s_own(practice, own):
    book, profile, period = practice
    changed = with_heading(own, place_of(own, "P1.I.1a"), "Về số lượng (theo mẫu của huyện)")
    save_own_outline(book, changed)

    document = build_document(book, profile, ReportKey(own.id, period))

    assert "a) Về số lượng (theo mẫu của huyện)" in [each.text for each in document.blocks]


def test_the_list_tells_where_an_outline_comes_from_and_where_words_are(practice, own):
    book, _, period = practice
    save_texts(book, ReportKey(own.id, period), {"P1.I.3": from_plain("Lời văn.")})

    line = load_outlines(book)[-1]

    assert (line.label, line.code) == ("Kế hoạch riêng", "K")
    assert line.base == book.catalogue.edition.outlines["plan"].label
    assert (line.periods, line.problem) == ((period.code,), "")


def test_what_names_no_indicator_is_refused_with_its_section(book, own):
    wrong = with_heading(own, place_of(own, "P1.I.3"), "Tác động của {A99} HTX")

    with pytest.raises(InvalidInputError, match=r"Mục “Tác động của \{A99\} HTX”.*A99"):
        save_own_outline(book, wrong)
    assert "blank" not in problem_of(book, own)


def test_an_outline_the_catalogue_no_longer_fits_is_not_offered_but_told(book, own):
    indicators = dict(book.catalogue.edition.indicators)
    del indicators["A8"]
    smaller = replace(book.catalogue.edition, indicators=indicators)
    later = replace(book, catalogue=replace(book.catalogue, edition=smaller))

    assert "A8" in load_outlines(later)[-1].problem
    with transaction(later.sessions) as session:
        assert own.id not in outlines(session, later)


@pytest.mark.parametrize(("name", "said"), [("  ", "chưa có tên"), ("a" * 201, "dài quá 200")])
def test_a_name_is_asked_for(own, name, said):
    with pytest.raises(InvalidInputError, match=said):
        named(own, name)


def test_words_of_a_removed_section_go_only_after_a_version_of_them_was_kept(practice, own):
    book, _, period = practice
    key = ReportKey(own.id, period)
    save_texts(book, key, {"P1.I.3": from_plain("Tác động tốt.")})
    shorter = replace(own, entry=without_section(own.entry, place_of(own, "P1.I.3")))

    assert list(lost_words(book, shorter).values()) == [(period.code,)]
    save_own_outline(book, shorter)

    assert load_texts(book, key) == {}
    assert [each.label for each in versions(book, key)] == ["Trước khi xóa mục của dàn ý"]


def test_an_outline_with_words_is_not_removed(practice, own):
    book, _, period = practice
    save_texts(book, ReportKey(own.id, period), {"P1.I.3": from_plain("Lời văn.")})

    with pytest.raises(InvalidInputError, match=period.code):
        remove_own_outline(book, own.id)
    assert load_outlines(book)[-1].id == own.id


def test_an_outline_nobody_wrote_by_is_removed(book, own):
    remove_own_outline(book, own.id)

    assert all(each.own is None for each in load_outlines(book))


def test_an_outline_goes_to_another_unit_as_a_file(book, own, tmp_path):
    path = export_outline(own, tmp_path / "dan-y.toml")

    taken = read_outline_file(book, path)

    assert taken.id != own.id
    assert taken.label == "Kế hoạch riêng (2)"
    assert {**taken.entry, "label": own.label} == own.entry


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("{A3.3}", "{Q3.3}"), "không có chỉ tiêu Q3"),
        (lambda text: text.replace('table = "A"', 'table = "Z"'), "không có biểu «Z»"),
        (lambda text: text.replace('table = "A"', 'table = "A'), "không đúng cách viết"),
        (lambda text: f"{text}\nextra = 1\n", "không hiểu «extra»"),
    ],
)
def test_a_file_that_is_not_sound_is_refused_and_nothing_kept(book, own, tmp_path, change, said):
    path = export_outline(own, tmp_path / "dan-y.toml")
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    with pytest.raises(UnreadableFileError, match=rf"dan-y\.toml: .*{said}"):
        read_outline_file(book, path)
    assert len(load_outlines(book)) == len(book.catalogue.edition.outlines) + 1


def test_a_file_that_is_no_text_is_refused(book, tmp_path):
    path = tmp_path / "anh.toml"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(UnreadableFileError, match="không phải là tệp dàn ý"):
        read_outline_file(book, path)
