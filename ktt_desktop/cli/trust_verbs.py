"""The verbs of trust and of moving a book: keys, copy-book, restore-book."""

import argparse
from pathlib import Path

from ktt_desktop.cli.book_verbs import own_book
from ktt_desktop.cli.terminal import DONE, Verbs, say, takes_book
from ktt_desktop.domain.errors import KttError


def add_to(verbs: Verbs) -> None:
    """Make these verbs known."""
    text = "khóa của máy này và máy của đơn vị dưới"
    acts = verbs.add_parser("keys", help=text, description=text).add_subparsers(
        required=True, metavar="việc"
    )
    _act(acts, "show", "nói dấu vân tay của máy này, các máy đã ghi sổ", show)
    export = _act(acts, "export", "ghi khóa công khai để nơi khác gửi tệp mã hóa", export_key)
    export.add_argument("file", type=Path, help="tệp .kttt-khoa sẽ ghi")
    register = _act(acts, "register", "ghi sổ máy của một đơn vị dưới", register_machine)
    register.add_argument("unit", help="mã đơn vị")
    register.add_argument("fingerprint", metavar="VÂN_TAY", help="dấu vân tay đã đối chiếu")
    register.add_argument("--note", default="", help="ghi chú")
    _add_copying(verbs)


def _add_copying(verbs: Verbs) -> None:
    text = "chép cả sổ thành một tệp để mang sang máy khác"
    copy = verbs.add_parser("copy-book", help=text, description=text)
    takes_book(copy)
    copy.add_argument("--out", type=Path, required=True, help="tệp .kttt-so sẽ ghi")
    copy.add_argument("--with-keys", action="store_true", help="kèm khóa riêng của máy này")
    copy.add_argument("--moving", action="store_true", help="từ nay làm việc trên máy kia")
    copy.set_defaults(command=copy_book, period=None)
    text = "lấy sổ từ tệp chép của máy khác"
    restore = verbs.add_parser("restore-book", help=text, description=text)
    restore.add_argument("file", type=Path, help="tệp .kttt-so")
    takes_book(restore)
    restore.add_argument("--replace", action="store_true", help="thay sổ đang có ở đó")
    restore.set_defaults(command=restore_book)


def _act(verbs: Verbs, name: str, text: str, command: object) -> argparse.ArgumentParser:
    act = verbs.add_parser(name, help=text, description=text)
    takes_book(act)
    act.set_defaults(command=command, period=None)
    return act


def show(options: argparse.Namespace) -> int:
    """Say what is known of keys."""
    from ktt_desktop.domain.identifiers import grouped_check_code
    from ktt_desktop.services.trust import read_trust

    with own_book(options) as (book, profile, _):
        trust = read_trust(book, profile)
    say(f"Dấu vân tay niêm phong của máy này: {grouped_check_code(trust.fingerprint)}")
    say(f"Niêm phong tệp khi kết xuất: {'có' if trust.is_sealing else 'không'}")
    say(f"Dấu vân tay khóa mở tệp của máy này: {grouped_check_code(trust.own.fingerprint)}")
    say(f"Mã hóa tệp khi kết xuất: {'có' if trust.is_encrypting else 'không'}")
    for each in trust.recipients:
        say(f"  Nơi nhận: {each.name}, {grouped_check_code(each.fingerprint)}")
    for seal in trust.machines:
        mark = grouped_check_code(seal.fingerprint)
        say(f"  Máy đã ghi sổ: {trust.unit_name(seal.unit)}, {mark} {seal.note}".rstrip())
    return DONE


def export_key(options: argparse.Namespace) -> int:
    """Write the public key of this machine."""
    from ktt_desktop.domain.identifiers import grouped_check_code
    from ktt_desktop.services.encryption import own_recipient
    from ktt_desktop.services.recipients import write_public_key

    with own_book(options) as (book, profile, _):
        own = own_recipient(book, profile)
        write_public_key(own, options.file)
    say(f"Đã ghi khóa công khai: {options.file}")
    say(f"Dấu vân tay để nơi gửi đối chiếu: {grouped_check_code(own.fingerprint)}")
    return DONE


def register_machine(options: argparse.Namespace) -> int:
    """Register a machine of a unit below."""
    from ktt_desktop.domain.identifiers import grouped_check_code
    from ktt_desktop.services.seals import register_seal

    with own_book(options) as (book, _, __):
        seal = register_seal(book, options.unit, options.fingerprint, options.note)
    say(f"Đã ghi sổ máy {grouped_check_code(seal.fingerprint)} cho đơn vị {seal.unit}.")
    return DONE


def copy_book(options: argparse.Namespace) -> int:
    """Copy the whole book into one file."""
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.book_copy import copy_book as copy

    with own_book(options) as (book, profile, _):
        made = copy(
            book,
            profile,
            options.out,
            Silent(),
            with_keys=options.with_keys,
            moving=options.moving,
        )
    say(f"Đã chép sổ của {made.head.unit_name} và đọc lại: {made.path}")
    if options.moving:
        say("Từ nay làm việc trên máy kia; sổ ở đây được đánh dấu đã chuyển.")
    return DONE


def restore_book(options: argparse.Namespace) -> int:
    """Take the book of a copy, in place of another one only when that is said."""
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.book_restore import discard, put_in_place, stage

    staged = stage(options.file, options.data_dir, Silent())
    if staged.here is not None and not options.replace:
        discard(staged)
        raise KttError(
            f"Thư mục {options.data_dir} đã có sổ ({staged.here.unit or 'không đọc được'}). Thêm "
            "--replace để sao lưu sổ đó rồi thay bằng sổ trong tệp."
        )
    put_in_place(staged, options.data_dir)
    say(
        f"Đã lấy sổ của {staged.head.unit_name} vào {options.data_dir}: "
        f"{staged.contents.organisations} tổ chức, {staged.contents.forms} phiếu số liệu."
    )
    return DONE
