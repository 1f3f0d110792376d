"""R1 and R11 inside a sentence or a list: parts announced by "trong đó"."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ktt_desktop.domain.document_check.figures import About
from ktt_desktop.domain.document_check.findings import DocumentFinding, Quote, error, shown, warning
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.partitions import Part, Partition, partitions_of
from ktt_desktop.domain.document_check.roles import Stated
from ktt_desktop.domain.document_check.sums import NEARLY

MUCH = Fraction(1, 3)  # of the whole without a stated level


def announced(known: Known) -> Iterator[DocumentFinding]:
    """Every "trong đó" whose parts do not make up the whole."""
    groups = list(partitions_of(known))
    for each in groups:
        if each.adds_up:
            yield from _adds_up(each)
        elif len(each.parts) > 1:
            yield from _outside(each)
            yield from _more_than_all(known, each)
    yield from _columns([each for each in groups if each.listed and each.adds_up])


def _adds_up(group: Partition) -> Iterator[DocumentFinding]:
    whole, value = group.whole.figure, group.sum
    if whole.value == value or _nearly(group, value):
        return
    added = _added(group.stock)
    message = f"{added} = {shown(value)}, nhưng dòng {whole.row} ghi {whole.shown}"
    if group.stock[0].sort == "trình độ" and value < whole.value:
        yield from _without_level(group, added)
        return
    gone = [each for each in group.parts if each.flow]
    if gone:
        every = value + sum((each.stated.figure.value for each in gone), Fraction(0))
        message += f"; cộng cả số đã giải thể: {_added(group.parts)} = {shown(every)}"
        yield error(
            "R11",
            f"HTX đã giải thể không còn trong tổng số {whole.shown} nên không thể là một phần của "
            f"tổng số đó: {_added(group.parts)} = {shown(every)}.",
            _places(group),
        )
    yield error("R1", f"{message} (lệch {shown(abs(value - whole.value))}).", _places(group))


def _nearly(group: Partition, value: Fraction) -> bool:
    figures = (group.whole.figure, *(each.stated.figure for each in group.stock))
    if all(each.about is About.EXACT for each in figures):
        return False
    return abs(value - group.whole.figure.value) <= NEARLY * group.whole.figure.value


def _without_level(group: Partition, added: str) -> Iterator[DocumentFinding]:
    whole = group.whole.figure
    rest = whole.value - group.sum
    if rest >= MUCH * whole.value:
        yield warning(
            "R1",
            f"{added} = {shown(group.sum)} trong {whole.shown}: còn {shown(rest)} "
            f"({shown(100 * rest / whole.value, 0)}%) không ghi trình độ; cần ghi là chưa qua đào "
            "tạo hay không rõ.",
            _places(group),
        )


def _more_than_all(known: Known, group: Partition) -> Iterator[DocumentFinding]:
    """Some of the whole, told apart in no one way: they may leave some out, never be more."""
    facts = [known.fact(each.stated.figure) for each in group.parts]
    parts = [p for p, f in zip(group.parts, facts, strict=True) if f is not None and f.part]
    value = sum((each.stated.figure.value for each in parts), Fraction(0))
    whole = group.whole.figure
    if len(parts) > 1 and len(parts) == len(group.parts) and value > whole.value:
        yield error(
            "R1",
            f"{_added(parts)} = {shown(value)}, nhiều hơn cả {whole.shown} ở dòng {whole.row}.",
            _places(group),
        )


def _outside(group: Partition) -> Iterator[DocumentFinding]:
    """The first parts already make up the whole, and another one follows."""
    if any(part.sort for part in group.parts):
        return
    value = Fraction(0)
    for place, part in enumerate(group.parts[:-1], start=1):
        value += part.stated.figure.value
        if place > 1 and value == group.whole.figure.value:
            rest = group.parts[place:]
            yield warning(
                "R1",
                f"{_added(group.parts[:place])} = {group.whole.figure.shown} đã đủ tổng số, còn "
                f"{', '.join(each.stated.figure.shown for each in rest)} nêu tiếp sau nằm ngoài "
                "tổng số và không có kinh phí.",
                _places(group),
            )
            return


def _columns(groups: Sequence[Partition]) -> Iterator[DocumentFinding]:
    """A list of sums over lists that follow it: the wholes and each kind of part add up."""
    for place, first in enumerate(groups):
        below = groups[place + 1 : place + 4]
        if len(below) < 2 or not all(_labels(each) == _labels(first) for each in below):
            continue
        rows = [(first.whole, [each.whole for each in below])]
        rows += [
            (part.stated, [_named(each, part.label) for each in below]) for part in first.parts
        ]
        wrong = [row for row in rows if row[0].figure.value != _sum(row[1])]
        if wrong and len(wrong) < len(rows):
            for total, parts in wrong:
                yield error(
                    "R1",
                    f"{' + '.join(each.figure.body for each in parts)} = {shown(_sum(parts))}, "
                    f"nhưng dòng {total.figure.row} ghi {total.figure.shown}.",
                    [each.figure.quote() for each in (total, *parts)],
                )


def _labels(group: Partition) -> tuple[str, ...]:
    return tuple(each.label for each in group.parts)


def _named(group: Partition, label: str) -> Stated:
    return next(each.stated for each in group.parts if each.label == label)


def _sum(parts: Iterable[Stated]) -> Fraction:
    return sum((each.figure.value for each in parts), Fraction(0))


def _added(parts: Sequence[Part]) -> str:
    return " + ".join(each.stated.figure.body for each in parts)


def _places(group: Partition) -> list[Quote]:
    return [each.figure.quote() for each in (group.whole, *(part.stated for part in group.parts))]
