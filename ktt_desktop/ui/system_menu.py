"""The menu "Hệ thống": the unit, backup, other books, keys, about, leaving."""

from pathlib import Path

from PySide6.QtCore import Signal, qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ktt_desktop import __version__
from ktt_desktop.services.book import back_up
from ktt_desktop.ui import messages
from ktt_desktop.ui.book_copy_dialog import show_copying
from ktt_desktop.ui.book_restore import BookRestore
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.edition_dialog import show_edition
from ktt_desktop.ui.shortcuts import key_list
from ktt_desktop.ui.takeover_dialog import take_over_book
from ktt_desktop.ui.trust_dialog import show_trust
from ktt_desktop.ui.unit_profile import show_unit_profile
from ktt_desktop.ui.updates import show_updates

_LICENCES = (
    "Chương trình dùng Qt và PySide6 (LGPL v3), Python (PSF), SQLAlchemy, Alembic, openpyxl (MIT), "
    "ReportLab (BSD), pypdfium2, PyNaCl (Apache 2.0) và phông chữ Liberation Serif (SIL OFL 1.1). "
    "Danh sách đầy đủ và văn bản giấy phép nằm trong thư mục giay-phep cạnh chương trình."
)


class SystemMenu(QMenu):
    """Hệ thống."""

    switch_wanted = Signal()  # to the practice book, or back from it
    leave_wanted = Signal()
    backed_up = Signal()
    undo_offered = Signal(str, object)  # what was done, in words; how to undo it

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._over = context, parent
        switch = "Về sổ của đơn vị" if context.profile.practice else "Mở sổ thực hành"
        self.addAction("&Thông tin đơn vị…", self._edit_profile)
        self.addAction("&Sao lưu ngay", self._back_up)
        self.addAction(switch, self.switch_wanted.emit)
        self.addAction("&Nhận sổ của đơn vị cũ…", self._take_over)
        if not context.profile.practice:
            self.addAction("Chép sổ sang máy &khác…", self._copy_book)
            self.addAction("&Lấy sổ từ máy khác…", self._restore_book)
        self.addAction("Sửa &mẫu biểu…", self._edit_edition)
        self.addAction("&Cập nhật danh mục, biểu mẫu…", self._show_updates)
        self.addAction("Niêm phong &và mã hóa…", self._show_trust)
        self.addSeparator()
        self.addAction("&Phím tắt", QKeySequence("F1"), self._show_keys)
        self.addAction("&Giới thiệu", self._show_about)
        self.addSeparator()
        self.addAction("T&hoát", QKeySequence("Alt+F4"), self.leave_wanted.emit)

    def _edit_profile(self) -> None:
        show_unit_profile(self._context, self._over.window())

    def _back_up(self) -> None:
        self._context.ask(
            self._over, lambda _: back_up(self._context.book, "thu-cong"), self._tell_copy
        )

    def _edit_edition(self) -> None:
        show_edition(self._context, self._over.window())

    def _show_updates(self) -> None:
        show_updates(self._context, self._over.window())

    def _show_trust(self) -> None:
        show_trust(self._context, self._over.window())

    def _take_over(self) -> None:
        take_over_book(self._context, self._over.window(), self.undo_offered.emit)

    def _copy_book(self) -> None:
        show_copying(self._context, self._over.window())

    def _restore_book(self) -> None:
        context = self._context
        way = BookRestore(context.runner, context.book.path.parent, self._over.window())
        way.ready.connect(context.book_came)
        way.choose()

    def _tell_copy(self, copy: Path) -> None:
        self.backed_up.emit()
        messages.inform(
            self._over.window(),
            "Đã sao lưu",
            f"Bản sao lưu đã được kiểm tra và nằm ở {copy}. "
            "Nên chép thêm bản này ra USB để phòng khi hỏng máy.",
        )

    def _show_keys(self) -> None:
        messages.inform(self._over.window(), "Phím tắt", key_list())

    def _show_about(self) -> None:
        sentence = (
            f"Sổ KTTT, phiên bản {__version__} (Qt {qVersion()}). Sổ theo dõi tổ chức kinh tế "
            "tập thể của xã, phường; làm việc không cần mạng, số liệu chỉ nằm trên máy này."
        )
        messages.inform(self._over.window(), "Giới thiệu", sentence, _LICENCES)
