"""Biểu E: mô hình hợp tác xã kiểu mới tham gia Đề án 167."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ktt_desktop.domain.document import Align, Column
from ktt_desktop.domain.dossier import DossierDraft, by_source, total
from ktt_desktop.domain.numbers import Quantity, format_number
from ktt_desktop.domain.sourced_table import SourcedCell, SourcedColumn, SourcedRow, SourcedTable
from ktt_desktop.domain.support_table import UNIT_LINE, money_cell
from ktt_desktop.domain.table_organisation import TableOrganisation
from ktt_desktop.domain.terms import FundingSource

TITLE = "Mô hình hợp tác xã tham gia Đề án theo Quyết định số 167/QĐ-TTg"
SCORE = Quantity("điểm", 100, 2)
GOAL = 80  # points, the mark of Đề án 167
WHOLE, CENTRAL, LOCAL, OWN, OTHER = "TONG", "NSTW", "NS_TINH", "HTX", "KHAC"
PART_OF_SOURCE = {
    FundingSource.CENTRAL: CENTRAL,
    FundingSource.OWN: OWN,
    **dict.fromkeys(
        (
            *(FundingSource.PROVINCE, FundingSource.DISTRICT),
            *(FundingSource.COMMUNE, FundingSource.LOCAL),
        ),
        LOCAL,
    ),
}
PARTS = (WHOLE, CENTRAL, LOCAL, OWN)
GROUPS = ("period", "year")
Money = dict[tuple[str, str], int]  # group, part → đồng


@dataclass(frozen=True, slots=True)
class Stated:
    """Kinh phí của cả Đề án, for when no model states its own: records and their group of money."""

    period: tuple[tuple[DossierDraft, str], ...] = ()
    year: tuple[tuple[DossierDraft, str], ...] = ()


def current(drafts: Iterable[DossierDraft], year: int) -> list[DossierDraft]:
    """The models as they stand in a report of year N: of each the newest record up to N+1."""
    newest: dict[tuple[object, ...], DossierDraft] = {}
    for draft in drafts:
        if draft.year is None or draft.year <= year + 1:
            known = newest.get(key := _model(draft))
            if known is None or (known.year or 0) <= (draft.year or 0):
                newest[key] = draft
    return list(newest.values())


def _model(draft: DossierDraft) -> tuple[object, ...]:
    return draft.organisations or (draft.uid,)


def pilot_table(
    pilots: Sequence[DossierDraft],
    organisations: Mapping[str, TableOrganisation],
    year: int,
    stated: Stated,
) -> SourcedTable:
    """The current models of year N, with their sum, or what the whole scheme is said to cost."""
    money = [_money(((each, "period"),), _of_year(each, year)) for each in pilots]
    whole, origins = _sum(pilots, money, stated)
    parts = [*PARTS, *([OTHER] if any(part == OTHER for _, part in whole) else [])]
    places = [(group, part) for group in GROUPS for part in parts]
    rows = [
        _row(place, each, organisations, [amounts.get(at) for at in places])
        for place, (each, amounts) in enumerate(zip(pilots, money, strict=True), start=1)
    ]
    number = sum(map(_count, pilots))
    label = f"Tổng cộng: {number} HTX"
    cells = [SourcedCell(), SourcedCell(label), *[SourcedCell()] * 4]
    cells += [money_cell(whole.get(at), origins.get(at, ())) for at in places]
    cells += [SourcedCell(), SourcedCell()]
    if rows or whole:
        rows.append(SourcedRow("Σ", tuple(cells), label, bold=True))
    columns = tuple(_columns(places, year, _local_heads(pilots, stated)))
    return SourcedTable("E", TITLE, columns, tuple(rows), UNIT_LINE)


def _of_year(draft: DossierDraft, year: int) -> tuple[tuple[DossierDraft, str], ...]:
    return ((draft, "year"),) if draft.year in (year, year + 1) else ()


def _money(
    period: Iterable[tuple[DossierDraft, str]], year: Iterable[tuple[DossierDraft, str]]
) -> Money:
    found: Money = {}

    def add(group: str, part: str, amount: int) -> None:
        found[group, part] = found.get((group, part), 0) + amount

    for group, records in zip(GROUPS, (period, year), strict=True):
        for draft, name in records:
            for source, amount in by_source(draft, name).items():
                add(group, PART_OF_SOURCE.get(source, OTHER), amount)
            if (whole := total(draft, name)) is not None:
                add(group, WHOLE, whole)
    return found


def _sum(
    pilots: Sequence[DossierDraft], money: Sequence[Money], stated: Stated
) -> tuple[Money, dict[tuple[str, str], tuple[str, ...]]]:
    """Σ of the models by column with the uids behind it; of the scheme where no model says any."""
    of_scheme = _money(stated.period, stated.year)
    found: Money = {}
    origins: dict[tuple[str, str], tuple[str, ...]] = {}
    for group, records in zip(GROUPS, (stated.period, stated.year), strict=True):
        said = [each for each in money if any(name == group for name, _ in each)]
        if not said:
            uids = tuple(draft.uid for draft, _ in records)
            own = {at: amount for at, amount in of_scheme.items() if at[0] == group}
            found |= own
            origins |= dict.fromkeys(own, uids)
            continue
        for at in {each for amounts in said for each in amounts if each[0] == group}:
            found[at] = sum(each.get(at, 0) for each in money)
            pairs = zip(pilots, money, strict=True)
            origins[at] = tuple(draft.uid for draft, amounts in pairs if at in amounts)
    return found, origins


def _local_heads(pilots: Iterable[DossierDraft], stated: Stated) -> dict[str, str]:
    """What the local money of each group is called: NS tỉnh while it is nothing else."""
    others = {FundingSource.DISTRICT, FundingSource.COMMUNE, FundingSource.LOCAL}
    records = {
        "period": [*((each, "period") for each in pilots), *stated.period],
        "year": [*((each, "year") for each in pilots), *stated.year],
    }
    return {
        group: "NSĐP" if any(others & by_source(*each).keys() for each in of) else "NS tỉnh"
        for group, of in records.items()
    }


def _columns(
    places: Iterable[tuple[str, str]], year: int, local: Mapping[str, str]
) -> Iterable[SourcedColumn]:
    heads = {WHOLE: "Tổng", CENTRAL: "NSTW", OWN: "Vốn HTX", OTHER: "Khác"}
    groups = {"period": "Kinh phí cả giai đoạn", "year": f"Kinh phí năm {year + 1}"}
    yield SourcedColumn("", Column("TT", 4, Align.CENTRE))
    yield SourcedColumn("", Column("Tên hợp tác xã", 17))
    yield SourcedColumn("address", Column("Địa chỉ", 12))
    yield SourcedColumn("sector", Column("Lĩnh vực", 9))
    yield SourcedColumn("model", Column("Mô hình tham gia", 16))
    yield SourcedColumn("content", Column("Nội dung hỗ trợ", 16))
    for group, part in places:
        head = local[group] if part == LOCAL else heads[part]
        column = Column(head, 7, Align.RIGHT, groups[group])
        yield SourcedColumn(f"{group}.{part}", column)
    yield SourcedColumn("score", Column(f"Điểm đánh giá năm {year - 1}", 7, Align.RIGHT))
    yield SourcedColumn("goal", Column(f"Mục tiêu điểm (≥ {GOAL})", 7, Align.RIGHT))


def _row(
    place: int,
    draft: DossierDraft,
    organisations: Mapping[str, TableOrganisation],
    money: Iterable[int | None],
) -> SourcedRow:
    uid = (draft.uid,)
    known = [organisations[each] for each in draft.organisations if each in organisations]
    name = "; ".join(each.name for each in known) or _unnamed(_count(draft))
    score, goal = draft.number("score"), draft.number("goal")
    words = (
        *("; ".join(filter(None, texts)) for texts in zip(*map(_words, known), strict=True)),
        *([] if known else ["", ""]),
        *(draft.text("model"), draft.text("content")),
    )
    cells = (
        SourcedCell(str(place)),
        SourcedCell(name),
        *(SourcedCell(text, text or None, uid if text else ()) for text in words),
        *(money_cell(each, uid if each is not None else ()) for each in money),
        _score_cell(score, uid),
        SourcedCell("" if goal is None else f"≥ {format_number(goal, SCORE)}", _points(goal), uid),
    )
    return SourcedRow(str(place), cells, name)


def _words(organisation: TableOrganisation) -> tuple[str, str]:
    return organisation.address, organisation.sector


def _unnamed(number: int) -> str:
    return f"{number:02} HTX (chưa ghi tên)" if number else "Không có"


def _score_cell(stored: int | None, origin: tuple[str, ...]) -> SourcedCell:
    if stored is None:
        return SourcedCell(origin=origin)
    return SourcedCell(format_number(stored, SCORE), Fraction(stored, SCORE.factor), origin)


def _points(stored: int | None) -> str | None:
    return None if stored is None else format_number(stored, SCORE)


def _count(draft: DossierDraft) -> int:
    """How many cooperatives a record speaks of; one where nothing is said."""
    number = draft.number("count")
    return (len(draft.organisations) or 1) if number is None else number
