"""The dialog to find industries (ngành cấp 4) in the official lists and take them."""

from collections.abc import Callable, Container

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ktt_desktop.catalogue.vsic import VERSIONS, Industry, load_vsic
from ktt_desktop.ui.forms.picker import Found, Picker, PickerWords, Then

WORDS = PickerWords(
    "Tìm ngành, nghề kinh doanh",
    "Gõ mã hoặc tên ngành, không cần dấu",
    ("Mã", "Tên ngành (cấp 4)", "Cấp 1"),
    stretch=1,
)


class VsicPicker(Picker):
    """Chọn ngành; the key of what is taken is `key_of` its version and code."""

    def __init__(self, version: str, held: Callable[[], Container[str]], parent: QWidget) -> None:
        self.version = version
        super().__init__(WORDS, self._search, held, parent)
        self.versions = QButtonGroup(self)
        for each in reversed(VERSIONS):
            button = QPushButton(f"VSIC {each}")
            button.setAccessibleName(f"Danh mục ngành năm {each}")
            button.setProperty("chip", True)
            button.setCheckable(True)
            button.setChecked(each == version)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, each=each: self._on_version(each))
            self.versions.addButton(button)
            self.head.addWidget(button)

    def _search(self, words: str, then: Then) -> None:
        then([self._found_of(each) for each in load_vsic().search(self.version, words)])

    def _found_of(self, industry: Industry) -> Found:
        vsic = load_vsic()
        above = vsic.path(industry.version, industry.code)
        cells = (industry.code, industry.title, above[0].code)
        place = " › ".join(f"{each.code} {each.title.capitalize()}" for each in above)
        below = "; ".join(each.title for each in vsic.below(industry.version, industry.code))
        return Found(key_of(industry.version, industry.code), cells, f"{place}\nGồm: {below}.")

    def _on_version(self, version: str) -> None:
        self.version = version
        self.search.setFocus()
        self.refresh()


def key_of(version: str, code: str) -> str:
    """The key of an industry: a code means something only together with its version."""
    return f"{version}.{code}"
