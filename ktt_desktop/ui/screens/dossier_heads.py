"""The heads of a work record in its form: what they offer follows the year and each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ktt_desktop.catalogue.dossiers_loader import ONE, DossierKind
from ktt_desktop.domain.dossier import DossierDraft, DossierRow
from ktt_desktop.domain.records import Programme
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.services.dossier_checks import choices
from ktt_desktop.services.dossier_choices import (
    programme_choices,
    topic_choices,
    whole_words,
    wholes,
)
from ktt_desktop.services.dossiers import programmes
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.choice_editor import Choice, ChoiceEditor
from ktt_desktop.ui.forms.editor import Editor
from ktt_desktop.ui.forms.money_table import MoneyTable
from ktt_desktop.ui.forms.text_editors import YearEditor
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.dossier_parties import party_choices

READING = "Đang đọc…"
GONE = "Không còn trong sổ"
SHORT_YEAR = 1900  # a year that is still being typed is smaller


@dataclass(frozen=True, slots=True)
class _Offered:
    """What was read of the book for the choices."""

    programmes: Sequence[Programme]
    organisations: Sequence[Choice]


class DossierHeads(QObject):
    """Năm, chương trình, nội dung, kỳ, hồ sơ chung, tổ chức: read off the UI thread."""

    def __init__(
        self, context: Context, communes: Communes, kind: DossierKind, draft: DossierDraft
    ) -> None:
        super().__init__()
        self._context, self._communes, self._kind = context, communes, kind
        self._catalogue, self._uid = context.book.catalogue, draft.uid
        self._programmes: Sequence[Programme] = ()
        self._wholes: Sequence[tuple[DossierRow, str]] = ()
        self._read_year: int | None = None
        self.year = YearEditor()
        self.topic = ChoiceEditor(topic_choices(self._catalogue, kind))
        self.period = ChoiceEditor(tuple(choices(self._catalogue, "periods").items()))
        self.programme = ChoiceEditor(_still_unread(draft.programme))
        self.part_of = ChoiceEditor(_still_unread(draft.part_of))
        self.organisation = ChoiceEditor(_still_unread("".join(draft.organisations[:1])))
        self.year.set_value(draft.year)
        self.year.edited.connect(self._on_year)
        self.programme.edited.connect(self._offer_wholes)

    def special(self) -> dict[str, Callable[[], Editor]]:
        """The editors of the heads, the money and the unit of quantity, by attribute."""
        return {
            "year": lambda: self.year,
            "programme": lambda: self.programme,
            "topic": lambda: self.topic,
            "period": lambda: self.period,
            "part_of": lambda: self.part_of,
            "money": self._money,
            **(
                {"organisations": lambda: self.organisation}
                if self._kind.organisations == ONE
                else {}
            ),
            **({"quantity_unit": self._unit} if self._kind.topics == "measures" else {}),
        }

    def read(self, screen: QWidget) -> None:
        """Read what there is to choose; failures are told over `screen`."""
        book, chosen = self._context.book, [self.organisation.value()]
        one, communes = self._kind.organisations == ONE, self._communes
        self._context.ask(
            screen,
            lambda _: _Offered(
                programmes(book) if "programme" in self._kind.uses else (),
                party_choices(book, communes, chosen) if one else (),
            ),
            self._take,
        )
        self._screen = screen
        self._read_wholes()

    def _take(self, offered: _Offered) -> None:
        self._programmes = offered.programmes
        self._offer_programmes()
        _offer(self.organisation, offered.organisations)

    def _on_year(self) -> None:
        self._offer_programmes()
        year = self.year.value()
        if year is not None and year > SHORT_YEAR:
            self._read_wholes()

    def _offer_programmes(self) -> None:
        _offer(self.programme, programme_choices(self._programmes, self.year.value()))

    def _read_wholes(self) -> None:
        if "part_of" not in self._kind.uses:
            return
        book, kind, year, uid = self._context.book, self._kind.id, self.year.value(), self._uid
        self._read_year = year

        def read(_: object) -> list[tuple[DossierRow, str]]:
            found = wholes(book, kind, year, uid)
            return [(each, whole_words(book.catalogue, each)) for each in found]

        self._context.ask(self._screen, read, lambda found: self._take_wholes(year, found))

    def _take_wholes(self, year: int | None, found: Sequence[tuple[DossierRow, str]]) -> None:
        if year == self._read_year:
            self._wholes = found
            self._offer_wholes()

    def _offer_wholes(self) -> None:
        """Those of the programme that is chosen; without one those of all."""
        programme = self.programme.value()
        _offer(
            self.part_of,
            [
                (row.draft.uid, words)
                for row, words in self._wholes
                if not programme or row.draft.programme == programme
            ],
        )

    def whole(self, uid: str) -> DossierDraft | None:
        """The record another one is a part of, where it was read already."""
        return next((row.draft for row, _ in self._wholes if row.draft.uid == uid), None)

    def _money(self) -> MoneyTable:
        sources = {FundingSource(code): label for code, label in self._catalogue.sources.items()}
        table = MoneyTable(sources, self._kind.money, self.year.value())
        if "year" in self._kind.uses:
            self.year.edited.connect(lambda: table.set_year(self.year.value()))
        return table

    def _unit(self) -> ChoiceEditor:
        """The units of the measure; all of them while none is chosen."""
        editor = ChoiceEditor(self._units())
        self.topic.edited.connect(lambda: editor.set_choices(self._units()))
        return editor

    def _units(self) -> list[Choice]:
        measure = self._catalogue.measures.get(self.topic.value())
        units = measure.units if measure else choices(self._catalogue, "units")
        return [(each, each) for each in units]


def _still_unread(key: str) -> list[Choice]:
    return [(key, READING)] if key else []


def _offer(editor: ChoiceEditor, offered: Sequence[Choice]) -> None:
    """Offer another list; what is chosen stays, be it no longer in the book."""
    chosen = editor.value()
    known = not chosen or any(key == chosen for key, _ in offered)
    editor.set_choices(offered if known else [*offered, (chosen, GONE)])
