"""The filters of a list of work records: those its kind has, offering what its records state."""

from collections.abc import Mapping, Sequence

from ktt_desktop.catalogue.dossiers_loader import NONE, DossierKind
from ktt_desktop.domain.dossier_list import DossierQuery
from ktt_desktop.services.dossier_list import Options
from ktt_desktop.ui.tables.filter_bar import Filter, FilterBar

HINT = "Tìm trong mọi mục của hồ sơ… (Ctrl+F, gõ không dấu)"
ROOM = 18  # letters of a chosen option
LABELS: Mapping[str, str] = {
    "years": "Năm",
    "programmes": "Chương trình",
    "topics": "Nội dung",
    "periods": "Kỳ",
    "sources": "Nguồn vốn",
    "organisations": "Tổ chức",
}


class DossierFilters(FilterBar):
    """Hàng lọc của một loại hồ sơ."""

    def __init__(self, kind: DossierKind) -> None:
        self._names = tuple(_names(kind))
        super().__init__(HINT, (), [Filter(each, LABELS[each], (), ROOM) for each in self._names])

    def query(self, order: str, descending: bool) -> DossierQuery:
        """What is asked for now, in this order."""
        chosen = {name: self.chosen(name) for name in self._names}
        years = tuple(int(year) for year in chosen.pop("years", ()))
        return DossierQuery(self.text(), years, **chosen, order=order, descending=descending)

    def offer(self, options: Options) -> None:
        """Offer other options; what is chosen stays, be it that no record states it any more."""
        chosen = {name: self.chosen(name) for name in self._names}
        for name in self._names:
            known = dict(options.get(name, ()))
            self.set_options(name, _with(options.get(name, ()), set(chosen[name]) - known.keys()))
        self.show_state(self.text(), "", chosen)

    def show_year(self, year: int) -> None:
        """Nothing but the records of a year; where the kind has no year, all of them."""
        if "years" in self._names:
            self.set_options("years", [(str(year), str(year))])
        self.show_state("", "", {"years": [str(year)]})

    def show_all(self) -> None:
        """No condition at all; `changed` stays silent."""
        self.show_state("", "", {})


def _names(kind: DossierKind) -> Sequence[str]:
    has = {
        "years": "year" in kind.uses,
        "programmes": "programme" in kind.uses,
        "topics": "topic" in kind.uses,
        "periods": "period" in kind.uses,
        "sources": bool(kind.money),
        "organisations": kind.organisations != NONE,
    }
    return [name for name in LABELS if has[name]]


def _with(options: Sequence[tuple[str, str]], others: set[str]) -> list[tuple[str, str]]:
    """A chosen year without records is told by its number."""
    return [*((each, each) for each in sorted(others) if each.isdigit()), *options]
