"""Hồ sơ và các phần của nó: what the parts make together against what the whole states.

A record may be split in several ways: the parts that name an area, those that name an organiser
and the others are each a split of their own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ktt_desktop.domain.dossier import TOTAL, DossierRow, Kind, Stage, money_key
from ktt_desktop.domain.dossier import total as total_of
from ktt_desktop.domain.dossier_check.money import COLUMNS, column, million
from ktt_desktop.domain.dossier_check.subject import Rule, Spot, Subjects, lower
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.terms import FundingSource, Severity

Parts = Sequence[DossierRow]
COUNTS = (
    *("quantity_plan", "quantity_done", "classes_plan", "classes_done"),
    *("persons_plan", "persons_done"),
)
MORE = Rule(
    "R1-HS-TACH",
    Severity.ERROR,
    "Các phần cộng lại lớn hơn số chung",
    "Đối chiếu văn bản, sửa số của phần hoặc số chung.",
)
FEWER = Rule(
    "R13-HS-TACH",
    Severity.ERROR,
    "Liệt kê không đủ so với số chung",
    "Nhập các phần còn thiếu, hoặc sửa số chung.",
)
SUM = Rule(
    "R1-HS-TACH-KP",
    Severity.ERROR,
    "Kinh phí của các phần không khớp kinh phí chung",
    "Đối chiếu văn bản, sửa kinh phí của phần hoặc kinh phí chung.",
)
AREAS = Rule(
    "R13-HS-DIA-BAN",
    Severity.WARNING,
    "Số địa bàn được hỗ trợ khác số địa bàn đã liệt kê",
    "Nhập các địa bàn còn thiếu, hoặc sửa số địa bàn.",
)
NO_MONEY = Rule(
    "R13-HS-KINH-PHI",
    Severity.WARNING,
    "Có khối lượng mà không có kinh phí",
    "Nhập kinh phí (gõ 0 nếu không có), hoặc giải trình.",
)


def splits(subjects: Subjects) -> Iterator[Finding]:
    """Every split of every record that has parts."""
    by_parent = parts_by_parent(subjects.rows)
    for row in subjects.rows:
        for parts in _splits(row, by_parent.get(row.draft.uid, ())):
            for key in COUNTS:
                yield from _count(subjects, row, parts, key)
            for group in subjects.kinds[row.draft.kind].groups:
                yield from _money(subjects, row, parts, group)
        yield from _areas(subjects, row, by_parent.get(row.draft.uid, ()))


def needs(subjects: Subjects) -> Iterator[Finding]:
    """A total of needs without parts of its own against the needs of the same year beside it."""
    by_parent = parts_by_parent(subjects.rows)
    listed = [
        row
        for row in subjects.of(Kind.SUPPORT)
        if row.draft.period == Stage.NEED and not row.draft.part_of
    ]
    for row in listed:
        if not row.draft.topic and row.draft.uid not in by_parent:
            beside = [each for each in listed if each.draft.year == row.draft.year]
            yield from _money(subjects, row, _needs_within(row, beside), "plan", partial=True)


def without_money(subjects: Subjects) -> Iterator[Finding]:
    """A quantity that was done without money, where others of the same measure have some."""
    groups: dict[tuple[object, ...], list[DossierRow]] = defaultdict(list)
    for row in subjects.of(Kind.SUPPORT):
        draft = row.draft
        beside = (draft.part_of, _way(row)) if draft.part_of else (draft.topic,)
        if draft.topic and draft.number("quantity_done"):
            groups[draft.year, draft.period, *beside].append(row)
    for rows in groups.values():
        paid = [row for row in rows if total_of(row.draft, "done")]
        for row in rows if paid else ():
            if total_of(row.draft, "done") is None:
                yield _unpaid(subjects, row, paid)


def parts_by_parent(rows: Sequence[DossierRow]) -> Mapping[str, list[DossierRow]]:
    """The parts of each record that has some."""
    found: dict[str, list[DossierRow]] = defaultdict(list)
    for row in rows:
        if row.draft.part_of:
            found[row.draft.part_of].append(row)
    return found


def _splits(row: DossierRow, parts: Parts) -> list[Parts]:
    """The ways a record is split; what is of another measure is no part of its numbers."""
    by_way: dict[str, list[DossierRow]] = defaultdict(list)
    for part in sorted(parts, key=_largest_first):
        if _is_of(part.draft.topic, row.draft.topic):
            by_way[_way(part)].append(part)
    return list(by_way.values())


def _way(part: DossierRow) -> str:
    return next((key for key in ("area", "organiser") if part.draft.text(key)), "")


def _is_of(topic: str, whole: str) -> bool:
    """H2.1 is of H2."""
    return not topic or not whole or topic == whole or topic.startswith(f"{whole}.")


def _largest_first(part: DossierRow) -> tuple[int, int, str]:
    """As documents list them."""
    draft = part.draft
    counted = next((n for key in COUNTS if (n := draft.number(key)) is not None), 0)
    paid = total_of(draft, "done") or total_of(draft, "plan") or 0
    return -counted, -paid, draft.uid


def _count(subjects: Subjects, row: DossierRow, parts: Parts, key: str) -> Iterator[Finding]:
    stated = row.draft.number(key)
    known = [
        (part, n)
        for part in parts
        if (n := part.draft.number(key)) is not None and _same_unit(row, part, key)
    ]
    added = sum(n for _, n in known)
    if stated is None or not known or added == stated:
        return
    if added < stated and len(known) < len(parts):
        return  # the others do not say
    unit = subjects.quantity(row.draft, key).unit or row.draft.text("quantity_unit")
    detail = (
        f"{' + '.join(prose_count(n) for _, n in known)} = {prose_count(added)}, nhưng "
        f"{subjects.label(row.draft, key)} ghi {prose_count(stated)} {unit}".rstrip()
        + f" (chênh {prose_count(abs(stated - added))})."
    )
    rule = MORE if added > stated else FEWER
    yield rule.found(subjects, [Spot(row, key), *(Spot(part, key) for part, _ in known)], detail)


def _same_unit(row: DossierRow, part: DossierRow, key: str) -> bool:
    units = row.draft.text("quantity_unit"), part.draft.text("quantity_unit")
    return not key.startswith("quantity") or not all(units) or units[0] == units[1]


def _money(
    subjects: Subjects, row: DossierRow, parts: Parts, group: str, *, partial: bool = False
) -> Iterator[Finding]:
    """The total, and each column of Biểu C; `partial`: there may be parts nobody entered."""
    columns: dict[str, tuple[FundingSource, ...] | None] = {"tổng kinh phí": None, **COLUMNS}
    for name, sources in columns.items():
        stated = _amount(row, group, sources)
        known = [(part, n) for part in parts if (n := _amount(part, group, sources)) is not None]
        added = sum(n for _, n in known)
        if stated is None or not known or added == stated:
            continue
        if added < stated and len(known) < len(parts):
            continue
        detail = (
            f"{' + '.join(million(n) for _, n in known)} = {million(added)}, nhưng {name} "
            f"({lower(subjects.kinds[row.draft.kind].groups[group])}) ghi {million(stated)} "
            f"triệu đồng (chênh {million(abs(stated - added))})."
        )
        spots = [
            Spot(each, _key_of(each, group, sources)) for each in (row, *(p for p, _ in known))
        ]
        numbers = [(name, stated), *((part.draft.uid, n) for part, n in known)]
        severity = Severity.WARNING if partial and added < stated else None
        yield SUM.found(subjects, spots, detail, numbers, severity)


def _amount(row: DossierRow, group: str, sources: tuple[FundingSource, ...] | None) -> int | None:
    return total_of(row.draft, group) if sources is None else column(row.draft, group, sources)


def _key_of(row: DossierRow, group: str, sources: tuple[FundingSource, ...] | None) -> str:
    """The box where the amount stands: the first source that has one."""
    keys = [money_key(group, each) for each in sources or ()]
    return next((key for key in keys if key in row.draft.money), money_key(group, TOTAL))


def _areas(subjects: Subjects, row: DossierRow, parts: Parts) -> Iterator[Finding]:
    stated = row.draft.number("units_reached")
    own = [part for part in parts if part.draft.text("area")]
    if stated is None or not own:
        return
    listed = sum(part.draft.number("units_reached") or 1 for part in own)
    if listed != stated:
        detail = f"ghi {prose_count(stated)} địa bàn, đã liệt kê {prose_count(listed)}."
        spots = [Spot(row, "units_reached"), *(Spot(part, "area") for part in own)]
        yield AREAS.found(subjects, spots, detail, (("listed", listed),))


def _needs_within(total: DossierRow, listed: Sequence[DossierRow]) -> list[DossierRow]:
    """The needs a total is of: those of its programme, or of all programmes once each."""
    others = [row for row in listed if row is not total]
    if total.draft.programme:
        return [
            row
            for row in others
            if row.draft.programme == total.draft.programme and row.draft.topic
        ]
    whole = {row.draft.programme for row in others if row.draft.programme and not row.draft.topic}
    return [
        row
        for row in others
        if (row.draft.topic and row.draft.programme not in whole)
        or (row.draft.programme and not row.draft.topic)
    ]


def _unpaid(subjects: Subjects, row: DossierRow, paid: Parts) -> Finding:
    done = row.draft.number("quantity_done")
    assert done is not None
    told = f"{prose_count(done)} {row.draft.text('quantity_unit')}".rstrip()
    amounts = sorted((total_of(each.draft, "done") or 0 for each in paid), reverse=True)
    others = "; ".join(map(million, amounts))
    detail = (
        f"{told} không có kinh phí thực hiện, trong khi {prose_count(len(paid))} hồ sơ cùng nhóm "
        f"có kinh phí: {others} triệu đồng."
    )
    spots = [Spot(row, money_key("done", TOTAL)), Spot(paid[0], money_key("done", TOTAL))]
    return NO_MONEY.found(subjects, spots, detail, (("quantity_done", done),))
