"""Editor of the industries (ngành, nghề) of an organisation; one of them is the main one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.catalogue.vsic import load_vsic, version_on
from ktt_desktop.domain.organisation import Activity
from ktt_desktop.services.book import today
from ktt_desktop.ui.forms.picker import Found
from ktt_desktop.ui.forms.rows_editor import RowsEditor
from ktt_desktop.ui.forms.vsic_picker import VsicPicker, key_of

COLUMNS = ("Mã", "Tên ngành", "Chi tiết", "VSIC", "Chính")
TITLE_COLUMN = 1
MAIN = "Dấu cách"
DETAIL = (
    FieldSpec(
        "detail",
        "Chi tiết",
        FieldType.TEXT,
        help="Ghi như trên giấy chứng nhận; để trống khi giấy chỉ ghi tên ngành.",
    ),
)


class ActivitiesEditor(RowsEditor):
    """Ngành, nghề kinh doanh; `value` is a tuple of Activity."""

    add_words, edit_words, remove_words = "Thêm ngành", "Sửa chi tiết", "Xóa ngành"
    empty_words = "Chưa có ngành, nghề nào. Bấm F5 để tìm và thêm."

    def __init__(self, day: Callable[[], date] = today) -> None:
        self._day = day
        super().__init__(COLUMNS, stretch=TITLE_COLUMN)
        self.add_button("Ngành chính", MAIN, self.set_main)
        self._proposal = QLabel()
        self._proposal.setProperty("hint", True)
        self._proposal.setWordWrap(True)
        self._proposal.setTextFormat(Qt.TextFormat.PlainText)
        self._proposal.hide()
        self.column.addWidget(self._proposal)
        self.table.currentItemChanged.connect(lambda *_: self._propose())

    def cells(self, row: Activity) -> Sequence[str]:
        title = load_vsic().title(row.version, row.code)
        return row.code, title, row.detail, row.version, "✓ Chính" if row.is_main else ""

    def warning(self) -> str:
        mains = [row for row in self._rows if row.is_main]
        if not self._rows or len(mains) == 1:
            return ""
        wrong = "Có hơn một ngành chính." if mains else "Chưa chọn ngành chính."
        return f"{wrong} Đưa con trỏ tới ngành chính rồi bấm Dấu cách."

    def add_row(self) -> None:
        version = self._rows[-1].version if self._rows else version_on(self._day())
        picker = VsicPicker(version, self._keys, self)
        picker.taken.connect(self._on_taken)
        picker.open()
        picker.refresh()

    def change_row(self, place: int) -> None:
        # Imported late: a form holds lists, and a list opens a form.
        from ktt_desktop.ui.forms.row_dialog import RowDialog

        row = self._rows[place]
        code, title, *_ = self.cells(row)
        dialog = RowDialog(f"{code} – {title}", DETAIL, row, {}, {}, self)
        dialog.given.connect(lambda changed: self.replace(place, changed))
        dialog.open()
        dialog.form.focus()

    def set_main(self) -> None:
        """Make the row the cursor is on the main industry, and no other."""
        here = self.table.place
        if here >= 0:
            self._rows = [
                row if bool(row.is_main) is (place == here) else replace(row, is_main=place == here)
                for place, row in enumerate(self._rows)
            ]
            self._changed(here)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space makes the row the main one; the rest is as in every list."""
        if event.key() == Qt.Key.Key_Space:
            self.set_main()
        else:
            super().keyPressEvent(event)

    def _keys(self) -> set[str]:
        return {key_of(row.version, row.code) for row in self._rows}

    def _on_taken(self, found: Found) -> None:
        version, code = found.key.split(".")
        is_main = not any(row.is_main for row in self._rows)
        self.insert(Activity(version=version, code=code, is_main=is_main))

    def _propose(self) -> None:
        """For a code of 2018 say which ones of 2025 may stand for it."""
        here = self.table.place
        row = self._rows[here] if 0 <= here < len(self._rows) else None
        old = row is not None and row.version == "2018" and version_on(today()) == "2025"
        found = load_vsic().proposals(row.code) if row and old else ()
        words = "; ".join(f"{each.code} {each.title}" for each in found)
        self._proposal.setText(f"Mã tương ứng trong VSIC 2025 (tham khảo): {words}.")
        self._proposal.setVisible(bool(found))
