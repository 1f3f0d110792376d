"""The verb of the level above: look at files of the units below, and take them in."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ktt_desktop.cli.book_verbs import own_book
from ktt_desktop.cli.terminal import DONE, OPEN_ERRORS, WRONG_USE, Verbs, say, takes_book

if TYPE_CHECKING:
    from ktt_desktop.services.file_looks import Accepted, ChangeCounts, FileLook, Inspection

JSON_HELP = """\
--json in một đối tượng {"files": […], "notes": […], "stopped": false}. Mỗi tệp có:
  path, unit (mã, có "/cu" cho đơn vị đến 30/6/2025), unit_name, form, period, number,
  bundle_id, data_digest, check_code (null khi không đọc được phần đầu);
  standing: moi, giong_het, thay_the, thieu_lan, xung_dot, cu_hon (null khi bị từ chối);
  state: da_nhan, xung_dot, chua_ro_don_vi, cho_mo_chot (nhận vào thì thành gì);
  lands_on: đơn vị hiện nay nhận số liệu, "" khi phải chọn; seal: dấu vân tay, "" khi không có;
  refusal: câu từ chối, "" khi nhận được; notes: các lời nhắc;
  changes: organisations_new, organisations_changed, organisations_gone, unchanged,
  figures, lost, corrections, duplicates (số lượng; null khi chưa so sánh);
  changed_cells: [trang, ô, giá trị gốc, giá trị tìm thấy] của bảng Excel đã bị sửa;
  outcome: da_nhan, bo_qua, cho_xu_ly, tu_choi (null với --dry-run); sentence: kết quả.

Mã thoát: 0 xong; 4 có tệp bị từ chối hoặc chờ quyết định; 2 không có tệp nào đọc được."""


def add_to(verbs: Verbs) -> None:
    """Make this verb known."""
    text = "nhận tệp nộp của đơn vị dưới"
    verb = verbs.add_parser(
        "receive",
        help=text,
        description=text,
        epilog=JSON_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.add_argument("files", type=Path, nargs="+", help="tệp .kttt, thư mục, hoặc ổ USB")
    takes_book(verb)
    verb.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi gì")
    verb.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    verb.set_defaults(command=receive, period=None)


def receive(options: argparse.Namespace) -> int:
    """Inspect files, and take in what can be unless it is a dry run."""
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.file_looks import AcceptedBatch
    from ktt_desktop.services.receiving import accept_all, inspect_files
    from ktt_desktop.services.receiving_quarantine import empty_quarantine

    with own_book(options) as (book, profile, _):
        try:
            found = inspect_files(book, profile, options.files, Silent())
            batch = (
                AcceptedBatch(())
                if options.dry_run
                else accept_all(book, profile, found.looks, Silent())
            )
        finally:
            empty_quarantine(book)
    if options.json:
        _print_json(found, batch.files, stopped=batch.stopped)
    else:
        _tell(found, batch.files)
    return _exit_code(found, batch.files)


def _exit_code(found: "Inspection", done: "tuple[Accepted, ...]") -> int:
    from ktt_desktop.domain.receiving import HELD_BACK
    from ktt_desktop.services.file_looks import Outcome

    if all(look.refusal for look in found.looks):
        return WRONG_USE
    waits = any(look.refusal or look.state in HELD_BACK for look in found.looks)
    failed = any(each.outcome in (Outcome.HELD, Outcome.REFUSED) for each in done)
    return OPEN_ERRORS if waits or failed else DONE


def _tell(found: "Inspection", done: "tuple[Accepted, ...]") -> None:
    for number, look in enumerate(found.looks):
        file = look.held
        whose = f"{file.unit_name}, {look.period_label}, lần {file.number}. " if file else ""
        say(f"{look.file_name}: {whose}{look.refusal}".rstrip(), _stream(look))
        notes = (*look.notes, look.landing.why if look.landing else "")
        for line in (*filter(None, notes), *_change_words(look.changes)):
            say(f"    {line}")
        for cell in look.changed_cells:
            say(f"    {cell.sheet}!{cell.cell}: {cell.held or '–'} → {cell.found or '–'}")
        if number < len(done) and done[number].sentence != look.refusal:
            say(f"    {done[number].sentence}")
    for note in found.notes:
        say(note, sys.stderr)


def _stream(look: "FileLook") -> TextIO:
    return sys.stderr if look.refusal else sys.stdout


def _change_words(found: "ChangeCounts | None") -> list[str]:
    if found is None:
        return []
    words = [
        f"{found.organisations_new} tổ chức mới, {found.organisations_changed} thay đổi, "
        f"{found.organisations_gone} không còn, {found.unchanged} giữ nguyên; "
        f"{found.figures} số liệu thay đổi."
    ]
    if found.lost:
        words.append(f"{found.lost} số liệu sẽ thành chưa có.")
    if found.corrections:
        words.append(f"{found.corrections} số cấp này đã sửa có số mới từ đơn vị.")
    if found.duplicates:
        words.append(f"{found.duplicates} tổ chức trùng với đơn vị khác, chờ quyết định.")
    return words


def _print_json(found: "Inspection", done: "tuple[Accepted, ...]", *, stopped: bool) -> None:
    files = [
        _as_json(look) | _done_json(done[number] if number < len(done) else None)
        for number, look in enumerate(found.looks)
    ]
    told = {"files": files, "notes": list(found.notes), "stopped": stopped}
    say(json.dumps(told, ensure_ascii=False, indent=2))


def _as_json(look: "FileLook") -> dict[str, object]:
    file = look.held
    return {
        "path": str(look.path),
        "unit": file.key.unit if file else None,
        "unit_name": file.unit_name if file else None,
        "form": file.key.form if file else None,
        "period": file.key.period if file else None,
        "number": file.number if file else None,
        "bundle_id": file.bundle_id if file else None,
        "data_digest": file.data_digest if file else None,
        "check_code": file.check_code if file else None,
        "standing": look.standing,
        "state": look.state,
        "lands_on": look.landing.lands_on if look.landing else None,
        "seal": look.seal.fingerprint if look.seal else None,
        "refusal": look.refusal,
        "notes": [*look.notes, *([look.landing.why] if look.landing and look.landing.why else [])],
        "changes": asdict(look.changes) if look.changes else None,
        "changed_cells": [
            [each.sheet, each.cell, each.held, each.found] for each in look.changed_cells
        ],
    }


def _done_json(done: "Accepted | None") -> dict[str, object]:
    if done is None:
        return {"outcome": None, "sentence": ""}
    return {"outcome": done.outcome, "sentence": done.sentence}
