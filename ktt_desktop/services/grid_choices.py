"""How the officer wants the grid: columns of each kind, unit of money, where Enter goes.

The unit of money of the form of one organisation (phiếu) is chosen and kept apart.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from ktt_desktop.services.book import Book
from ktt_desktop.services.settings import load_value, save_value

NAME, FORM = "annual_grid", "annual_form_in_dong"


@dataclass(frozen=True, slots=True)
class GridChoices:
    """Cách hiện lưới; `columns`: kind → codes that are shown, all where a kind is missing."""

    in_dong: bool = False
    enter_goes_right: bool = False
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def load_choices(book: Book) -> GridChoices:
    """As the grid was left."""
    raw = load_value(book, NAME) or {}
    columns = {kind: tuple(codes) for kind, codes in raw.get("columns", {}).items()}
    return GridChoices(bool(raw.get("in_dong")), bool(raw.get("enter_goes_right")), columns)


def save_choices(book: Book, choices: GridChoices) -> None:
    """Keep how the grid is shown."""
    save_value(book, NAME, asdict(choices))


def form_in_dong(book: Book) -> bool:
    """Whether the form of one organisation shows money in đồng."""
    return bool(load_value(book, FORM))


def keep_form_in_dong(book: Book, in_dong: bool) -> None:
    """Keep the unit of money of the form."""
    save_value(book, FORM, in_dong)
