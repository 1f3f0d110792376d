"""What changed and what was answered, as lines of a dialog."""

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.receipt import Answer, Receipt, ReceiptItem, number_words
from ktt_desktop.domain.receiving import FigureCell
from ktt_desktop.domain.records import SentRow
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.receipt_page import ITEMS, RESULTS
from ktt_desktop.services.receipts import answer_words
from ktt_desktop.services.sending import SendingPlan
from ktt_desktop.services.sent_changes import Group, SentChanges, place_of
from ktt_desktop.ui.screens.sending_lines import Lines

GROUPS = {
    Group.ORGANISATIONS: "tổ chức, hồ sơ",
    Group.FIGURES: "số liệu",
    Group.RECORDS: "hồ sơ công việc",
    Group.WORDS: "giải trình, lời văn",
}
ENCRYPTED_SO = (
    " Tệp nộp được mã hóa cho các nơi nhận; bảng Excel và PDF ghi bên cạnh thì không mã hóa: không "
    "gửi kèm, không để lại trên USB."
)
SENT, ANSWERED = "Đã kết xuất", {Answer.ACCEPTED: "good", Answer.RETURNED: "warning"}


def counted(changes: SentChanges) -> str:
    """ "2 tổ chức, hồ sơ · 14 số liệu": how much is different, empty where nothing is."""
    counts = ((changes.count(group), words) for group, words in GROUPS.items())
    return " · ".join(f"{count} {words}" for count, words in counts if count)


def protection_words(plan: SendingPlan) -> str:
    """What else is done to the file, as it was chosen under Hệ thống."""
    sealed = " Tệp được niêm phong bằng con dấu của máy này." if plan.is_sealed else ""
    return f"{sealed}{ENCRYPTED_SO}" if plan.is_encrypted else sealed


def change_lines(title: str, about: str, changes: SentChanges) -> Lines:
    """The dialog of what changed."""
    told = counted(changes)
    return Lines(
        title,
        f"{about}: {told}." if told else f"{about}: không có thay đổi.",
        ("Nội dung", "Trước", "Nay"),
        [(each.label, each.old, each.new) for each in changes.changes],
        [each.place for each in changes.changes],
        "Không có thay đổi",
    )


def receipt_lines(receipt: Receipt) -> Lines:
    """The dialog of what the level above answered."""
    moment = receipt.created_at.astimezone()
    person = f" ({receipt.received_by})" if receipt.received_by else ""
    told = f"{answer_words(receipt)}\n{receipt.receiver_name}{person}, {moment:%H:%M %d/%m/%Y}."
    return Lines(
        "Biên nhận",
        told,
        ("Số liệu", "Đã nộp", "Cấp trên giữ", "Xử lý", "Lý do"),
        [
            (each.label, each.sent, each.value, ITEMS[each.state], each.reason)
            for each in receipt.items
        ],
        [_place(each) for each in receipt.items],
        "Biên nhận không nêu số liệu nào phải xem lại",
        ANSWERED[receipt.answer],
    )


def state_words(row: SentRow) -> str:
    """Tình trạng của một lần kết xuất."""
    return RESULTS[Answer(row.answer)] if row.answer else SENT


def row_words(row: SentRow) -> str:
    """ "KH2025, lần đầu"."""
    return f"{row.period}, {number_words(row.number)}"


def _place(item: ReceiptItem) -> Place | None:
    """Where the officer mends it."""
    cell = item.cell
    if cell is None:
        return None
    if isinstance(cell, FigureCell):
        return place_of(cell, item.label)
    return Place(SubjectKind.ORGANISATION, cell.organisation, "", cell.field, item.label)
