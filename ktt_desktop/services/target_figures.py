"""The figure a target is held against: which one it is, and what the unit knows of it.

A target names its indicator; a percentage is the indicator's own percentage where both speak of the
same base, else a count over the figures of its base. Nothing near it is taken instead: what cannot
be measured is told with its reason.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.numbers import SHOWN_PLACES, format_fraction
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.records import Figure, UnitFigures
from ktt_desktop.domain.target_words import A_YEAR
from ktt_desktop.domain.targets import Current, Shape, Target
from ktt_desktop.domain.terms import Measure, Origin, PeriodKind
from ktt_desktop.services.unit_figures import Key, as_printed

NOT_CHOSEN = "chưa chọn chỉ tiêu; ghi số hiện có vào mục tiêu"
NO_BASE = "chưa ghi phần trăm của cái gì"
OTHER_UNIT = "đơn vị tính khác với chỉ tiêu [{}] ({})"
NO_FIGURE_FOR_BASE = "không có chỉ tiêu nào là {}; ghi số hiện có vào mục tiêu"
NOT_A_PART = "[{}] lớn hơn {}, không phải là một phần"
BLANK = "chưa có số liệu {}"
NOTHING_BEFORE = "chưa có số liệu cùng kỳ năm trước {}"
TYPED = "số ghi trong mục tiêu"

_SHARE = re.compile(r"100 \* (?P<part>\w+) / (?P<whole>\w+)")
_MONEY = {"tỷ đồng": 10**9, "triệu đồng": 10**6, "nghìn đồng": 10**3, "đồng": 1}
_ORIGINS = {
    Origin.COMPUTED: "số tính được",
    Origin.ENTERED: "số nhập",
    Origin.RECEIVED: "số nhận",
    Origin.CORRECTED: "số điều chỉnh",
}
_TIMES = {
    Measure.HALF_YEAR: "thực hiện 6 tháng năm {}",
    Measure.ESTIMATE: "ước thực hiện năm {}",
    Measure.ACTUAL: "thực hiện năm {}",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Cách lấy số của một mục tiêu: one indicator × `scale`, or its share in % of `base`."""

    code: str
    base: tuple[str, ...] = ()
    scale: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class TargetFigures:
    """Số liệu của đơn vị để đo các mục tiêu trong một kỳ."""

    catalogue: Catalogue
    period: ReportingPeriod
    unit_figures: Mapping[Key, UnitFigures]

    def current(self, target: Target) -> tuple[Current | None, str]:
        """The latest known figure of a target, or why there is none."""
        reading = self._reading(target)
        if isinstance(reading, Reading):
            found = self._growth(reading) if target.shape is Shape.GROWTH else None
            if target.shape is not Shape.GROWTH:
                found = self._latest(reading, this_year=target.shape is Shape.YEARLY)
            if found is not None:
                return self._checked(reading, found)
        if target.current is not None:
            return self._typed(target, target.current), ""
        why = reading if isinstance(reading, str) else self._blank(reading)
        return None, why

    def _reading(self, target: Target) -> Reading | str:
        """How a target is measured, or why it cannot be."""
        indicator = self.catalogue.edition.indicators.get(target.topic)
        if indicator is None:
            return NOT_CHOSEN
        if target.shape is Shape.GROWTH:
            return Reading(target.topic)
        if target.is_percent:
            return self._share(target)
        scale = _scale(indicator.unit, target.unit)
        if scale is None:
            return OTHER_UNIT.format(target.topic, indicator.unit)
        return Reading(target.topic, scale=scale)

    def _share(self, target: Target) -> Reading | str:
        """The percentage a target means: the indicator's own one, or a count over its base."""
        shares = _shares(self.catalogue)
        indicator = self.catalogue.edition.indicators[target.topic]
        part, whole = shares.get(target.topic, (target.topic, ""))
        if indicator.unit.startswith("%") and not whole:
            return Reading(target.topic)  # stated as a percentage; its name tells of what
        base = self.catalogue.edition.target_bases.get(target.base, ())
        own = next((code for code, (count, _) in shares.items() if count == part), "")
        if own and (base == (shares[own][1],) or not target.base):
            return Reading(own)
        if not target.base:
            return NO_BASE
        if not base:
            label = self.catalogue.dossier_lists["target_bases"][target.base]
            return NO_FIGURE_FOR_BASE.format(label)
        return Reading(part, base)

    def _latest(self, reading: Reading, *, this_year: bool) -> Current | None:
        for pair in _pairs(self.period):
            if this_year and pair.year != self.period.year:
                continue
            value = self._value(reading, pair)
            if value is not None:
                before = None
                if pair.year == self.period.year and not this_year:
                    before = self._value(reading, YearMeasure(pair.year - 1, Measure.ACTUAL))
                return self._of(pair, value, self._words(reading, pair, value), before)
        return None

    def _growth(self, reading: Reading) -> Current | None:
        """This year over last year, in % of last year: first a period over the same period."""
        for pair in _pairs(self.period):
            now = self._value(reading, pair) if pair.year == self.period.year else None
            for earlier in self._year_before(reading.code, pair) if now is not None else ():
                then = self._value(reading, earlier)
                if now is None or then is None or then <= 0:
                    continue
                value = (now / then - 1) * 100
                words = (
                    f"[{reading.code}] {_plain(now)} / {_plain(then)} "
                    f"({_TIMES[earlier.measure].format(earlier.year)}) − 1 = {_plain(value)}%; "
                    f"{self._where(reading.code, pair)}"
                )
                return self._of(pair, value, words, None)
        return None

    def _year_before(self, code: str, pair: YearMeasure) -> Iterator[YearMeasure]:
        """What a figure may be compared with: a half year with a whole one only per year."""
        year = pair.year - 1
        if pair.measure is Measure.HALF_YEAR:
            yield YearMeasure(year, Measure.HALF_YEAR)
            if not self.catalogue.edition.indicators[code].unit.endswith(A_YEAR):
                return
        yield YearMeasure(year, Measure.ACTUAL)

    def _of(
        self, pair: YearMeasure, value: Fraction, words: str, before: Fraction | None
    ) -> Current:
        day = self.unit_figures["", *pair].as_of or PartialDate(pair.year)
        return Current(value, day.last_day(), words, before, pair.measure is Measure.ACTUAL)

    def _checked(self, reading: Reading, found: Current) -> tuple[Current | None, str]:
        """A share of more than all is not the share of a part."""
        if reading.base and found.value > 100:
            whole = " + ".join(f"[{code}]" for code in reading.base)
            return None, NOT_A_PART.format(reading.code, whole)
        return found, ""

    def _typed(self, target: Target, value: Fraction) -> Current:
        day = self.period.default_as_of
        if target.current_as_of:
            day = PartialDate.from_iso(target.current_as_of).last_day()
        return Current(value, day, TYPED)

    def _value(self, reading: Reading, pair: YearMeasure) -> Fraction | None:
        value = self._printed(reading.code, pair)
        if value is None:
            return None
        if not reading.base:
            return value * reading.scale
        parts = [self._printed(code, pair) for code in reading.base]
        whole = sum((each for each in parts if each is not None), Fraction(0))
        if any(each is None for each in parts) or not whole:
            return None
        return value / whole * 100

    def _printed(self, code: str, pair: YearMeasure) -> Fraction | None:
        return as_printed(self.catalogue, code, self._figure(code, pair).value)

    def _figure(self, code: str, pair: YearMeasure) -> Figure:
        return self.unit_figures["", *pair].figures[code]

    def _words(self, reading: Reading, pair: YearMeasure, value: Fraction) -> str:
        """The arithmetic: "[A1.6] 30 / ([A1] 64 + [B1] 1 + [C1] 9) = 40,5%; số nhập, …"."""
        part, whole = reading.code, reading.base
        share = _shares(self.catalogue).get(reading.code)
        if share and self._figure(reading.code, pair).origin is Origin.COMPUTED:
            part, whole = share[0], (share[1],)
        terms = f"[{part}] {_plain(self._printed(part, pair) or Fraction(0))}"
        if whole:
            parts = [
                f"[{code}] {_plain(self._printed(code, pair) or Fraction(0))}" for code in whole
            ]
            joined = " + ".join(parts)
            terms += f" / {f'({joined})' if len(parts) > 1 else joined} = {_plain(value)}%"
        unit = self.catalogue.edition.indicators[part].unit
        said = terms if whole else f"{terms}{'' if unit.startswith('%') else ' '}{unit}"
        return f"{said}; {self._where(part, pair)}"

    def _where(self, code: str, pair: YearMeasure) -> str:
        origin = self._figure(code, pair).origin
        known = [_ORIGINS[origin]] if origin else []
        return ", ".join([*known, _TIMES[pair.measure].format(pair.year)])

    def _blank(self, reading: Reading) -> str:
        """Which figures are not known at the main column."""
        codes = [
            code
            for code in (*_shares(self.catalogue).get(reading.code, (reading.code,)), *reading.base)
            if self._printed(code, self.period.main) is None
        ]
        named = ", ".join(f"[{code}]" for code in codes or [reading.code])
        return (BLANK if codes else NOTHING_BEFORE).format(named)


def needed_pairs(period: ReportingPeriod) -> list[YearMeasure]:
    """Every (year, measure) targets are measured with."""
    earlier = period.year - 1
    past = (YearMeasure(earlier, Measure.ACTUAL), YearMeasure(earlier, Measure.HALF_YEAR))
    return list(dict.fromkeys([period.main, *_pairs(period), *past]))


def _pairs(period: ReportingPeriod) -> Iterator[YearMeasure]:
    """Where the latest figure is looked for, the latest first."""
    if period.kind is PeriodKind.YEAR:
        yield period.main
    yield YearMeasure(period.year, Measure.ESTIMATE)
    yield YearMeasure(period.year, Measure.HALF_YEAR)
    yield YearMeasure(period.year - 1, Measure.ACTUAL)


def _shares(catalogue: Catalogue) -> dict[str, tuple[str, str]]:
    """Percentages worked out from two other figures: code → (count, base)."""
    found = {}
    for each in catalogue.edition.indicators.values():
        formula = each.aggregate.formula if each.aggregate else None
        if formula and (share := _SHARE.fullmatch(formula.text)):
            found[each.code] = (share["part"].replace("_", "."), share["whole"].replace("_", "."))
    return found


def _scale(of: str, wanted: str) -> Fraction | None:
    """From one unit into another; None where they cannot be compared."""
    (money, rest), (wanted_money, wanted_rest) = _unit(of), _unit(wanted)
    if not wanted:
        return Fraction(1)
    if of.startswith("%") or (money is None) != (wanted_money is None):
        return None
    if money is None or wanted_money is None:
        return Fraction(1)  # counted things: HTX, thành viên, người
    if wanted_rest and wanted_rest != rest:
        return None
    return Fraction(money, wanted_money)


def _unit(unit: str) -> tuple[int | None, str]:
    """What a unit of money is worth in đồng, and what it is counted per."""
    money, _, rest = unit.partition("/")
    return _MONEY.get(money.strip()), rest


def _plain(value: Fraction) -> str:
    return format_fraction(value, SHOWN_PLACES)
