"""The printed page of a receipt: which file, what became of it, the figures to look at."""

from collections.abc import Iterator

from ktt_desktop.domain.dates import heading_date
from ktt_desktop.domain.document import (
    Align,
    Block,
    Column,
    Document,
    Letterhead,
    Paragraph,
    Row,
    Run,
    SignatureBlock,
    Table,
)
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receipt import Answer, ItemState, Receipt, ReceiptItem, number_words
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.services.printing import pdf_bytes
from ktt_desktop.services.report_figures import running
from ktt_desktop.services.reporting import WATERMARK

RESULTS = {Answer.ACCEPTED: "Đã tiếp nhận", Answer.RETURNED: "Trả lại để sửa"}
ITEMS = {
    ItemState.RETURNED: "Đề nghị sửa",
    ItemState.CHANGED: "Cấp trên đã sửa",
    ItemState.ACCEPTED: "Đã nhận",
}
FACTS = (Column("Nội dung", 9), Column("Chi tiết", 21))
COLUMNS = (
    Column("STT", 2, Align.CENTRE),
    Column("Số liệu", 14),
    Column("Giá trị\nđã nộp", 5, Align.RIGHT),
    Column("Giá trị\nđang giữ", 5, Align.RIGHT),
    Column("Xử lý", 5),
    Column("Lý do", 11),
)
NO_CLAIM = (
    "Biên nhận này ghi việc nhận tệp số liệu, không thay cho văn bản báo cáo đã ký và không xác "
    "nhận tính pháp lý của số liệu."
)


def item_words(item: ReceiptItem) -> str:
    """One item as a line of text."""
    values = f"{item.sent} → {item.value}" if item.state is ItemState.CHANGED else item.sent
    reason = f" ({item.reason})" if item.reason else ""
    return f"{ITEMS[item.state]}: {item.label}: {values}{reason}"


def receipt_page(profile: UnitProfile, receipt: Receipt) -> bytes:
    """The page as PDF; `profile` is that of the unit that received the file."""
    return pdf_bytes(_document(profile, receipt), receipt.created_at)


def _document(profile: UnitProfile, receipt: Receipt) -> Document:
    day = heading_date(receipt.created_at.astimezone().date())
    body = profile.symbol.partition("-")[2]
    return Document(
        letterhead=Letterhead(
            superior=profile.superior,
            issuer=profile.issuer or (profile.name,),
            number=f"/BN-{body}" if body else "/BN",
            place_and_date=f"{profile.place}, {day}" if profile.place else day,
            kind="Biên nhận",
            subject=f"Tệp số liệu kinh tế tập thể của {running(receipt.unit_name)}",
        ),
        blocks=tuple(_blocks(receipt)),
        signature=SignatureBlock(("NGƯỜI NHẬN",), receipt.received_by),
        recipients=(receipt.unit_name, "Lưu: VT"),
        check_code=receipt.check_code,
        watermark=WATERMARK if receipt.practice else "",
    )


def _blocks(receipt: Receipt) -> Iterator[Block]:
    yield Table(FACTS, tuple(Row(cells) for cells in _facts(receipt)))
    if receipt.reason:
        yield Paragraph((Run("Lý do: ", bold=True), Run(receipt.reason)))
    if receipt.items:
        yield Paragraph((Run("Các số liệu cần xem lại:"),))
        yield Table(COLUMNS, tuple(_items(receipt)))
    elif receipt.answer is Answer.ACCEPTED:
        yield Paragraph((Run("Không có số liệu nào phải sửa."),))
    yield Paragraph((Run(NO_CLAIM, italic=True),))


def _facts(receipt: Receipt) -> Iterator[tuple[str, str]]:
    moment = receipt.received_at.astimezone()
    yield "Đơn vị nộp", f"{receipt.unit_name} (mã {receipt.unit_code})"
    yield "Kỳ báo cáo", ReportingPeriod.parse(receipt.period).label
    yield "Lần nộp", number_words(receipt.number).capitalize()
    yield "Tệp", receipt.file_name
    yield "Mã kiểm tra", grouped_check_code(receipt.check_code)
    yield "Mã tệp", receipt.bundle_id
    yield "Nhận lúc", f"{moment:%H:%M} ngày {moment.day}/{moment.month}/{moment.year}"
    yield "Kết quả", RESULTS[receipt.answer]


def _items(receipt: Receipt) -> Iterator[Row]:
    """What is sent back first, then what was changed, then the rest."""
    order = list(ITEMS)
    items = sorted(receipt.items, key=lambda each: order.index(each.state))
    for place, each in enumerate(items, start=1):
        cells = (each.label, each.sent, each.value, ITEMS[each.state], each.reason)
        yield Row((str(place), *cells))
