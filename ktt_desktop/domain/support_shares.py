"""What each work record says for Biểu C: in which group of columns, which volumes, which money."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ktt_desktop.domain.dossier import (
    TOTAL,
    DossierDraft,
    Kind,
    Stage,
)
from ktt_desktop.domain.terms import FundingSource

CLASSES, PERSONS, ORGANISATIONS = "lớp", "người", "tổ chức"
COOPERATIVES = "HTX"  # how organisations that are only counted stand where a measure has that unit
PROJECTS, BORROWERS = "dự án", "cá nhân, tổ chức"
DEBT, LENT = "dư nợ", "vốn vay"  # volumes in đồng, written before the number
LAND = "diện tích"  # in m², written before the number in ha
NO_DEMAND = "không có nhu cầu"


class Block(StrEnum):
    """Nhóm cột của Biểu C, for a report of year N."""

    PREVIOUS = "P"  # thực hiện năm N-1
    PLAN = "KH"  # kế hoạch năm N
    HALF_YEAR = "TH"  # thực hiện 6 tháng năm N
    ESTIMATE = "UOC"  # ước thực hiện năm N
    NEED = "KHN"  # nhu cầu năm N+1
    CUMULATIVE = "LK"  # lũy kế từ đầu chương trình


class Part(StrEnum):
    """Cột trong một nhóm: khối lượng, tổng kinh phí và ba nguồn của nó."""

    VOLUME = "KL"
    TOTAL = "TONG"
    CENTRAL = "NSTW"
    LOCAL = "NSDP"
    OTHER = "KHAC"


LEVELS = (
    FundingSource.PROVINCE,
    FundingSource.DISTRICT,
    FundingSource.COMMUNE,
)
PART_OF_SOURCE: Mapping[str, Part] = {
    FundingSource.CENTRAL: Part.CENTRAL,
    FundingSource.LOCAL: Part.LOCAL,
    **dict.fromkeys(LEVELS, Part.LOCAL),
}
_BLOCKS: Mapping[
    tuple[str, int], tuple[tuple[str, Block], ...]
] = {  # period of a record and years after N → group of its values, column
    (Stage.YEAR, -1): (("done", Block.PREVIOUS),),
    (Stage.YEAR, 0): (("plan", Block.PLAN), ("done", Block.ESTIMATE)),
    (Stage.HALF_YEAR, 0): (("plan", Block.PLAN), ("done", Block.HALF_YEAR)),
    (Stage.CUMULATIVE, 0): (("done", Block.CUMULATIVE),),
    (Stage.NEED, 1): (("plan", Block.NEED),),
}


Debt = tuple[Block, str, str, tuple[str, ...]]  # column, topic, fund, borrowers


@dataclass(frozen=True, slots=True)
class Line:
    """Một dòng nội dung của Biểu C; `parent` is the heading it is added up under."""

    code: str
    label: str
    units: tuple[str, ...] = ()
    parent: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Năm N, the measures by code, the line of each programme, kinds of organisations by uid."""

    year: int
    measures: Mapping[str, Line]
    programmes: Mapping[str, str]
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """Phần một hồ sơ góp vào một nhóm cột.

    `volumes` by unit, `money` and `levels` (of NSĐP, by source) in đồng; `standby` names a line:
    the share counts only where no other record of it says anything for these columns.
    """

    draft: DossierDraft
    block: Block
    volumes: Mapping[str, int]
    money: Mapping[Part, int] = field(default_factory=dict)
    levels: Mapping[FundingSource, int] = field(default_factory=dict)
    standby: str = ""


def shares_of(drafts: Iterable[DossierDraft], asked: Asked) -> Iterator[Share]:
    """The shares of support and credit records and of the pilots of the year (pilot_table)."""
    credits: dict[Debt, list[DossierDraft]] = {}
    for draft in drafts:
        match draft.kind:
            case Kind.SUPPORT:
                yield from _support(draft, asked)
            case Kind.PILOT if draft.year in (asked.year, asked.year + 1):
                yield from _pilot(draft, asked)
            case Kind.CREDIT:
                _keep_later(credits, draft, asked)
    for (block, _, _, _), latest in credits.items():
        yield from (_credit(draft, block, asked) for draft in latest)


def _keep_later(credits: dict[Debt, list[DossierDraft]], draft: DossierDraft, asked: Asked) -> None:
    """Of one debt at two days the later counts; loans of the same day are several."""
    if (block := _credit_block(draft, asked)) is not None:
        key = block, draft.topic, draft.text("fund"), draft.organisations
        latest = credits.setdefault(key, [draft])
        day, known = draft.text("as_of"), latest[0].text("as_of")
        if day > known:
            credits[key] = [draft]
        elif day == known and latest != [draft]:
            latest.append(draft)


def _support(draft: DossierDraft, asked: Asked) -> Iterator[Share]:
    after = -9 if draft.year is None else draft.year - asked.year
    for group, block in _BLOCKS.get((draft.period, after), ()):
        volumes = _volumes(draft, group, asked)
        money, levels = _money(draft, group)
        is_told = block is not Block.PLAN and draft.text("demand") == "KHONG"
        if is_told and not volumes and not money:
            volumes = {NO_DEMAND: 0}
            money = {Part.TOTAL: 0} if block is Block.NEED else {}
        if volumes or money:
            is_aside = draft.period == Stage.HALF_YEAR and block is Block.PLAN
            line = draft.topic or asked.programmes.get(draft.programme, "")
            yield Share(draft, block, volumes, money, levels, line if is_aside else "")


def _money(draft: DossierDraft, group: str) -> tuple[dict[Part, int], dict[FundingSource, int]]:
    """The amounts of a group by column, its total as stated or added up, and NSĐP by level."""
    found: dict[Part, int] = {}
    levels: dict[FundingSource, int] = {}
    stated, added, beginning = None, 0, f"{group}."
    for key, amount in draft.money.items():
        if not key.startswith(beginning):
            continue
        source = key.removeprefix(beginning)
        if source == TOTAL:
            stated = amount
            continue
        part = PART_OF_SOURCE.get(source, Part.OTHER)
        found[part] = found.get(part, 0) + amount
        added += amount
        if source in LEVELS:
            levels[FundingSource(source)] = amount
    if stated is not None or found:
        found[Part.TOTAL] = added if stated is None else stated
    return found, levels


def _volumes(draft: DossierDraft, group: str, asked: Asked) -> dict[str, int]:
    """Units and numbers of one group; a unit said twice in a record is one number."""
    measure = asked.measures.get(draft.topic)
    units = measure.units if measure else ()
    named = (
        (draft.text("quantity_unit") or next(iter(units), ""), f"quantity_{group}"),
        (CLASSES, f"classes_{group}"),
        (PERSONS, f"persons_{group}"),
        (COOPERATIVES if COOPERATIVES in units else ORGANISATIONS, f"organisations_{group}"),
        (LAND, f"land_{group}"),
    )
    volumes: dict[str, int] = {}
    for unit, key in named:
        if (number := draft.number(key)) is not None:
            volumes.setdefault(unit, number)
    has_names = draft.organisations and f"organisations_{group}" not in draft.values
    if has_names and _speaks_of(draft, group):
        kinds = [asked.kinds[uid] for uid in draft.organisations if uid in asked.kinds]
        for kind in dict.fromkeys(kinds):
            volumes.setdefault(kind, kinds.count(kind))
    return volumes


def _speaks_of(draft: DossierDraft, group: str) -> bool:
    """Whether its organisations are those of this group: of a plan only while nothing is done."""
    return _says(draft, group) and (group == "done" or not _says(draft, "done"))


def _says(draft: DossierDraft, group: str) -> bool:
    ending, beginning = f"_{group}", f"{group}."
    return any(key.startswith(beginning) for key in draft.money) or any(
        key.endswith(ending) for key in draft.values
    )


def _pilot(draft: DossierDraft, asked: Asked) -> Iterator[Share]:
    line = asked.programmes.get(draft.programme, "")
    money, levels = _money(draft, "year")
    if line and money:
        yield Share(draft, Block.NEED, {}, money, levels, line)


def _credit_block(draft: DossierDraft, asked: Asked) -> Block | None:
    """A debt of a year or at its end is that year's; any earlier day is that of the half year."""
    if draft.year == asked.year - 1:
        return Block.PREVIOUS
    if draft.year != asked.year:
        return None
    day = draft.text("as_of")
    is_whole_year = day[5:7] == "12" or day == str(draft.year)
    return Block.ESTIMATE if is_whole_year else Block.HALF_YEAR


def _credit(draft: DossierDraft, block: Block, asked: Asked) -> Share:
    """Loans are no budget money: they stand among the volumes, only interest paid is money."""
    measure = asked.measures.get(draft.topic)
    counted = COOPERATIVES if measure and COOPERATIVES in measure.units else ORGANISATIONS
    named = ((counted, "borrowers"), (BORROWERS, "persons"), (PROJECTS, "projects"), (DEBT, "debt"))
    volumes = {unit: number for unit, key in named if (number := draft.number(key)) is not None}
    if DEBT not in volumes and (lent := draft.number("lent")) is not None:
        volumes[LENT] = lent
    interest = draft.number("interest")
    money = {} if interest is None else {Part.TOTAL: interest}
    return Share(draft, block, volumes, money)
