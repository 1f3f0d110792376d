"""The strip under the ratings: how many are tốt, khá, by which ruleset, and what Biểu A says."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ktt_desktop.domain.closing import figures_name
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.services.rating_table_a import GoodCount
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.theme import SPACE_12

FIRST = "Mỗi hợp tác xã lấy bộ tiêu chí đứng trước có kết quả"


class GoodStrip(QWidget):
    """Dòng đối chiếu với Biểu A."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("hint", True)
        self.button = QPushButton(f"Đưa vào Biểu A  {shortcuts.ENTER_GOOD}")
        self.button.setAccessibleName("Đưa vào Biểu A")
        self._question = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_12)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def tell(self, good: GoodCount, period: ReportingPeriod) -> None:
        """Show the two figures; nothing while nothing is rated."""
        name = figures_name(period.main)
        stated = "chưa có số" if good.stated is None else f"ghi {prose_count(good.stated)}"
        self.words.setText(
            f"HTX tốt, khá đếm được: {prose_count(good.counted)} (theo {good.basis}). "
            f"Biểu A, dòng [{good.code}], {name.lower()}: {stated}."
        )
        self.words.setToolTip(f"{FIRST}: {good.basis}.")
        self._question = (
            f"Ghi {prose_count(good.counted)} vào dòng [{good.code}] của Biểu A, {name.lower()} "
            f"(hiện {stated})? Lý do ghi kèm: {good.reason}"
        )
        self.setVisible(good.rated)
        self.button.setVisible(good.differs)

    def question(self) -> str:
        """What to ask before the figure is entered."""
        return self._question
