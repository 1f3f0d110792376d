"""Phiếu từng tổ chức: the list at the left, the form of the selected one at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.records import ChangeSet, ReturnRecord, Subject
from ktt_desktop.domain.register_list import OrganisationRow, RegisterQuery
from ktt_desktop.domain.terms import Measure, OrganisationKind, SubjectKind
from ktt_desktop.services.annual_return import confirm_values, load_return, save_values
from ktt_desktop.services.book import Book
from ktt_desktop.services.copying import last_year
from ktt_desktop.services.grid_choices import form_in_dong, keep_form_in_dong
from ktt_desktop.services.received_origin import origin_of_form
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.annual_copy import TITLE as COPY_TITLE
from ktt_desktop.ui.screens.annual_copy import CopyLastYear
from ktt_desktop.ui.screens.annual_form import FormFigures, OrganisationForm
from ktt_desktop.ui.screens.list_menu import ListMenu

MEASURES = {
    Measure.PLAN: "Kế hoạch",
    Measure.HALF_YEAR: "6 tháng",
    Measure.ESTIMATE: "Ước",
    Measure.ACTUAL: "Cả năm",
}
LIST_WIDTH, SEARCH_MS = 300, 120
ROOT = QModelIndex()


class OrganisationList(QAbstractListModel):
    """The organisations found, one a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[OrganisationRow] = ()

    def show(self, rows: Sequence[OrganisationRow]) -> None:
        """Another list; where it names the same organisations the view stays as it is."""
        if [each.uid for each in rows] == [each.uid for each in self.rows]:
            self.rows = rows
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.rows[index.row()].name
        return None


@dataclass(frozen=True, slots=True)
class _Forms:
    """The three forms a screenful needs."""

    subject: Subject
    measure: Measure
    current: ReturnRecord
    previous: ReturnRecord
    plan: ReturnRecord
    in_dong: bool
    came: str


class OrganisationsView(QWidget):
    """Nhập phiếu số liệu của từng tổ chức."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row: OrganisationRow | None = None
        self._wanted, self._wanted_code, self._in_dong = "", "", False
        self._measure = context.period.main.measure
        self._forms: dict[OrganisationKind, OrganisationForm] = {}
        self.search, self.list = QLineEdit(), QListView()
        self._model = OrganisationList(self)
        self._stack, self._name = QStackedWidget(), QLabel()
        self._came = _hint()
        self._timer = QTimer(self)
        self.copying = CopyLastYear(context, self)
        self.dong = QPushButton("Tiền tính bằng đồng")
        self.dong.setProperty("chip", True)
        self.dong.setCheckable(True)
        self.dong.toggled.connect(self._on_dong)
        self._build()
        context.changes.changed.connect(self._on_changed)
        context.period_changed.connect(self._on_period)

    def _build(self) -> None:
        self.search.setPlaceholderText("Tìm tổ chức, không cần dấu")
        self.search.setAccessibleName("Tìm tổ chức")
        self.search.setClearButtonEnabled(True)
        self.list.setModel(self._model)
        self.list.setAccessibleName("Danh sách tổ chức")
        self.list.setUniformItemSizes(True)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(lambda _: self._focus_form(""))
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_MS)
        self._timer.timeout.connect(self.load)
        self.search.textChanged.connect(self._timer.start)
        self.search.returnPressed.connect(self.list.setFocus)
        self._name.setProperty("subheading", True)
        self._empty = QLabel("Chọn một tổ chức ở danh sách bên trái để nhập phiếu số liệu.")
        self._empty.setProperty("hint", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._stack.addWidget(self._empty)
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.list)
        card = QFrame()
        card.setProperty("card", True)
        right = QVBoxLayout(card)
        head = QHBoxLayout()
        self._name.setWordWrap(True)
        named = QHBoxLayout()
        named.addWidget(self._name, 1)
        named.addWidget(self._copy_menu())
        right.addLayout(named)
        right.addWidget(self._came)
        for button in self._measure_chips():
            head.addWidget(button)
        head.addStretch()
        head.addWidget(self.dong)
        right.addLayout(head)
        right.addWidget(self.copying.strip)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        column = QWidget()
        column.setMinimumWidth(LIST_WIDTH // 2)
        column.setMaximumWidth(LIST_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        column.setLayout(left)
        row.addWidget(column, 1)
        row.addWidget(card, 3)

    def _measure_chips(self) -> list[QPushButton]:
        self._chips = QButtonGroup(self)
        buttons = []
        for place, (measure, words) in enumerate(MEASURES.items()):
            button = QPushButton(words)
            button.setProperty("chip", True)
            button.setCheckable(True)
            button.setChecked(measure is self._measure)
            self._chips.addButton(button, place)
            buttons.append(button)
        self._chips.idClicked.connect(self._on_measure)
        return buttons

    def _copy_menu(self) -> ListMenu:
        acts = (
            ("Chép vào ô đang đứng", "F8", self._copy_field),
            ("Chép vào cả phiếu", "Shift+F8", self._copy_form),
            ("Chép cho mọi tổ chức trong danh sách…", "Ctrl+Shift+F8", self._copy_all),
        )
        return ListMenu(acts, self, COPY_TITLE)

    def open(self, uid: str, code: str) -> None:
        """Show an organisation and a field of its form; "" leaves what is shown."""
        if uid:
            self._wanted, self._wanted_code = uid, code
            self.search.clear()
        self.load()

    def load(self) -> None:
        """Read the list anew."""
        book, query = self._context.book, RegisterQuery(text=self.search.text())

        def work(_: object) -> list[OrganisationRow]:
            return organisation_rows(book, organisation_ids(book, query), query)

        self._context.ask(self, work, self._show_list)

    def leave(self) -> None:
        """Save what is being typed."""
        form = self._form()
        if form is not None:
            form.leave()

    def _show_list(self, rows: list[OrganisationRow]) -> None:
        uid = self._wanted or (self._row.uid if self._row else "")
        self._model.show(rows)
        if not rows:
            words = (
                "Không tìm thấy tổ chức nào."
                if self.search.text()
                else ("Danh mục chưa có tổ chức. Thêm tổ chức ở màn hình Danh mục trước.")
            )
            self._empty.setText(words)
            self._stack.setCurrentWidget(self._empty)
            return
        place = next((at for at, row in enumerate(rows) if row.uid == uid), 0)
        index = self._model.index(place)
        if index == self.list.currentIndex():
            self._load_form()
        self.list.setCurrentIndex(index)

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        row = self._model.rows[current.row()] if current.isValid() else None
        if row is not None and self._row is not None and row.uid == self._row.uid:
            self._row = row  # the list was read anew, or a number waits to be corrected
            self._load_form()
            return
        if self._stays():
            QTimer.singleShot(0, self, lambda: self.list.setCurrentIndex(previous))
            return
        self._begin()
        self._row = row
        self._load_form()

    def _on_measure(self, place: int) -> None:
        if self._stays():
            self._chips.button(list(MEASURES).index(self._measure)).setChecked(True)
            return
        self._begin()
        self._measure = list(MEASURES)[place]
        self._load_form()

    def _stays(self) -> bool:
        """Save the open field; True, with the cursor in it, where its text is not a number."""
        form = self._form()
        if form is None:
            return False
        form.leave()
        unfinished = form.unfinished()
        if unfinished:
            form.focus_field(unfinished)
        return bool(unfinished)

    def _begin(self) -> None:
        form = self._form()
        if form is not None:
            form.begin()

    def _on_period(self) -> None:
        self._load_form()

    def _on_changed(self, change: ChangeSet) -> None:
        if self.isVisible() and (self._row is None or self._row.uid in change.organisations):
            self.load()

    def _form(self) -> OrganisationForm | None:
        return self._forms.get(self._row.kind) if self._row else None

    def _load_form(self) -> None:
        if self._row is None:
            return
        book, year, measure = self._context.book, self._context.period.year, self._measure
        subject = Subject(SubjectKind.ORGANISATION, self._row.uid)
        self._context.ask(self, lambda _: _read(book, subject, year, measure), self._show_forms)

    def _show_forms(self, forms: _Forms) -> None:
        row = self._row
        if row is None or (forms.subject.key, forms.measure) != (row.uid, self._measure):
            return  # another one was chosen meanwhile
        self._show_dong(forms.in_dong)
        form = self._forms.get(row.kind)
        if form is None:
            indicators = self._context.book.catalogue.edition.for_kind(row.kind)
            form = OrganisationForm(indicators, in_dong=forms.in_dong)
            form.value_left.connect(self._save)
            form.confirmed.connect(self._confirm)
            self._forms[row.kind] = form
            self._stack.addWidget(form)
        year = self._context.period.year
        words = f"{MEASURES[self._measure]} {year}"
        self._name.setText(row.name)
        self._came.setText(forms.came)
        self._came.setVisible(bool(forms.came))
        form.show_figures(
            FormFigures(
                forms.current.values,
                forms.previous.values,
                forms.plan.values,
                forms.current.unconfirmed,
            ),
            ("Chỉ tiêu", words, f"Năm {year - 1}", f"KH {year}", "% KH"),
        )
        self._stack.setCurrentWidget(form)
        if self._wanted == row.uid:
            self._focus_form(self._wanted_code)
            self._wanted = ""

    def _focus_form(self, code: str) -> None:
        form = self._form()
        if form is not None:
            form.focus_field(code)

    def _save(self, code: str, value: int | None) -> None:
        row = self._row
        if row is None:
            return
        book, year, measure = self._context.book, self._context.period.year, self._measure
        subject = Subject(SubjectKind.ORGANISATION, row.uid)
        self._context.save(self, lambda _: save_values(book, subject, year, measure, {code: value}))

    # --- the unit of money

    def _on_dong(self, in_dong: bool) -> None:
        """Build the forms anew in the other unit; what is typed is saved first."""
        if in_dong == self._in_dong or self._stays():
            self._show_dong(self._in_dong)
            return
        book = self._context.book
        self._forget_forms()
        self._context.ask(
            self, lambda _: keep_form_in_dong(book, in_dong), lambda _: self._load_form()
        )

    def _show_dong(self, in_dong: bool) -> None:
        self._in_dong = in_dong
        self.dong.setChecked(in_dong)

    def _forget_forms(self) -> None:
        self._stack.setCurrentWidget(self._empty)
        for form in self._forms.values():
            self._stack.removeWidget(form)
            form.deleteLater()
        self._forms.clear()

    # --- last year's figures

    def _into(self) -> YearMeasure:
        return YearMeasure(self._context.period.year, self._measure)

    def _confirm(self, code: str) -> None:
        if self._row is not None:
            book, subject = self._context.book, Subject(SubjectKind.ORGANISATION, self._row.uid)
            figures = self._into()
            self._context.save(self, lambda _: confirm_values(book, subject, *figures, [code]))

    def _copy_field(self) -> None:
        form = self._form()
        if self._row is not None and form is not None and (code := form.current()):
            form.leave()
            self.copying.into_one(self._row.uid, self._into(), [code])

    def _copy_form(self) -> None:
        if self._row is not None and not self._stays():
            self.copying.into_one(self._row.uid, self._into(), self._codes())

    def _copy_all(self) -> None:
        if self._model.rows and not self._stays():
            uids = [row.uid for row in self._model.rows]
            self.copying.into_all(uids, self._into(), self._codes())

    def _codes(self) -> list[str]:
        """The shown indicators of the forms; what a kind does not have is blank in every year."""
        edition = self._context.book.catalogue.edition
        codes = (each.code for each in edition.of_form("phieu"))
        return [code for code in codes if code not in edition.hidden]


def _hint() -> QLabel:
    """Which file the form came with; away where there is none."""
    label = QLabel()
    label.setProperty("hint", True)
    label.setWordWrap(True)
    label.hide()
    return label


def _read(book: Book, subject: Subject, year: int, measure: Measure) -> _Forms:
    return _Forms(
        subject,
        measure,
        load_return(book, subject, year, measure),
        load_return(book, subject, *last_year(YearMeasure(year, measure))),
        load_return(book, subject, year, Measure.PLAN),
        form_in_dong(book),
        origin_of_form(book, subject, year, measure),
    )
