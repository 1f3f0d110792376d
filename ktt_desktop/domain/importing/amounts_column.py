"""A column of figures at once: numbers of the file straight away, texts once each."""

from collections.abc import Callable, Sequence
from statistics import median

from ktt_desktop.domain.importing.amounts import Amount, read_amount
from ktt_desktop.domain.importing.table import Value

Doubt = Callable[[int, str], None]
MILLION = 6
LOOKED_AT = 2_000  # rows that tell the usual figure
SURELY_DONG = 1_000_000  # the usual figure of a column nobody can mean in triệu đồng


def whole_numbers(
    values: Sequence[Value],
    zeros: int,
    dot_groups: bool | None,
    tell: Doubt,
    *,
    is_count: bool = False,
) -> list[int | None]:
    """Each value times 10^zeros as a whole number, None where blank or unread.

    `zeros` are those of the column's unit (0 for counts); a cell with a unit of its own has its
    own. `tell(place, reason)` hears of what is doubtful; a count is whole and not below 0.
    """
    factor = 10**zeros
    if set(map(type, values)) == {float} and all(map(float.is_integer, values)):  # type: ignore[arg-type]
        numbers: list[int | None] = list(map(int, values))  # type: ignore[arg-type]
        if not is_count or min(values) >= 0:  # type: ignore[type-var, operator]
            return (
                numbers if factor == 1 else [each * factor for each in numbers if each is not None]
            )
    known: dict[tuple[type, Value], tuple[int | None, str]] = {}
    found: list[int | None] = []
    for place, value in enumerate(values):
        key = (value.__class__, value)
        if key not in known:
            read = read_amount(value, dot_groups=dot_groups)
            known[key] = _count(read) if is_count else (_stored(read, zeros), read.doubt)
        stored, doubt = known[key]
        if doubt:
            tell(place, doubt)
        found.append(stored)
    return found


def usual_zeros(values: Sequence[Value]) -> tuple[int, bool]:
    """The zeros of a money column that names no unit, and whether any figure needs them."""
    sample = values[:LOOKED_AT]
    numbers = [abs(each) for each in sample if type(each) is float and each]
    texts = {each for each in sample if isinstance(each, str) and each}
    reads = [read_amount(each) for each in texts]
    bare = [float(abs(each.value)) for each in reads if each.value and each.zeros is None]
    said = [*numbers, *bare]
    is_dong = bool(said) and median(said) >= SURELY_DONG
    return (0 if is_dong else MILLION), bool(said)


def _count(read: Amount) -> tuple[int | None, str]:
    """People are counted in whole numbers."""
    if read.value is None:
        return None, read.doubt
    people = read.value * 10 ** (read.zeros or 0)
    if people < 0 or people.denominator != 1:
        return None, "phải là số nguyên, không âm"
    return int(people), read.doubt


def _stored(read: Amount, zeros: int) -> int | None:
    if read.value is None:
        return None
    factor: int = 10 ** (zeros if read.zeros is None else read.zeros)
    return round(read.value * factor)
