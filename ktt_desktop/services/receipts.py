"""Biên nhận: made by the level that received a file, taken in by the unit that sent it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ktt_desktop import __version__
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.receipt import (
    Answer,
    ItemState,
    Receipt,
    ReceiptItem,
    number_words,
    receipt_name,
)
from ktt_desktop.domain.receiving import Correction, FieldCell, FileState, HeldFile
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.terms import Measure
from ktt_desktop.interchange.bounded_zip import file_bytes
from ktt_desktop.interchange.receipt_format import receipt_of
from ktt_desktop.interchange.receipt_reader import open_receipt
from ktt_desktop.interchange.receipt_writer import build_receipt
from ktt_desktop.models.exchange import SubmissionSent
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.cell_words import CellWords
from ktt_desktop.services.corrections import corrections
from ktt_desktop.services.files import all_or_none, write_safely
from ktt_desktop.services.receipt_page import receipt_page
from ktt_desktop.services.receiving_decisions import returned_items
from ktt_desktop.services.report_figures import table_pairs
from ktt_desktop.services.settings import load_profile
from ktt_desktop.storage import exchange, organisations, received_files
from ktt_desktop.storage.session import transaction

ANSWERS = {FileState.ACCEPTED: Answer.ACCEPTED, FileState.RETURNED: Answer.RETURNED}
STEPS = 3


@dataclass(frozen=True, slots=True)
class ReceiptPaths:
    """Biên nhận đã ghi: the file for the sender's program, and its page to print."""

    receipt: Path
    page: Path


@dataclass(frozen=True, slots=True)
class TakenReceipt:
    """Một biên nhận đã nhập; `is_new` is False where the book already had it or a newer one."""

    receipt: Receipt
    sentence: str
    is_new: bool
    change: ChangeSet


def make_receipt(
    book: Book, file_id: int, folder: Path, progress: Progress, received_by: str = ""
) -> ReceiptPaths:
    """Write the receipt of a received file and its page into a folder, both or none.

    Raises NotFoundError, InvalidInputError for a file that waits for a decision,
    StorageUnavailableError.
    """
    progress.report(0, STEPS, "Lập biên nhận")
    profile = load_profile(book)
    with transaction(book.sessions) as session:
        file = received_files.find_file(session, file_id)
    if file is None or profile is None:
        raise NotFoundError("Tệp này không còn trong sổ. Mở lại thẻ Nhận tệp.")
    receipt = receipt_for(book, profile, file, received_by)
    progress.report(1, STEPS, "In biên nhận")
    page = receipt_page(profile, receipt)
    path = folder / receipt_name(file.file_name)
    paths = ReceiptPaths(path, path.with_suffix(".pdf"))
    contents = {paths.page: page, paths.receipt: build_receipt(receipt, page, __version__)}
    with all_or_none(list(contents)):
        for target, content in contents.items():
            progress.report(2, STEPS, f"Ghi và đọc lại {target.name}")
            write_safely(target, content)
    return paths


def receipt_for(book: Book, profile: UnitProfile, file: HeldFile, received_by: str = "") -> Receipt:
    """What this level says of a file now; raises InvalidInputError while it waits."""
    answer = ANSWERS.get(file.state)
    if answer is None:
        raise InvalidInputError(
            f"Tệp {file.file_name} còn chờ xử lý nên chưa lập biên nhận được. "
            "Nhận tệp hoặc trả lại để sửa trước."
        )
    is_returned = answer is Answer.RETURNED
    items = returned_items(book, file.id) if is_returned else _changed(book, profile, file)
    return Receipt(
        bundle_id=file.bundle_id,
        data_digest=file.data_digest,
        check_code=file.check_code,
        file_name=file.file_name,
        unit_code=file.key.unit,
        unit_name=file.unit_name,
        period=file.key.period,
        number=file.number,
        answer=answer,
        reason=file.reason if is_returned else "",
        items=tuple(items),
        receiver_code=profile.code,
        receiver_name=profile.name,
        received_by=received_by,
        received_at=file.received_at or now(),
        created_at=now(),
        practice=profile.practice,
    )


def find_received(book: Book, path: Path) -> HeldFile:
    """The kept file a submission file is equal to.

    Raises UnreadableFileError, NotFoundError where the book does not hold it.
    """
    content = sha256(file_bytes(path)).hexdigest()
    with transaction(book.sessions) as session:
        held = [each for each in received_files.all_files(session) if each.file_hash == content]
    if not held:
        raise NotFoundError(f"Sổ chưa nhận tệp {path.name}. Nhận tệp trước khi lập biên nhận.")
    return held[0]


def import_receipt(book: Book, path: Path) -> TakenReceipt:
    """Take the answer of the level above in; an older one never replaces a newer.

    Raises UnreadableFileError, InvalidInputError for a receipt of a file this book never sent.
    """
    file = open_receipt(path)
    receipt = file.receipt
    with transaction(book.sessions) as session:
        sent = exchange.find_sent(session, receipt.bundle_id)
        if sent is None or sent.data_digest != receipt.data_digest:
            raise InvalidInputError(_not_ours(path, receipt, known=sent is not None))
        held = _held(sent)
        if held is not None and held.created_at >= receipt.created_at:
            return TakenReceipt(receipt, _nothing_new(receipt, held), False, ChangeSet())
        sent.answer, sent.answered_at = receipt.answer.value, receipt.created_at
        sent.receipt = file.data.decode()
    return TakenReceipt(receipt, answer_words(receipt), True, ChangeSet(exchange=True))


def receipt_of_sent(book: Book, bundle_id: str) -> Receipt | None:
    """The newest receipt of a submission; None while none came."""
    with transaction(book.sessions) as session:
        sent = exchange.find_sent(session, bundle_id)
        return None if sent is None else _held(sent)


def answer_words(receipt: Receipt) -> str:
    """Cấp trên trả lời gì, in one sentence."""
    what = f"{ReportingPeriod.parse(receipt.period).label}, {number_words(receipt.number)}"
    if receipt.answer is Answer.RETURNED:
        reason = f" Lý do: {receipt.reason}" if receipt.reason else ""
        count = len(receipt.of(ItemState.RETURNED))
        items = f" ({count} số liệu)" if count else ""
        return f"{receipt.receiver_name} trả lại để sửa{items}: {what}.{reason}"
    changed = len(receipt.of(ItemState.CHANGED))
    also = f" Cấp trên đã sửa {changed} số liệu." if changed else ""
    return f"{receipt.receiver_name} đã tiếp nhận: {what}.{also}"


def _held(sent: SubmissionSent) -> Receipt | None:
    return receipt_of(json.loads(sent.receipt)) if sent.receipt else None


def _not_ours(path: Path, receipt: Receipt, *, known: bool) -> str:
    whose = f"{receipt.unit_name}, kỳ {receipt.period}, {number_words(receipt.number)}"
    if known:
        return (
            f"Biên nhận {path.name} ({whose}) nói về tệp có số liệu khác với tệp sổ này đã kết "
            "xuất. Hỏi lại cấp trên đã nhận tệp nào."
        )
    return (
        f"Biên nhận {path.name} là của {whose}; sổ này chưa kết xuất tệp đó. "
        "Mở đúng sổ đã kết xuất tệp rồi nhập lại."
    )


def _nothing_new(receipt: Receipt, held: Receipt) -> str:
    if held == receipt:
        return f"Biên nhận này đã nhập rồi. {answer_words(receipt)}"
    moment = held.created_at.astimezone()
    return (
        f"Sổ đã có biên nhận mới hơn của lần nộp này (lập lúc {moment:%H:%M %d/%m/%Y}); "
        "biên nhận cũ không thay biên nhận mới."
    )


def _changed(book: Book, profile: UnitProfile, file: HeldFile) -> Iterator[ReceiptItem]:
    """What this level corrected in the figures and the register the file speaks of."""
    pairs = set(table_pairs(ReportingPeriod.parse(file.key.period)))
    found = [each for each in corrections(book) if _is_of(each, file, pairs)]
    with transaction(book.sessions) as session:
        names = organisations.names_by_uid(session, {_whose(each) for each in found})
    words = CellWords(book, profile, names | {file.key.unit: file.unit_name})
    for each in found:
        yield ReceiptItem(
            ItemState.CHANGED,
            each.cell,
            words.label(each.cell),
            words.value(each.cell, each.received),
            words.value(each.cell, each.value),
            each.reason,
        )


def _is_of(each: Correction, file: HeldFile, pairs: set[YearMeasure]) -> bool:
    if each.unit != file.key.unit:
        return False
    cell = each.cell
    return isinstance(cell, FieldCell) or YearMeasure(cell.year, Measure(cell.measure)) in pairs


def _whose(each: Correction) -> str:
    return each.cell.organisation if isinstance(each.cell, FieldCell) else each.cell.subject_key
