"""deadlines.toml → the deadlines of reporting (thời hạn báo cáo) every book starts with."""

from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table
from ktt_desktop.catalogue.unit_profile import validity
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import PeriodKind
from ktt_desktop.domain.unit_checks import line_problems
from ktt_desktop.domain.unit_particulars import Deadline, DueYear


def load_deadlines(path: Path) -> tuple[Deadline, ...]:
    """Read the rows; raises CatalogueError naming entry and key."""
    with toml_table(path) as raw:
        return tuple(_deadline(each) for each in raw.tables("deadline"))


def _deadline(raw: Table) -> Deadline:
    deadline = Deadline(
        what=raw.take("what", str),
        cycle=raw.choice("cycle", PeriodKind),
        sender=raw.take("sender", str),
        receiver=raw.take("receiver", str),
        span=raw.take("span", str),
        day=raw.take("day", int, None),
        month=raw.take("month", int, None),
        due_year=raw.choice("due_year", DueYear, "N"),
        basis=raw.take("basis", str),
        unconfirmed=raw.take("unconfirmed", bool, False),
        **validity(raw),
    )
    for problem in line_problems(deadline).values():
        raise CatalogueError(f"{raw.where}: {problem}")
    return deadline
