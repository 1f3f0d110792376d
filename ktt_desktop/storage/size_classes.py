"""The class of size of an organisation in SQL, made from the same thresholds as the domain's."""

from collections.abc import Iterator
from dataclasses import dataclass

from ktt_desktop.domain.size_classes import SIZED, TESTED, SizeClass, SizeRules, Thresholds

KINDS = ", ".join(f"'{kind.value}'" for kind in SIZED)
# A year's figures: the newest year that knows any of the three; what was done before an estimate.
NEWEST = """
    (SELECT {answer} FROM annual_return r
     WHERE r.organisation_id = o.id AND r.measure IN ('ACTUAL', 'ESTIMATE')
       AND coalesce({members}, {revenue}, {capital}) IS NOT NULL
       AND coalesce(r.as_of, CAST(r.year AS TEXT)) <= :on
     ORDER BY r.year DESC, r.measure LIMIT 1)
"""


@dataclass(frozen=True, slots=True)
class SizeColumns:
    """The rules, and the columns of annual_return behind their three indicators."""

    rules: SizeRules
    members: str
    revenue: str
    capital: str


def size_of(columns: SizeColumns) -> str:
    """The code of the class of an organisation `o` on the day :on; NULL for one without size."""
    names = {name: f"r.{getattr(columns, name)}" for name in ("members", "revenue", "capital")}
    known = NEWEST.format(answer=_by_sector(columns.rules, **names), **names)
    unknown = _by_sector(columns.rules, "NULL", "NULL", "NULL")
    return f"CASE WHEN o.kind IN ({KINDS}) THEN coalesce({known}, {unknown}) END"


def _by_sector(rules: SizeRules, members: str, revenue: str, capital: str) -> str:
    """One CASE for the sectors that share their thresholds."""
    ways: dict[str, list[str]] = {}
    for sector in rules.thresholds:
        ways.setdefault(_by_class(rules, sector, members, revenue, capital), []).append(sector)
    cases = " ".join(
        f"WHEN o.sector IN ({', '.join(map(_quoted, sectors))}) THEN {way}"
        for way, sectors in ways.items()
    )
    return f"CASE {cases} ELSE {_by_class(rules, '', members, revenue, capital)} END"


def _by_class(rules: SizeRules, sector: str, members: str, revenue: str, capital: str) -> str:
    cases = " ".join(
        case
        for size in TESTED
        for case in _cases(rules.of(sector, size), size, members, revenue, capital)
    )
    return f"(CASE {cases} ELSE {_quoted(SizeClass.MICRO)} END)"


def _cases(
    least: Thresholds, size: SizeClass, members: str, revenue: str, capital: str
) -> Iterator[str]:
    """Reached, or not to be told and why; SQL's own three values are those of the domain."""
    many = _at_least(members, least.members)
    money = f"({_at_least(revenue, least.revenue)} OR {_at_least(capital, least.capital)})"
    both = f"({many} AND {money})"
    yield f"WHEN {both} THEN {_quoted(size)}"
    if least.members is None:
        yield f"WHEN {both} IS NULL THEN {_quoted(SizeClass.NO_THRESHOLD)}"
    elif least.revenue is None or least.capital is None:
        yield f"WHEN {both} IS NULL AND {money} IS NULL THEN {_quoted(SizeClass.NO_THRESHOLD)}"
    yield f"WHEN {both} IS NULL THEN {_quoted(SizeClass.NO_FIGURE)}"


def _at_least(column: str, least: int | None) -> str:
    return "NULL" if least is None else f"{column} >= {least}"


def _quoted(word: str) -> str:
    return f"'{word}'"
