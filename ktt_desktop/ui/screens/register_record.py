"""What the form of a record keeps in the book and reads from it: drafts, members by year."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.drafts import drop_draft, keep_draft, load_draft
from ktt_desktop.services.member_figures import MemberFigures, newest_members
from ktt_desktop.services.received_origin import record_origin
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.draft_strip import DraftStore

MEASURES = {
    Measure.ACTUAL: "thực hiện cả năm",
    Measure.ESTIMATE: "ước cả năm",
    Measure.HALF_YEAR: "6 tháng",
}
NO_MEMBERS = "Chưa có số thành viên. Nhập ở màn hình Chỉ tiêu, phiếu số liệu của tổ chức."


def draft_store(context: Context, uid: str) -> DraftStore:
    """Where the draft of a record is kept; "" is the record that was never saved."""
    book = context.book
    return DraftStore(
        lambda draft: keep_draft(book, draft),
        lambda: load_draft(book, uid),
        lambda: drop_draft(book, uid),
    )


def members_note(context: Context, draft: OrganisationDraft) -> QLabel:
    """The members by class of the newest year that tells any; read, never typed here."""
    note = QLabel(NO_MEMBERS)
    note.setWordWrap(True)
    note.setProperty("hint", True)
    note.setTextFormat(Qt.TextFormat.PlainText)
    book, uid, kind = context.book, draft.uid, draft.kind
    if uid:
        context.ask(
            note,
            lambda _: newest_members(book, uid, kind),
            lambda found: note.setText(_members_text(found)) if found else None,
        )
    return note


def received_note(context: Context, uid: str) -> QLabel:
    """From which unit and file a received record came; away for the book's own ones."""
    note = QLabel()
    note.setWordWrap(True)
    note.setProperty("hint", True)
    note.setTextFormat(Qt.TextFormat.PlainText)
    note.hide()
    book = context.book

    def tell(words: str) -> None:
        note.setText(words)
        note.setVisible(bool(words))

    context.ask(note, lambda _: record_origin(book, uid), tell)
    return note


def _members_text(found: MemberFigures) -> str:
    lines = [f"Số thành viên năm {found.year} ({MEASURES[found.measure]}), theo phiếu số liệu:"]
    lines += [
        f"{each.title}: {format_number(value, each.quantity)} {each.unit}"
        for each, value in found.figures
    ]
    return "\n".join(lines)
