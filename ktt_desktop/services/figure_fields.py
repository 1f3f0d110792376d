"""Where the work records hold a number of a document: the kind of record and its field."""

import re
from collections.abc import Iterable, Mapping, Sequence

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.dormant_table import CLASS_OF_STATUS, SUMMARY
from ktt_desktop.domain.dossier import TOTAL, Kind, Stage, money_key
from ktt_desktop.domain.stated_figure import (
    ONE_PAIR,
    Holder,
    StatedFigure,
    is_said,
    likeness,
    nearest,
    words,
)
from ktt_desktop.domain.support_counts import ALL
from ktt_desktop.domain.support_shares import LEVELS
from ktt_desktop.domain.terms import FundingSource, Measure, OperatingStatus
from ktt_desktop.services.dossier_checks import choices
from ktt_desktop.services.figure_rows import ORGANISATION, OTHER_BASE, FormRows
from ktt_desktop.services.support_tables import SCHEME

NEED, COMPARISON = "funding_need", "comparison"
KINDS = {  # class of a figure → kind of record; a kind may name itself
    "target": Kind.TARGET,
    "support": Kind.SUPPORT,
    COMPARISON: Kind.SUPPORT,
    NEED: Kind.SUPPORT,
    "pilot_scheme": Kind.PILOT,
    "dormant": Kind.DORMANT_TOTAL,
    ORGANISATION: Kind.MODEL,  # what no row of its own form holds: product, area, sales
}
PRINTED = {Kind.SUPPORT: "C", Kind.CREDIT: "C", Kind.DORMANT_TOTAL: "D", Kind.PILOT: "E"}
COUNTS = (FieldType.COUNT, FieldType.DECIMAL)
UPPER_END = "value_max"
QUANTITIES = ("quantity_plan", "quantity_done")
SAME_UNIT = {  # unit of a document → unit of a field
    "HTX": "tổ chức",
    "THT": "tổ chức",
    "LHHTX": "tổ chức",
    "huyện": "đơn vị",
    "huyện, thành phố": "đơn vị",
    "huyện/thành phố": "đơn vị",
    "xã": "đơn vị",
    "cán bộ": "người",
    "thành viên": "người",
    "lượt người": "người",
    "lượt học viên": "người",
    "học viên": "người",
    "lao động": "người",
    "công chức": "người",
    "trí thức": "người",
    "trí thức trẻ": "người",
    "m2": "ha",
}
USUAL = {"H8": "interest", "": "debt"}  # the amount meant where its words name no field
PLANNED = ("dự kiến", "kế hoạch", "nhu cầu", "phấn đấu")
OF_A_SOURCE = {"ngan", "sach", "von", "nguon"}  # a source is named with one of these words
FROM, OF_LEVEL = "tu", "cap"  # "từ ngân sách tỉnh" behind the number, "ngân sách cấp tỉnh"
YEAR_UNIT = "năm"
CUMULATIVE, WANTED = "lũy kế", "nhu cầu"
SOURCE_WORDS = {  # what tells a source from the others
    FundingSource.CENTRAL: ("trung ương",),
    FundingSource.LOCAL: ("địa phương",),
    FundingSource.OWN: ("vốn của HTX", "đối ứng"),
    FundingSource.FUND: ("quỹ hỗ trợ phát triển",),
    FundingSource.CREDIT: ("tín dụng",),
    FundingSource.OTHER: ("khác",),
    FundingSource.PROVINCE: ("tỉnh",),
    FundingSource.DISTRICT: ("huyện",),
    FundingSource.COMMUNE: ("xã",),
}
_MEASURE = re.compile(r"H[0-9]+(?:\.[0-9]+)?")
_YEARS = re.compile(r"(?:19|20)[0-9]{2} ?[-–] ?(?:19|20)[0-9]{2}")
_NUMBER = re.compile(r"[0-9]+")
_STATUS = re.compile(r"status:(?P<code>\w+)")
_LINE = re.compile(r"1[a-c]?[1-9]?$")


class RecordFields:
    """The fields of the work records, for the statements of one file."""

    def __init__(self, catalogue: Catalogue, rows: FormRows) -> None:
        self._catalogue = catalogue
        self._rows = rows

    def holders(self, each: StatedFigure) -> list[Holder]:
        """The field that holds a number, with the upper end of a range beside it."""
        kind = self._kind(each)
        if kind is None:
            return []
        topic = self._topic(each, kind)
        column = self._column(each, kind, topic)
        columns = [column, UPPER_END] if each.is_range and UPPER_END in kind.fields else [column]
        return [self._holder(each, kind, topic, name) for name in columns if name]

    def _kind(self, each: StatedFigure) -> DossierKind | None:
        dossiers = self._catalogue.dossiers
        name = KINDS.get(each.group, each.group)
        if each.group == COMPARISON and not _MEASURE.search(each.code):
            return None
        if name in (Kind.SUPPORT, Kind.PILOT) and each.is_money and _is_of_years(each):
            name = Kind.PROGRAMME
        if name == Kind.DORMANT_TOTAL and each.is_money:
            name = Kind.DORMANT  # debts are those of one organisation
        loans = choices(self._catalogue, dossiers[Kind.CREDIT].topics)
        if name == Kind.SUPPORT and _measure(each) in loans and not _says(each, WANTED):
            name = Kind.CREDIT
        kind = dossiers.get(name)
        return None if kind is None or kind.is_open else kind

    def _topic(self, each: StatedFigure, kind: DossierKind) -> str:
        """The topic of the record, "" where it has none or none is named."""
        if kind.id == Kind.TARGET:
            return self._rows.row(each)
        known = choices(self._catalogue, kind.topics) if kind.topics else {}
        named = _measure(each) or each.code
        if named in known or not known:
            return named if named in known else ""
        below = {code: label for code, label in known.items() if code.startswith(f"{named}.")}
        best = nearest((below or known).items(), each.said)
        if best and (below or is_said(known[best], each.said)):
            return best
        if kind.id == Kind.GOVERNANCE:
            if best and likeness(known[best], each.said) > 1 + ONE_PAIR:
                return best
            fitting = [item for item in kind.fields.values() if item.kinds and _fits(item, each)]
            return fitting[0].kinds[0] if fitting else list(known)[-1]
        return next(iter(below), "")

    def _column(self, each: StatedFigure, kind: DossierKind, topic: str) -> str:
        fields = [item for item in kind.fields.values() if not topic or item.applies_to(topic)]
        if kind.id == Kind.TARGET:
            return "value"
        if kind.id == Kind.DORMANT_TOTAL:
            return "" if each.is_percent or each.unit == YEAR_UNIT else _dormant(each)
        if "demand" in kind.fields and _says(each, WANTED) and not each.is_in_digits:
            return "demand"
        if each.is_money:
            return _money(each, kind, fields)
        if each.is_percent or each.group == COMPARISON:
            return _percent(each, fields) if each.is_percent or not each.unit else ""
        return self._count(each, kind, topic, fields)

    def _count(
        self, each: StatedFigure, kind: DossierKind, topic: str, fields: list[FieldSpec]
    ) -> str:
        if each.unit == YEAR_UNIT:
            return _one_of(each, [item for item in fields if _fits(item, each)])
        measure = self._catalogue.measures.get(topic)
        numbers = [item for item in fields if item.type in COUNTS]
        plain = [item for item in numbers if not item.unit]
        counted = [item for item in numbers if item.unit and item.unit == each.unit]
        is_quantity = measure is not None and measure.units[:1] == (each.unit,)
        if not counted and (is_quantity or not each.is_in_digits):
            counted = [item for item in numbers if item.attr in QUANTITIES]
        counted = counted or [item for item in numbers if _fits(item, each)]
        wrong = _wrong_end(each)
        right = [item for item in counted if not item.attr.endswith(wrong)]
        return _one_of(each, right or plain or counted or numbers)

    def _holder(self, each: StatedFigure, kind: DossierKind, topic: str, column: str) -> Holder:
        programme = self._programme(each, kind)
        row = topic
        if kind.id == Kind.DORMANT_TOTAL:
            row = next(code for code, field, _ in SUMMARY if field == column)
        elif not row and kind.id == Kind.SUPPORT:  # only money is added up over all measures
            row = self._catalogue.programme_rows.get(programme, ALL if each.is_money else "")
        elif not row and kind.id in (Kind.PROGRAMME, Kind.PILOT):
            row = programme
        field = kind.fields.get(column)
        return Holder(
            table=PRINTED.get(Kind(kind.id), ""),
            row=row,
            column=column,
            label=field.label.lstrip("–+ ") if field else self._money_label(kind, column),
            unit=field.unit if field else "triệu đồng",
            record=kind.id,
            subject=each.subject,
            year=each.year,
            measure=each.measure,
            base=self._base(each, topic) if kind.id == Kind.TARGET and each.is_percent else "",
            period=_period(each).value if "period" in kind.uses else "",
        )

    def _money_label(self, kind: DossierKind, column: str) -> str:
        group, _, source = column.partition(".")
        label = next(item.label for item in kind.money if item.key == group)
        return f"{label}: {'tổng' if source == TOTAL else self._catalogue.sources[source].lower()}"

    def _programme(self, each: StatedFigure, kind: DossierKind) -> str:
        """The programme whose number is in code or words; that of Biểu E for a pilot."""
        numbers = set(_NUMBER.findall(f"{each.code} {each.quote} {each.gap}"))
        for programme in self._catalogue.programmes:
            if numbers & set(_NUMBER.findall(programme.code)):
                return programme.code
        return SCHEME if kind.id == Kind.PILOT or each.group == "pilot_scheme" else ""

    def _base(self, each: StatedFigure, topic: str) -> str:
        """What a percentage is of: as it is said, else what the indicator's share is of."""
        own = set(words(self._catalogue.edition.indicators[topic].label)) if topic else set()
        labels = {  # what the target counts is no base of it
            base: label
            for base, label in self._catalogue.dossier_lists["target_bases"].items()
            if not own or own - set(words(label))
        }
        named = each.gap.partition("=")[2] if each.gap.startswith(OTHER_BASE) else ""
        for text in (named, each.quote):
            if base := _first_said(labels, words(text.partition(", not")[0])):
                return base
        whole = self._rows.whole_of(topic)
        bases = self._catalogue.edition.target_bases.items()
        return next((base for base, codes in bases if codes == (whole,)), "")


def _first_said(labels: Mapping[str, str], said: list[str]) -> str:
    """The base whose first words stand first; of these the one most of whose words are said."""
    found = []
    for base, label in labels.items():
        own = words(label.removeprefix("tổng ").removeprefix("số "))
        head = own[:2]
        places = [at for at in range(len(said)) if said[at : at + len(head)] == head]
        if places:
            found.append((places[0], -len(set(own) & set(said)), base))
    return min(found, key=lambda each: each[:2])[2] if found else ""


def _measure(each: StatedFigure) -> str:
    found = _MEASURE.search(each.code)
    return found[0] if found else ""


def _says(each: StatedFigure, phrase: str) -> bool:
    """Whether a phrase stands in the quote."""
    return f" {' '.join(words(phrase))} " in f" {' '.join(words(each.quote))} "


def _period(each: StatedFigure) -> Stage:
    if _says(each, CUMULATIVE):
        return Stage.CUMULATIVE
    if each.group == NEED:
        return Stage.NEED
    return Stage.HALF_YEAR if each.measure == Measure.HALF_YEAR else Stage.YEAR


def _is_planned(each: StatedFigure) -> bool:
    said_so = any(_says(each, phrase) for phrase in PLANNED)
    return said_so or each.group == NEED or each.measure in (Measure.PLAN, "TARGET")


def _fits(item: FieldSpec, each: StatedFigure) -> bool:
    """Whether a number of this unit is one of the field."""
    if each.unit == "năm" or item.type is FieldType.YEAR:
        return each.unit == "năm" and item.type is FieldType.YEAR
    return item.type in COUNTS and item.unit in (each.unit, SAME_UNIT.get(each.unit))


def _is_of_years(each: StatedFigure) -> bool:
    """Whether an amount is of several years; a need of one year may name those of a programme."""
    if _YEARS.search(each.as_of):
        return True
    years = _YEARS.search(each.quote)
    is_yearly = each.group == NEED and each.year is not None
    return years is not None and (not is_yearly or years[0].endswith(str(each.year)))


def _wrong_end(each: StatedFigure) -> str:
    return "_done" if _is_planned(each) else "_plan"


def _one_of(each: StatedFigure, fields: Sequence[FieldSpec]) -> str:
    """The field nearest to the words; of a planned and a done one the right one."""
    wrong = _wrong_end(each)
    left = [item for item in fields if not item.attr.endswith(wrong)] or list(fields)
    if any(item.attr == "planned" for item in left) and _is_whole(each):
        return "planned"
    labels = [(item, item.label) for item in left]
    best = nearest(labels, each.after_unit) or nearest(labels, each.before)
    return best.attr if best else next((item.attr for item in left), "")


def _is_whole(each: StatedFigure) -> bool:
    """Whether the number is the second of "09/11"."""
    return re.search(rf"/ ?{re.escape(each.written)}\b", each.quote) is not None


def _dormant(each: StatedFigure) -> str:
    """The field by status, line of Biểu D or words; else the number of all that stopped."""
    by_line = {code: field for code, field, _ in SUMMARY}
    if (status := _STATUS.search(each.code)) and status["code"] in set(OperatingStatus):
        line = CLASS_OF_STATUS.get(OperatingStatus(status["code"]), "1").lower()
        labels = {code: label for code, _, label in SUMMARY if code in ("1", line)}
        said = [code for code, label in labels.items() if is_said(label, each.said)]
        return by_line[max([line] if line in said else said, default=line)]
    if (line_ := _LINE.search(each.code.lower())) and line_[0] in by_line:
        return by_line[line_[0]]
    for said in (each.after, each.said):
        if best := nearest(((field, label) for _, field, label in SUMMARY), said):
            return best
    return by_line["1"]


def _money(each: StatedFigure, kind: DossierKind, fields: Iterable[FieldSpec]) -> str:
    """A group of money and its source, or the field of an amount."""
    if kind.money:
        return money_key(_group(each, kind), _source(each))
    amounts = [item for item in fields if item.type is FieldType.MONEY]
    if not amounts:
        return ""
    if not each.direction:
        amounts = [item for item in amounts if not item.signed] or amounts
    else:
        amounts = [item for item in amounts if item.signed] or amounts
    best = nearest(((item, item.label) for item in amounts), each.before)
    if best and is_said(best.label, each.before):
        return best.attr
    usual = USUAL.get(_measure(each), USUAL[""])
    return next((item.attr for item in amounts if item.attr == usual), amounts[0].attr)


def _group(each: StatedFigure, kind: DossierKind) -> str:
    keys = [group.key for group in kind.money]
    if "plan" in keys:
        return "plan" if _is_planned(each) else "done"
    best = nearest(((group.key, group.label) for group in kind.money), each.said)
    return best or keys[-1]


def _source(each: StatedFigure) -> str:
    """The source named nearest in front of the number, the total where none is."""
    for source in SOURCE_WORDS:
        if source in each.code:
            return source.value
    said = each.before
    if (each.group == NEED or OF_A_SOURCE & set(said)) and (found := _sources(said)):
        return max(found)[1]
    behind = " ".join(each.clause_after).partition(f"{FROM} ")[2].split()
    found = _sources(behind) if OF_A_SOURCE & set(behind) else []
    return found[0][1] if len(found) == 1 else TOTAL


def _sources(said: Sequence[str]) -> list[tuple[int, str]]:
    """The places of sources in words; a level alone ("của tỉnh") is none but at the beginning."""
    found = []
    for source, phrases in SOURCE_WORDS.items():
        for phrase in map(words, phrases):
            for place in range(len(said)):
                is_level = source in LEVELS and place > 0
                if said[place : place + len(phrase)] == phrase and (
                    not is_level or said[place - 1] in {*OF_A_SOURCE, OF_LEVEL}
                ):
                    found.append((place, source.value))
    return found


def _percent(each: StatedFigure, fields: Iterable[FieldSpec]) -> str:
    """A percentage as the document states it; of a change where it is one."""
    shares = [item for item in fields if item.type is FieldType.PERCENT]
    changes = [item for item in shares if item.signed == (each.direction in ("up", "down"))]
    best = nearest(((item, item.label) for item in changes), each.said)
    return best.attr if best and (best.signed or is_said(best.label, each.said)) else ""
