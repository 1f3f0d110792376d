"""In phiếu: the pages of chosen organisations, previewed and printed."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.services.organisation_page import render_organisations
from ktt_desktop.services.register_list import organisation_rows
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.jobs import Job
from ktt_desktop.ui.screens.list_menu import Acts
from ktt_desktop.ui.shortcuts import PRINT_ORGANISATIONS

TITLE = "In phiếu"
MOST = 300  # organisations at once: about a thousand pages
NONE = "Chưa chọn tổ chức nào. Chọn một hoặc nhiều dòng trong danh sách rồi in phiếu."
UNSAVED = "Có thay đổi chưa ghi. Ghi hồ sơ (Ctrl+S), mở lại rồi in phiếu."


class OrganisationPages:
    """Việc in phiếu của danh sách; `chosen` gives the ids of the chosen rows."""

    def __init__(
        self, context: Context, screen: QWidget, chosen: Callable[[], Sequence[int]]
    ) -> None:
        self._context, self._screen, self._chosen = context, screen, chosen

    @property
    def acts(self) -> Acts:
        """For the menu of the list."""
        return (("In phiếu…", PRINT_ORGANISATIONS, self.preview),)

    def preview(self) -> None:
        """Show the pages of what is chosen, then print."""
        ids, book = list(self._chosen()), self._context.book
        if not ids:
            messages.inform(self._screen, TITLE, NONE)
        elif len(ids) > MOST:
            words = f"Đã chọn {len(ids)} tổ chức. Mỗi lần in phiếu của tối đa {MOST} tổ chức."
            messages.inform(self._screen, TITLE, words)
        else:
            preview_pages(
                self._context,
                lambda: [row.uid for row in organisation_rows(book, ids, RegisterQuery())],
                self._screen,
            )


def preview_pages(context: Context, uids: Callable[[], Sequence[str]], parent: QWidget) -> None:
    """The pages of these organisations in the print dialog; `uids` is asked off the UI thread."""
    from PySide6.QtPrintSupport import QPrinterInfo

    from ktt_desktop.ui.print_dialog import PrintDialog

    book, profile = context.book, context.profile

    def render(job: Job) -> bytes:
        return render_organisations(book, profile, uids(), job)

    PrintDialog(context, render, QPrinterInfo.availablePrinterNames(), parent).open()


def add_print_button(context: Context, dialog: FormDialog, uid: str) -> None:
    """Nút In phiếu of a stored record, as it was saved last."""

    def act() -> None:
        if dialog.form.is_changed():
            messages.inform(dialog, TITLE, UNSAVED)
        else:
            preview_pages(context, lambda: [uid], dialog)

    button = QPushButton("In phiếu…  Ctrl+P")
    button.setAutoDefault(False)
    button.setAccessibleName(TITLE)
    button.clicked.connect(act)
    dialog.button_row.insertWidget(0, button)
    QShortcut(QKeySequence.StandardKey.Print, dialog, act)
