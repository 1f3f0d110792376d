"""Editor of several organisations, found in the register by name, code or representative."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ktt_desktop.ui.forms.picker import Find, Found, Picker, PickerWords, Then
from ktt_desktop.ui.forms.rows_editor import RowsEditor
from ktt_desktop.ui.jobs import while_alive

COLUMNS = ("Tên", "Mã số", "Xã, phường")
GONE = ("Hồ sơ không còn trong danh mục", "", "")
HINT = "Gõ tên, mã số hoặc người đại diện, không cần dấu"


@dataclass(frozen=True, slots=True)
class RecordSource:
    """Nơi tìm tổ chức: both answer later on the UI thread, with the uid as key and COLUMNS."""

    find: Find
    name: Callable[[Sequence[str], Then], object]


class RecordsEditor(RowsEditor):
    """Nhiều tổ chức của danh mục; `value` is a tuple of uids."""

    add_words, remove_words = "Chọn tổ chức", "Bỏ"
    empty_words = "Chưa chọn tổ chức nào. Bấm F5 để chọn."
    can_edit = False

    def __init__(self, title: str, source: RecordSource) -> None:
        self._names: dict[str, Found] = {}
        super().__init__(COLUMNS, stretch=0)
        self._title, self._source = title, source

    def cells(self, row: str) -> Sequence[str]:
        found = self._names.get(row)
        return found.cells if found else ("…", "", "")

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        if unknown := [uid for uid in value if uid not in self._names]:
            self._source.name(unknown, while_alive(self, self._learn))

    def add_row(self) -> None:
        words = PickerWords(self._title, HINT, COLUMNS, stretch=0)
        picker = Picker(words, self._source.find, self.value, self)
        picker.taken.connect(self._on_taken)
        picker.open()
        picker.refresh()

    def _on_taken(self, found: Found) -> None:
        self._names[found.key] = found
        self.insert(found.key)

    def _learn(self, found: Sequence[Found]) -> None:
        known = {each.key: each for each in found}
        unknown = {uid: Found(uid, GONE) for uid in self._rows if uid not in self._names}
        self._names |= unknown | known
        self._show_rows(self.table.place)
