"""Cập nhật từ tệp: what is used now, going back, and the way of a file into the program."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QSizePolicy, QWidget

from ktt_desktop.domain.updates import PART_TITLES, Release, UpdatePart
from ktt_desktop.services.in_use import InUse, choose
from ktt_desktop.services.opening import data_folder_of
from ktt_desktop.services.updates import (
    CheckedUpdate,
    Offer,
    check_update,
    discard_update,
    install_update,
    read_update,
    units_gone,
)
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import Job, while_alive
from ktt_desktop.ui.update_dialogs import (
    InstallDialog,
    StrangerDialog,
    card,
    column,
    fit,
    foot,
    paragraph,
    toned,
)

FOLDER = "updates/folder"
TITLE = "Cập nhật danh mục, biểu mẫu"
HOW = (
    "Biểu mẫu mới, danh sách đơn vị mới đến bằng một tệp .kttt-capnhat có chữ ký của nơi ban "
    "hành, qua USB hoặc thư điện tử, kèm công văn. Không cần mạng, không cần cài lại chương trình."
)

GIVEN_UP = {
    UpdatePart.CATALOGUE: "Chỉ tiêu chỉ có trong bản này sẽ không hiện nữa; số liệu đã nhập vẫn "
    "được giữ trong sổ.",
    UpdatePart.UNITS: "Tên các đơn vị sổ nhắc đến vẫn được giữ trong sổ.",
}


def show_updates(context: Context, parent: QWidget) -> None:
    """Show what is used now, with the ways to another version."""
    home = _home(context)
    context.ask(
        parent, lambda _: choose(home), lambda used: UpdatesDialog(context, used, parent).open()
    )


def open_update(context: Context, parent: QWidget, path: Path) -> None:
    """Read an update file, ask what has to be asked, install it, offer to open the book anew."""
    _Way(context, parent).begin(path)


@dataclass(frozen=True)
class _Way:
    """The steps of one file; each is asked for by the answer to the one before."""

    context: Context
    over: QWidget

    @property
    def home(self) -> Path:
        return _home(self.context)

    def begin(self, path: Path) -> None:
        run_with_dialog(
            self.context,
            self.over,
            "Đọc tệp cập nhật",
            lambda _: read_update(self.home, path),
            while_alive(self.over, self.on_read),
            on_files=True,
        )

    def on_read(self, offer: Offer) -> None:
        if offer.known is not None:
            self.check(offer, "")
            return
        dialog = StrangerDialog(offer, self.over)
        dialog.accepted.connect(lambda: self.check(offer, offer.fingerprint))
        dialog.open()

    def check(self, offer: Offer, confirmed: str) -> None:
        def work(_: Job) -> tuple[CheckedUpdate, int]:
            checked = check_update(self.home, offer, confirmed=confirmed)
            return checked, units_gone(self.context.book, self.context.profile, checked)

        then = while_alive(self.over, self.on_checked)
        run_with_dialog(self.context, self.over, "Đọc thử bản cập nhật", work, then)

    def on_checked(self, answer: tuple[CheckedUpdate, int]) -> None:
        checked, gone = answer
        dialog = InstallDialog(checked, gone, self.over)
        dialog.accepted.connect(lambda: self.install(checked))
        dialog.open()

    def install(self, checked: CheckedUpdate) -> None:
        def done(_: None) -> None:
            _offer_to_reopen(self.context, self.over, f"Đã cài {checked.offer.header.release}.")

        run_with_dialog(
            self.context,
            self.over,
            "Cài bản cập nhật",
            lambda _: install_update(self.home, checked),
            while_alive(self.over, done),
            on_files=True,
        )


class UpdatesDialog(QDialog):
    """Bản đang dùng của danh mục và danh sách đơn vị; from here a file is chosen or given up."""

    def __init__(self, context: Context, used: InUse, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self._context, self._over = context, parent
        self.leave, self.choose = QPushButton("Đóng  Esc"), QPushButton("Chọn tệp cập nhật…  Enter")
        self.choose.setProperty("primary", True)
        self.leave.clicked.connect(self.reject)
        self.choose.clicked.connect(self._choose_file)
        layout = column(self, TITLE)
        layout.addWidget(paragraph(HOW))
        for part in UpdatePart:
            layout.addWidget(self._part(part, used))
        layout.addLayout(foot(self.leave, self.choose))
        self.choose.setDefault(True)
        self.choose.setFocus()
        fit(self)

    def _part(self, part: UpdatePart, used: InUse) -> QWidget:
        chosen = used.of(part)
        issuer = chosen.update.header.issued_by if chosen.update else "Kèm chương trình"
        release = chosen.content.release
        rows: list[tuple[str, QWidget]] = [
            ("Đang dùng", paragraph(str(release))),
            ("Nguồn", paragraph(issuer)),
        ]
        if chosen.problem:
            rows.append(("", toned(chosen.problem, "warning")))
        if chosen.update is not None:
            rows.append(("", self._way_back(part, release)))
        return card(PART_TITLES[part], rows)

    def _way_back(self, part: UpdatePart, release: Release) -> QPushButton:
        button = QPushButton("Bỏ bản cập nhật này")
        button.setAccessibleName(f"Bỏ bản cập nhật {release}")
        button.setAutoDefault(False)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._discard(part, release))
        return button

    def _discard(self, part: UpdatePart, release: Release) -> None:
        if messages.ask(
            self,
            "Bỏ bản cập nhật",
            f"Bỏ {release} và trở về bản trước đó? {GIVEN_UP[part]}",
            "Bỏ bản cập nhật",
            "Giữ lại",
        ):
            self._context.ask(
                self, lambda _: discard_update(_home(self._context), part), self._discarded
            )

    def _discarded(self, back: Release) -> None:
        self.accept()
        _offer_to_reopen(self._context, self._over, f"Đã trở về {back}.")

    def _choose_file(self) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QSettings().value(FOLDER, QStandardPaths.writableLocation(documents))
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Chọn tệp cập nhật", str(folder), "Tệp cập nhật (*.kttt-capnhat)"
        )
        if chosen:
            path = Path(chosen)
            QSettings().setValue(FOLDER, str(path.parent))
            self.accept()
            open_update(self._context, self._over, path)


def _home(context: Context) -> Path:
    """The data folder whose updates the open book uses."""
    return data_folder_of(context.book, practice=context.profile.practice)


def _offer_to_reopen(context: Context, over: QWidget, what: str) -> None:
    if messages.ask(
        over,
        TITLE,
        f"{what} Sổ đang mở còn dùng bản cũ. Mở lại sổ để dùng bản này ngay?",
        "Mở lại sổ",
        "Để lần mở sau",
    ):
        context.reopen_wanted.emit()
