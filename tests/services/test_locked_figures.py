from ktt_desktop.domain.report_text import from_plain
from ktt_desktop.domain.terms import Severity, SubjectKind
from ktt_desktop.services.locked_figures import CHANGED, LOST, REFUSED, RULES
from ktt_desktop.services.report_changes import accept_changes, changed_figures, refuse_change
from ktt_desktop.services.report_opening import open_report
from ktt_desktop.services.report_texts import save_texts
from ktt_desktop.services.validation import check_book, explain, recheck
from tests.locked_report import MEMBERS, SECTION, lock_members, say
from tests.usual_report import build_document

REASON = "Số đã báo cáo Thường trực Huyện ủy"


def refuse(practice, reason=REASON):
    """Lock the members, change them in the book and keep the old number; the report's key."""
    book, profile, _ = practice
    key = lock_members(practice)
    say(practice, A2=3780)
    (change,) = changed_figures(book, profile, key)
    refuse_change(book, key, change, reason)
    return key


def findings(practice):
    return [each for each in check_book(*practice).findings if each.rule in RULES]


def explained(practice):
    annex = build_document(*practice).annexes[-1]
    rows = annex.blocks[0].rows if annex.title == "GIẢI TRÌNH SỐ LIỆU" else ()
    return [row.cells[1:] for row in rows]


def printed(practice):
    return [getattr(block, "text", "") for block in build_document(*practice).blocks]


def test_a_change_nobody_decided_on_is_a_notice_until_it_is_accepted(practice):
    book, profile, _ = practice
    key = lock_members(practice)
    assert findings(practice) == []
    say(practice, A2=3780)

    (found,) = findings(practice)

    assert (found.rule, found.severity) == (CHANGED.rule, Severity.NOTICE)
    said = "Mục “1. Kết quả đạt được” ghi 3.779, sổ ghi 3.780; bản in theo sổ."
    assert found.detail == said
    assert found.explanation is None
    assert "Toàn huyện có 3.780 thành viên." in printed(practice)
    accept_changes(book, key, changed_figures(book, profile, key))
    assert findings(practice) == []


def test_a_number_the_book_lost_is_a_warning_for_the_old_one_is_printed(practice):
    lock_members(practice)
    say(practice, A2=None)

    (found,) = findings(practice)

    assert (found.rule, found.severity) == (LOST.rule, Severity.WARNING)
    assert found.detail.endswith("ghi 3.779, sổ không còn số này; bản in vẫn ghi số cũ.")
    assert "Toàn huyện có 3.779 thành viên." in printed(practice)


def test_a_kept_figure_is_a_warning_with_both_values_explained_by_its_reason(practice):
    refuse(practice)

    (found,) = findings(practice)

    assert found.severity is Severity.WARNING
    assert found.detail == "Mục “1. Kết quả đạt được” ghi 3.779, sổ ghi 3.780."
    assert found.explanation == REASON
    assert not found.is_open
    (place,) = found.places
    assert (place.kind, place.code) == (SubjectKind.UNIT, "A2")


def test_it_is_printed_with_the_other_explanations(practice):
    refuse(practice)
    assert [row for row in explained(practice) if row[2] == REASON] == [
        (
            "Lời văn báo cáo giữ số khác với sổ",
            "Mục “1. Kết quả đạt được” ghi 3.779, sổ ghi 3.780.",
            REASON,
        )
    ]


def test_figures_another_report_keeps_are_not_printed_in_this_one(practice):
    book, profile, _ = practice
    key = refuse(practice)
    other = next(
        each
        for each in book.catalogue.edition.outlines
        if each != key.outline
        and any(
            one.id == "P1.III.1"
            for one in open_report(book, profile, key._replace(outline=each)).sections
        )
    )
    moved = next(
        each.text for each in open_report(book, profile, key).sections if each.id == SECTION
    )
    save_texts(book, key, {SECTION: ()})
    save_texts(book, key._replace(outline=other), {SECTION: moved})

    assert [each.explanation for each in findings(practice)] == [REASON]
    assert not any(row[2] == REASON for row in explained(practice))


def test_the_finding_goes_when_the_book_says_the_old_number_again(practice):
    refuse(practice)
    say(practice, A2=3779)
    assert findings(practice) == []


def test_the_finding_goes_when_the_new_number_is_taken_after_all(practice):
    book, profile, _ = practice
    key = refuse(practice)
    refused = [each for one in open_report(book, profile, key).sections for each in one.refused]

    accept_changes(book, key, refused)

    assert findings(practice) == []
    assert "Toàn huyện có 3.780 thành viên." in [
        getattr(block, "text", "") for block in build_document(*practice).blocks
    ]


def test_another_explanation_of_the_officer_s_stands_in_place_of_the_reason(practice):
    book, profile, period = practice
    refuse(practice)
    before = check_book(*practice)
    (found,) = findings(practice)

    change = explain(book, period, found, "Số liệu chốt ngày 30/6.")
    after = recheck(book, profile, period, before, change)

    assert [each.explanation for each in after.findings if each.rule == REFUSED.rule] == [
        "Số liệu chốt ngày 30/6."
    ]


def test_a_figure_the_book_no_longer_has_is_told_so(practice):
    refuse(practice)
    say(practice, A2=None)

    (found,) = findings(practice)

    assert found.detail.endswith("ghi 3.779, sổ không còn số này.")
    assert found.places == ()


def test_words_that_only_speak_of_a_refusal_are_no_finding(practice):
    book, _, _ = practice
    key = lock_members(practice)
    save_texts(book, key, {SECTION: (MEMBERS, *from_plain('"refused":"có"'))})
    assert findings(practice) == []
