"""Step 4 of Nhập từ Excel: what will be written in one sentence, one button, and what was done."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ktt_desktop.domain.importing.plan import ImportPlan, ImportRun, Outcome
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.import_commit import undo_import
from ktt_desktop.services.import_words import COUNTED, SAME
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.dialog_frames import button_line, key_button
from ktt_desktop.ui.import_session import ImportSession
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import while_alive
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20
from ktt_desktop.ui.update_dialogs import paragraph, toned

SAFE = (
    "Trước khi ghi, sổ được sao lưu. Tất cả được ghi trong một lần: hoặc xong cả, hoặc sổ giữ "
    "nguyên như cũ. Sau này vẫn hoàn tác được ở bước Tệp, mục Các lần nhập trước."
)
WORK = (Outcome.NEW, Outcome.CHANGED)
LEFT = (Outcome.DOUBTFUL, Outcome.REFUSED, Outcome.SKIPPED)


class CommitPage(QWidget):
    """Nhập; `run` is the import once it is done."""

    changed = Signal()  # the import is done
    undone = Signal()  # and was taken back
    keys = ""  # its buttons tell them

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session = session
        self.run: ImportRun | None = None
        self.head, self.words, self.left = QLabel(), paragraph(""), toned("", "warning")
        self.safe = paragraph(SAFE)
        self.button = key_button("Nhập vào sổ  Ctrl+S", self.commit)
        self.button.setProperty("primary", True)
        self.undo_button = key_button("Hoàn tác lần nhập này  Ctrl+Z", self.undo)
        self._lay_out()
        for keys, act in (("Ctrl+S", self.commit), ("Ctrl+Z", self.undo)):
            shortcuts.bind(self, keys, act)

    def _lay_out(self) -> None:
        self.head.setProperty("heading", True)
        self.head.setWordWrap(True)
        self.safe.setProperty("hint", True)
        card = QFrame()
        card.setProperty("card", True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*[SPACE_20] * 4)
        inside.setSpacing(SPACE_12)
        for widget in (self.head, self.words, self.left, self.safe):
            inside.addWidget(widget)
        inside.addLayout(button_line((self.undo_button,)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(card)
        column.addStretch()

    @property
    def is_done(self) -> bool:
        """Whether the file was imported."""
        return self.run is not None

    def show_page(self) -> None:
        """Tell what the plan will do, or what was done."""
        plan = self._session.plan
        self.undo_button.setVisible(self.is_done)
        self.safe.setVisible(not self.is_done)
        if plan is None:
            return
        if not self.is_done:
            self.head.setText(_head(plan))
            self.words.setText(_work_words(plan))
        left = _later_words(plan) if self.is_done else _left_words(plan)
        self.left.setText(left)
        self.left.setVisible(bool(left))
        self.button.setEnabled(plan.has_work)
        (self.undo_button if self.is_done else self.button).setFocus()

    def commit(self) -> None:
        """Write everything in one transaction."""
        if self.button.isEnabled() and self.button.isVisible():
            self._session.commit(self._on_done)

    def _on_done(self, run: ImportRun) -> None:
        self.run = run
        self.head.setText("Đã nhập xong")
        self.words.setText(done_words(run))
        self.changed.emit()
        self.undo_button.setFocus()

    def undo(self) -> None:
        """Take back what was just imported."""
        if self.run is not None and self.undo_button.isVisible():
            take_back(self._session.context, self, self.run, self._on_undone)

    def _on_undone(self) -> None:
        self.run = None
        self._session.forget_plan()
        self.undone.emit()


def take_back(context: Context, over: QWidget, run: ImportRun, then: Callable[[], object]) -> None:
    """Undo an import; `then` is called once it is."""

    def done(change: ChangeSet) -> None:
        context.saved.emit()
        context.changes.changed.emit(change)
        context.notice(f"Đã hoàn tác lần nhập tệp {run.file}.")
        while_alive(over, lambda _: then())(change)

    run_with_dialog(
        context, over, "Hoàn tác lần nhập", lambda job: undo_import(context.book, run.id, job), done
    )


def done_words(run: ImportRun) -> str:
    """What an import did, in one sentence."""
    counts = (
        (run.added, "hồ sơ mới"),
        (run.changed, "hồ sơ cập nhật"),
        (run.figures, "số liệu"),
    )
    told = [f"{count_text(number)} {words}" for number, words in counts if number]
    return f"Đã nhập từ tệp {run.file}: {', '.join(told) or 'không có gì mới'}."


def _work_words(plan: ImportPlan) -> str:
    """What will be written."""
    if plan.is_same:
        return SAME
    told = [
        f"{count_text(plan.counts[each])} {COUNTED[each]}" for each in WORK if plan.counts[each]
    ]
    return f"Sẽ ghi {', '.join(told)}." if told else ""


def _head(plan: ImportPlan) -> str:
    if plan.is_same:
        return "Tệp này không có gì mới"
    return "Sẵn sàng nhập vào sổ" if plan.has_work else "Chưa có dòng nào để nhập"


def _left_words(plan: ImportPlan) -> str:
    """The rows that will not be written, and where to see them."""
    told = [
        f"{count_text(plan.counts[each])} dòng {COUNTED[each]}"
        for each in LEFT
        if plan.counts[each]
    ]
    if not told:
        return ""
    return (
        f"Không ghi vào sổ: {', '.join(told)}. Ở bước Kiểm tra có thể quyết định, sửa, "
        "hoặc lưu các dòng đó ra tệp riêng (F12)."
    )


def _later_words(plan: ImportPlan) -> str:
    """After the import: the rows that still wait, and how to come back to them."""
    number = sum(plan.counts[each] for each in LEFT)
    if not number:
        return ""
    return (
        f"Còn {count_text(number)} dòng chưa ghi vào sổ. Mở lại tệp này thì xem tiếp được; các "
        "dòng đã ghi sẽ báo là giống hệt."
    )
