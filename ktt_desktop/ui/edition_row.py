"""The dialog of one new row of the unit's own: name, unit, type, place, how it is filled."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.catalogue.edition import Edition
from ktt_desktop.catalogue.edition_changes import FORM, EditionChanges
from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.edition_changes import RowDraft, add_row, rows_of
from ktt_desktop.ui import theme

TYPES = {
    FieldType.COUNT: ("Số đếm", "người"),
    FieldType.MONEY: ("Số tiền", "triệu đồng"),
    FieldType.PERCENT: ("Tỷ lệ", "%"),
}
WIDTH = 620


class RowDialog(QDialog):
    """Thêm dòng vào một biểu; `changes` holds the result once it was accepted."""

    def __init__(
        self,
        edition: Edition,
        changes: EditionChanges,
        profile: UnitProfile,
        table: str,
        after: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Thêm dòng")
        self._edition, self._profile, self._table = edition, profile, table
        self.changes = changes
        self.title, self.unit = QLineEdit(), QLineEdit()
        self.type, self.after, self.source = QComboBox(), QComboBox(), QComboBox()
        self.detail, self.signed = QCheckBox("Là dòng chi tiết (–)"), QCheckBox("Nhận số âm")
        self.kinds = {kind: QCheckBox(kind.value) for kind in OrganisationKind}
        self.problem = QLabel()
        self._fill(after)
        self._lay_out()
        self.type.currentIndexChanged.connect(lambda _: self._on_type())

    def _fill(self, after: str) -> None:
        for type_, (label, _) in TYPES.items():
            self.type.addItem(label, type_)
        self.unit.setText(TYPES[FieldType.COUNT][1])
        for row in rows_of(self._edition, self.changes, self._table):
            indicator = row.indicator
            self.after.addItem(f"[{indicator.code}] {indicator.title}", indicator.code)
        self.after.setCurrentIndex(max(0, self.after.findData(after)))
        self.source.addItem("Nhập trực tiếp", ("", None))
        for row in rows_of(self._edition, self.changes, FORM):
            for kind in row.indicator.applies_to:
                words = f"Cộng từ phiếu {kind}: [{row.indicator.code}] {row.indicator.title}"
                self.source.addItem(words, (row.indicator.code, kind))
        self.detail.setChecked(True)
        self.kinds[OrganisationKind.COOPERATIVE].setChecked(True)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(theme.SPACE_8)
        self._row(form, "Tên dòng", self.title)
        self._row(form, "Kiểu số", self.type)
        self._row(form, "Đơn vị tính", self.unit)
        self._row(form, "Đặt sau dòng", self.after)
        self._boxes(form, "", (self.detail, self.signed))
        if self._table == FORM:
            self._boxes(form, "Loại tổ chức ghi", tuple(self.kinds.values()))
        else:
            self._row(form, "Cách tính", self.source)
        self.problem.setProperty("problem", True)
        self.problem.setWordWrap(True)
        add, leave = QPushButton("Thêm  Enter"), QPushButton("Hoãn  Esc")
        add.setProperty("primary", True)
        add.setDefault(True)
        add.clicked.connect(self._on_add)
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_add)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(leave)
        foot.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_20] * 4)
        column.setSpacing(theme.SPACE_12)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addLayout(foot)
        self.resize(WIDTH, self.sizeHint().height())

    def _row(self, form: QFormLayout, label: str, widget: QWidget) -> None:
        widget.setAccessibleName(label)
        if isinstance(widget, QComboBox):
            widget.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        form.addRow(label, widget)

    def _boxes(self, form: QFormLayout, label: str, boxes: tuple[QCheckBox, ...]) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_20)
        for box in boxes:
            line.addWidget(box)
        line.addStretch()
        form.addRow(label, line)

    def _on_type(self) -> None:
        """The usual unit of the type, unless another fitting one was typed."""
        self.unit.setText(TYPES[self.type.currentData()][1])

    def _draft(self) -> RowDraft:
        of, kind = self.source.currentData() if self._table != FORM else ("", None)
        return RowDraft(
            title=self.title.text(),
            unit=self.unit.text(),
            type=FieldType(self.type.currentData()),
            table=self._table,
            after=self.after.currentData() or "",
            detail=self.detail.isChecked(),
            signed=self.signed.isChecked(),
            kinds=tuple(kind for kind, box in self.kinds.items() if box.isChecked())
            if self._table == FORM
            else (),
            of=of,
            kind=kind,
        )

    def _on_add(self) -> None:
        try:
            self.changes = add_row(self._edition, self.changes, self._profile, self._draft())
        except InvalidInputError as error:
            self.problem.setText(str(error))
            return
        self.accept()
