"""All conditions of the list: the row in sight, the panel "Lọc thêm", the day, and their words."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind
from ktt_desktop.services.list_words import filter_words
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_filters import FilterWords, MoreFilters, main_filters
from ktt_desktop.ui.tables.day_filter import DayFilter
from ktt_desktop.ui.tables.filter_bar import FilterBar
from ktt_desktop.ui.theme import SPACE_8

CHIPS = (("", "Tất cả"), *((kind.value, kind.value) for kind in OrganisationKind))
HINT = "Tìm tên, mã số, người đại diện… (Ctrl+F, gõ không dấu)"
MAIN = ("sectors", "statuses", "communes")


class RegisterConditions(QWidget):
    """Điều kiện của danh mục; `changed` tells that the list is another one."""

    changed = Signal()

    def __init__(self, catalogue: Catalogue, communes: Communes) -> None:
        super().__init__()
        self._catalogue, self._communes = catalogue, communes
        self.bar = FilterBar(HINT, CHIPS, main_filters(catalogue, communes.choices))
        self.day = DayFilter()
        self.more, self.words = MoreFilters(catalogue, self.day), FilterWords()
        self.more_button = QPushButton("Lọc thêm  Ctrl+L")
        self.more_button.setAccessibleName("Lọc thêm")
        self.more_button.setCheckable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        for widget in (self.bar, self.more, self.words):
            column.addWidget(widget)
        for part in (self.bar, self.more, self.day):
            part.changed.connect(self.changed)
        self.words.cleared.connect(self.reset)
        self.more_button.clicked.connect(self.toggle_more)

    def bind(self, screen: QWidget) -> None:
        """The keys of the conditions work in the whole screen."""
        shortcuts.bind(screen, "Ctrl+L", self.toggle_more)
        shortcuts.bind(screen, "Ctrl+Shift+L", self.reset)

    def apply(self, query: RegisterQuery) -> RegisterQuery:
        """The query with the conditions as they stand; its order stays."""
        kind = self.bar.chip()
        return self.more.apply(
            replace(
                query,
                text=self.bar.text(),
                kinds=(OrganisationKind(kind),) if kind else (),
                sectors=self.bar.chosen("sectors"),
                statuses=tuple(OperatingStatus(each) for each in self.bar.chosen("statuses")),
                communes=self.bar.chosen("communes"),
                on=self.day.day(),
            )
        )

    def show_query(self, query: RegisterQuery) -> None:
        """Show the conditions of a query; `changed` stays silent."""
        chip = query.kinds[0].value if len(query.kinds) == 1 else ""
        chosen = {key: [str(each) for each in getattr(query, key)] for key in MAIN}
        self.bar.show_state(query.text, chip, chosen)
        self.offer_former(query.former)
        self.offer_senders(query.units)
        self.more.show_query(query)
        self.day.set_day(query.on)
        self.tell(query)

    def tell(self, query: RegisterQuery) -> None:
        """Say in words what is left out."""
        self.words.tell(self.describe(query))

    def describe(self, query: RegisterQuery) -> str:
        """The conditions of a query in words."""
        communes = self._communes
        names = communes.name, communes.former_name, communes.sender_name
        return filter_words(query, self._catalogue, *names)

    def follow_communes(self) -> None:
        """Offer the communes of another unit."""
        self.bar.set_options("communes", self._communes.choices)

    def offer_names(self) -> None:
        """Offer the old communes and the units below that are known by now."""
        self.offer_former()
        self.offer_senders()

    def offer_former(self, asked: Sequence[str] = ()) -> None:
        """Offer the old communes that are known by now, and those asked for; the choice stays."""
        button = self.more.buttons["former"]
        chosen, names = button.chosen(), dict(self._communes.former_choices)
        asked_for = {code: self._communes.former_name(code) for code in (*chosen, *asked)}
        button.set_options(tuple((names | asked_for | names).items()))
        button.choose(chosen)

    def offer_senders(self, asked: Sequence[str] = ()) -> None:
        """Offer the units below that sent records; the choice stays, away where there are none."""
        button, names = self.more.buttons["units"], dict(self._communes.sender_choices)
        chosen = button.chosen()
        asked_for = {key: self._communes.sender_name(key) for key in (*chosen, *asked)}
        button.set_options(tuple((names | asked_for | names).items()))
        button.choose(chosen)
        button.setVisible(bool(names or asked_for))

    def reset(self) -> None:
        """Show everything again."""
        self.show_query(RegisterQuery())
        self.changed.emit()

    def toggle_more(self) -> None:
        """Open the panel with the keyboard in it, or put it away."""
        self.more.toggle()
        self.more_button.setChecked(not self.more.isHidden())
