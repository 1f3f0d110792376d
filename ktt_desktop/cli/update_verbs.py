"""The verbs of updates: install one, look into one, and make one (for whoever issues them)."""

import argparse
from pathlib import Path

from ktt_desktop import __version__
from ktt_desktop.cli.terminal import DONE, Verbs, say, takes_book
from ktt_desktop.domain.updates import PART_TITLES, UpdatePart
from ktt_desktop.runtime.paths import data_folder


def add_to(verbs: Verbs) -> None:
    """Make these verbs known."""
    install = _verb(verbs, "update-install", "cài một tệp cập nhật danh mục, biểu mẫu")
    install.add_argument("file", type=Path, help="tệp .kttt-capnhat")
    takes_book(install)
    install.add_argument("--trust", default="", metavar="VÂN_TAY", help="dấu vân tay đã đối chiếu")
    install.set_defaults(command=update_install)
    verify = _verb(verbs, "update-verify", "kiểm tra một tệp cập nhật có nguyên vẹn không")
    verify.add_argument("file", type=Path, help="tệp .kttt-capnhat")
    verify.set_defaults(command=update_verify)
    key = _verb(verbs, "update-key", "tạo khóa bí mật để ký tệp cập nhật")
    key.add_argument("file", type=Path, help="tệp khóa sẽ ghi")
    key.set_defaults(command=update_key)
    _add_make(verbs)


def _add_make(verbs: Verbs) -> None:
    make = _verb(verbs, "update-make", "lập và ký một tệp cập nhật")
    parts = [part.value for part in UpdatePart]
    make.add_argument("--part", choices=parts, required=True, help="phần được thay")
    make.add_argument("--from", dest="source", type=Path, required=True, help="thư mục nội dung")
    make.add_argument("--key", type=Path, required=True, help="tệp khóa bí mật")
    make.add_argument("--issuer", required=True, help="tên nơi ban hành")
    make.add_argument("--version", type=int, required=True, help="số phiên bản, như 20261121")
    make.add_argument("--title", required=True, help="tên của bản cập nhật")
    make.add_argument("--notes", default="", help="lời giải thích cho cán bộ")
    make.add_argument("--min-app", default=__version__, help="chương trình cũ nhất dùng được")
    make.add_argument("--out", type=Path, required=True, help="tệp .kttt-capnhat sẽ ghi")
    make.set_defaults(command=update_make)


def _verb(verbs: Verbs, name: str, text: str) -> argparse.ArgumentParser:
    return verbs.add_parser(name, help=text, description=text)


def update_install(options: argparse.Namespace) -> int:
    """Install an update; a key that is not known needs its fingerprint in `--trust`."""
    from ktt_desktop.services.updates import check_update, install_update, read_update

    offer = read_update(options.data_dir, options.file)
    checked = check_update(options.data_dir, offer, confirmed=options.trust)
    install_update(options.data_dir, checked)
    say(f"{offer.header.title}: đã cài {offer.header.release}, thay {checked.replaced}.")
    for line in checked.changes:
        say(f"  {line}")
    say("Có hiệu lực từ lần mở sổ sau.")
    return DONE


def update_verify(options: argparse.Namespace) -> int:
    """Say what an update is and whose key signed it."""
    from ktt_desktop.services.updates import read_update

    offer = read_update(data_folder(), options.file)
    header = offer.header
    say(f"Tệp nguyên vẹn, chữ ký đúng: {options.file.name}")
    say(f"{header.title}. {PART_TITLES[header.part]}: {header.release}.")
    say(f"Nơi ban hành ghi trong tệp: {header.issued_by}")
    trust = "đã tin cậy trên máy này" if offer.known else "chưa tin cậy trên máy này"
    say(f"Dấu vân tay của khóa, {trust}: {offer.fingerprint}")
    return DONE


def update_key(options: argparse.Namespace) -> int:
    """Make a secret key and say its fingerprint."""
    from ktt_desktop.services.update_making import make_key

    mark = make_key(options.file)
    say(f"Đã ghi khóa bí mật: {options.file}")
    say("Giữ khóa ở nơi an toàn, có bản dự phòng; ai có tệp này đều ký thay được.")
    say(f"Dấu vân tay để in trong công văn: {mark}")
    return DONE


def update_make(options: argparse.Namespace) -> int:
    """Check, sign and write an update."""
    from ktt_desktop.services.update_making import Issue, make_update

    issue = Issue(
        part=UpdatePart(options.part),
        version=options.version,
        title=options.title,
        issuer=options.issuer,
        notes=options.notes,
        min_app_version=options.min_app,
    )
    mark = make_update(options.source, options.key, issue, options.out)
    say(f"Đã lập và ký: {options.out}")
    say(f"Dấu vân tay để in trong công văn gửi kèm: {mark}")
    return DONE
